package org.infomorph.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.result.TrialResult;
import org.infomorph.result.WeightsRow;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.KeptNetworks;
import org.infomorph.sweep.Texts;

/**
 * A trial that has kept its network, named by {@code --from} and {@code --trial}.
 *
 * @param row the trial
 * @param weights all rows of its network
 */
record KeptTrial(TrialResult row, List<WeightsRow> weights) {
  private static final int MOST_NAMED = 5;
  private static final String WEIGHTS = "/weights";

  /**
   * Finds the trial.
   *
   * @param place a sweep's folder of results, or the folder of weights in it
   * @param trialId the trial's id; required if there are several trials
   * @throws SpecException if the trial is missing
   */
  static KeptTrial find(String place, Optional<String> trialId) throws IOException {
    var sweep = folder(place);
    var kept = new KeptNetworks(sweep.trials(), sweep.weights());
    var id = trialId.isPresent() ? trialId.get() : only(place, kept);
    var weights = kept.read(id);
    if (weights.isEmpty()) {
      throw new SpecException("--trial " + id + ": " + hint(place, kept));
    }
    var row =
        kept.trial(id)
            .orElseThrow(
                () ->
                    new SpecException(
                        "--trial "
                            + id
                            + ": its weights are there, but its row is missing in "
                            + sweep.trials().describe("")));
    return new KeptTrial(row, weights);
  }

  private static SweepFolder folder(String place) throws IOException {
    var text = place.replaceAll("(?<=[^/])/+$", "");
    var sweep = new SweepFolder(Folder.at(text));
    if (sweep.exists()) {
      return sweep;
    }
    if (("/" + text).endsWith(WEIGHTS)) {
      var parent = text.substring(0, Math.max(0, text.length() - WEIGHTS.length()));
      sweep = new SweepFolder(Folder.at(parent.isEmpty() ? "." : parent));
      if (sweep.exists()) {
        return sweep;
      }
    }
    throw new SpecException(
        "--from "
            + place
            + ": not a folder of results; allowed are a sweep's folder, and the folder weights in it");
  }

  private static String only(String place, KeptNetworks kept) throws IOException {
    var epochs = kept.epochs();
    if (epochs.size() == 1) {
      return epochs.firstKey();
    }
    throw new SpecException("--from " + place + ": " + hint(place, kept));
  }

  /** A hint that lists the existing trials. */
  private static String hint(String place, KeptNetworks kept) throws IOException {
    var epochs = kept.epochs();
    if (epochs.isEmpty()) {
      return "no network is kept in "
          + place
          + "; trials keep theirs with keep: {weights: final}, or best";
    }
    var some =
        epochs.entrySet().stream()
            .limit(MOST_NAMED)
            .map(entry -> entry.getKey() + " (epoch " + entry.getValue() + ")")
            .collect(Collectors.joining(", "));
    return Texts.count(epochs.size(), "kept network")
        + "; choose one with --trial: "
        + some
        + (epochs.size() > MOST_NAMED ? ", ..." : "");
  }
}

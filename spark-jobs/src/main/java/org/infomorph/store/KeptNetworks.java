package org.infomorph.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.schema.MessageType;
import org.infomorph.files.Folder;
import org.infomorph.result.TrialResult;
import org.infomorph.result.WeightsRow;

/**
 * Reads the kept networks of the trials of one folder, also while another process writes.
 *
 * @param trials the folder of the table {@code trials}
 * @param weights the folder of the table {@code weights}
 */
public record KeptNetworks(Folder trials, Folder weights) {
  private static final MessageType INDEX =
      new MessageType(
          WeightsSchema.SCHEMA.getName(),
          WeightsSchema.SCHEMA.getType("trial_id"),
          WeightsSchema.SCHEMA.getType("epoch"));

  /** The ids of the trials with a kept network, and the epochs of these networks. */
  public TreeMap<String, Integer> epochs() throws IOException {
    return TableScan.attempt(
        () -> {
          var epochs = new TreeMap<String, Integer>();
          for (long segment : Journal.segments(trials)) {
            Journal.readWhole(
                trials,
                segment,
                trial -> trial.weights().forEach(row -> epochs.put(row.trialId(), row.epoch())));
          }
          for (var part : Parts.list(weights)) {
            Parts.read(
                weights,
                part.name(),
                INDEX,
                row -> epochs.put(row.getString("trial_id", 0), row.getInteger("epoch", 0)));
          }
          return epochs;
        });
  }

  /** The rows of one trial's network; empty if the trial kept no network. */
  public List<WeightsRow> read(String trialId) throws IOException {
    return TableScan.attempt(
        () -> {
          for (long segment : Journal.segments(trials)) {
            var found = new ArrayList<WeightsRow>();
            Journal.readWhole(
                trials,
                segment,
                trial -> {
                  if (trial.result().trialId().equals(trialId)) {
                    found.addAll(trial.weights());
                  }
                });
            if (!found.isEmpty()) {
              return List.copyOf(found);
            }
          }
          for (var part : Parts.list(weights)) {
            var found = new ArrayList<WeightsRow>();
            WeightsSchema.FORMAT.read(weights, part.name(), trialId, found::add);
            if (!found.isEmpty()) { // all rows of a network are in one part
              return List.copyOf(found);
            }
          }
          return List.of();
        });
  }

  /** The row of a trial, if the table has it. */
  public Optional<TrialResult> trial(String trialId) throws IOException {
    return TableScan.attempt(
        () -> {
          for (long segment : Journal.segments(trials)) {
            for (var result : Journal.read(trials, segment)) {
              if (result.trialId().equals(trialId)) {
                return Optional.of(result);
              }
            }
          }
          for (var part : Parts.list(trials)) {
            var found = new ArrayList<TrialResult>();
            Parts.TRIALS.read(
                trials, part.name(), trialId, row -> found.add(TrialSchema.fromRow(row)));
            if (!found.isEmpty()) {
              return Optional.of(found.get(0));
            }
          }
          return Optional.empty();
        });
  }
}

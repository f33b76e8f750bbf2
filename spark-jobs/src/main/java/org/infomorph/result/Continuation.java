package org.infomorph.result;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecPath;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.SourceSpec;
import org.infomorph.train.EpochReport;
import org.infomorph.train.Keep;
import org.infomorph.train.NetworkState;
import org.infomorph.train.TrainingSpec;
import org.infomorph.trial.DataCheck;
import org.infomorph.trial.KeptSize;
import org.infomorph.trial.SpecChanges;
import org.infomorph.trial.TrialSpec;

/**
 * A kept network and its continuation. If only the number of epochs grows, the result is bit for
 * bit the network of a trial with that many epochs from the start. Any other change gives a network
 * that no trial file describes.
 */
public final class Continuation {
  /** Fields that determine the length of training and the kept network. */
  private static final Pattern FREE =
      Pattern.compile("training\\.(epochs|until(\\..*)?)|keep(\\..*)?");

  /** Fields that may change in a continuation, because the learned values stay valid. */
  private static final Pattern CHANGEABLE =
      Pattern.compile(
          "(dataset|evaluation)(\\..*)?|training\\.(batch_size|precision)|network\\.passes"
              + "|training\\.method\\.(backprop\\..*|online\\.forgetting)"
              + "|network\\.layers\\.[^.]+\\.((goal|optimiser|activation|bins)(\\..*)?|output)"
              + "|network\\.layers\\.[^.]+\\.sources\\.[^.]+\\.frozen");

  private static final String WHAT_MAY_CHANGE =
      "training.epochs and until, keep, dataset, evaluation, training.batch_size, training.precision,"
          + " network.passes, a layer's goal, optimiser, activation, bins and output, and whether a"
          + " source is frozen";

  private static final SpecPath EPOCHS = SpecPath.parse("training.epochs");

  private final TrialResult row;
  private final NetworkState network;
  private final TrialSpec spec;
  private final boolean learns;
  private final List<String> changes;

  private Continuation(
      TrialResult row, NetworkState network, TrialSpec spec, boolean learns, List<String> changes) {
    this.row = row;
    this.network = network;
    this.spec = spec;
    this.learns = learns;
    this.changes = List.copyOf(changes);
  }

  /**
   * Binds a continuation.
   *
   * @param row the trial that kept the network
   * @param weights all rows of the network
   * @param assignments the changes, as {@code path=value}; if {@code training.epochs} is among
   *     them, the network learns up to that epoch, otherwise it is only evaluated
   * @throws SpecException if a field must not change, or no epochs are left to learn
   */
  public static Continuation bind(
      TrialResult row, List<WeightsRow> weights, List<String> assignments) {
    var name = "trial " + row.trialId();
    var tree = CanonicalJson.read(row.spec());
    var kept = TrialSpec.bind(name, tree);
    boolean learns = false;
    for (var text : assignments) {
      var assignment = SpecPath.Assignment.parse(text);
      assignment.applyTo(tree);
      learns |= assignment.path().contains(EPOCHS);
    }
    var asked = TrialSpec.bind(name, tree);
    var network = network(name, weights, kept);
    var changes = new ArrayList<String>();
    for (var path : SpecChanges.between(kept, asked)) {
      if (CHANGEABLE.matcher(path).matches()) {
        changes.add(path);
      } else if (!FREE.matcher(path).matches()) {
        throw SpecException.at(
            name, path, "a kept network cannot change this; it can change " + WHAT_MAY_CHANGE);
      }
    }
    int epoch = network.epoch();
    if (learns && asked.training().epochs() <= epoch) {
      throw SpecException.at(
          name,
          "training.epochs",
          "is %d, but the kept network has learned for %d; allowed is more"
              .formatted(asked.training().epochs(), epoch));
    }
    if (learns) {
      refuseWhatHasEnded(name, row, asked, epoch);
    }
    if (learns && asked.keep() == Keep.BEST && !knowsTheBestBefore(kept, epoch)) {
      changes.add("keep.weights (best is among the epochs from " + epoch + " on)");
    }
    return new Continuation(row, network, withEpochs(asked, learns, epoch), learns, changes);
  }

  /** Refuses a continuation if a trial from the start would have ended earlier. */
  private static void refuseWhatHasEnded(String name, TrialResult row, TrialSpec asked, int epoch) {
    for (var report : row.epochs()) {
      boolean made = report.epoch() <= epoch && isRegular(asked, report.epoch());
      if (made && asked.training().endsWith(report.scores())) {
        throw SpecException.at(
            name,
            "training.until",
            "was reached in epoch " + report.epoch() + ": training is over");
      }
    }
  }

  private static NetworkState network(String name, List<WeightsRow> weights, TrialSpec kept) {
    try {
      return WeightsRow.network(weights, kept);
    } catch (IllegalArgumentException e) {
      throw SpecException.at(name, "", e.getMessage());
    }
  }

  /**
   * Whether the kept network is known to be the best one up to this epoch, which a longer training
   * also reports.
   */
  private static boolean knowsTheBestBefore(TrialSpec kept, int epoch) {
    return kept.keep() == Keep.BEST && isRegular(kept, epoch);
  }

  private static boolean isRegular(TrialSpec spec, int epoch) {
    return epoch > 0 && epoch % spec.evaluation().every() == 0;
  }

  /** For a network that is only evaluated, a trial that ends at the epoch of the kept network. */
  private static TrialSpec withEpochs(TrialSpec asked, boolean learns, int epoch) {
    var training = asked.training();
    return new TrialSpec(
        asked.dataset(),
        asked.network(),
        new TrainingSpec(
            learns ? training.epochs() : epoch,
            training.batchSize(),
            training.validationFraction(),
            training.precision(),
            training.method(),
            training.until()),
        asked.evaluation(),
        asked.keep(),
        asked.seed());
  }

  /** Whether the network learns; otherwise it is only evaluated. */
  public boolean learns() {
    return learns;
  }

  /** Whether the continuation keeps a network again. */
  public boolean keepsWeights() {
    return learns && changes.isEmpty() && spec.keepsWeights();
  }

  /** Number of epochs learned by the kept network. */
  public int epoch() {
    return network.epoch();
  }

  /**
   * The changes that make the result differ from every trial that runs from the start; empty if the
   * result is the same, bit for bit.
   */
  public List<String> changes() {
    return changes;
  }

  /** The report of the kept network in its trial; empty if the network has not learned. */
  public Optional<EpochReport> stored() {
    return row.epochs().stream().filter(report -> report.epoch() == epoch()).findFirst();
  }

  /**
   * Refuses data that is missing or does not fit the network.
   *
   * @throws SpecException in one line
   */
  public void check(Path dataFolder) {
    var name = "trial " + row.trialId();
    try {
      var data = new DataCheck(dataFolder);
      data.accept(spec);
      fit(data.shape(spec.dataset()));
    } catch (SpecException e) {
      throw SpecException.at(name, "", e.getMessage());
    }
  }

  private void fit(DataCheck.Shape data) {
    var layers = KeptSize.layers(spec);
    for (int l = 0; l < layers.size(); l++) {
      LayerSpec layer = layers.get(l);
      var sources = KeptSize.sources(spec, layer);
      for (int i = 0; i < sources.size(); i++) {
        SourceSpec source = sources.get(i);
        boolean paired = source.connect() instanceof Connectivity.OneToOne;
        int units = spec.network().units(source.from(), data.features(), data.classes());
        int inputs = network.layers().get(l).sources().get(i).inputs();
        if (!paired && units != inputs) {
          throw new SpecException(
              "dataset: gives layer %s, source %s, %d inputs; its kept weights are for %d"
                  .formatted(layer.name(), source.name(), units, inputs));
        }
      }
    }
  }

  /**
   * Evaluates the network, and trains it if more epochs are requested.
   *
   * @param listener receives the report of the kept network, and each later report when its epoch
   *     ends
   * @return the row of a trial that trains all epochs at once, except for times; with {@link
   *     #changes}, a row that begins with the kept network and whose specification says so
   */
  public FinishedTrial run(Path dataFolder, Consumer<EpochReport> listener) {
    var finished = Trial.resume(spec, dataFolder, network, learns, listener);
    var epochs = new ArrayList<EpochReport>();
    if (changes.isEmpty()) {
      row.epochs().stream()
          .filter(report -> report.epoch() < epoch() && isRegular(spec, report.epoch()))
          .forEach(epochs::add);
    }
    finished.result().epochs().stream()
        .filter(report -> report.epoch() > epoch() || isReported(report.epoch()))
        .forEach(epochs::add);
    var weights = changes.isEmpty() ? finished.weights() : List.<WeightsRow>of();
    return new FinishedTrial(rowOf(finished.result(), epochs), weights);
  }

  /** Whether the kept network's report is one of the row's. */
  private boolean isReported(int epoch) {
    return epoch > 0 && (!learns || !changes.isEmpty() || isRegular(spec, epoch));
  }

  private TrialResult rowOf(TrialResult result, List<EpochReport> epochs) {
    var tree = spec.toJson();
    if (!changes.isEmpty()) {
      tree.putObject("continues").put("trial_id", row.trialId()).put("epoch", epoch());
    }
    var canonical = CanonicalJson.write(tree);
    tree.remove("seed");
    return new TrialResult(
        CanonicalJson.id(canonical),
        CanonicalJson.id(CanonicalJson.write(tree)),
        spec.seed(),
        canonical,
        result.status(),
        result.message(),
        result.startedAt(),
        result.seconds(),
        result.codeVersion(),
        result.environment(),
        epochs.isEmpty() ? Map.of() : epochs.get(epochs.size() - 1).scores(),
        epochs,
        result.neurons(),
        result.place(),
        result.epochsTrained());
  }
}

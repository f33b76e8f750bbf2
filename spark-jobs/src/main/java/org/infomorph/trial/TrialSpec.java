package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.infomorph.datasets.Dataset;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.Parts;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecReader;
import org.infomorph.network.NetworkSpec;
import org.infomorph.train.EvaluationSpec;
import org.infomorph.train.Keep;
import org.infomorph.train.RecallSpec;
import org.infomorph.train.Scores;
import org.infomorph.train.TrainingSpec;

/**
 * Everything that determines the result of one trial. Every instance is valid in itself; {@link
 * #check} tests whether the data fits.
 *
 * @param dataset the data
 * @param network the network that learns
 * @param training how the network learns
 * @param evaluation what is measured during training
 * @param keep which network is kept
 * @param seed determines all random numbers
 */
public record TrialSpec(
    Dataset dataset,
    NetworkSpec network,
    TrainingSpec training,
    EvaluationSpec evaluation,
    Keep keep,
    long seed)
    implements Serializable {
  public static final long DEFAULT_SEED = 1;

  public TrialSpec {
    Objects.requireNonNull(dataset);
    Objects.requireNonNull(network);
    Objects.requireNonNull(training);
    Objects.requireNonNull(evaluation);
    Objects.requireNonNull(keep);
    if (training.method().isRule() && evaluation.recall().isEmpty()) {
      throw new IllegalArgumentException(
          "evaluation.recall: missing; it names the source whose weights the rule sets");
    }
    if (training.method().learnsClasses() && !evaluation.recall().isEmpty()) {
      throw new IllegalArgumentException(
          "evaluation.recall: this training.method leaves no associative memory to recall");
    }
    if (training.method().learnsClasses() && !evaluation.measureSet().isEmpty()) {
      throw new IllegalArgumentException(
          "evaluation.%s: this training.method leaves no neurons with atoms to measure"
              .formatted(evaluation.measures().isEmpty() ? "invariants" : "measures"));
    }
    try {
      evaluation.checkMeasures(network);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("evaluation." + e.getMessage());
    }
    if (keep != Keep.NONE && training.method().regression().isPresent()) {
      throw new IllegalArgumentException(
          "keep.weights: logistic_regression trains no network whose weights could be kept");
    }
    if (training.mayEndEarly() && training.method().regression().isPresent()) {
      throw new IllegalArgumentException(
          "training.until: logistic_regression has no epochs; it decides itself when to end");
    }
    if (training.method().trainsChain()) {
      if (keep == Keep.BEST && training.validationFraction() == 0) {
        throw new IllegalArgumentException(
            "keep.weights: only validation samples tell which network of backprop is best, but"
                + " training.validation_fraction is 0");
      }
      try {
        network.chain();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("network." + e.getMessage(), e);
      }
    }
  }

  /** A trial that keeps no network. */
  public TrialSpec(
      Dataset dataset,
      NetworkSpec network,
      TrainingSpec training,
      EvaluationSpec evaluation,
      long seed) {
    this(dataset, network, training, evaluation, Keep.NONE, seed);
  }

  /**
   * Reads a trial.
   *
   * @param file the origin of the trial, for messages
   * @param tree the trial, not changed
   * @throws SpecException if a part of the trial is unknown, missing or not allowed
   */
  public static TrialSpec bind(String file, ObjectNode tree) {
    return TrialFormat.read(SpecReader.of(file, tree));
  }

  /** The trial as JSON, including all defaults. */
  public ObjectNode toJson() {
    return TrialFormat.write(this, Parts.PLAIN);
  }

  /** The canonical text of this trial: equal trials have equal texts. */
  public String canonical() {
    return CanonicalJson.write(toJson());
  }

  /** The id of everything that determines the result. */
  public String trialId() {
    return CanonicalJson.id(canonical());
  }

  /** The id of the trial without its seed, shared by all replicates. */
  public String pointId() {
    ObjectNode tree = toJson();
    tree.remove("seed");
    return CanonicalJson.id(CanonicalJson.write(tree));
  }

  /** The same trial with another seed. */
  public TrialSpec withSeed(long other) {
    return new TrialSpec(dataset, network, training, evaluation, keep, other);
  }

  /** Whether the table of weights holds the trial's network once the trial is OK. */
  public boolean keepsWeights() {
    return keep != Keep.NONE;
  }

  /**
   * The amount of work of the trial, to tell which of two trials takes longer. Comparable between
   * trials of one {@link #kind}, and roughly between all trials; not in seconds.
   */
  public double cost() {
    return TrialCost.of(this);
  }

  /** The kind of the trial. Trials of one kind do the same operations in different numbers. */
  public String kind() {
    return TrialCost.kind(this);
  }

  /**
   * Refuses a trial whose data is missing, malformed or does not fit the network; for many trials,
   * see {@link DataCheck}.
   *
   * @param dataFolder the folder of data files
   * @throws SpecException in one line
   */
  public void check(Path dataFolder) {
    new DataCheck(dataFolder).accept(this);
  }

  void check(DataCheck.Shape data) {
    int features = data.features();
    int classes = data.classes();
    if (training.method().learnsClasses() && classes == 0) {
      throw new SpecException(
          "training.method: learns classes, but the samples of "
              + dataset.name()
              + " have no labels");
    }
    checkUntil(Scores.aims(network, training, evaluation, data.samples()));
    try {
      network.check(features, classes);
    } catch (IllegalArgumentException e) {
      throw new SpecException("network." + e.getMessage());
    }
    TrialSize.check(this, data);
    KeptSize.check(this, features, classes);
    try {
      for (RecallSpec recall : evaluation.recall()) {
        network.checkRecurrent(recall.source(), features);
        training.method().checkRecurrent(network, recall.source());
      }
    } catch (IllegalArgumentException e) {
      throw new SpecException(e.getMessage());
    }
  }

  /** The names of the trial's scores. */
  Set<String> scores(DataCheck.Shape data) {
    return Scores.names(network, training, evaluation, data.samples());
  }

  private void checkUntil(Set<String> allowed) {
    for (String score : training.until().keySet()) {
      if (!allowed.contains(score)) {
        throw new SpecException(
            "training.until.%s: cannot end training; %s"
                .formatted(
                    score,
                    allowed.isEmpty()
                        ? "nothing that this trial measures can"
                        : "allowed are " + String.join(", ", allowed)));
      }
    }
  }
}

package org.infomorph.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.infomorph.data.Batch;
import org.infomorph.data.SampleSupply;
import org.infomorph.data.Samples;
import org.infomorph.data.Split;
import org.infomorph.math.Seeds;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Layer;

/**
 * Trains one network on one supply of samples: the only loop over epochs and batches. All random
 * numbers come from the seeds, and all work runs in the caller's thread.
 */
public final class Trainer {
  /** Share of correctly classified test samples. */
  public static final String TEST_ACCURACY = "test_accuracy";

  /** Share of correctly classified validation samples; absent if there are none. */
  public static final String VALIDATION_ACCURACY = "validation_accuracy";

  /**
   * Prefix of an entry beside a neuron's atoms. The number that follows is a cause, and the value
   * is the neuron's mutual information with this cause.
   */
  public static final String CAUSE = "cause_";

  private final TrainingSpec spec;
  private final EvaluationSpec evaluation;
  private final SampleSupply supply;
  private final Seeds seeds;
  private final Split split;
  private final Learner learner;

  private final int stepSize;
  private final Batch batch;
  private final Examiner examiner;
  private int epoch;

  /** The report that {@link #look} made in an epoch where a longer training also makes one. */
  private EpochReport looked;

  private long[] probesBeforeLooked;

  /** What training has come to at its regular end, in this trainer or before. */
  private Optional<Reached> reached = Optional.empty();

  /**
   * What training has come to, without the network, which is the learner's.
   *
   * @param probes where the stream {@code probes} stands in a longer training
   */
  private record Reached(
      List<EpochReport> reports,
      Keeper.Found found,
      long[] probes,
      boolean over,
      List<NeuronReport> neurons) {}

  /**
   * Prepares a network with fresh weights.
   *
   * @param spec with any method except logistic regression, which has no epochs or batches
   * @param supply the samples that the network sees
   * @param seeds streams {@code split}, {@code batches}, {@code spikes} and {@code probes}, and the
   *     streams of the network's weights and of recall
   * @throws IllegalArgumentException if the samples or the evaluation do not fit the network
   */
  public Trainer(
      NetworkSpec networkSpec,
      TrainingSpec spec,
      EvaluationSpec evaluation,
      SampleSupply supply,
      Seeds seeds) {
    this.spec = spec;
    this.evaluation = evaluation;
    this.supply = supply;
    this.seeds = seeds;
    Samples training = supply.training(1);
    boolean labelled = training.classes() > 0;
    split = Split.of(training.size(), labelled ? spec.validationFraction() : 0, seeds);
    int batchSize = Math.min(spec.batchSize(), Math.max(training.size(), supply.test().size()));
    stepSize = spec.method().stepSize(batchSize);
    int capacity = Math.max(batchSize, spec.method().window());
    learner =
        spec.method().learner(new Start(networkSpec, spec, evaluation, training, capacity, seeds));
    batch = new Batch(spec.precision(), capacity, training.features(), training.classes());
    examiner =
        new Examiner(
            networkSpec, spec, evaluation, supply, seeds, split, learner, batch, batchSize);
  }

  /** The infomorphic layers in their present state; none if the model is not infomorphic. */
  public List<Layer> layers() {
    return learner.layers();
  }

  /**
   * Continues from a kept network instead of fresh weights. All results are the same, bit for bit,
   * as if training had never stopped.
   *
   * @throws IllegalArgumentException if the network has other shapes
   */
  public void restore(NetworkState state) {
    learner.restore(state.layers());
    learner.spikes().restore(state.spikes());
    learner.probes().restore(state.probes());
    epoch = state.epoch();
  }

  /**
   * Continues from what a shorter training of the same network has come to.
   *
   * @param state of a training that kept the same network as this one will: what it has not looked
   *     for, it has not found
   * @throws IllegalArgumentException if the network has other shapes, or has been trained for as
   *     many epochs as this training or more
   */
  public void restore(TrainingState state) {
    if (!state.over() && state.network().epoch() >= spec.epochs()) {
      throw new IllegalArgumentException(
          "the state is that of epoch %d; allowed are earlier ones than %d"
              .formatted(state.network().epoch(), spec.epochs()));
    }
    restore(state.network());
    reached =
        Optional.of(
            new Reached(
                state.reports(),
                new Keeper.Found(state.best(), state.kept()),
                state.network().probes(),
                state.over(),
                state.neurons()));
  }

  /**
   * What training has come to, for a longer training of the same network.
   *
   * @return empty if no epoch was trained, or training has diverged
   */
  public Optional<TrainingState> state() {
    return reached.map(
        at ->
            new TrainingState(
                new NetworkState(epoch, learner.state(), learner.spikes().state(), at.probes()),
                at.reports(),
                at.found().best(),
                at.found().network(),
                at.over(),
                at.neurons()));
  }

  /**
   * Evaluates the network in its present state, without learning. For a kept network this repeats
   * the report of its epoch. Training may continue afterwards.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public TrainingOutcome look() {
    long[] before = learner.probes().state();
    List<double[][]> atoms = examiner.measure();
    Map<String, Double> scores = examiner.scores();
    // A longer training would make no report here, and so would draw no numbers.
    long[] after = isRegular(epoch) ? learner.probes().state() : before;
    if (!learner.stateIsFinite() || !allFinite(atoms) || !allFinite(scores)) {
      return new TrainingOutcome(List.of(), List.of(), Math.max(1, epoch));
    }
    EpochReport report = new EpochReport(epoch, scores, examiner.layerReports(atoms));
    List<NeuronReport> neurons = examiner.neuronReports(atoms, before);
    learner.probes().restore(after);
    looked = isRegular(epoch) ? report : null;
    probesBeforeLooked = before;
    return new TrainingOutcome(List.of(report), neurons, 0);
  }

  /**
   * Trains to the last epoch, or until the scores reach their required values, or until a goal, a
   * score, a drive or a weight is no longer finite.
   *
   * @param listener receives each report when it is made
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public TrainingOutcome fit(Consumer<EpochReport> listener) {
    return fit(Keep.NONE, listener);
  }

  /**
   * The same, and keeps a network. The choice of network does not influence training.
   *
   * @param keep which network is kept
   * @throws IllegalArgumentException if {@code keep} asks for the best network and no measure can
   *     choose it
   */
  public TrainingOutcome fit(Keep keep, Consumer<EpochReport> listener) {
    List<EpochReport> reports = new ArrayList<>();
    Keeper keeper = new Keeper(keep, learner);
    List<double[][]> atoms = List.of();
    if (reached.isPresent()) {
      Reached before = reached.get();
      if (before.over()) {
        return new TrainingOutcome(before.reports(), before.neurons(), 0, before.found().network());
      }
      reports.addAll(before.reports());
      keeper.restore(before.found());
      reached = Optional.empty();
    }
    if (looked != null && looked.epoch() == epoch) {
      keeper.after(looked, probesBeforeLooked, false);
    }
    Optional<List<NeuronReport>> neurons = Optional.empty();
    long[] probes = learner.probes().state();
    if (spec.epochs() == 0) {
      atoms = examiner.measure();
      if (!allFinite(atoms)) {
        return new TrainingOutcome(List.of(), List.of(), 1);
      }
      keeper.untrained(probes);
    }
    boolean ended = spec.epochs() <= epoch;
    while (!ended) {
      epoch++;
      ended = epoch == spec.epochs();
      boolean reported = isRegular(epoch) || ended;
      boolean finite = learn(epoch) && (!reported || learner.stateIsFinite());
      probes = learner.probes().state();
      atoms = finite && reported ? examiner.measure() : List.of();
      if (!finite || !allFinite(atoms)) {
        return new TrainingOutcome(reports, List.of(), epoch);
      }
      if (reported) {
        Map<String, Double> scores = examiner.scores();
        if (!allFinite(scores)) {
          return new TrainingOutcome(reports, List.of(), epoch);
        }
        EpochReport report = new EpochReport(epoch, scores, examiner.layerReports(atoms));
        Keeper.Found before = keeper.found();
        reports.add(report);
        ended |= spec.endsWith(scores);
        keeper.after(report, probes, ended);
        listener.accept(report);
        if (ended) {
          long[] after = learner.probes().state();
          neurons = Optional.of(examiner.neuronReports(atoms, probes));
          reached =
              Optional.of(reached(keep, reports, neurons.get(), keeper, before, probes, after));
        }
      }
    }
    if (neurons.isEmpty()) { // nothing was trained
      neurons = Optional.of(examiner.neuronReports(atoms, probes));
    }
    return new TrainingOutcome(reports, neurons.get(), 0, keeper.kept());
  }

  /**
   * What a longer training needs of the end of this one.
   *
   * @param neurons the outcome's own: drawing for them again would give others
   * @param before what the keeper had found before the last report
   * @param probes position of the stream {@code probes} before the last report
   * @param after the same after it
   */
  private Reached reached(
      Keep keep,
      List<EpochReport> reports,
      List<NeuronReport> neurons,
      Keeper keeper,
      Keeper.Found before,
      long[] probes,
      long[] after) {
    int last = reports.size() - 1;
    if (!isRegular(epoch)) { // a longer training makes no report here
      return new Reached(List.copyOf(reports.subList(0, last)), before, probes, false, List.of());
    }
    boolean over = spec.endsWith(reports.get(last).scores());
    return new Reached(
        List.copyOf(reports),
        over || keep == Keep.BEST ? keeper.found() : Keeper.Found.NOTHING,
        after,
        over,
        over ? neurons : List.of());
  }

  /** Whether a training that continues beyond this epoch makes a report here. */
  private boolean isRegular(int reported) {
    return reported > 0 && reported % evaluation.every() == 0;
  }

  /** Learns for one epoch; returns false as soon as a value is not finite. */
  private boolean learn(int epoch) {
    int[] order = split.training().clone();
    seeds.stream("batches", epoch).shuffle(order);
    Samples samples = supply.training(epoch);
    for (int from = 0; from < order.length; from += stepSize) {
      Interruption.check();
      batch.fill(samples, order, from, Math.min(stepSize, order.length - from));
      if (!learner.learn(batch)) {
        return false;
      }
    }
    return true;
  }

  private static boolean allFinite(Map<String, Double> scores) {
    return scores.values().stream().allMatch(Double::isFinite);
  }

  private static boolean allFinite(List<double[][]> atoms) {
    return atoms.stream()
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite);
  }
}

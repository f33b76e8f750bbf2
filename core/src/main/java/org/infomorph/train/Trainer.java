package org.infomorph.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.infomorph.data.Batch;
import org.infomorph.data.SampleSupply;
import org.infomorph.data.Samples;
import org.infomorph.data.Split;
import org.infomorph.math.Seeds;
import org.infomorph.network.Network;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Layer;

/**
 * Trains one network on one supply of samples: the only loop over epochs and batches. Everything
 * that is random comes from the seeds; everything runs in the caller's thread.
 */
public final class Trainer {
  /** Share of the test samples whose class is read right. */
  public static final String TEST_ACCURACY = "test_accuracy";

  /** The same for the validation samples; absent without any. */
  public static final String VALIDATION_ACCURACY = "validation_accuracy";

  /** Beside a neuron's atoms, followed by a number: its mutual information with that cause. */
  public static final String CAUSE = "cause_";

  private static final long[] NOWHERE = {};

  private final NetworkSpec networkSpec;
  private final TrainingSpec spec;
  private final EvaluationSpec evaluation;
  private final SampleSupply supply;
  private final Seeds seeds;
  private final Split split;
  private final Learner learner;
  private final Set<String> scoreNames;

  private final List<Layer> layers;
  private final int batchSize;
  private final int stepSize;
  private final Batch batch;
  private int epoch;

  /** The report that {@link #look} made where a longer training would have made one, too. */
  private EpochReport looked;

  private long[] probesBeforeLooked;

  /**
   * Prepares a network with fresh weights.
   *
   * @param spec with any method but logistic regression, which has no epochs and no batches
   * @param supply the samples, as the network shall see them
   * @param seeds streams {@code split}, {@code batches}, {@code spikes}, {@code probes}, and those
   *     of the network's weights and of recall
   * @throws IllegalArgumentException if the samples or the evaluation do not fit the network
   */
  public Trainer(
      NetworkSpec networkSpec,
      TrainingSpec spec,
      EvaluationSpec evaluation,
      SampleSupply supply,
      Seeds seeds) {
    this.networkSpec = networkSpec;
    this.spec = spec;
    this.evaluation = evaluation;
    this.supply = supply;
    this.seeds = seeds;
    Samples training = supply.training(1);
    boolean labelled = training.classes() > 0;
    split = Split.of(training.size(), labelled ? spec.validationFraction() : 0, seeds);
    batchSize = Math.min(spec.batchSize(), Math.max(training.size(), supply.test().size()));
    stepSize = spec.method() instanceof Method.Online ? 1 : batchSize;
    int capacity =
        spec.method() instanceof Method.Online online
            ? Math.max(batchSize, online.window())
            : batchSize;
    if (spec.method() instanceof Method.Backprop backprop) {
      layers = List.of();
      learner = backprop(backprop, training, capacity);
    } else {
      Network network = network(training, capacity);
      layers = network.layers();
      learner = local(network, training);
    }
    batch = new Batch(spec.precision(), capacity, training.features(), training.classes());
    scoreNames =
        Scores.names(
            networkSpec,
            spec,
            evaluation,
            new Scores.Samples(training.size(), training.classes(), training.causes()));
  }

  private Learner backprop(Method.Backprop method, Samples training, int capacity) {
    if (!evaluation.recall().isEmpty()) {
      throw new IllegalArgumentException("backpropagation leaves no associative memory to recall");
    }
    return new BackpropLearner(
        networkSpec,
        method,
        training.features(),
        training.classes(),
        spec.precision(),
        capacity,
        seeds);
  }

  private Network network(Samples training, int capacity) {
    Network network =
        new Network(
            networkSpec,
            training.features(),
            training.classes(),
            spec.precision(),
            capacity,
            seeds.derive("network"));
    for (RecallSpec recall : evaluation.recall()) {
      networkSpec.checkRecurrent(recall.source(), training.features());
    }
    return network;
  }

  private Learner local(Network network, Samples training) {
    Method method = spec.method();
    if (method instanceof Method.Online online) {
      for (Layer layer : network.layers()) {
        layer.estimateOver(online.window(), online.forgetting());
      }
    } else if (method instanceof Method.Hebb || method instanceof Method.PseudoInverse) {
      for (RecallSpec recall : evaluation.recall()) {
        int source = network.readout().spec().sourceNames().indexOf(recall.source());
        MemoryRule.apply(method, training, network.readout().weights(source));
      }
      return new LocalLearner(network, seeds, false);
    }
    if (method instanceof Method.LogisticRegression) {
      throw new IllegalArgumentException(method + " does not train a network");
    }
    return new LocalLearner(network, seeds, true);
  }

  /** The infomorphic layers, in their present state; none if something else learns. */
  public List<Layer> layers() {
    return layers;
  }

  /**
   * Goes on from a network that was kept, instead of fresh weights: what follows is the same, bit
   * for bit, as if training had never stopped.
   *
   * @throws IllegalArgumentException if it has other shapes
   */
  public void restore(NetworkState state) {
    learner.restore(state.layers());
    learner.spikes().restore(state.spikes());
    learner.probes().restore(state.probes());
    epoch = state.epoch();
  }

  /**
   * Looks at the network as it is, without learning: at one that was kept, the report of its epoch
   * once more. Training may go on afterwards.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public TrainingOutcome look() {
    long[] before = learner.probes().state();
    List<double[][]> atoms = measure();
    Map<String, Double> scores = scores();
    // A longer training would not have looked here, and so would have drawn nothing.
    long[] after = isRegular(epoch) ? learner.probes().state() : before;
    if (!learner.stateIsFinite() || !allFinite(atoms) || !allFinite(scores)) {
      return new TrainingOutcome(List.of(), List.of(), Math.max(1, epoch));
    }
    EpochReport report = new EpochReport(epoch, scores, layerReports(atoms));
    List<NeuronReport> neurons = neuronReports(atoms);
    learner.probes().restore(after);
    looked = isRegular(epoch) ? report : null;
    probesBeforeLooked = before;
    return new TrainingOutcome(List.of(report), neurons, 0);
  }

  /**
   * Trains to the last epoch or the aim, or until a goal, a score, a drive or a weight is no longer
   * finite.
   *
   * @param listener told of each report as it is made
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public TrainingOutcome fit(Consumer<EpochReport> listener) {
    return fit(Keep.NONE, listener);
  }

  /**
   * The same, and keeps a network; what is trained does not depend on which.
   *
   * @param keep which
   * @throws IllegalArgumentException if the best one is to be kept and nothing tells which it is
   */
  public TrainingOutcome fit(Keep keep, Consumer<EpochReport> listener) {
    List<EpochReport> reports = new ArrayList<>();
    Keeper keeper = new Keeper(keep, learner);
    List<double[][]> atoms = List.of();
    if (looked != null && looked.epoch() == epoch) {
      keeper.after(looked, probesBeforeLooked, false);
    }
    if (spec.epochs() == 0) {
      long[] probes = learner.probes().state();
      atoms = measure();
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
      long[] probes = keep == Keep.NONE ? NOWHERE : learner.probes().state();
      atoms = finite && reported ? measure() : List.of();
      if (!finite || !allFinite(atoms)) {
        return new TrainingOutcome(reports, List.of(), epoch);
      }
      if (reported) {
        Map<String, Double> scores = scores();
        if (!allFinite(scores)) {
          return new TrainingOutcome(reports, List.of(), epoch);
        }
        EpochReport report = new EpochReport(epoch, scores, layerReports(atoms));
        reports.add(report);
        ended |= spec.endsWith(scores);
        keeper.after(report, probes, ended);
        listener.accept(report);
      }
    }
    return new TrainingOutcome(reports, neuronReports(atoms), 0, keeper.kept());
  }

  /** Whether a training that goes on beyond this epoch reports it. */
  private boolean isRegular(int reported) {
    return reported > 0 && reported % evaluation.every() == 0;
  }

  /** One epoch of learning; false as soon as something is not finite. */
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

  /** Scores of the network as it is now: those that the samples and the evaluation allow. */
  private Map<String, Double> scores() {
    Map<String, Double> scores = new TreeMap<>();
    Samples test = supply.test();
    if (test.classes() > 0) {
      scores.put(TEST_ACCURACY, accuracy(test, range(test.size())));
      if (split.validation().length > 0) {
        scores.put(VALIDATION_ACCURACY, accuracy(supply.training(1), split.validation()));
      }
    }
    if (test.causes() > 0) {
      scores.putAll(coding(test).scores(test));
    }
    for (RecallSpec recall : evaluation.recall()) {
      Layer layer = layers.get(layers.size() - 1);
      int source = layer.spec().sourceNames().indexOf(recall.source());
      scores.putAll(
          new Recall(recall, layer.weights(source), layer.biases(source))
              .scores(test, seeds.derive("recall")));
    }
    return Scores.check(scoreNames, scores);
  }

  private double accuracy(Samples samples, int[] order) {
    Classification classification =
        new Classification(samples.classes(), order.length, !layers.isEmpty());
    for (int from = 0; from < order.length; from += batchSize) {
      Interruption.check();
      int count = Math.min(batchSize, order.length - from);
      batch.fill(samples, order, from, count);
      classification.add(learner.respond(batch), samples, order, from, count);
    }
    return classification.accuracy();
  }

  private Coding coding(Samples samples) {
    int[] order = range(samples.size());
    Coding coding = new Coding(networkSpec.readout().neurons(), order.length);
    for (int from = 0; from < order.length; from += batchSize) {
      Interruption.check();
      int count = Math.min(batchSize, order.length - from);
      batch.fill(samples, order, from, count);
      coding.add(learner.respond(batch), count);
    }
    return coding;
  }

  /**
   * Mean atoms over the first batches of the training samples, of the test samples where training
   * samples are not labelled and may be fresh each time: {@code [neurons][atoms]} a layer.
   */
  private List<double[][]> measure() {
    boolean labelled = supply.test().classes() > 0;
    Samples samples = labelled ? supply.training(1) : supply.test();
    int[] order = labelled ? split.training() : range(samples.size());
    int count = Math.min(batchSize, order.length);
    int batches = Math.min(evaluation.atomBatches(), order.length / count);
    List<double[][]> sums = new ArrayList<>();
    for (int b = 0; b < batches; b++) {
      Interruption.check();
      batch.fill(samples, order, b * count, count);
      List<Layer> fired = learner.fire(batch);
      for (int l = 0; l < fired.size(); l++) {
        Layer layer = fired.get(l);
        if (b == 0) {
          sums.add(new double[layer.spec().neurons()][layer.atomNames().size()]);
        }
        layer.measure(sums.get(l));
      }
    }
    for (double[][] layer : sums) {
      for (double[] neuron : layer) {
        for (int a = 0; a < neuron.length; a++) {
          neuron[a] /= batches;
        }
      }
    }
    return sums;
  }

  private static int[] range(int size) {
    int[] range = new int[size];
    Arrays.setAll(range, i -> i);
    return range;
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

  private List<EpochReport.LayerReport> layerReports(List<double[][]> atoms) {
    List<EpochReport.LayerReport> reports = new ArrayList<>();
    for (int l = 0; l < atoms.size(); l++) {
      Layer layer = layers.get(l);
      double[] mean = new double[atoms.get(l)[0].length];
      for (double[] neuron : atoms.get(l)) {
        for (int a = 0; a < mean.length; a++) {
          mean[a] += neuron[a] / layer.spec().neurons();
        }
      }
      reports.add(
          new EpochReport.LayerReport(
              layer.spec().name(), layer.goal(mean), named(layer.atomNames(), mean)));
    }
    return reports;
  }

  private List<NeuronReport> neuronReports(List<double[][]> atoms) {
    List<NeuronReport> reports = new ArrayList<>();
    for (int l = 0; l < atoms.size(); l++) {
      Layer layer = layers.get(l);
      List<String> names = layer.atomNames();
      double[][] causes = causes(l);
      for (int n = 0; n < atoms.get(l).length; n++) {
        Map<String, Double> bits = named(names, atoms.get(l)[n]);
        for (int c = 0; c < causes[n].length; c++) {
          bits.put(CAUSE + c, causes[n][c]);
        }
        reports.add(new NeuronReport(layer.spec().name(), n, bits));
      }
    }
    return reports;
  }

  /** Of the last layer, each neuron's information about each cause; of others, nothing. */
  private double[][] causes(int layer) {
    Samples test = supply.test();
    if (layer == layers.size() - 1 && test.causes() > 0) {
      return coding(test).information(test);
    }
    return new double[layers.get(layer).spec().neurons()][0];
  }

  private static Map<String, Double> named(List<String> names, double[] bits) {
    Map<String, Double> named = new TreeMap<>();
    for (int a = 0; a < bits.length; a++) {
      named.put(names.get(a), bits[a]);
    }
    return named;
  }
}

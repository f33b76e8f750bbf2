package org.infomorph.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.infomorph.data.Batch;
import org.infomorph.data.SampleSupply;
import org.infomorph.data.Samples;
import org.infomorph.data.Split;
import org.infomorph.math.Seeds;
import org.infomorph.measures.MeasureSet;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Layer;

/**
 * Evaluates a model without training it: scores on test and validation samples, atoms of its
 * layers, and the information of each neuron. The number of evaluations does not change what the
 * model learns.
 */
final class Examiner {
  /**
   * Where no class holds more than this share of the training samples, the published rule reads.
   */
  private static final double RARE = 1.0 / 6;

  /** The number of training samples that tell what the readout's outputs say of classes. */
  private static final int CODE_SAMPLES = 8192;

  private final NetworkSpec networkSpec;
  private final EvaluationSpec evaluation;
  private final SampleSupply supply;
  private final Seeds seeds;
  private final Split split;
  private final Learner learner;
  private final Set<String> scoreNames;
  private final List<Layer> layers;
  private final Batch batch;
  private final int batchSize;

  /**
   * @param batch shared with the trainer; the two never use it at the same time
   * @param batchSize number of samples per batch
   */
  Examiner(
      NetworkSpec networkSpec,
      TrainingSpec training,
      EvaluationSpec evaluation,
      SampleSupply supply,
      Seeds seeds,
      Split split,
      Learner learner,
      Batch batch,
      int batchSize) {
    this.networkSpec = networkSpec;
    this.evaluation = evaluation;
    this.supply = supply;
    this.seeds = seeds;
    this.split = split;
    this.learner = learner;
    layers = learner.layers();
    scoreNames =
        Scores.names(networkSpec, training, evaluation, Scores.Samples.of(supply.training(1)));
    this.batch = batch;
    this.batchSize = batchSize;
  }

  /**
   * Scores of the network in its present state, those that the samples and the evaluation allow.
   */
  Map<String, Double> scores() {
    Map<String, Double> scores = new TreeMap<>();
    Samples test = supply.test();
    if (test.classes() > 0) {
      Optional<Classification.Code> code = code();
      scores.put(Trainer.TEST_ACCURACY, accuracy(test, range(test.size()), code));
      if (split.validation().length > 0) {
        scores.put(
            Trainer.VALIDATION_ACCURACY, accuracy(supply.training(1), split.validation(), code));
      }
    }
    if (test.causes() > 0) {
      scores.putAll(coding(test).scores(test));
    }
    for (RecallSpec recall : evaluation.recall()) {
      Layer layer = layers.get(layers.size() - 1);
      int source = layer.spec().sourceNames().indexOf(recall.source());
      scores.putAll(
          new Recall(recall, layer.weights(source), layer.biases(source), layer.firing(source))
              .scores(test, seeds.derive("recall")));
    }
    return Scores.check(scoreNames, scores);
  }

  /**
   * What the readout's outputs say of classes, as the training samples tell; empty where all
   * classes are rare, and the published rule reads.
   */
  private Optional<Classification.Code> code() {
    Samples training = supply.training(1);
    if (!learner.mayFireInverted()) {
      return Optional.of(Classification.Code.direct(training.classes()));
    }
    if (largestShare(training) <= RARE) {
      return Optional.empty();
    }
    int[] some = Arrays.copyOf(split.training(), Math.min(split.training().length, CODE_SAMPLES));
    return Optional.of(responses(training, some).learned());
  }

  /** The share of the most frequent class. */
  private static double largestShare(Samples samples) {
    int[] counts = new int[samples.classes()];
    for (int s = 0; s < samples.size(); s++) {
      counts[samples.label(s)]++;
    }
    return (double) Arrays.stream(counts).max().orElse(0) / samples.size();
  }

  private double accuracy(Samples samples, int[] order, Optional<Classification.Code> code) {
    Classification responses = responses(samples, order);
    return responses.accuracy(code.orElseGet(responses::published));
  }

  private Classification responses(Samples samples, int[] order) {
    Classification classification = new Classification(samples.classes(), order.length);
    for (int from = 0; from < order.length; from += batchSize) {
      Interruption.check();
      int count = Math.min(batchSize, order.length - from);
      batch.fill(samples, order, from, count);
      classification.add(learner.respond(batch), samples, order, from, count);
    }
    return classification;
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
   * Each neuron's mean atoms, {@code [neurons][atoms]} for each layer. Labelled data is measured on
   * the first batches of the training samples. Unlabelled data is measured on the test samples,
   * because its training samples may be fresh in each epoch.
   */
  List<double[][]> measure() {
    return overBatches(layer -> layer.atomNames().size(), Layer::measure);
  }

  /**
   * Each neuron's mean numbers by the evaluation's other measures, on the batches and with the
   * random numbers of {@link #measure}: the same outputs are measured.
   *
   * @param probes the state of the probes' stream before {@link #measure}
   */
  List<double[][]> measureOthers(long[] probes) {
    MeasureSet measures = evaluation.measureSet();
    long[] after = learner.probes().state();
    learner.probes().restore(probes);
    List<double[][]> bits =
        overBatches(
            layer -> measures.names(layer.spec().sourceNames()).size(),
            (layer, sums) -> layer.measure(measures, sums));
    learner.probes().restore(after);
    return bits;
  }

  /** Means over the batches on which information is measured. */
  private List<double[][]> overBatches(
      ToIntFunction<Layer> entries, BiConsumer<Layer, double[][]> adds) {
    boolean labelled = supply.test().classes() > 0;
    Samples samples = labelled ? supply.training(1) : supply.test();
    int[] order = labelled ? split.training() : range(samples.size());
    int count = Math.min(batchSize, order.length);
    int batches = Math.min(evaluation.atomBatches(), order.length / count);
    List<double[][]> sums = new ArrayList<>();
    for (int b = 0; b < batches; b++) {
      Interruption.check();
      batch.fill(samples, order, b * count, count);
      learner.fire(batch);
      for (int l = 0; l < layers.size(); l++) {
        Layer layer = layers.get(l);
        if (b == 0) {
          sums.add(new double[layer.spec().neurons()][entries.applyAsInt(layer)]);
        }
        adds.accept(layer, sums.get(l));
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

  /** Each layer's mean atoms and goal. */
  List<EpochReport.LayerReport> layerReports(List<double[][]> atoms) {
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

  /**
   * Each neuron's atoms; for the last layer also its information about each cause; and what other
   * measures say, as far as it is defined.
   *
   * @param probes the state of the probes' stream before the atoms were measured
   */
  List<NeuronReport> neuronReports(List<double[][]> atoms, long[] probes) {
    MeasureSet measures = evaluation.measureSet();
    List<double[][]> others = measures.isEmpty() ? List.of() : measureOthers(probes);
    List<NeuronReport> reports = new ArrayList<>();
    for (int l = 0; l < atoms.size(); l++) {
      Layer layer = layers.get(l);
      List<String> names = layer.atomNames();
      double[][] causes = causes(l);
      for (int n = 0; n < atoms.get(l).length; n++) {
        Map<String, Double> bits = named(names, atoms.get(l)[n]);
        for (int c = 0; c < causes[n].length; c++) {
          bits.put(Trainer.CAUSE + c, causes[n][c]);
        }
        if (!measures.isEmpty()) {
          Map<String, Double> other =
              named(measures.names(layer.spec().sourceNames()), others.get(l)[n]);
          other.values().removeIf(value -> !Double.isFinite(value));
          bits.putAll(other);
        }
        reports.add(new NeuronReport(layer.spec().name(), n, bits));
      }
    }
    return reports;
  }

  /** For the last layer, each neuron's information about each cause; empty for other layers. */
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

package org.infomorph.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.infomorph.data.Batch;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.data.Split;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.Network;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Layer;

/**
 * Trains one network on one set of samples: the only loop over epochs and batches. Everything that
 * is random comes from the seeds; everything runs in the caller's thread.
 */
public final class Trainer {
  /** Share of the held-out test samples whose class is read right. */
  public static final String TEST_ACCURACY = "test_accuracy";

  /** The same for the validation samples; absent without any. */
  public static final String VALIDATION_ACCURACY = "validation_accuracy";

  private final TrainingSpec spec;
  private final Split split;
  private final Seeds seeds;
  private final Network network;
  private final RandomStream spikes;
  private final int capacity;
  private final Batch batch;

  /**
   * @param sets the samples, standardised as the network shall see them
   * @param seeds streams {@code split}, {@code batches}, {@code spikes} and the network's weights
   * @throws IllegalArgumentException if the samples do not fit the network
   */
  public Trainer(NetworkSpec networkSpec, TrainingSpec spec, SampleSets sets, Seeds seeds) {
    this.spec = spec;
    this.seeds = seeds;
    split = Split.of(sets, spec.validationFraction(), seeds);
    int features = sets.training().features();
    int classes = sets.training().classes();
    int most = Math.max(sets.training().size(), sets.test().size());
    capacity = Math.min(spec.batchSize(), most);
    network =
        new Network(
            networkSpec, features, classes, spec.precision(), capacity, seeds.derive("network"));
    batch = new Batch(spec.precision(), capacity, features, classes);
    spikes = seeds.stream("spikes");
  }

  /** The network, in its present state. */
  public Network network() {
    return network;
  }

  /**
   * Trains to the end, or until a goal is no longer finite.
   *
   * @param listener told of each epoch as it ends
   */
  public TrainingOutcome fit(Consumer<EpochReport> listener) {
    List<EpochReport> reports = new ArrayList<>();
    List<double[][]> atoms = spec.epochs() == 0 ? measure() : List.of();
    for (int epoch = 1; epoch <= spec.epochs(); epoch++) {
      boolean finite = learn(epoch);
      atoms = finite ? measure() : List.of();
      if (!finite || !allFinite(atoms)) {
        return new TrainingOutcome(reports, List.of(), epoch);
      }
      EpochReport report = new EpochReport(epoch, scores(), layerReports(atoms));
      reports.add(report);
      listener.accept(report);
    }
    return new TrainingOutcome(reports, neuronReports(atoms), 0);
  }

  /** One epoch of learning; false as soon as a goal is not finite. */
  private boolean learn(int epoch) {
    int[] order = split.training().clone();
    seeds.stream("batches", epoch).shuffle(order);
    Samples samples = split.sets().training();
    double[] goals = new double[network.layers().size()];
    for (int from = 0; from < order.length; from += capacity) {
      batch.fill(samples, order, from, Math.min(capacity, order.length - from));
      network.forward(batch, true, spikes);
      network.learn(batch, goals);
      for (double goal : goals) {
        if (!Double.isFinite(goal)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Scores of the network as it is now. */
  private Map<String, Double> scores() {
    Map<String, Double> scores = new TreeMap<>();
    scores.put(TEST_ACCURACY, accuracy(split.sets().test(), split.test()));
    if (split.validation().length > 0) {
      scores.put(VALIDATION_ACCURACY, accuracy(split.sets().training(), split.validation()));
    }
    return scores;
  }

  private double accuracy(Samples samples, int[] order) {
    Classification classification = new Classification(samples.classes(), order.length);
    for (int from = 0; from < order.length; from += capacity) {
      int count = Math.min(capacity, order.length - from);
      batch.fill(samples, order, from, count);
      network.forward(batch, false, spikes);
      classification.add(network.readout().theta(), samples, order, from, count);
    }
    return classification.accuracy();
  }

  /** Mean atoms over the first batches of the training split: {@code [neurons][atoms]} a layer. */
  private List<double[][]> measure() {
    List<double[][]> sums = new ArrayList<>();
    for (Layer layer : network.layers()) {
      sums.add(new double[layer.spec().neurons()][layer.atomNames().size()]);
    }
    int[] order = split.training();
    int count = Math.min(capacity, order.length);
    int batches = Math.min(spec.atomBatches(), order.length / count);
    for (int b = 0; b < batches; b++) {
      batch.fill(split.sets().training(), order, b * count, count);
      network.forward(batch, true, spikes);
      for (int l = 0; l < sums.size(); l++) {
        network.layers().get(l).measure(sums.get(l));
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

  private static boolean allFinite(List<double[][]> atoms) {
    return atoms.stream()
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite);
  }

  private List<EpochReport.LayerReport> layerReports(List<double[][]> atoms) {
    List<EpochReport.LayerReport> reports = new ArrayList<>();
    for (int l = 0; l < atoms.size(); l++) {
      Layer layer = network.layers().get(l);
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
      Layer layer = network.layers().get(l);
      List<String> names = layer.atomNames();
      for (int n = 0; n < atoms.get(l).length; n++) {
        reports.add(new NeuronReport(layer.spec().name(), n, named(names, atoms.get(l)[n])));
      }
    }
    return reports;
  }

  private static Map<String, Double> named(List<String> names, double[] bits) {
    Map<String, Double> named = new TreeMap<>();
    for (int a = 0; a < bits.length; a++) {
      named.put(names.get(a), bits[a]);
    }
    return named;
  }
}

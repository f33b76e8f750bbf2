package org.infomorph.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infomorph.data.Samples;
import org.infomorph.loops.Finite;
import org.infomorph.math.StrictLog;

/**
 * How much the firing probabilities of an unsupervised layer tell about the hidden causes of the
 * samples.
 */
final class Coding {
  /** Largest number of causes that can each be assigned a different neuron that codes the cause. */
  static final String COVERED = "causes_covered";

  /**
   * The mutual information of cause and neuron, summed over the pairs of that assignment, in bits.
   */
  static final String CODED_BITS = "coded_bits";

  /** The information that the outputs of all neurons together carry about the sample, in bits. */
  static final String TOTAL_BITS = "total_bits";

  /** A neuron codes a cause if its information is at least this share of the cause's entropy. */
  static final double CODES = 0.5;

  /** The largest number of neurons for which the program sums over all joint outputs. */
  static final int MOST_JOINT_NEURONS = 12;

  /**
   * The names of the scores.
   *
   * @param neurons of the layer
   */
  static List<String> names(int neurons) {
    return neurons <= MOST_JOINT_NEURONS
        ? List.of(COVERED, CODED_BITS, TOTAL_BITS)
        : List.of(COVERED, CODED_BITS);
  }

  private final int neurons;
  private final int size;

  /** {@code [neurons][samples]}. */
  private final double[] theta;

  private int filled;

  Coding(int neurons, int samples) {
    this.neurons = neurons;
    this.size = samples;
    theta = new double[Math.multiplyExact(neurons, samples)];
  }

  /**
   * Adds a batch.
   *
   * @param batchTheta {@code [neurons][count]}
   */
  void add(double[] batchTheta, int count) {
    for (int n = 0; n < neurons; n++) {
      System.arraycopy(batchTheta, n * count, theta, n * size + filled, count);
    }
    filled += count;
  }

  /**
   * The scores over all added samples, which must be {@code samples} in their order. NaN if a
   * firing probability is NaN: the assignment would count such a neuron as coding.
   */
  Map<String, Double> scores(Samples samples) {
    double[][] information = information(samples);
    int[] neuronOfCause = pairing(information, samples);
    double coded = Finite.all(theta) ? 0 : Double.NaN;
    double covered = coded;
    for (int c = 0; c < samples.causes(); c++) {
      if (neuronOfCause[c] >= 0) {
        covered++;
        coded += information[neuronOfCause[c]][c];
      }
    }
    Map<String, Double> scores = new TreeMap<>();
    scores.put(COVERED, covered);
    scores.put(CODED_BITS, coded);
    if (neurons <= MOST_JOINT_NEURONS) {
      scores.put(TOTAL_BITS, Double.isNaN(coded) ? coded : totalBits());
    }
    return scores;
  }

  /** Mutual information of every neuron's output with every cause, in bits. */
  double[][] information(Samples samples) {
    double[][] information = new double[neurons][samples.causes()];
    for (int c = 0; c < samples.causes(); c++) {
      int present = 0;
      for (int s = 0; s < size; s++) {
        present += samples.hasCause(s, c) ? 1 : 0;
      }
      for (int n = 0; n < neurons; n++) {
        double with = 0;
        double all = 0;
        for (int s = 0; s < size; s++) {
          double t = theta[n * size + s];
          all += t;
          with += samples.hasCause(s, c) ? t : 0;
        }
        information[n][c] = information(present / (double) size, with / size, all / size);
      }
    }
    return information;
  }

  /** I(Y; C) from p(C), p(Y, C) and p(Y), of two binary variables. */
  private static double information(double c, double yc, double y) {
    return entropy(y)
        - (c > 0 ? c * entropy(yc / c) : 0)
        - (c < 1 ? (1 - c) * entropy((y - yc) / (1 - c)) : 0);
  }

  /** Entropy of a binary variable, in bits. */
  private static double entropy(double p) {
    return p <= 0 || p >= 1
        ? 0
        : -(p * StrictLog.ln(p) + (1 - p) * StrictLog.ln(1 - p)) / StrictLog.LN2;
  }

  /**
   * For each cause a neuron of its own, or −1. The assignment is maximal, found by augmenting
   * paths.
   */
  private int[] pairing(double[][] information, Samples samples) {
    int causes = samples.causes();
    double[] needed = new double[causes];
    for (int c = 0; c < causes; c++) {
      int present = 0;
      for (int s = 0; s < size; s++) {
        present += samples.hasCause(s, c) ? 1 : 0;
      }
      needed[c] = CODES * entropy(present / (double) size);
    }
    int[] neuronOfCause = new int[causes];
    int[] causeOfNeuron = new int[neurons];
    Arrays.fill(neuronOfCause, -1);
    Arrays.fill(causeOfNeuron, -1);
    for (int c = 0; c < causes; c++) {
      augment(c, information, needed, neuronOfCause, causeOfNeuron, new boolean[neurons]);
    }
    return neuronOfCause;
  }

  private boolean augment(
      int cause,
      double[][] information,
      double[] needed,
      int[] neuronOfCause,
      int[] causeOfNeuron,
      boolean[] tried) {
    for (int n = 0; n < neurons; n++) {
      if (tried[n] || needed[cause] == 0 || information[n][cause] < needed[cause]) {
        continue;
      }
      tried[n] = true;
      int rival = causeOfNeuron[n];
      if (rival < 0 || augment(rival, information, needed, neuronOfCause, causeOfNeuron, tried)) {
        causeOfNeuron[n] = cause;
        neuronOfCause[cause] = n;
        return true;
      }
    }
    return false;
  }

  /**
   * {@code H(Y_1..Y_N) − H(Y_1..Y_N | sample)}: given the sample and the outputs of the previous
   * pass, the neurons fire independently.
   */
  private double totalBits() {
    double[] joint = new double[1 << neurons];
    double[] ofSample = new double[1 << neurons];
    double noise = 0;
    for (int s = 0; s < size; s++) {
      ofSample[0] = 1;
      for (int n = 0; n < neurons; n++) {
        double t = theta[n * size + s];
        noise += entropy(t);
        for (int y = 0; y < 1 << n; y++) {
          ofSample[y | 1 << n] = ofSample[y] * t;
          ofSample[y] *= 1 - t;
        }
      }
      for (int y = 0; y < joint.length; y++) {
        joint[y] += ofSample[y];
      }
    }
    double bits = 0;
    for (double sum : joint) {
      double p = sum / size;
      bits -= p > 0 ? p * StrictLog.ln(p) / StrictLog.LN2 : 0;
    }
    return bits - noise / size;
  }
}

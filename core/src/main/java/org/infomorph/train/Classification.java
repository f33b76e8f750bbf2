package org.infomorph.train;

import java.util.Arrays;
import org.infomorph.data.Samples;

/**
 * Reads classes out of firing probabilities: each neuron of the readout stands for a class, and the
 * class of which its neuron is surest is read. How sure a neuron is, is the probability of its
 * class, given that it fires or that it is silent, weighted by the probability of each.
 *
 * <p>Information does not depend on the sign of the output, so a neuron may learn to be silent for
 * its class. Two rules allow for this: {@link #published}, where all classes are rare, and {@link
 * #learned}, which needs labels that are known, so those of training samples.
 */
final class Classification {
  private final int classes;
  private final int samples;
  private final double[] theta;
  private final int[] labels;
  private int filled;

  /**
   * @param classes number of classes; that many first neurons of the readout stand for them
   * @param samples number of samples to come
   */
  Classification(int classes, int samples) {
    this.classes = classes;
    this.samples = samples;
    theta = new double[Math.multiplyExact(classes, samples)];
    labels = new int[samples];
  }

  /**
   * Adds a batch.
   *
   * @param batchTheta {@code [neurons][count]}
   * @param order indices of the samples, read from {@code from} on
   */
  void add(double[] batchTheta, Samples set, int[] order, int from, int count) {
    for (int c = 0; c < classes; c++) {
      System.arraycopy(batchTheta, c * count, theta, c * samples + filled, count);
    }
    for (int s = 0; s < count; s++) {
      labels[filled + s] = set.label(order[from + s]);
    }
    filled += count;
  }

  /**
   * What a neuron's output says of its class, by class.
   *
   * @param whenFiring the probability of the class if its neuron fires
   * @param whenSilent the probability of the class if its neuron is silent
   */
  record Code(double[] whenFiring, double[] whenSilent) {
    /** A neuron fires for its class, and for nothing else. */
    static Code direct(int classes) {
      Code code = new Code(new double[classes], new double[classes]);
      Arrays.fill(code.whenFiring, 1);
      return code;
    }
  }

  /**
   * The published rule: a neuron that fires for more than half of the samples is taken to be silent
   * for its class. It holds where each class is rare, for then a neuron that fires for its class is
   * mostly silent. It needs no labels.
   */
  Code published() {
    Code code = Code.direct(classes);
    for (int c = 0; c < classes; c++) {
      if (sum(c) > 0.5 * filled) {
        code.whenFiring[c] = 0;
        code.whenSilent[c] = 1;
      }
    }
    return code;
  }

  /** The shares of each class among the samples for which its neuron fires, and is silent. */
  Code learned() {
    Code code = Code.direct(classes);
    for (int c = 0; c < classes; c++) {
      double fired = sum(c);
      double ownFired = 0;
      int own = 0;
      for (int s = 0; s < filled; s++) {
        if (labels[s] == c) {
          ownFired += theta[c * samples + s];
          own++;
        }
      }
      double share = (double) own / filled;
      code.whenFiring[c] = fired > 0 ? ownFired / fired : share;
      code.whenSilent[c] = fired < filled ? (own - ownFired) / (filled - fired) : share;
    }
    return code;
  }

  private double sum(int c) {
    double sum = 0;
    for (int s = 0; s < filled; s++) {
      sum += theta[c * samples + s];
    }
    return sum;
  }

  /** Share of correctly classified samples, in [0, 1]; NaN if a probability is NaN. */
  double accuracy(Code code) {
    for (int c = 0; c < classes; c++) {
      if (Double.isNaN(sum(c))) {
        return Double.NaN;
      }
    }
    int right = 0;
    for (int s = 0; s < filled; s++) {
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        double t = theta[c * samples + s];
        double sure = t * code.whenFiring[c] + (1 - t) * code.whenSilent[c];
        if (sure > most) {
          most = sure;
          best = c;
        }
      }
      right += best == labels[s] ? 1 : 0;
    }
    return (double) right / filled;
  }
}

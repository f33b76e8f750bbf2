package org.infomorph.train;

import org.infomorph.data.Samples;

/**
 * Reads classes out of firing probabilities: the neuron with the highest firing probability names
 * the class.
 *
 * <p>Information does not depend on the sign of the output, so a neuron may learn to be silent for
 * its class. If each class holds less than half of the samples, a neuron that fires for more than
 * half of the samples must be of this kind, and its output is inverted.
 */
final class Classification {
  private final int classes;
  private final int samples;
  private final boolean mayBeInverted;
  private final double[] theta;
  private final int[] labels;
  private int filled;

  /**
   * @param classes number of classes; that many first neurons of the readout stand for them
   * @param samples number of samples to come
   * @param mayBeInverted whether a neuron may have learned to be silent for its class
   */
  Classification(int classes, int samples, boolean mayBeInverted) {
    this.classes = classes;
    this.samples = samples;
    this.mayBeInverted = mayBeInverted;
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

  /** Share of correctly classified samples, in [0, 1]; NaN if a probability is NaN. */
  double accuracy() {
    boolean[] inverted = new boolean[classes];
    for (int c = 0; c < classes; c++) {
      double sum = 0;
      for (int s = 0; s < filled; s++) {
        sum += theta[c * samples + s];
      }
      if (Double.isNaN(sum)) {
        return Double.NaN;
      }
      inverted[c] = mayBeInverted && classes > 2 && sum > 0.5 * filled;
    }
    int right = 0;
    for (int s = 0; s < filled; s++) {
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        double t = theta[c * samples + s];
        double sure = inverted[c] ? 1 - t : t;
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

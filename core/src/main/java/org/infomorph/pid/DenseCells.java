package org.infomorph.pid;

import org.infomorph.bins.Memberships;

/**
 * The loops of {@link SoftCells} for three sources, where each cell has a slot of its own: the slot
 * of the bins (i, j, k) is {@code (i K_1 + j) K_2 + k}. A sample runs over the bins of the first
 * source, and over pairs of bins of the other two, or over blocks of four bins of the last one; the
 * last places of a pair or block may have shares of 0, and so add nothing.
 *
 * <p>A loop over all samples with nothing but local variables takes a quarter of the time of a
 * method that is called for each sample. Slots beyond the last one are room for shares of 0.
 */
final class DenseCells {
  private final Memberships first;
  private final Memberships second;
  private final Memberships third;
  private final int rows;
  private final int bins;
  private final boolean pairs;
  private final BlockLoops blocks;

  /**
   * The loops over these sources.
   *
   * @param sources three
   * @param counts the number of bins of each
   */
  DenseCells(Memberships[] sources, int[] counts) {
    first = sources[0];
    second = sources[1];
    third = sources[2];
    rows = counts[1];
    bins = counts[2];
    pairs = second.stride() == 2 && third.stride() == 2;
    blocks = third.stride() == 2 ? new PlainBlockLoops() : BlockLoops.fastest();
  }

  /** The number of slots beyond the last cell's that the loops touch. */
  int beyond() {
    return bins + third.stride();
  }

  /**
   * Adds the mass of each sample to its cells.
   *
   * @param theta the firing probabilities are {@code theta[from..from+samples)}
   * @param weights the samples' weights are {@code weights[weightsFrom..]}
   * @param minus by slot, for the output -1
   * @param plus by slot, for the output +1
   */
  void spread(
      int samples,
      double[] theta,
      int from,
      double[] weights,
      int weightsFrom,
      double[] minus,
      double[] plus) {
    if (pairs) {
      spreadPairs(samples, theta, from, weights, weightsFrom, minus, plus);
    } else {
      blocks.spread(
          first,
          second,
          third,
          rows,
          bins,
          samples,
          theta,
          from,
          weights,
          weightsFrom,
          minus,
          plus);
    }
  }

  private void spreadPairs(
      int samples,
      double[] theta,
      int from,
      double[] weights,
      int weightsFrom,
      double[] minus,
      double[] plus) {
    int rows = this.rows;
    int bins = this.bins;
    int[] i0 = first.firsts();
    int[] j0 = second.firsts();
    int[] k0 = third.firsts();
    int[] count = first.counts();
    int stride = first.stride();
    double[] m1 = first.shares();
    double[] m2 = second.shares();
    double[] m3 = third.shares();
    for (int s = 0; s < samples; s++) {
      double onPlus = weights[weightsFrom + s] * theta[from + s];
      double onMinus = weights[weightsFrom + s] * (1 - theta[from + s]);
      double x = m3[2 * s];
      double y = m3[2 * s + 1];
      for (int i = 0; i < count[s]; i++) {
        int slot = ((i0[s] + i) * rows + j0[s]) * bins + k0[s];
        double share = m1[s * stride + i] * m2[2 * s];
        double toMinus = share * onMinus;
        double toPlus = share * onPlus;
        minus[slot] += toMinus * x;
        minus[slot + 1] += toMinus * y;
        plus[slot] += toPlus * x;
        plus[slot + 1] += toPlus * y;
        slot += bins;
        share = m1[s * stride + i] * m2[2 * s + 1];
        toMinus = share * onMinus;
        toPlus = share * onPlus;
        minus[slot] += toMinus * x;
        minus[slot + 1] += toMinus * y;
        plus[slot] += toPlus * x;
        plus[slot + 1] += toPlus * y;
      }
    }
  }

  /**
   * The chain rule from the slots back to the samples.
   *
   * @param base by slot, the derivative by the mass with the output -1
   * @param rise by slot, what the derivative for the output +1 adds to it
   * @param thetaGradient overwritten with the derivatives by theta
   * @param driveGradients {@code [source][]}, overwritten with the derivatives by the drives; an
   *     empty array is left out
   */
  void gather(
      int samples,
      double[] theta,
      int from,
      double[] base,
      double[] rise,
      double[] thetaGradient,
      double[][] driveGradients) {
    if (pairs) {
      gatherPairs(samples, theta, from, base, rise, thetaGradient, driveGradients);
    } else {
      blocks.gather(
          first,
          second,
          third,
          rows,
          bins,
          samples,
          theta,
          from,
          base,
          rise,
          thetaGradient,
          driveGradients);
    }
  }

  private void gatherPairs(
      int samples,
      double[] theta,
      int from,
      double[] base,
      double[] rise,
      double[] thetaGradient,
      double[][] driveGradients) {
    int rows = this.rows;
    int bins = this.bins;
    int[] i0 = first.firsts();
    int[] j0 = second.firsts();
    int[] k0 = third.firsts();
    int[] count = first.counts();
    int stride = first.stride();
    double[] m1 = first.shares();
    double[] m2 = second.shares();
    double[] m3 = third.shares();
    double[] d1 = first.slopes();
    double[] d2 = second.slopes();
    double[] d3 = third.slopes();
    double[] byFirst = driveGradients[0];
    double[] bySecond = driveGradients[1];
    double[] byThird = driveGradients[2];
    for (int s = 0; s < samples; s++) {
      double t = theta[from + s];
      double x = m3[2 * s];
      double y = m3[2 * s + 1];
      double dx = d3[2 * s];
      double dy = d3[2 * s + 1];
      double byTheta = 0;
      double ofFirst = 0;
      double ofSecond = 0;
      double ofThird = 0;
      for (int i = 0; i < count[s]; i++) {
        int slot = ((i0[s] + i) * rows + j0[s]) * bins + k0[s];
        double b = base[slot];
        double b2 = base[slot + 1];
        double r = rise[slot];
        double r2 = rise[slot + 1];
        double difference = x * r + y * r2;
        double slope = dx * (b + t * r) + dy * (b2 + t * r2);
        double value = x * b + y * b2 + t * difference;
        slot += bins;
        b = base[slot];
        b2 = base[slot + 1];
        r = rise[slot];
        r2 = rise[slot + 1];
        double nextDifference = x * r + y * r2;
        double nextSlope = dx * (b + t * r) + dy * (b2 + t * r2);
        double nextValue = x * b + y * b2 + t * nextDifference;
        double share = m1[s * stride + i];
        double row = share * m2[2 * s];
        double next = share * m2[2 * s + 1];
        byTheta += row * difference + next * nextDifference;
        ofThird += row * slope + next * nextSlope;
        ofSecond += share * (d2[2 * s] * value + d2[2 * s + 1] * nextValue);
        ofFirst += d1[s * stride + i] * (m2[2 * s] * value + m2[2 * s + 1] * nextValue);
      }
      thetaGradient[s] = byTheta;
      write(byFirst, s, ofFirst);
      write(bySecond, s, ofSecond);
      write(byThird, s, ofThird);
    }
  }

  static void write(double[] driveGradient, int sample, double value) {
    if (driveGradient.length > 0) {
      driveGradient[sample] = value;
    }
  }
}

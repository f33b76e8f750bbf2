package org.infomorph.pid;

/**
 * The shared-exclusions redundancy straight from its definition, slow: union events are counted
 * sample by sample, there is no inclusion and exclusion, no marginal, no cell.
 */
final class PlainMeasure {
  private static final double LN2 = Math.log(2);

  private final Draws batch;

  PlainMeasure(Draws batch) {
    this.batch = batch;
  }

  /** I_alpha in bits. */
  double redundancy(Antichain alpha) {
    double bits = 0;
    for (int s = 0; s < batch.samples(); s++) {
      for (int y = 0; y < 2; y++) {
        bits += p(s, y) * pointwise(alpha, s, y);
      }
    }
    return bits;
  }

  /** H(Y) in bits. */
  double targetEntropy() {
    return -(target(0) * Math.log(target(0)) + target(1) * Math.log(target(1))) / LN2;
  }

  /** dI_alpha / dtheta of one sample in bits, by the product rule on the definition. */
  double slope(Antichain alpha, int sample) {
    double slope = pointwise(alpha, sample, 1) - pointwise(alpha, sample, 0);
    for (int s = 0; s < batch.samples(); s++) {
      for (int y = 0; y < 2; y++) {
        double sign = y == 1 ? 1 : -1;
        double union = inUnion(alpha, s, sample) ? sign / union(alpha, s, y) : 0;
        slope += p(s, y) * (union - sign / target(y)) / LN2;
      }
    }
    return slope / batch.samples();
  }

  /** dH(Y) / dtheta of any sample in bits. */
  double entropySlope() {
    return Math.log(target(0) / target(1)) / LN2 / batch.samples();
  }

  private double pointwise(Antichain alpha, int sample, int y) {
    double conditional =
        union(alpha, sample, y) / (union(alpha, sample, 0) + union(alpha, sample, 1));
    return Math.log(conditional / target(y)) / LN2;
  }

  private double union(Antichain alpha, int centre, int y) {
    double sum = 0;
    for (int s = 0; s < batch.samples(); s++) {
      sum += inUnion(alpha, centre, s) ? p(s, y) : 0;
    }
    return sum;
  }

  private boolean inUnion(Antichain alpha, int centre, int sample) {
    for (int a = 0; a < alpha.size(); a++) {
      boolean shared = true;
      for (int i = 0; i < batch.sources(); i++) {
        boolean member = (alpha.set(a) & 1 << i) != 0;
        shared &= !member || batch.bins()[i][centre] == batch.bins()[i][sample];
      }
      if (shared) {
        return true;
      }
    }
    return false;
  }

  private double target(int y) {
    double sum = 0;
    for (int s = 0; s < batch.samples(); s++) {
      sum += p(s, y);
    }
    return sum;
  }

  /** A sample's share of p(cell, y). */
  private double p(int sample, int y) {
    double theta = batch.theta()[sample];
    return (y == 1 ? theta : 1 - theta) / batch.samples();
  }
}

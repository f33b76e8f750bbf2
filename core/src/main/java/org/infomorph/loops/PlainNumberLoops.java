package org.infomorph.loops;

/** Loops that run in any JVM. */
final class PlainNumberLoops implements NumberLoops {
  @Override
  public boolean areWithin(double[] values, int from, int count, double bound) {
    boolean within = true;
    for (int i = from; i < from + count; i++) {
      within &= Math.abs(values[i]) <= bound;
    }
    return within;
  }

  /** In loops that are short enough for C2 to make vectors of some. */
  @Override
  public void expRest(double[] values, int from, int count, double[] shifted) {
    for (int i = from; i < from + count; i++) {
      shifted[i] = FastExp.shifted(values[i]);
    }
    for (int i = from; i < from + count; i++) {
      values[i] = FastExp.rest(values[i], shifted[i]);
    }
    for (int i = from; i < from + count; i++) {
      values[i] = FastExp.series(values[i]);
    }
  }

  @Override
  public void throughSigmoid(
      double[] gradients,
      double[] theta,
      int from,
      int count,
      double margin,
      double[] thetaGradients) {
    throughSigmoid(gradients, theta, from, 0, count, margin, thetaGradients);
  }

  static void throughSigmoid(
      double[] gradients,
      double[] theta,
      int from,
      int first,
      int count,
      double margin,
      double[] thetaGradients) {
    for (int s = first; s < count; s++) {
      double t = theta[from + s];
      double slope = gradients[from + s] * (thetaGradients[s] * t * (1 - t));
      // A mask: the processor could not predict a branch on clamped values.
      long learns = -(t <= margin ? 0L : 1L) & -(t >= 1 - margin ? 0L : 1L);
      gradients[from + s] = Double.longBitsToDouble(Double.doubleToRawLongBits(slope) & learns);
    }
  }
}

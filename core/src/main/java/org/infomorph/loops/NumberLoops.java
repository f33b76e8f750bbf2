package org.infomorph.loops;

/**
 * Loops over numbers in two implementations, plain ones and vector ones, which give the same bits.
 * Stateless.
 */
public interface NumberLoops {
  /** The fastest implementation that this JVM can run. */
  NumberLoops FASTEST =
      Vectors.fastest(
          NumberLoops.class, "org.infomorph.loops.VectorNumberLoops", PlainNumberLoops::new);

  /** Whether all values lie within [-bound, bound]; NaN does not. */
  boolean areWithin(double[] values, int from, int count, double bound);

  /**
   * Overwrites each x by the rest of its exponential, exp r - 1, see {@link FastExp}.
   *
   * @param values within {@link FastExp#MODERATE}; overwritten from {@code from} on
   * @param shifted overwritten at the same indices with numbers whose last bits are n
   */
  void expRest(double[] values, int from, int count, double[] shifted);

  /**
   * The chain rule through firing probabilities {@code theta = sigmoid(A)}: from dA/ds to dG/ds,
   * which is 0 where theta was clamped.
   *
   * @param gradients dA/ds, overwritten from {@code from} on with dG/ds
   * @param theta read from {@code from} on
   * @param margin theta was clamped to [margin, 1 - margin]
   * @param thetaGradients dG/dtheta, read from 0
   */
  void throughSigmoid(
      double[] gradients,
      double[] theta,
      int from,
      int count,
      double margin,
      double[] thetaGradients);
}

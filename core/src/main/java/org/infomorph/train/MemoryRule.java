package org.infomorph.train;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.infomorph.data.Samples;

/**
 * Weights of an associative memory, computed from the patterns by a rule. No unit has a weight to
 * itself.
 */
final class MemoryRule {
  private MemoryRule() {}

  /**
   * Hebb's rule.
   *
   * @param patterns with one value per unit
   * @param weights {@code [units][units]}, wholly overwritten
   */
  static void hebb(Samples patterns, DMatrixRMaj weights) {
    DMatrixRMaj xi = columns(patterns);
    CommonOps_DDRM.multTransB(1.0 / patterns.features(), xi, xi, weights);
    clearDiagonal(weights);
  }

  /**
   * The pseudo-inverse rule.
   *
   * @param patterns with one value per unit
   * @param weights {@code [units][units]}, wholly overwritten
   */
  static void pseudoInverse(Samples patterns, DMatrixRMaj weights) {
    DMatrixRMaj xi = columns(patterns);
    DMatrixRMaj inverse = new DMatrixRMaj(patterns.size(), patterns.features());
    CommonOps_DDRM.pinv(xi, inverse);
    CommonOps_DDRM.mult(xi, inverse, weights);
    clearDiagonal(weights);
  }

  /** The patterns, one in each column. */
  private static DMatrixRMaj columns(Samples patterns) {
    int units = patterns.features();
    int count = patterns.size();
    DMatrixRMaj xi = new DMatrixRMaj(units, count);
    for (int p = 0; p < count; p++) {
      for (int i = 0; i < units; i++) {
        xi.set(i, p, patterns.value(p, i));
      }
    }
    return xi;
  }

  private static void clearDiagonal(DMatrixRMaj weights) {
    for (int i = 0; i < weights.numRows; i++) {
      weights.set(i, i, 0);
    }
  }
}

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
   * Sets recurrent weights.
   *
   * @param method {@link Method.Hebb} or {@link Method.PseudoInverse}
   * @param patterns with one value per unit
   * @param weights {@code [units][units]}, wholly overwritten
   */
  static void apply(Method method, Samples patterns, DMatrixRMaj weights) {
    int units = patterns.features();
    int count = patterns.size();
    DMatrixRMaj xi = new DMatrixRMaj(units, count);
    for (int p = 0; p < count; p++) {
      for (int i = 0; i < units; i++) {
        xi.set(i, p, patterns.value(p, i));
      }
    }
    if (method instanceof Method.Hebb) {
      CommonOps_DDRM.multTransB(1.0 / units, xi, xi, weights);
    } else {
      DMatrixRMaj inverse = new DMatrixRMaj(count, units);
      CommonOps_DDRM.pinv(xi, inverse);
      CommonOps_DDRM.mult(xi, inverse, weights);
    }
    for (int i = 0; i < units; i++) {
      weights.set(i, i, 0);
    }
  }
}

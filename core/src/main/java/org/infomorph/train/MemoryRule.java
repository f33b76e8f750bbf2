package org.infomorph.train;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.infomorph.data.Samples;
import org.infomorph.loops.FastExp;

/**
 * Weights of an associative memory, computed from the patterns by a rule. No unit has a weight to
 * itself, unless it may have one.
 */
final class MemoryRule {
  private MemoryRule() {}

  /**
   * Hebb's rule.
   *
   * @param patterns with one value per unit
   * @param weights {@code [units][units]}, wholly overwritten
   * @param own whether a unit has a weight to itself
   */
  static void hebb(Samples patterns, DMatrixRMaj weights, boolean own) {
    DMatrixRMaj xi = columns(patterns);
    CommonOps_DDRM.multTransB(1.0 / patterns.features(), xi, xi, weights);
    clearDiagonal(weights, own);
  }

  /**
   * The pseudo-inverse rule.
   *
   * @param patterns with one value per unit
   * @param weights {@code [units][units]}, wholly overwritten
   * @param own whether a unit has a weight to itself
   */
  static void pseudoInverse(Samples patterns, DMatrixRMaj weights, boolean own) {
    DMatrixRMaj xi = columns(patterns);
    DMatrixRMaj inverse = new DMatrixRMaj(patterns.size(), patterns.features());
    CommonOps_DDRM.pinv(xi, inverse);
    CommonOps_DDRM.mult(xi, inverse, weights);
    clearDiagonal(weights, own);
  }

  /**
   * Descent-L2: the weights of each neuron i that minimise the squared distance of its drives from
   * the bits,
   *
   * <pre>½ Σ_μ (λ h_i - ξ_i)² + (α/2) Σ_j w_ij²</pre>
   *
   * The minimum is found at once instead of by descent. With P the inverse of {@code λ² Σ_μ ξ ξᵀ +
   * α 1}, it lies at {@code w_ij = -P_ij / (λ P_ii)} without, and at {@code w = (1 - α P) / λ} with
   * weights of neurons to themselves.
   *
   * @param patterns with one value per unit
   * @param weights {@code [units][units]}, wholly overwritten
   * @param scale λ, positive
   * @param penalty α, positive
   * @param own whether a unit has a weight to itself
   */
  static void descentL2(
      Samples patterns, DMatrixRMaj weights, double scale, double penalty, boolean own) {
    DMatrixRMaj xi = columns(patterns);
    int units = weights.numRows;
    DMatrixRMaj inverse = new DMatrixRMaj(units, units);
    CommonOps_DDRM.multTransB(scale * scale, xi, xi, inverse);
    for (int i = 0; i < units; i++) {
      inverse.add(i, i, penalty);
    }
    CommonOps_DDRM.invert(inverse);
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < units; j++) {
        double unit = i == j ? 1 : 0;
        weights.set(
            i,
            j,
            own
                ? (unit - penalty * inverse.get(i, j)) / scale
                : (unit - inverse.get(i, j) / inverse.get(i, i)) / scale);
      }
    }
  }

  /**
   * Gardner's perceptron rule. Each neuron i looks at one pattern after the other, and learns it,
   * {@code w_ij += ξ_i ξ_j / N}, unless {@code ξ_i h_i > margin |w_i|}, with h_i its drive.
   *
   * @param patterns with one value per unit, −1 or +1
   * @param weights {@code [units][units]}, wholly overwritten
   * @param margin 0 or more; patterns with larger margins have wider basins
   * @param sweeps most passes over the patterns
   * @param own whether a unit has a weight to itself
   */
  static void perceptron(
      Samples patterns, DMatrixRMaj weights, double margin, int sweeps, boolean own) {
    DMatrixRMaj xi = rows(patterns);
    weights.zero();
    for (int i = 0; i < weights.numRows; i++) {
      Interruption.check();
      boolean changed = true;
      for (int sweep = 0; sweep < sweeps && changed; sweep++) {
        changed = false;
        for (int p = 0; p < xi.numRows; p++) {
          if (alignedField(weights, xi, i, p) <= margin * norm(weights, i)) {
            learn(weights, xi, i, p, own);
            changed = true;
          }
        }
      }
    }
  }

  /**
   * Minover: each neuron learns the pattern with the smallest {@code ξ_i h_i}, as long as this is
   * below the given field. The larger the field, the closer is the smallest stability, {@code ξ_i
   * h_i / |w_i|}, to the largest possible one.
   *
   * @param patterns with one value per unit, −1 or +1
   * @param weights {@code [units][units]}, wholly overwritten
   * @param field positive
   * @param steps most learning steps of a neuron
   * @param own whether a unit has a weight to itself
   */
  static void minover(Samples patterns, DMatrixRMaj weights, double field, int steps, boolean own) {
    DMatrixRMaj xi = rows(patterns);
    weights.zero();
    for (int i = 0; i < weights.numRows; i++) {
      Interruption.check();
      for (int step = 0; step < steps; step++) {
        int weakest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int p = 0; p < xi.numRows; p++) {
          double aligned = alignedField(weights, xi, i, p);
          if (aligned < smallest) {
            smallest = aligned;
            weakest = p;
          }
        }
        if (smallest >= field) {
          break;
        }
        learn(weights, xi, i, weakest, own);
      }
    }
  }

  /**
   * Minimum probability flow: gradient descent on the flow from the patterns to the states that
   * differ in one bit, {@code K = (1/P) Σ_μ Σ_i exp(-ξ_i h_i)}, with symmetric weights:
   *
   * <pre>w_ij += (rate/P) Σ_μ ξ_i ξ_j ( exp(-ξ_i h_i) + exp(-ξ_j h_j) )</pre>
   *
   * @param patterns with one value per unit, −1 or +1
   * @param weights {@code [units][units]}, wholly overwritten
   * @param rate step size, positive
   * @param steps number of steps
   */
  static void probabilityFlow(Samples patterns, DMatrixRMaj weights, double rate, int steps) {
    DMatrixRMaj xi = rows(patterns);
    int units = weights.numRows;
    DMatrixRMaj fields = new DMatrixRMaj(xi.numRows, units);
    DMatrixRMaj flows = new DMatrixRMaj(xi.numRows, units);
    DMatrixRMaj gradient = new DMatrixRMaj(units, units);
    weights.zero();
    for (int step = 0; step < steps; step++) {
      Interruption.check();
      CommonOps_DDRM.mult(xi, weights, fields);
      for (int e = 0; e < flows.getNumElements(); e++) {
        flows.data[e] = xi.data[e] * FastExp.exp(-xi.data[e] * fields.data[e]);
      }
      CommonOps_DDRM.multTransA(rate / xi.numRows, flows, xi, gradient);
      for (int i = 0; i < units; i++) {
        for (int j = 0; j < i; j++) {
          double slope = gradient.get(i, j) + gradient.get(j, i);
          weights.set(i, j, weights.get(i, j) + slope);
          weights.set(j, i, weights.get(i, j));
        }
      }
    }
  }

  /** {@code ξ_i h_i}: positive where the pattern's bit is stable. */
  private static double alignedField(DMatrixRMaj weights, DMatrixRMaj xi, int unit, int pattern) {
    int units = weights.numCols;
    double sum = 0;
    for (int j = 0; j < units; j++) {
      sum += weights.data[unit * units + j] * xi.data[pattern * units + j];
    }
    return xi.get(pattern, unit) * sum;
  }

  private static void learn(
      DMatrixRMaj weights, DMatrixRMaj xi, int unit, int pattern, boolean own) {
    int units = weights.numCols;
    double bit = xi.get(pattern, unit) / units;
    for (int j = 0; j < units; j++) {
      if (own || j != unit) {
        weights.data[unit * units + j] += bit * xi.data[pattern * units + j];
      }
    }
  }

  private static double norm(DMatrixRMaj weights, int unit) {
    double sum = 0;
    for (int j = 0; j < weights.numCols; j++) {
      sum += weights.get(unit, j) * weights.get(unit, j);
    }
    return Math.sqrt(sum);
  }

  /** The patterns, one in each row. */
  private static DMatrixRMaj rows(Samples patterns) {
    DMatrixRMaj xi = new DMatrixRMaj(patterns.size(), patterns.features());
    for (int p = 0; p < patterns.size(); p++) {
      for (int i = 0; i < patterns.features(); i++) {
        xi.set(p, i, patterns.value(p, i));
      }
    }
    return xi;
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

  private static void clearDiagonal(DMatrixRMaj weights, boolean own) {
    for (int i = 0; !own && i < weights.numRows; i++) {
      weights.set(i, i, 0);
    }
  }
}

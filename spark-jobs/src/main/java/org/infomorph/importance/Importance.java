package org.infomorph.importance;

import java.util.Objects;

/**
 * How much an axis matters: a row of the table {@code importance}.
 *
 * @param axis its label; empty where the value is of no axis
 * @param other the label of the second axis of a pair; empty otherwise
 * @param method how it was worked out
 * @param index what the value is
 * @param value the estimate. Estimates of Sobol' indices near 0 may lie below 0, as noise is
 *     subtracted; NaN where the measure does not vary
 * @param lower the lower end of the 95 % interval; NaN if it cannot be told
 * @param upper its upper end
 */
public record Importance(
    String axis,
    String other,
    Method method,
    Index index,
    double value,
    double lower,
    double upper) {
  /** How the importance was worked out. */
  public enum Method {
    /** Densities of the best points against those of all: {@link PedAnova}. */
    PED_ANOVA,
    /** Exact decomposition of a full grid: {@link GridAnova}. */
    GRID_ANOVA,
    /** Regression on polynomials: {@link ChaosExpansion}. */
    CHAOS_EXPANSION
  }

  /** What the value is. */
  public enum Index {
    /** Pearson divergence; 0 if the best points lie as all do. */
    DIVERGENCE,
    /** The axis's part of the sum of all divergences, 0 to 1. */
    SHARE,
    /** The part of the variance that the axis explains alone: Sobol's first-order index. */
    FIRST_ORDER,
    /** The part of the variance in which the axis is involved: Sobol's total index. */
    TOTAL,
    /** The part of the variance that two axes explain together, and neither alone. */
    INTERACTION,
    /** The part of the variance that the regression does not explain; seeds do not either. */
    UNEXPLAINED
  }

  public Importance {
    Objects.requireNonNull(axis);
    Objects.requireNonNull(other);
    Objects.requireNonNull(method);
    Objects.requireNonNull(index);
  }
}

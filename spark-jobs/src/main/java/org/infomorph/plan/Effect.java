package org.infomorph.plan;

import java.util.Objects;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What the change of one axis does to the measure: a row of the table {@code effects}.
 *
 * @param axis its label
 * @param from its value before
 * @param to its value after
 * @param base the mean of the measure before; NaN if no trial ended well there
 * @param changed the mean after; NaN if no trial ended well there
 * @param difference {@code changed - base}
 * @param halfWidth half the width of the 95 % confidence interval of the difference; NaN with fewer
 *     than two values on either side
 * @param failed whether all trials after the change failed
 */
public record Effect(
    String axis,
    double from,
    double to,
    double base,
    double changed,
    double difference,
    double halfWidth,
    boolean failed) {
  public Effect {
    Objects.requireNonNull(axis);
  }

  /** The row of two measured points. */
  static Effect of(String axis, double from, double to, Measured base, Measured changed) {
    double before = base.sample().mean();
    double after = changed.sample().mean();
    return new Effect(
        axis,
        from,
        to,
        before,
        after,
        after - before,
        halfWidth(base.sample(), changed.sample()),
        changed.hasFailed() || changed.isBelow());
  }

  /**
   * Half the width of the 95 % confidence interval of a difference of two means whose variances may
   * differ.
   *
   * @see <a href="https://doi.org/10.1093/biomet/34.1-2.28">Welch 1947</a>; his degrees of freedom
   *     are no whole number
   */
  static double halfWidth(Sample one, Sample other) {
    if (one.count() < 2 || other.count() < 2) {
      return Double.NaN;
    }
    double first = one.deviation() * one.deviation() / one.count();
    double second = other.deviation() * other.deviation() / other.count();
    double variance = first + second;
    if (variance == 0) {
      return 0; // where the degrees of freedom would be 0 / 0
    }
    // Of shares, as squares of small variances would underflow.
    double share = first / variance;
    double degrees =
        1 / (share * share / (one.count() - 1) + (1 - share) * (1 - share) / (other.count() - 1));
    return new TDistribution(null, degrees).inverseCumulativeProbability(0.975)
        * Math.sqrt(variance);
  }
}

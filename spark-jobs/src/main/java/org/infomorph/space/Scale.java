package org.infomorph.space;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How the numbers of an axis are spaced. */
public enum Scale {
  /** Equal differences. */
  LINEAR {
    @Override
    double between(double from, double to, double fraction) {
      return from + (to - from) * fraction;
    }

    @Override
    double step(double from, double to, int index, int count) {
      var start = BigDecimal.valueOf(from);
      var width = BigDecimal.valueOf(to).subtract(start);
      var fraction = width.multiply(BigDecimal.valueOf(index));
      return start
          .add(fraction.divide(BigDecimal.valueOf(count - 1L), MathContext.DECIMAL64))
          .round(DIGITS)
          .doubleValue();
    }
  },

  /** Equal ratios; both ends are positive. */
  LOG {
    @Override
    double between(double from, double to, double fraction) {
      return StrictMath.exp(
          StrictMath.log(from) + (StrictMath.log(to) - StrictMath.log(from)) * fraction);
    }

    @Override
    double step(double from, double to, int index, int count) {
      double exact = between(from, to, (double) index / (count - 1));
      return BigDecimal.valueOf(exact).round(DIGITS).doubleValue();
    }
  };

  /**
   * Steps are rounded to this many decimal digits, so that they are what one would write by hand
   * (-0.3, not -0.30000000000000004), and an axis with more steps meets those of one with fewer.
   */
  private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  /** The number at a fraction in [0, 1] of the way. */
  abstract double between(double from, double to, double fraction);

  /** Step {@code index} of {@code count}, which is 2 or more; the first is {@code from}. */
  abstract double step(double from, double to, int index, int count);
}

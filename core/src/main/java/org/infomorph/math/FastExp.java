package org.infomorph.math;

/**
 * The exponential function for the kernels, by table and polynomial, and the same on every machine:
 * {@link Math#exp} may differ between processors in its last bit.
 *
 * <p>With n the integer nearest to 128 x / ln 2 and r the rest, {@code exp x = 2^(n / 128) exp r,
 * |r| <= ln 2 / 256}; the series of exp r ends with r^5.
 */
public final class FastExp {
  private static final int INDEX_BITS = 7;
  private static final int INTERVALS = 1 << INDEX_BITS;
  private static final int MANTISSA_BITS = 52;

  /**
   * Adding this number to x leaves no bits for a fraction: the last bits of the sum are the
   * integer.
   */
  private static final double SHIFT = 0x1.8p52;

  private static final double INTERVALS_PER_NAT = INTERVALS / 0.6931471805599453;

  /**
   * The leading bits of ln 2 / 128, few enough that their multiples are exact, and the remaining
   * bits.
   */
  private static final double HIGH = 0x1.62e42feep-1 / INTERVALS;

  private static final double LOW = 0x1.a39ef35793c76p-33 / INTERVALS;

  /** Beyond this, the result is subnormal or infinite. */
  private static final double LARGEST = 708;

  /** 2^(i / 128). */
  private static final double[] POWERS = new double[INTERVALS];

  static {
    for (int i = 0; i < INTERVALS; i++) {
      POWERS[i] = StrictMath.pow(2, (double) i / INTERVALS);
    }
  }

  private FastExp() {}

  /**
   * exp x, with a relative error below {@code 3e-16}.
   *
   * @param x any number; NaN and the infinities give the same as {@link StrictMath#exp}
   */
  public static double exp(double x) {
    return scale(x, series(rest(x)));
  }

  /**
   * Overwrites each value with its exponential, bit for bit the result of {@link #exp(double)}, but
   * faster: all steps except the last vectorise, each in its own loop that is short enough for the
   * JIT.
   *
   * @param values {@code values[from..from+count)} are overwritten
   * @param scratch an array of the same length, overwritten at the same indices
   */
  public static void exp(double[] values, int from, int count, double[] scratch) {
    for (int i = from; i < from + count; i++) {
      scratch[i] = rest(values[i]);
    }
    for (int i = from; i < from + count; i++) {
      scratch[i] = series(scratch[i]);
    }
    for (int i = from; i < from + count; i++) {
      values[i] = scale(values[i], scratch[i]);
    }
  }

  /** r. */
  private static double rest(double x) {
    double n = x * INTERVALS_PER_NAT + SHIFT - SHIFT;
    return x - n * HIGH - n * LOW;
  }

  /** exp r - 1. */
  private static double series(double r) {
    return r + r * r * (1.0 / 2 + r * (1.0 / 6) + r * r * (1.0 / 24 + r * (1.0 / 120)));
  }

  /** 2^(n / 128) (1 + series). */
  private static double scale(double x, double series) {
    if (!(Math.abs(x) < LARGEST)) {
      return StrictMath.exp(x);
    }
    double shifted = x * INTERVALS_PER_NAT + SHIFT;
    long bits = Double.doubleToRawLongBits(shifted); // n, but for the bits of SHIFT above it
    double power = POWERS[(int) bits & INTERVALS - 1];
    long exponent = (bits >> INDEX_BITS) + Double.MAX_EXPONENT << MANTISSA_BITS;
    return (power + power * series) * Double.longBitsToDouble(exponent);
  }
}

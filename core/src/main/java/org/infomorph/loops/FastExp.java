package org.infomorph.loops;

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
  static final double SHIFT = 0x1.8p52;

  static final double INTERVALS_PER_NAT = INTERVALS / 0.6931471805599453;

  /**
   * The leading bits of ln 2 / 128, few enough that their multiples are exact, and the remaining
   * bits.
   */
  static final double HIGH = 0x1.62e42feep-1 / INTERVALS;

  static final double LOW = 0x1.a39ef35793c76p-33 / INTERVALS;

  /** Beyond this, the result is subnormal or infinite. */
  private static final double LARGEST = 708;

  /** Up to this, all intermediate products are normal numbers, however the powers of 2 come in. */
  static final double MODERATE = 512;

  /** The bits of 2^(i / 128). */
  private static final long[] POWERS = new long[INTERVALS];

  static {
    for (int i = 0; i < INTERVALS; i++) {
      POWERS[i] = Double.doubleToRawLongBits(StrictMath.pow(2, (double) i / INTERVALS));
    }
  }

  private FastExp() {}

  /**
   * exp x, with a relative error below {@code 3e-16}.
   *
   * @param x any number; NaN and the infinities give the same as {@link StrictMath#exp}
   */
  public static double exp(double x) {
    if (!(Math.abs(x) < LARGEST)) {
      return StrictMath.exp(x);
    }
    double shifted = shifted(x);
    long n = Double.doubleToRawLongBits(shifted); // and bits of SHIFT, which are shifted out
    double power = Double.longBitsToDouble(POWERS[(int) n & INTERVALS - 1]);
    long exponent = (n >> INDEX_BITS) + Double.MAX_EXPONENT << MANTISSA_BITS;
    return (power + power * series(rest(x, shifted))) * Double.longBitsToDouble(exponent);
  }

  /**
   * Overwrites each value with its exponential, bit for bit the result of {@link #exp(double)}, but
   * faster: all steps except the table's take several values at once.
   *
   * @param values {@code values[from..from+count)} are overwritten
   * @param scratch an array of the same length, overwritten at the same indices
   */
  public static void exp(double[] values, int from, int count, double[] scratch) {
    if (!NumberLoops.FASTEST.areWithin(values, from, count, MODERATE)) {
      for (int i = from; i < from + count; i++) {
        values[i] = exp(values[i]);
      }
      return;
    }
    NumberLoops.FASTEST.expRest(values, from, count, scratch);
    for (int i = from; i < from + count; i++) {
      scratch[i] = power(scratch[i]);
    }
    for (int i = from; i < from + count; i++) {
      values[i] = scratch[i] + scratch[i] * values[i];
    }
  }

  /** A number whose last bits are n. */
  static double shifted(double x) {
    return x * INTERVALS_PER_NAT + SHIFT;
  }

  /** r. */
  static double rest(double x, double shifted) {
    double n = shifted - SHIFT;
    return x - n * HIGH - n * LOW;
  }

  /** exp r - 1. */
  static double series(double r) {
    return r + r * r * (1.0 / 2 + r * (1.0 / 6) + r * r * (1.0 / 24 + r * (1.0 / 120)));
  }

  /** 2^(n / 128), for moderate x. */
  private static double power(double shifted) {
    long n = Double.doubleToRawLongBits(shifted); // and bits of SHIFT, which are shifted out
    return Double.longBitsToDouble(
        POWERS[(int) n & INTERVALS - 1] + (n >> INDEX_BITS << MANTISSA_BITS));
  }
}

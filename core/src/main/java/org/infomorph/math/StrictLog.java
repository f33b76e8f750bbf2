package org.infomorph.math;

/**
 * The natural logarithm of {@link StrictMath}, bit for bit, in Java code that the JIT inlines. Up
 * to JDK 20, {@link StrictMath#log} calls native code, which doubles the time of measuring atoms.
 *
 * <p>From fdlibm 5.3, e_log.c. Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and
 * distribute this software is freely granted, provided that this notice is preserved.
 */
public final class StrictLog {
  /** Nats in a bit: kernels take natural logarithms, and divide by ln 2 once. */
  public static final double LN2 = StrictMath.log(2);

  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double LG1 = 0x1.5555555555593p-1;
  private static final double LG2 = 0x1.999999997fa04p-2;
  private static final double LG3 = 0x1.2492494229359p-2;
  private static final double LG4 = 0x1.c71c51d8e78afp-3;
  private static final double LG5 = 0x1.7466496cb03dep-3;
  private static final double LG6 = 0x1.39a09d078c69fp-3;
  private static final double LG7 = 0x1.2f112df3e5244p-3;

  private StrictLog() {}

  /**
   * ln x, as {@link StrictMath#log} gives it.
   *
   * @param x any number
   */
  public static double ln(double x) {
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
      return StrictMath.log(x);
    }
    // x = 2^k (1 + f), sqrt(2)/2 < 1 + f < sqrt(2)
    long bits = Double.doubleToRawLongBits(x);
    int high = (int) (bits >> 32) & 0xfffff;
    int carry = high + 0x95f64 & 0x100000;
    int k = (int) (bits >> 52) - Double.MAX_EXPONENT + (carry >> 20);
    long mantissa = (long) (high | carry ^ 0x3ff00000) << 32 | bits & 0xffffffffL;
    double f = Double.longBitsToDouble(mantissa) - 1;
    if ((0xfffff & 2 + high) < 3) {
      return nearOne(f, k);
    }
    double s = f / (2 + f);
    double z = s * s;
    double w = z * z;
    double even = w * (LG2 + w * (LG4 + w * LG6));
    double odd = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
    double series = odd + even;
    if ((high - 0x6147a | 0x6b851 - high) > 0) {
      double half = 0.5 * f * f;
      return k == 0
          ? f - (half - s * (half + series))
          : k * LN2_HIGH - ((half - (s * (half + series) + k * LN2_LOW)) - f);
    }
    return k == 0 ? f - s * (f - series) : k * LN2_HIGH - ((s * (f - series) - k * LN2_LOW) - f);
  }

  /** Where |f| is below 2^-20. */
  private static double nearOne(double f, int k) {
    if (f == 0) {
      return k == 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
    }
    double series = f * f * (0.5 - 0.33333333333333333 * f);
    return k == 0 ? f - series : k * LN2_HIGH - ((series - k * LN2_LOW) - f);
  }
}

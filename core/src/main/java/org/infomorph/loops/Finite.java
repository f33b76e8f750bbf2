package org.infomorph.loops;

/**
 * Tells finite numbers from the infinities and NaN that an overflow leaves. Every comparison with
 * NaN is false, so a branch on it goes wrong silently. Code that compares calls this class first.
 */
public final class Finite {
  private Finite() {}

  /** Whether all of {@code values[from..from+count)} are finite. */
  public static boolean all(double[] values, int from, int count) {
    return NumberLoops.FASTEST.areWithin(values, from, count, Double.MAX_VALUE);
  }

  /** Whether all values are finite. */
  public static boolean all(double[] values) {
    return all(values, 0, values.length);
  }
}

package org.infomorph.neuron;

import org.infomorph.loops.FastExp;

/** The logistic function. */
public final class Sigmoid {
  private Sigmoid() {}

  /** 1 / (1 + exp(−x)), exactly 0 or 1 for large arguments, and NaN only for NaN. */
  public static double of(double x) {
    return 1 / (1 + FastExp.exp(-x));
  }

  /**
   * Overwrites each value with its sigmoid, bit for bit the result of {@link #of(double)}.
   *
   * @param values {@code values[from..from+count)} are overwritten
   * @param scratch an array of the same length, overwritten at the same indices
   */
  static void of(double[] values, int from, int count, double[] scratch) {
    for (int i = from; i < from + count; i++) {
      values[i] = -values[i];
    }
    FastExp.exp(values, from, count, scratch);
    for (int i = from; i < from + count; i++) {
      values[i] = 1 / (1 + values[i]);
    }
  }
}

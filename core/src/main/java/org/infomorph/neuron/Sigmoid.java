package org.infomorph.neuron;

import org.infomorph.math.FastExp;

/** The logistic function. */
public final class Sigmoid {
  private Sigmoid() {}

  /** 1 / (1 + exp(−x)), which is 0 or 1 to the last bit for large arguments, never NaN. */
  public static double of(double x) {
    return 1 / (1 + FastExp.exp(-x));
  }

  /**
   * Overwrites each value with its sigmoid, to the last bit what {@link #of(double)} gives.
   *
   * @param values {@code values[from..from+count)} are in question
   * @param scratch as long, overwritten in the same places
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

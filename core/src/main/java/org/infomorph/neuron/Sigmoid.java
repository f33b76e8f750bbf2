package org.infomorph.neuron;

import org.infomorph.math.FastExp;

/** The logistic function. */
public final class Sigmoid {
  private Sigmoid() {}

  /** 1 / (1 + exp(−x)), which is 0 or 1 to the last bit for large arguments, never NaN. */
  public static double of(double x) {
    return 1 / (1 + FastExp.exp(-x));
  }
}

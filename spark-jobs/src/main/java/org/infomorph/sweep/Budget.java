package org.infomorph.sweep;

/**
 * What ends a study.
 *
 * @param trials how many trials may be asked for in all
 * @param epochs how many epochs these may have in all
 * @param coreHours for how long cores may train in all. Hours end a study and decide nothing else
 */
public record Budget(long trials, double epochs, double coreHours) {
  /** No end but the plan's own, and the most trials that any sweep may have. */
  public static final Budget NONE =
      new Budget(Sweep.MOST_TRIALS, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Budget {
    if (trials < 1 || trials > Sweep.MOST_TRIALS) {
      throw new IllegalArgumentException(
          "trials is " + trials + "; allowed are 1 to " + Sweep.MOST_TRIALS);
    }
    if (!(epochs > 0)) {
      throw new IllegalArgumentException("epochs is " + epochs + "; allowed are numbers above 0");
    }
    if (!(coreHours > 0)) {
      throw new IllegalArgumentException(
          "core_hours is " + coreHours + "; allowed are numbers above 0");
    }
  }

  /** Whether there is an end. */
  public boolean isGiven() {
    return !equals(NONE);
  }
}

package org.infomorph.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits. */
public final class Pause {
  private Pause() {}

  public static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Waits until something holds.
   *
   * @param what how the message names it
   * @throws AssertionError if it takes longer
   */
  public static void until(String what, BooleanSupplier holds, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + ": not after " + atMost);
      }
      millis(20);
    }
  }
}

package org.infomorph.train;

import java.util.concurrent.CancellationException;

/** Stops a trial that takes too long or whose result is no longer needed. */
public final class Interruption {
  private Interruption() {}

  /**
   * Ends the work if its thread has been interrupted. Every long loop calls this method once per
   * batch, pattern or iteration.
   *
   * @throws CancellationException if the thread has been interrupted; it stays interrupted
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}

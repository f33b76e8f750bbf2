package org.infomorph.train;

import java.util.concurrent.CancellationException;

/** How a trial that takes too long, or that nobody waits for any more, is stopped. */
public final class Interruption {
  private Interruption() {}

  /**
   * Ends the work if its thread has been interrupted. Every loop that can take long asks here once
   * per batch, pattern or iteration.
   *
   * @throws CancellationException if so; the thread stays interrupted
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}

package org.infomorph.run;

import java.util.concurrent.TimeUnit;

/** Says when something that costs a little, and that readers like to see, is due again. */
final class Throttle {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(5);

  private long last = System.nanoTime();

  /** Whether it is due; if so, it counts as done now. */
  boolean isDue() {
    long now = System.nanoTime();
    if (now - last < NANOS) {
      return false;
    }
    last = now;
    return true;
  }
}

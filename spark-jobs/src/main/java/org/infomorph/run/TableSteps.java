package org.infomorph.run;

import org.infomorph.sweep.Texts;
import org.infomorph.tables.Tables;

/** How far the tables are; told and asked from several threads. */
final class TableSteps {
  private final long start = System.nanoTime();
  private int made;
  private String last = "reading the trials";
  private boolean ended;

  synchronized void made(String step) {
    made++;
    last = step + " done";
  }

  synchronized void end() {
    ended = true;
  }

  /** For people who wait. */
  synchronized String line() {
    var time = Texts.duration((System.nanoTime() - start) * 1e-9);
    return ended
        ? "made the tables in " + time
        : "making the tables: %d of %d steps in %s, %s".formatted(made, Tables.STEPS, time, last);
  }
}

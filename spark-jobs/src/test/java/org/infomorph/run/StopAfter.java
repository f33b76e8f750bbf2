package org.infomorph.run;

import java.io.IOException;
import java.util.function.Supplier;
import org.infomorph.store.TrialSummary;

/** Interrupts the run when so many trials have ended. */
final class StopAfter implements RunListener {
  private final int after;
  private int ended;
  private Thread running;

  StopAfter(int after) {
    this.after = after;
  }

  @Override
  public void ended(TrialSummary trial) {
    if (++ended == after) {
      running.interrupt();
    }
  }

  @Override
  public void during(Supplier<String> state, Work work) throws IOException {
    running = Thread.currentThread();
    work.run();
  }
}

package org.infomorph.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.infomorph.store.TrialSummary;

/** Interrupts the run when so many trials have ended. */
final class StopAfter implements RunListener {
  private final int after;
  private final List<String> reported = new ArrayList<>();
  private Thread running;

  StopAfter(int after) {
    this.after = after;
  }

  @Override
  public void ended(TrialSummary trial) {
    synchronized (reported) { // the lanes of a study report side by side
      if (reported.size() < after) {
        reported.add(trial.trialId());
        if (reported.size() == after) {
          running.interrupt();
        }
      }
    }
  }

  /** The trials that were reported until the interrupt, in order. */
  List<String> reported() {
    synchronized (reported) {
      return List.copyOf(reported);
    }
  }

  @Override
  public void during(Supplier<String> state, Work work) throws IOException {
    running = Thread.currentThread();
    work.run();
  }
}

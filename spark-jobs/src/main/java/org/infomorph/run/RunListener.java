package org.infomorph.run;

import java.io.IOException;
import java.util.function.Supplier;
import org.infomorph.store.TrialSummary;

/**
 * Hears what a run does. Each method does nothing unless it is overridden. An exception that one of
 * them throws ends the run; what has finished stays.
 */
public interface RunListener {
  /** Hears, and keeps silent. */
  RunListener SILENT = new RunListener() {};

  /** A part of the run that takes its time. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    void run() throws IOException;
  }

  /**
   * There is something to tell, such as how many trials are to run.
   *
   * @param sentence one line for people
   */
  default void note(String sentence) {}

  /**
   * A trial of this run has ended. Called by one thread at a time, which hands results over: it
   * must be quick.
   */
  default void ended(TrialSummary trial) {}

  /**
   * Lets a part of the run happen, and may show meanwhile how far it is.
   *
   * @param state says in one line how far it is; may be asked from another thread, and once more
   *     after the end
   * @param work must be run once
   */
  default void during(Supplier<String> state, Work work) throws IOException {
    work.run();
  }
}

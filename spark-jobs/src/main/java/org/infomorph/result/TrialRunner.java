package org.infomorph.result;

import java.io.Serializable;

/**
 * Runs one trial somewhere else: what is sent to the executors. The real one binds the
 * specification and trains; tests and benchmarks send others.
 */
@FunctionalInterface
public interface TrialRunner extends Serializable {
  /**
   * Runs one trial.
   *
   * @param canonicalSpec the trial's canonical JSON
   * @return its result, as {@link ResultLine#of} writes it
   * @throws java.io.UncheckedIOException if it may go better another time, or elsewhere
   * @throws OutOfMemoryError if memory, which all trials of a JVM share, runs out
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   * @throws RuntimeException anything else: the trial's own fault
   */
  String run(String canonicalSpec);
}

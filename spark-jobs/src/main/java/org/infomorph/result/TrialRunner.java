package org.infomorph.result;

import java.io.Serializable;

/**
 * Runs one trial on an executor; this object is sent there. The usual implementation binds the
 * specification and trains; tests and benchmarks send other implementations.
 */
@FunctionalInterface
public interface TrialRunner extends Serializable {
  /**
   * Runs one trial.
   *
   * @param request the trial's canonical JSON, and for a trial that continues or may be continued
   *     more lines, as {@link TrialRequest} writes them
   * @return its result, as {@link ResultLine#of} writes it; maybe with a state, which nobody needs
   * @throws java.io.UncheckedIOException if the trial may succeed at another time or on another
   *     machine
   * @throws OutOfMemoryError if memory, which all trials of a JVM share, runs out
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   * @throws RuntimeException for any error of the trial itself
   */
  String run(String request);
}

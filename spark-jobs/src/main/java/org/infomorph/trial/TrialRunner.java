package org.infomorph.trial;

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
   * @return its result, as {@link ResultFormat#toJson} writes it
   */
  String run(String canonicalSpec);
}

package org.infomorph.measuring;

import java.util.Objects;

/**
 * What came of one trial, as far as a study needs it.
 *
 * @param score the sweep's measure; NaN if the trial failed, diverged or has no such score
 * @param profile the atoms of its layers at the end
 * @param seconds for how long it has trained; of a trial that continues another one, after that
 */
public record Outcome(double score, Profile profile, double seconds) {
  /** A trial that did not end well, in no time. */
  public static final Outcome FAILED = failed(0);

  public Outcome {
    Objects.requireNonNull(profile);
  }

  /** A trial that did not end well. */
  public static Outcome failed(double seconds) {
    return new Outcome(Double.NaN, Profile.NONE, seconds);
  }

  /** Whether there is a score. */
  public boolean counts() {
    return !Double.isNaN(score);
  }
}

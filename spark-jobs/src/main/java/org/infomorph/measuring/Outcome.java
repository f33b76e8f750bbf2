package org.infomorph.measuring;

import java.util.Objects;

/**
 * What came of one trial, as far as a study needs it.
 *
 * @param score the sweep's measure; NaN if the trial failed, diverged or has no such score
 * @param profile the atoms of its layers at the end
 * @param epochs how many epochs it has trained
 */
public record Outcome(double score, Profile profile, int epochs) {
  /** A trial that did not end well. */
  public static final Outcome FAILED = new Outcome(Double.NaN, Profile.NONE, 0);

  public Outcome {
    Objects.requireNonNull(profile);
  }

  /** Whether there is a score. */
  public boolean counts() {
    return !Double.isNaN(score);
  }
}

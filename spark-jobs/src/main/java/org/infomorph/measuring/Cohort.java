package org.infomorph.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The points that a plan has asked for at once, and what came of their trials. A trial is told by
 * its point, the index of its setting, and its seed, counted from the trial's own.
 *
 * @param points how many
 * @param results what came of the trials that have been asked for; all of them have ended
 * @param labels names phases
 * @param maximise whether a higher score is a better one
 */
public record Cohort(int points, Results results, Labels labels, boolean maximise) {
  /** What came of trials. */
  public interface Results {
    /** Empty if the trial was never asked for. */
    Optional<Outcome> of(int point, int setting, int seed);
  }

  /** The outcomes of a point's trials with one setting, by seed, as many as were asked for. */
  public List<Outcome> of(int point, int setting) {
    var outcomes = new ArrayList<Outcome>();
    for (int seed = 0; ; seed++) {
      var outcome = results.of(point, setting, seed);
      if (outcome.isEmpty()) {
        return outcomes;
      }
      outcomes.add(outcome.get());
    }
  }
}

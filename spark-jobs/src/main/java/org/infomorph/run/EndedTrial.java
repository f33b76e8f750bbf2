package org.infomorph.run;

import java.util.Map;
import org.infomorph.measuring.Outcome;
import org.infomorph.measuring.Profile;
import org.infomorph.result.TrialResult;

/**
 * What rankings, tables and looks at a study need to know of a finished trial.
 *
 * @param outcome what the study decides from
 * @param scores by name; none unless it ended well
 */
record EndedTrial(
    String trialId, String pointId, long seed, Outcome outcome, Map<String, Double> scores) {
  static EndedTrial of(TrialResult trial, String measure) {
    return new EndedTrial(
        trial.trialId(),
        trial.pointId(),
        trial.seed(),
        outcome(trial, measure),
        trial.status() == TrialResult.Status.OK ? trial.scores() : Map.of());
  }

  /** What a study decides from. */
  static Outcome outcome(TrialResult trial, String measure) {
    var score = trial.scores().get(measure);
    if (trial.status() != TrialResult.Status.OK || score == null) {
      return Outcome.failed(trial.seconds());
    }
    var epochs = trial.epochs();
    if (epochs.isEmpty()) {
      return new Outcome(score, Profile.NONE, trial.seconds());
    }
    var last = epochs.get(epochs.size() - 1);
    return new Outcome(score, Profile.of(last.layers()), trial.seconds());
  }
}

package org.infomorph.run;

import org.infomorph.measuring.Outcome;
import org.infomorph.measuring.Profile;
import org.infomorph.result.TrialResult;

/** What a study needs to know of finished trials. */
final class Outcomes {
  private Outcomes() {}

  static Outcome of(TrialResult trial, String measure) {
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

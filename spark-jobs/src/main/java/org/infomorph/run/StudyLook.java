package org.infomorph.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.infomorph.measuring.Outcome;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.AskedRounds;
import org.infomorph.sweep.StudyState;

/** A look at a study from outside, whether it runs, was stopped, or has ended. */
public final class StudyLook {
  private StudyLook() {}

  /**
   * How far the study of a folder is: from its rows and what it has asked for. No trial is bound
   * again.
   *
   * @return empty if the sweep is no study
   */
  public static Optional<StudyState> at(SweepFolder folder, Asked asked) throws IOException {
    var sweep = asked.sweep();
    if (!sweep.decides()) {
      return Optional.empty();
    }
    var trials = new ArrayList<EndedTrial>();
    TrialTable.scanWhole(
        folder.trials(), trial -> trials.add(EndedTrial.of(trial, sweep.measure())), note -> {});
    return Optional.of(of(asked, trials));
  }

  /** The same of trials that were read before. */
  static StudyState of(Asked asked, Iterable<EndedTrial> trials) {
    var decided = asked.withoutConfirmation(); // in no budget
    Map<String, Map<Long, Outcome>> outcomes = new HashMap<>();
    double seconds = 0;
    for (var trial : trials) {
      if (decided.ask(trial.pointId(), trial.seed()) >= 0) {
        outcomes
            .computeIfAbsent(trial.pointId(), id -> new HashMap<>())
            .put(trial.seed(), trial.outcome());
        seconds += trial.outcome().seconds();
      }
    }
    var rounds =
        AskedRounds.of(
            decided,
            (pointId, seed) ->
                Optional.ofNullable(outcomes.getOrDefault(pointId, Map.of()).get(seed)));
    var used = new StudyState.Used(decided.trials(), decided.epochs(), seconds);
    return new StudyState(asked.sweep(), rounds, used);
  }
}

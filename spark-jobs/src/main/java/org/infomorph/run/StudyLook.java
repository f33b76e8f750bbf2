package org.infomorph.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
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
    var decided = asked.withoutConfirmation(); // in no budget
    Map<String, Map<Long, Outcome>> outcomes = new HashMap<>();
    var seconds = new DoubleAdder();
    TrialTable.scanWhole(
        folder.trials(),
        trial -> {
          if (decided.ask(trial.pointId(), trial.seed()) >= 0) {
            var outcome = Outcomes.of(trial, sweep.measure());
            outcomes
                .computeIfAbsent(trial.pointId(), id -> new HashMap<>())
                .put(trial.seed(), outcome);
            seconds.add(trial.seconds());
          }
        },
        note -> {});
    var rounds =
        AskedRounds.of(
            decided,
            (pointId, seed) ->
                Optional.ofNullable(outcomes.getOrDefault(pointId, Map.of()).get(seed)));
    var used = new StudyState.Used(decided.trials(), decided.epochs(), seconds.sum());
    return Optional.of(new StudyState(sweep, rounds, used));
  }
}

package org.infomorph.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.infomorph.files.Folder;
import org.infomorph.measuring.Outcome;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialRunner;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepFiles;

/**
 * Runs a study with made-up trials, one after the other: for what needs its rows, and no tables.
 */
public final class StudyWithoutSpark {
  private StudyWithoutSpark() {}

  /**
   * Runs all rounds.
   *
   * @param folder of the sweep's files
   * @param place where results go
   * @param yaml the sweep
   * @return what it has asked for
   */
  public static Asked run(Path folder, Path place, String yaml, TrialRunner runner)
      throws IOException {
    var sweep = SweepFiles.sweep(folder, yaml);
    var rounds = Rounds.begin(sweep, spec -> {});
    var results = new SweepFolder(Folder.at(place.toString()));
    var outcomes = new HashMap<String, Outcome>();
    try (var table = TrialTable.open(results.trials(), trial -> {})) {
      for (int lane = 0; lane < Rounds.LANES; lane++) {
        run(rounds, lane, runner, table, outcomes);
      }
      for (int lane = 0; !rounds.isOver(); lane = (lane + 1) % Rounds.LANES) {
        rounds.turn(lane, id -> Optional.ofNullable(outcomes.get(id)));
        run(rounds, lane, runner, table, outcomes);
      }
      table.finish();
    }
    results.write(rounds.asked());
    return rounds.asked();
  }

  private static void run(
      Rounds rounds, int lane, TrialRunner runner, TrialTable table, Map<String, Outcome> outcomes)
      throws IOException {
    for (var trial : rounds.asked(lane)) {
      var line = runner.run(rounds.trials().canonical(trial));
      table.append(trial.trialId(), ResultLine.at(rounds.trials().place(trial), line));
      outcomes.put(trial.trialId(), Outcomes.of(ResultLine.result(line), rounds.sweep().measure()));
    }
  }
}

package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.infomorph.estimate.Standing;
import org.infomorph.measuring.Outcome;
import org.infomorph.plan.RefinePlan;
import org.infomorph.refinement.Cell;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.AskedRounds;
import org.infomorph.sweep.Ending;
import org.infomorph.sweep.Texts;
import org.infomorph.tables.AskedTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyLookTest {
  private static final int ALL = Integer.MAX_VALUE;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        MadeUpStudy.REFINE,
        MadeUpStudy.SEARCH,
        MadeUpStudy.KNOCKOUT,
        MadeUpStudy.PRUNE,
        MadeUpStudy.BISECT
      })
  void aLookFromOutsideSeesWhatTheStudySaw(String sweep) throws IOException {
    var study = MadeUpStudy.run(folder, sweep, ALL);

    var asked = AskedTable.read(study.place().folder());
    var outcomes = new HashMap<String, Outcome>();
    TrialTable.scanWhole(
        study.place().trials(),
        trial ->
            outcomes.put(trial.pointId() + trial.seed(), EndedTrial.outcome(trial, "quality")));
    var seen = AskedRounds.of(asked, (id, seed) -> Optional.ofNullable(outcomes.get(id + seed)));

    assertEquals(study.rounds().measured(), seen);
  }

  @Test
  void aRefinementTellsItsBoundaryAndWhyItHasEnded() throws IOException {
    var study = MadeUpStudy.run(folder, MadeUpStudy.REFINE, ALL);

    var state = StudyLook.at(study.place(), AskedTable.read(study.place().folder())).orElseThrow();
    var plan = (RefinePlan) study.asked().sweep().plan();
    var space = study.asked().sweep().space();
    var cells = plan.cells(space, study.rounds().measured());
    long crossed = cells.stream().filter(c -> c.boundary() == Cell.Boundary.CROSSES).count();
    var boundary = state.boundary().orElseThrow();

    assertTrue(crossed > 8, crossed + " of " + cells.size());
    assertEquals(crossed, boundary.cells());
    assertEquals(crossed, boundary.finest());
    assertEquals(0, boundary.open());
    assertEquals(crossed, boundary.extent());
    int rounds = study.rounds().measured().size();
    assertEquals("round " + rounds + ", boundary through " + crossed + " cells", state.line());
    var said = state.sentences(study.asked().ending());
    long trials = study.asked().trials();
    assertEquals(
        "%d rounds: %d points, %d trials".formatted(rounds, study.asked().points().size(), trials),
        said.get(0));
    assertTrue(
        said.get(1).startsWith("the dense grid of 17 x 17 points takes at least 578 trials: these"),
        said.get(1));
    assertEquals(
        "a boundary crosses %1$d cells, %1$d of them of the finest size: its length is about %1$d steps of the finest grid"
            .formatted(crossed),
        said.get(2));
    assertTrue(
        said.get(3).endsWith("4 x 4 steps of the finest grid, 25 % of red and 25 % of unq"),
        said.get(3));
    assertEquals(
        "the study has ended: every cell that a boundary crosses has the finest size", said.get(4));
    assertEquals(5, said.size());
  }

  @Test
  void aStoppedStudyTellsWhatItsBudgetAllows() throws IOException {
    var study = MadeUpStudy.run(folder, MadeUpStudy.SEARCH, 23);

    var asked = AskedTable.read(study.place().folder());
    var state = StudyLook.at(study.place(), asked).orElseThrow();

    assertEquals(Ending.OPEN, asked.ending());
    assertEquals(23, study.ended());
    long left = 60 - asked.trials();
    assertTrue(left > 0, left + " left");
    assertTrue(state.line().endsWith(", " + left + " of 60 trials left"), state.line());
    var said = state.sentences(asked.ending());
    assertEquals(
        "the study has not ended: it runs, or was stopped and goes on when it is run",
        said.get(said.size() - 2));
    assertEquals("of the budget, " + left + " of 60 trials left", said.get(said.size() - 1));
  }

  @Test
  void theBestOfABisectionIsACapacity() throws IOException {
    var study = MadeUpStudy.run(folder.resolve("some"), MadeUpStudy.BISECT, ALL);
    var state = StudyLook.at(study.place(), study.asked()).orElseThrow();
    var best = "best: largest network.layers.out.goal.{r} ";

    assertTrue(state.line().contains(", " + best), state.line());
    assertTrue(state.line().endsWith(" at red=1"), state.line());
    assertTrue(state.best().orElseThrow().startsWith(best), state.best()::toString);
    var standing = new Standing(study.asked().sweep());
    standing.follow(study.asked().points(), study.asked().trials());
    TrialTable.scan(study.place().trials(), trial -> standing.count(0, 0, trial), note -> {});
    assertEquals("", standing.best());

    // Nowhere is the quality so high.
    var below = MadeUpStudy.BISECT.replace("quality: 0.2", "quality: 99");
    study = MadeUpStudy.run(folder.resolve("none"), below, ALL);
    state = StudyLook.at(study.place(), study.asked()).orElseThrow();
    assertFalse(state.line().contains("best"), state.line());
  }

  @Test
  void epochsAndHoursAreCountedFromTheRows() throws IOException {
    var sweep = MadeUpStudy.SEARCH.replace("trials: 60", "epochs: 100, core_hours: 0.01");
    var study = MadeUpStudy.run(folder, sweep, 36);

    var line = StudyLook.at(study.place(), study.asked()).orElseThrow().line();

    // Of a trial on a higher rung the budget counts what it adds to the one below.
    double used = study.asked().epochs();
    assertTrue(used > 36 && used < 100, used + " epochs");
    var left = Texts.axis(100 - used) + " of 100 epochs left";
    // A made-up trial takes a quarter of a second: 36 take 0.0025 hours.
    assertTrue(line.endsWith(left + ", 0.01 of 0.01 core hours left"), line);
  }

  @Test
  void theTableRemembersWhyAStudyHasEnded() throws IOException {
    var endings =
        Map.of(
            Ending.PLAN, MadeUpStudy.PRUNE,
            Ending.TRIALS, MadeUpStudy.SEARCH,
            Ending.EPOCHS, MadeUpStudy.SEARCH.replace("trials: 60", "epochs: 40"));
    for (var ending : endings.entrySet()) {
      var at = folder.resolve(ending.getKey().name());
      var study = MadeUpStudy.run(at, ending.getValue(), ALL);

      assertEquals(ending.getKey(), AskedTable.read(study.place().folder()).ending());
      assertTrue(ending.getKey().words(study.asked().sweep()).startsWith("the study has ended"));
    }
  }

  @Test
  void aSweepIsNoStudy() throws IOException {
    var study =
        MadeUpStudy.run(folder, MadeUpStudy.KNOCKOUT.replaceAll("plan: .*\n", "plan: grid\n"), ALL);

    assertTrue(StudyLook.at(study.place(), study.asked()).isEmpty());
  }
}

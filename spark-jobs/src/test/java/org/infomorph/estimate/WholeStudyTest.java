package org.infomorph.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeStudyTest {
  private static final String PLANE =
      """
      name: study
      trial: trial.yaml
      measure: quality
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1, count: 3}}
        unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1, count: 3}}
      """;

  private static final String BOX = PLANE.replace(", count: 3", "");

  private static final String UNCONFIRMED = "confirm: {points: 0}\n";

  @TempDir Path folder;

  /** Points of the plan, times the most trials of a point, unless the budget is smaller. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan: {refine: {levels: 1}}; seeds: 2 | 50 trials",
        "plan: {refine: {levels: 1}}; seeds: 2; budget: {trials: 30} | 30 trials",
        "plan: {refine: {levels: 1}}; seeds: {from: 2, to: 4, sure: 0.9} | 100 trials",
        "plan: {knockout: {base: {red: 1, unq: 1}}}; seeds: 3 | 9 trials",
        "plan: {refine: {levels: 14}}; seeds: {from: 2, to: 10, sure: 0.9} | ",
        "plan: {prune: {base: {red: 1, unq: 1}}}; seeds: 2 | 8 trials",
        "plan: {search: {}}; budget: {epochs: 70} | 70 epochs",
        "plan: {search: {}}; budget: {trials: 99, core_hours: 0.5} | 99 trials or 0.5 core hours",
        "plan: grid; seeds: {from: 2, to: 5, half_width: 0.1} | 45 trials",
      })
  void saysWhatEndsEachKindOfStudy(String text, String end) {
    var plane = text.contains("search") ? BOX : PLANE;
    var sweep = SweepFiles.sweep(folder, plane + text.strip().replace("; ", "\n") + "\n");

    var confirmation = sweep.confirmation();
    assertEquals(
        "what comes then is decided by quality"
            + (end == null ? "" : ", up to " + end.strip() + " in all")
            + (confirmation.isGiven()
                ? "; 1 point with 10 fresh seeds each then confirm the best"
                : ""),
        WholeStudy.words(sweep));
  }

  @Test
  void countsWhatConfirms() {
    var plan = BOX + "plan: {search: {}}\nbudget: {trials: 30}\n";
    var confirmed = SweepFiles.sweep(folder, plan + "confirm: {points: 3, seeds: 5}\n");
    var trials = Rounds.begin(confirmed, spec -> {}).trials();
    var one = trials.trials().get(0);
    var speeds = new Speeds();
    speeds.add(new Stratum(one.kind(), one.cost(), List.of(one)), 2);

    assertEquals(60 + 30, WholeStudy.seconds(confirmed, trials, speeds, trials.trials()), 1e-9);
  }

  /** Speeds of one second for each unit of cost: the time is that of the trials' costs. */
  @Test
  void takesAtMostTheTimeOfTheDearestTrialsOfEachRung() {
    var rungs = "per_point: {rungs: {path: training.epochs, values: [1, 4], keep: 0.5}}\n";
    var sweep =
        SweepFiles.sweep(
            folder, BOX + "plan: {search: {}}\n" + rungs + "budget: {trials: 30}\n" + UNCONFIRMED);
    var trials = Rounds.begin(sweep, spec -> {}).trials();
    var low = trials.trial(0, 0);
    var high = trials.trial(0, 1);
    var speeds = new Speeds();
    speeds.add(new Stratum(low.kind(), low.cost(), List.of(low)), low.cost());

    double seconds = WholeStudy.seconds(sweep, trials, speeds, trials.trials());

    assertTrue(high.cost() > low.cost(), low.cost() + " and " + high.cost());
    // Of three trials, two are on the first rung.
    double mean = (2 * low.cost() + high.cost()) / 3;
    assertEquals(30 * mean, seconds, 1e-6 * seconds);
  }

  @Test
  void endsWithTheFirstOfItsBudgets() {
    var plan = BOX + "plan: {search: {}}\nseeds: 1\n" + UNCONFIRMED;
    var byEpochs = SweepFiles.sweep(folder, plan + "budget: {trials: 1000, epochs: 7}\n");
    var trials = Rounds.begin(byEpochs, spec -> {}).trials();
    var one = trials.trials().get(0);
    var speeds = new Speeds();
    speeds.add(new Stratum(one.kind(), one.cost(), List.of(one)), 2);

    assertEquals(14, WholeStudy.seconds(byEpochs, trials, speeds, trials.trials()), 1e-9);
    var byHours = SweepFiles.sweep(folder, plan + "budget: {trials: 1000, core_hours: 0.001}\n");
    assertEquals(3.6, WholeStudy.seconds(byHours, trials, speeds, trials.trials()), 1e-9);
  }
}

package org.infomorph.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.infomorph.form.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTrialsTest {
  @TempDir Path folder;

  @Test
  void everyPointRunsWithEverySeed() {
    var trials = trials(SweepFiles.SWEEP + "seeds: 3\n");

    assertEquals(4, trials.points().size());
    assertEquals(12, trials.trials().size());
    assertEquals(12, ids(trials).size());
    assertEquals(
        List.of(1L, 2L, 3L),
        trials.trials().stream()
            .filter(trial -> trial.point() == 2)
            .map(SweepTrials.Trial::seed)
            .toList());
  }

  @Test
  void specificationsCarryTheValuesOfTheirPoint() {
    var trials = trials(SweepFiles.SWEEP + "seeds: 2\n");
    for (var trial : trials.trials()) {
      var spec = trials.spec(trial);
      var values = trials.points().get(trial.point()).values();
      var layer = spec.toJson().path("network").path("layers").get(0);

      assertEquals(values.get(0), layer.path("goal").path("{r}{c}"));
      assertEquals(values.get(1), layer.path("optimiser").path("adam").path("learning_rate"));
      assertEquals(trial.seed(), spec.seed());
      assertEquals(trial.trialId(), spec.trialId());
      assertEquals(trials.pointId(trial.point()), spec.pointId());
      assertEquals(spec.canonical(), trials.canonical(trial));
    }
  }

  @Test
  void moreSeedsValuesOrAnAxisKeepTheIdsOfWhatWasThere() {
    var before = ids(trials(SweepFiles.SWEEP + "seeds: 2\n"));
    var moreSeeds = ids(trials(SweepFiles.SWEEP + "seeds: 3\n"));
    var moreValues =
        ids(trials(SweepFiles.SWEEP.replace("[0.5, 1.0]", "[0, 0.5, 1]") + "seeds: 2\n"));
    var oneMoreAxis =
        ids(
            trials(
                SweepFiles.SWEEP
                    + "  k: {path: network.layers.out.activation.modulated.k1, values: [1, 0.5]}\n"
                    + "seeds: 2\n"));

    assertTrue(moreSeeds.containsAll(before) && moreSeeds.size() == 12);
    assertTrue(moreValues.containsAll(before) && moreValues.size() == 12);
    assertTrue(oneMoreAxis.containsAll(before) && oneMoreAxis.size() == 16);
  }

  @Test
  void twoWaysToWriteOnePointAreOnePoint() {
    var trials = trials(SweepFiles.SWEEP.replace("[0.5, 1.0]", "[0.5, 1, 1.0]"));

    assertEquals(6, trials.points().size());
    assertEquals(4, trials.trials().size());
  }

  @Test
  void wholeObjectsCanBeValues() {
    var goals = "[{\"{r}\": 1.0}, {h_res: 1.0}]";
    var trials =
        trials(
            "name: n\ntrial: trial.yaml\nplan: listed\naxes:\n"
                + "  goal: {path: network.layers.out.goal, values: "
                + goals
                + "}\n");

    assertEquals(2, ids(trials).size());
    assertEquals(
        "{\"h_res\":1.0}",
        trials.spec(trials.trials().get(1)).toJson().at("/network/layers/0/goal").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network.layers.none.goal | at x=1: network.layers has no none; there are out",
        "network.layers.out.gaol  | at x=1: TRIAL: network.layers.out.gaol: unknown key",
        "training.epochs.more     | at x=1: training.epochs is a value; it has no more",
        "network.layers.out.goal.{q} | at x=1: TRIAL: network.layers.out.goal",
      })
  void refusesAPathThatDoesNotExistWithThePoint(String path, String problem) {
    var sweep =
        SweepFiles.sweep(
            folder, "name: n\ntrial: trial.yaml\naxes: {x: {path: '" + path + "', values: [1]}}\n");

    var error = assertThrows(SpecException.class, () -> SweepFiles.trials(sweep));

    var start =
        folder.resolve("sweep.yaml")
            + ": "
            + problem.replace("TRIAL", folder.resolve("trial.yaml").toString());
    assertTrue(error.getMessage().startsWith(start), error.getMessage());
  }

  @Test
  void furtherConditionsAreAskedForAllButTheWeightsOfGoals() {
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP);
    var points = sweep.plan().next(sweep.space(), List.of(), 10);
    Set<String> asked = new HashSet<>();

    SweepTrials.bind(
        sweep,
        points,
        spec -> {
          synchronized (asked) {
            asked.add(spec.network().readout().optimiser().toString());
          }
        });

    assertEquals(2, asked.size());
  }

  private SweepTrials trials(String sweep) {
    return SweepFiles.trials(SweepFiles.sweep(folder, sweep));
  }

  private static Set<String> ids(SweepTrials trials) {
    return trials.trials().stream().map(SweepTrials.Trial::trialId).collect(Collectors.toSet());
  }
}

package org.infomorph.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.plan.GridPlan;
import org.infomorph.space.Axis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
  private static final String AXIS =
      "{path: training.epochs, values: [1, 2]}"; // what most cases below do not care about

  @TempDir Path folder;

  @Test
  void readsTheFileAndTheTrialBesideIt() {
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP + "seeds: 3\nmeasure: loss\n");

    assertEquals("small", sweep.name());
    assertEquals(3, sweep.seeds());
    assertEquals("loss", sweep.measure());
    assertEquals(List.of("red", "rate"), sweep.space().axes().stream().map(Axis::label).toList());
    assertEquals(10, sweep.trial().bind().network().layers().get(0).neurons());
  }

  @Test
  void defaultsAreOneSeedOfEveryCombinationRankedByTestAccuracy() {
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP);

    assertEquals(1, sweep.seeds());
    assertEquals(new GridPlan(), sweep.plan());
    assertEquals("test_accuracy", sweep.measure());
  }

  @Test
  void whereTheTrialHoldsSamplesOutTheyRank() {
    var file = SweepFiles.write(folder, SweepFiles.SWEEP);
    var held = List.of("training.validation_fraction=0.2");

    assertEquals("validation_accuracy", Sweep.read(file, held).measure());
    assertEquals(
        "test_accuracy", Sweep.read(file, List.of("training.validation_fraction=0")).measure());
    var given = SweepFiles.write(folder, SweepFiles.SWEEP + "measure: test_accuracy\n");
    assertEquals("test_accuracy", Sweep.read(given, held).measure());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan: grid",
        "plan: listed",
        "{plan: random, points: 7, plan_seed: 3}",
        "{plan: {sobol: {}}, points: 7}"
      })
  void resolvedSweepReadsBackAsItself(String plan) throws IOException {
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP + unwrap(plan));
    var again = folder.resolve("resolved.yaml");
    Files.writeString(again, SpecFile.write(sweep.toJson()));

    var read = Sweep.read(again, List.of());

    assertEquals(sweep.toJson(), read.toJson());
    assertEquals(sweep.plan(), read.plan());
    assertEquals(SweepFiles.trials(sweep).trials(), SweepFiles.trials(read).trials());
  }

  @Test
  void thresholdsOfPhasesChangeNoTrial() {
    var usual = SweepFiles.sweep(folder, SweepFiles.SWEEP);
    var strict = SweepFiles.sweep(folder, SweepFiles.SWEEP + "phases: {dominant_share: 0.75}\n");
    var set = SweepFiles.sweep(folder, SweepFiles.SWEEP, "phases.silent_bits=0.25");

    assertEquals(new PhaseThresholds(0.05, 0.5), usual.phases());
    assertEquals(new PhaseThresholds(0.05, 0.75), strict.phases());
    assertEquals(new PhaseThresholds(0.25, 0.5), set.phases());
    assertEquals(set.phases(), Sweep.stored("stored", SpecFile.write(set.toJson())).phases());
    assertEquals(SweepFiles.trials(usual).trials(), SweepFiles.trials(strict).trials());
  }

  @Test
  void assignmentsChangeTheSweepOrTheTrial() {
    var sweep =
        SweepFiles.sweep(
            folder, SweepFiles.SWEEP, "seeds=5", "axes.red.values=[0.1]", "training.epochs=4");

    assertEquals(5, sweep.seeds());
    assertEquals(1, sweep.space().axes().get(0).values().count());
    assertEquals(4, sweep.trial().bind().training().epochs());
  }

  @Test
  void assignmentThatAnAxisOverwritesIsRefused() {
    var error =
        assertThrows(
            SpecException.class,
            () -> SweepFiles.sweep(folder, SweepFiles.SWEEP, "network.layers.out.goal.{r}{c}=0.3"));

    assertEquals(
        "--set network.layers.out.goal.{r}{c}: the axis red sets it at every point",
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x: {path: training.epochs}       | axes.x: found 0 of linear, log, values; allowed is"
            + " exactly one",
        "x: {path: a, values: [1], log: {from: 1, to: 2, count: 2}} | axes.x: found 2 of linear,"
            + " log, values; allowed is exactly one",
        "x: {path: a, values: []}         | axes.x: there are no values",
        "x: {path: a, vlaues: [1]}        | axes.x.vlaues: unknown key, perhaps values; known are"
            + " path, paths, linear, log, values, label",
        "x: {path: a, linear: {from: 0, to: 1, count: 0}} | axes.x.linear: count is 0; allowed is"
            + " 1 or more",
        "x: {path: a, linear: {from: 0, to: NaN, count: 2}} | axes.x.linear.to: found the text"
            + " \"NaN\"; allowed is a finite number",
        "x: {path: a, log: {from: 0, to: 1, count: 2}} | axes.x.log: from 0.0 to 1.0; a"
            + " logarithmic axis needs both ends positive",
        "x: {path: a, linear: {from: 0, to: 1}} | the axis x needs a count",
        "x: {path: seed, values: [1, 2]}  | axes.x.path: replicates are made by the sweep's seeds,"
            + " not by an axis",
        "x: {path: a..b, values: [1]}     | axes.x: found the path \"a..b\"; allowed are keys"
            + " joined by dots",
        "Red: {path: a, values: [1]}      | axes.Red: the label Red becomes a column; allowed are"
            + " a-z, 0-9 and _, a letter first",
        "epoch: {path: a, values: [1]}    | axes.epoch: the label epoch is the name of another"
            + " column; choose another one",
        "x: {paths: [a, b.c, b], values: [1]} | axes.x: the paths b.c and b set the same field",
        "x: {paths: [a, a], values: [1]}  | axes.x: the paths a and a set the same field",
        "x: {paths: [], values: [1]}      | axes.x: there is no path; allowed are one or more",
        "x: {paths: [1], values: [1]}     | axes.x.paths: found 1; allowed are texts",
        "x: {paths: [a, seed], values: [1]} | axes.x.paths: replicates are made by the sweep's"
            + " seeds, not by an axis",
        "x: {path: a, paths: [b], values: [1]} | axes.x.paths: found path, too; allowed is one of"
            + " them",
        "x: {path: a, values: {Local: 1}} | axes.x: the name Local of a value stands in a column;"
            + " allowed are a-z, 0-9 and _, a letter first",
        "x: {path: a, values: {b: 1, c: 1}} | axes.x: the names b and c have the same value;"
            + " allowed is one name for each",
        "x: {path: a, values: {}}         | axes.x: there are no values",
        "x: {path: a, values: [1], label: \"a\\nb\"} | axes.x: the label of the axis x is the title"
            + " of figures; allowed is one line of up to 60 letters",
        "x_mean: {path: a, values: [1]}   | axes.x_mean: the label x_mean is the name of another"
            + " column; choose another one",
      })
  void refusesAxesInOneLine(String axis, String problem) {
    assertRefused("name: n\ntrial: trial.yaml\naxes:\n  " + axis, problem);
  }

  @Test
  void refusesTwoAxesOfOneFieldOrOneWithinTheOther() {
    assertRefused(
        "name: n\ntrial: trial.yaml\naxes:\n  x: " + AXIS + "\n  y: " + AXIS,
        "the axes x and y both set training.epochs");
    assertRefused(
        "name: n\ntrial: trial.yaml\naxes:\n"
            + "  x: {path: a.b, values: [{c: 1}]}\n  y: {path: a.b.c, values: [1]}",
        "the axes x and y both set a.b.c");
  }

  @Test
  void refusesTwoAxesWithOneLabel() {
    var file = SweepFiles.write(folder, "name: n\naxes:\n  x: " + AXIS + "\n  x: " + AXIS);

    var error = assertThrows(SpecException.class, () -> Sweep.read(file, List.of()));

    assertEquals(file + ":4:4: Duplicate field 'x'", error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: 0            | seeds is 0; allowed is 1 or more",
        "plan: gird          | plan: there is no gird; allowed is one of grid, listed, given, random,"
            + " sobol, refine, search, knockout, prune",
        "points: 3           | points: only the plans random and sobol have it; this is grid",
        "plan: random        | points: missing; allowed is an integer",
        "phases: {silent_bits: -1}  | phases: silent_bits is -1.0; allowed are 0 and positive"
            + " numbers",
        "phases: {dominant_share: 0} | phases: dominant_share is 0.0; allowed are numbers above 0,"
            + " up to 1",
        "phases: {dominant_share: 1.01} | phases: dominant_share is 1.01; allowed are numbers above"
            + " 0, up to 1",
        "phases: {silent_bits: all} | phases.silent_bits: found the text \"all\"; allowed is a"
            + " finite number",
        "phases: {silent: 1} | phases.silent: unknown key; known are silent_bits, dominant_share",
        "phases: 0.5 | phases: found 0.5; allowed is an object",
        "{plan: sobol, points: 0} | found 0 points; allowed is 1 or more",
        "measure: no score   | the measure no score is not the name of a score",
        "seed: 3             | seed: belongs in the trial; seeds says how many trials each point"
            + " has",
        "mesure: x           | mesure: unknown key, perhaps measure; known are name, trial, axes,"
            + " plan, points, plan_seed, seeds, per_point, measure, direction, budget, confirm,"
            + " time_limit_seconds, phases",
        "time_limit_seconds: 0   | time_limit_seconds is 0.0; allowed are positive numbers",
        "time_limit_seconds: long | time_limit_seconds: found the text \"long\"; allowed is a"
            + " finite number",
        "plan: {grid: {points: 3}} | plan.grid.points: unknown key; none is known here",
      })
  void refusesTheRestInOneLine(String line, String problem) {
    assertRefused(SweepFiles.SWEEP + unwrap(line), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: 20240501 | 4 points x 20240501 seeds are 80962004 trials; allowed are 2000000;"
            + " seeds says how many trials a point has; a seed belongs in the trial (seed: 20240501)",
        "seeds: 500001   | 4 points x 500001 seeds are 2000004 trials; allowed are 2000000; seeds"
            + " says how many trials a point has; a seed belongs in the trial (seed: 500001)",
        "seeds: 1000000000000 | seeds: found 1000000000000; allowed are 2000000 trials in all;"
            + " seeds says how many trials a point has; a seed belongs in the trial (seed:"
            + " 1000000000000)",
        "{plan: random, points: 2000001} | 2000001 points x 1 seed are 2000001 trials; allowed are"
            + " 2000000",
        "{plan: sobol, points: 2147483647} | 2147483647 points x 1 seed are 2147483647 trials;"
            + " allowed are 2000000",
        "{plan: sobol, points: 9999999999} | points: found 9999999999; allowed is an integer from"
            + " -2147483648 to 2147483647",
      })
  void refusesMoreTrialsThanMemoryHolds(String line, String problem) {
    assertRefused(SweepFiles.SWEEP + unwrap(line), problem);
  }

  @ParameterizedTest
  @CsvSource({
    "grid, 1000000000 1, 1000000000 points x 1 seed are 1000000000 trials",
    "grid, 1000 10000, 10000000 points x 1 seed are 10000000 trials",
    "grid, 2147483647 2147483647 2147483647, more than 9223372036854775806 points x 1 seed are"
        + " more than 9223372036854775806 trials",
    "listed, 2147483647 2147483647, 2147483647 points x 1 seed are 2147483647 trials"
  })
  void countsPointsWithoutMakingThem(String plan, String counts, String problem) {
    var sweep = new StringBuilder("name: n\ntrial: trial.yaml\nplan: " + plan + "\naxes:\n");
    int axis = 0;
    for (var count : counts.split(" ")) {
      sweep.append(
          "  x%1$d: {path: a%1$d, linear: {from: 0, to: 1, count: %2$s}}\n"
              .formatted(axis++, count));
    }
    assertRefused(sweep.toString(), problem + "; allowed are 2000000");
  }

  @Test
  void asManyTrialsAsAllowedAreAllowed() {
    assertEquals(500_000, SweepFiles.sweep(folder, SweepFiles.SWEEP + "seeds: 500000\n").seeds());
  }

  @Test
  void axisValuesAreFiniteNumbers() {
    var file =
        SweepFiles.write(
            folder, "name: n\ntrial: trial.yaml\naxes:\n  x: {path: a, values: [0.01, 1e400]}");

    var error = assertThrows(SpecException.class, () -> Sweep.read(file, List.of()));

    assertEquals(
        file
            + ":4:31: axes.x.values.1: found 1e400; allowed are finite numbers, up to"
            + " 1.7976931348623157E308",
        error.getMessage());
  }

  @Test
  void fieldOfATrialInAnotherFileIsNamedWithoutTrial() {
    var error =
        assertThrows(
            SpecException.class,
            () -> SweepFiles.sweep(folder, SweepFiles.SWEEP, "trial.training.epochs=4"));

    assertEquals(
        "--set trial.training.epochs: a field of the trial is named without trial; write --set"
            + " training.epochs=4",
        error.getMessage());
  }

  @Test
  void mistakeInATrialWithinTheSweepNamesTheFileOnce() {
    var trial = SweepFiles.TRIAL.replace("neurons:", "neurns:").indent(2);
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP.replace(" trial.yaml\n", "\n" + trial));

    var error = assertThrows(SpecException.class, () -> SweepFiles.trials(sweep));

    assertEquals(
        sweep.file()
            + ": at red=0.5, rate=0.01: trial: network.layers.out.neurons: missing, perhaps meant"
            + " by neurns; allowed is an integer",
        error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".", "..", "a/b", "a.", "a b", "\"a\\u0001\"", "é", "-a", "\"\"", "1", "no"})
  void refusesNamesThatAreNoFolder(String name) {
    var file = SweepFiles.write(folder, "name: " + name + "\ntrial: trial.yaml");

    var error = assertThrows(SpecException.class, () -> Sweep.read(file, List.of()));

    assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
    assertEquals(1, error.getMessage().lines().count());
  }

  @Test
  void refusesNamesThatNoFileSystemTakes() {
    assertRefused(
        "name: " + "x".repeat(256) + "\ntrial: trial.yaml",
        "the name " + "x".repeat(40) + "... becomes a folder; it has 256 letters, allowed are 255");
    assertEquals(
        255,
        SweepFiles.sweep(folder, "name: " + "x".repeat(255) + "\ntrial: trial.yaml")
            .name()
            .length());
  }

  @Test
  void refusesNamesThatLeaveTheFolder() {
    assertRefused(
        "name: ../x\ntrial: trial.yaml",
        "the name ../x becomes a folder; allowed are letters, digits, . _ and -");
  }

  @Test
  void refusesListsOfDifferentLengths() {
    assertRefused(
        "name: n\ntrial: trial.yaml\nplan: listed\naxes:\n  x: "
            + AXIS
            + "\n  y: {path: a, values: [1]}",
        "the axis x has 2 values and y has 1; a list of points needs equally many");
  }

  @Test
  void missingTrialIsNamedAsFoundFromTheSweep() {
    var file = SweepFiles.write(folder, "name: n\ntrial: ../none.yaml");

    var error = assertThrows(SpecException.class, () -> Sweep.read(file, List.of()));

    assertEquals(
        folder.resolveSibling("none.yaml") + ": there is no such file", error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../../../trial.yaml    | ../../../trial.yaml leads 3 folders up from this file; allowed"
            + " are 2, or an absolute path",
        "a/../../../../x.yml    | a/../../../../x.yml leads 3 folders up from this file; allowed"
            + " are 2, or an absolute path",
        "/etc/passwd            | found /etc/passwd; allowed is a file .yaml or .yml",
        "secrets.txt            | found secrets.txt; allowed is a file .yaml or .yml",
        "trial.yaml/.           | found trial.yaml/.; allowed is a file .yaml or .yml",
      })
  void trialOutOfReachIsRefusedUnread(String trial, String problem) {
    assertRefused("name: n\ntrial: " + trial, "trial: " + problem);
  }

  @Test
  void trialMayBeTwoFoldersUpOrAnywhereByItsAbsolutePath() {
    var deep = folder.resolve("a/b");
    SweepFiles.write(folder, "name: n\ntrial: trial.yaml");
    var near = SweepFiles.write(deep, "name: n\ntrial: ../../trial.yaml");
    assertEquals(
        folder.resolve("trial.yaml").toString(), Sweep.read(near, List.of()).trial().file());

    var far = SweepFiles.write(deep, "name: n\ntrial: " + folder.resolve("trial.yaml"));
    assertEquals(
        folder.resolve("trial.yaml").toString(), Sweep.read(far, List.of()).trial().file());
  }

  @Test
  void storedSweepReadsNoOtherFile() {
    SweepFiles.write(folder, "name: n\ntrial: trial.yaml");
    var text = "name: n\ntrial: " + folder.resolve("trial.yaml") + "\n";

    var error = assertThrows(SpecException.class, () -> Sweep.stored("sweep.yaml", text));

    assertEquals(
        "sweep.yaml: trial: found the name of a file; a stored sweep contains the trial itself",
        error.getMessage());
  }

  /** Several keys can be written in one line as {@code {a: 1, b: 2}}. */
  private static String unwrap(String line) {
    var inner = line.startsWith("{") ? line.substring(1, line.length() - 1) : line;
    return line.startsWith("{") ? inner.replaceFirst(", ", "\n").replace(", p", "\np") : inner;
  }

  private void assertRefused(String sweep, String problem) {
    var file = SweepFiles.write(folder, sweep);
    var error = assertThrows(SpecException.class, () -> Sweep.read(file, List.of()));
    assertEquals(file + ": " + problem, error.getMessage());
    assertTrue(error.getMessage().lines().count() == 1);
  }
}

package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.infomorph.form.SpecException;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.trial.DataCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A score that some points lack can rank the others; one that no point has cannot. */
class MeasureCheckTest {
  private static final String MIXED =
      """
      name: mixed
      trial: trial.yaml
      axes:
        method: {path: training.method, values: [local, backprop, logistic_regression]}
        validation: {path: training.validation_fraction, values: [0, 0.2]}
      """;

  private static final String[] UNLABELLED = {
    "network.layers.out.sources.c={from: input}", "dataset={patterns: {units: 20, count: 5}}"
  };

  @TempDir Path folder;

  private void check(Sweep sweep) {
    var check = new MeasureCheck(new DataCheck(folder));
    var points = sweep.plan().next(sweep.space(), List.of(), Integer.MAX_VALUE);
    SweepTrials.bind(sweep, points, check);
    check.require(sweep);
  }

  @Test
  void measureOfSomePointsIsAllowed() {
    check(SweepFiles.sweep(folder, MIXED + "measure: validation_accuracy\n"));
    check(SweepFiles.sweep(folder, MIXED));
  }

  @Test
  void measureOfNoPointIsRefusedWithTheScoresOfAllPoints() {
    var sweep = SweepFiles.sweep(folder, MIXED + "measure: total_bits\n");

    var error = assertThrows(SpecException.class, () -> check(sweep));

    assertEquals(
        sweep.file()
            + ": measure: total_bits is not a score of any trial of this sweep; allowed are"
            + " test_accuracy, validation_accuracy",
        error.getMessage());
  }

  @Test
  void trialsWithoutScoresNeedNoMeasure() {
    check(SweepFiles.sweep(folder, SweepFiles.SWEEP, UNLABELLED));

    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP + "measure: coded_bits\n", UNLABELLED);
    var error = assertThrows(SpecException.class, () -> check(sweep));
    assertEquals(
        sweep.file()
            + ": measure: coded_bits is not a score of any trial of this sweep; there are none, so"
            + " leave the measure out",
        error.getMessage());
  }
}

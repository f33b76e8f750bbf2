package org.infomorph.measuring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The claims of docs/studies.md on how points are measured. */
class MeasuringBenchmarkTest {
  @Test
  void seedsUntilSureLabelAsWellAsFiveSeeds() {
    var fixed = MeasuringBenchmark.labels(new FixedSeeds(5));
    var sure =
        MeasuringBenchmark.labels(
            new SeedsUntil(2, 10, OptionalDouble.empty(), OptionalDouble.of(0.95)));
    assertTrue(sure.trials() <= 0.45 * fixed.trials(), sure::toString);
    assertTrue(sure.wrong() <= 1.1 * fixed.wrong(), sure + ", five seeds: " + fixed);
  }

  @Test
  void intervalsHoldTheTruth() {
    for (double wanted : new double[] {0.5, 1, 2}) {
      var found = MeasuringBenchmark.intervals(wanted, 10);
      assertTrue(found.covered() >= 0.93, wanted + ": " + found);
    }
  }

  @Test
  void rungsFindTheBestGoalForAQuarterOfTheEpochs() throws IOException {
    var curves = MeasuringBenchmark.curves("digits-goals.csv.gz");
    assertTrue(curves.size() >= 100);
    var found = MeasuringBenchmark.regret(MeasuringBenchmark.rungs(0.33, 3, 10, 30), curves);
    assertTrue(found.epochs() <= 0.25, found::toString);
    assertTrue(found.mean() <= 0.002, found::toString);
  }
}

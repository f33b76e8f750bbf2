package org.infomorph.measuring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The claims of docs/studies.md on how points are measured. */
@Tag("thorough")
class MeasuringBenchmarkTest {
  @Test
  void seedsUntilSureLabelAsWellAsFiveSeeds() {
    var fixed = MeasuringBenchmark.labels(new FixedSeeds(5));
    var sure = MeasuringBenchmark.labels(MeasuringBenchmark.sure(10, 0.9));
    assertTrue(sure.trials() <= 0.45 * fixed.trials(), sure::toString);
    assertTrue(sure.wrong() <= 1.1 * fixed.wrong(), sure + ", five seeds: " + fixed);
  }

  @Test
  void intervalsHoldTheTruth() {
    double sum = 0;
    for (double wanted : new double[] {0.5, 1, 2}) {
      var found = MeasuringBenchmark.intervals(wanted, 10);
      assertTrue(found.covered() >= 0.925, wanted + ": " + found);
      sum += found.covered();
    }
    assertTrue(sum / 3 >= 0.93, () -> "on average");
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

package org.infomorph.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunTimeTest {
  @Test
  void trialsOfTheSameSizeTakeAsLong() {
    assertEquals(7, seconds(speeds(), "a", 10), 1e-9);
    assertEquals(2, seconds(speeds(), "a", 1), 1e-9);
  }

  @Test
  void betweenTwoSizesTheTimeIsAPowerOfTheCost() {
    // From cost 1 to 10 the time grows 3.5-fold: half of the way in the logarithm is its root.
    assertEquals(2 * Math.sqrt(3.5), seconds(speeds(), "a", Math.sqrt(10)), 1e-9);
  }

  @Test
  void beyondTheSizesAndForOtherKindsTheTimeGoesWithTheCost() {
    assertEquals(14, seconds(speeds(), "a", 20), 1e-9);
    assertEquals(1, seconds(speeds(), "a", 0.5), 1e-9);
    assertEquals(22 * 9.0 / 11, seconds(speeds(), "b", 22), 1e-9);
  }

  @Test
  void withoutMeasurementsNothingIsKnown() {
    assertFalse(new Speeds().known());
  }

  @Test
  void aCoreTakesTheNextTrialWhenItHasEndedOne() {
    assertEquals(7, Schedule.makespan(new double[] {5, 4, 3, 2}, 2), 1e-9); // 5 + 2, 4 + 3
    assertEquals(8, Schedule.makespan(new double[] {2, 3, 4, 5}, 2), 1e-9); // 2 + 4, 3 + 5
    assertEquals(5, Schedule.makespan(new double[] {5, 4, 3}, 3), 1e-9);
    assertEquals(0, Schedule.makespan(new double[0], 2), 1e-9);
  }

  @Test
  void oneLongTrialIsWhatTheRunTakes() {
    var trials = StratumTest.trials("a", 1, 1, 10);
    var found = new Probe.Finding(speeds(), 0, 1, 3, 2, 1);

    var time = RunTime.of(found, trials, 2, 0.5);

    assertEquals(7, time.training(), 0.05);
    assertEquals(time.training() + time.around(), time.seconds(), 1e-9);
  }

  @Test
  void warmUpIsSharedByTheCores() {
    var trials = StratumTest.trials("a", 10, 10);
    var cold = new Probe.Finding(speeds(), 6, 1, 3, 2, 1);
    var warm = new Probe.Finding(speeds(), 0, 1, 3, 2, 1);

    assertEquals(
        RunTime.of(warm, trials, 2, 0).training() + 3,
        RunTime.of(cold, trials, 2, 0).training(),
        1e-9);
  }

  @Test
  void onABusyMachineWhatSurroundsTheTrialsWaitsAsWell() {
    var trials = StratumTest.trials("a", 10, 10);
    var free = new Probe.Finding(speeds(), 0, 1, 3, 2, 1);
    var busy = new Probe.Finding(speeds(), 0, 3, 3, 2, 1);

    var quick = RunTime.of(free, trials, 2, 0.5);
    var slow = RunTime.of(busy, trials, 2, 0.5);

    assertEquals(3 * (quick.around() - 0.5), slow.around() - 0.5, 1e-9);
    assertEquals(quick.training(), slow.training(), 1e-9);
  }

  private static Speeds speeds() {
    var speeds = new Speeds();
    for (var trial : StratumTest.trials("a", 1, 10)) {
      var stratum = new Stratum("a", trial.cost(), List.of(trial));
      speeds.add(stratum, trial.cost() == 1 ? 2 : 7);
    }
    return speeds;
  }

  private static double seconds(Speeds speeds, String kind, double cost) {
    return speeds.seconds(StratumTest.trials(kind, cost).get(0));
  }
}

package org.infomorph.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.infomorph.sweep.SweepTrials;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private double now;

  @Test
  void trialsOfASizeTakeWhatThoseOfThatSizeTook() {
    var trials = StratumTest.trials("a", 100, 100, 1, 1, 1, 1);
    var left = left(1, trials);
    end(left, trials.get(0), 50);
    end(left, trials.get(2), 3); // not the 0.5 that its cost would say

    assertEquals(50 + 3 * 3, left.seconds(), 1e-9);
  }

  @Test
  void otherSizesTakeWhatTheirCostSays() {
    var trials = StratumTest.trials("a", 100, 10, 10);
    var left = left(1, trials);
    end(left, trials.get(0), 50);

    assertEquals(10, left.seconds(), 1e-9);
  }

  @Test
  void otherKindsDoNotSpoilTheRate() {
    var a = StratumTest.trials("a", 100, 10);
    var b = StratumTest.trials("b", 100, 10);
    var left = left(1, List.of(a.get(0), a.get(1), b.get(0), b.get(1)));
    end(left, a.get(0), 50);
    end(left, b.get(0), 500);

    assertEquals(5 + 50, left.seconds(), 1e-9);
  }

  /** As between the rounds of a study. */
  @Test
  void trialsThatNoCoreHasBegunTakeTheirTime() {
    var trials = StratumTest.trials("a", 10, 10, 10);
    var left = left(2, trials.subList(0, 1));
    end(left, trials.get(0), 5);
    left.expect(trials.get(1));
    left.expect(trials.get(2));

    assertEquals(10, left.seconds(), 1e-9);
  }

  @Test
  void runningTrialsHaveTheirTimeBehindThem() {
    var trials = StratumTest.trials("a", 10, 10, 10, 10, 10, 10);
    var left = left(2, trials);
    now = 10;
    left.ended(trials.get(0), 10);
    left.ended(trials.get(1), 10);
    assertEquals(20, left.seconds(), 1e-9);

    now = 14;

    assertEquals(16, left.seconds(), 1e-9);
  }

  @Test
  void aCoreThatRunsALongOneIsNotTakenForOneThatHasJustBegun() {
    var trials = StratumTest.trials("a", 1000, 10, 10, 10, 10, 10);
    var left = left(2, trials);
    for (int i = 1; i <= 3; i++) {
      end(left, trials.get(i), 10);
    }
    assertEquals((1000 + 10 + 10 - 30) / 2.0, left.seconds(), 1e-9);

    end(left, trials.get(4), 10);

    assertEquals(1000 - 40, left.seconds(), 1e-9);
  }

  @Test
  void theEndWaitsForTheOneThatBeganLast() {
    var trials = StratumTest.trials("a", 10, 10, 10);
    var left = left(2, trials);
    now = 9;
    left.ended(trials.get(0), 9);
    now = 17;
    left.ended(trials.get(1), 17);

    // 13 s on average, 8 of which are over.
    assertEquals(5, left.seconds(), 1e-9);
  }

  @Test
  void isNeverNegativeAndUnknownAtFirst() {
    var trials = StratumTest.trials("a", 10, 10);
    var left = left(2, trials);
    assertTrue(Double.isNaN(left.seconds()));
    end(left, trials.get(0), 10);

    now = 100;

    assertEquals(0, left.seconds(), 1e-9);
  }

  @Test
  void whatWasThereBeforeCountsForNothing() {
    var trials = StratumTest.trials("a", 10, 10, 10);
    var left = new TimeLeft(trials, () -> now);
    left.present(trials.get(0));
    left.begin(1);
    end(left, trials.get(1), 4);

    assertEquals(4, left.seconds(), 1e-9);
  }

  private TimeLeft left(int cores, List<SweepTrials.Trial> trials) {
    var left = new TimeLeft(trials, () -> now);
    left.begin(cores);
    return left;
  }

  private void end(TimeLeft left, SweepTrials.Trial trial, double seconds) {
    now += seconds;
    left.ended(trial, seconds);
  }
}

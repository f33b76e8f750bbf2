package org.infomorph.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.store.TrialSummary;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.sweep.SweepTrials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {
  @TempDir Path folder;
  private SweepTrials trials;
  private Tally tally;

  @BeforeEach
  void sweep() {
    Sweep sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP + "seeds: 2\n");
    trials = SweepFiles.trials(sweep);
    tally = new Tally(sweep, trials, () -> 0);
    tally.begin(2);
  }

  @Test
  void knowsNoTimeLeftBeforeATrialHasFinishedInThisRun() {
    tally.present(result(0, Status.OK, 0.5));

    assertTrue(Double.isNaN(tally.secondsLeft()));
    assertEquals(
        "1 of 8 done, 0 failed, 7 left, time left not known yet, best test_accuracy 0.5000 at"
            + " red=0.5 rate=0.01",
        tally.line());
  }

  @Test
  void timeLeftFollowsFromWhatWasMeasured() {
    tally.ended(result(0, Status.OK, 0.5));
    tally.ended(result(1, Status.OK, 0.5));

    assertEquals(10.0 * 6 / 2, tally.secondsLeft(), 1e-9);
  }

  @Test
  void trialsThatTakeLongerThanThoseBeforeAreNotSaidToEndAtOnce() {
    var now = new AtomicLong();
    tally = new Tally(SweepFiles.sweep(folder, SweepFiles.SWEEP), trials, now::get);
    for (int i = 0; i < 6; i++) {
      tally.present(result(i, Status.OK, 0.5));
    }
    tally.begin(2);
    now.set(10_000_000_000L);
    tally.ended(result(6, Status.OK, 0.5));
    now.set(500_000_000_000L);

    assertTrue(
        tally.line().startsWith("7 of 8 done, 0 failed, 1 left, longer than expected from trials"),
        tally.line());
  }

  @Test
  void bestIsTheMeanOverSeedsOfAPoint() {
    tally.ended(result(0, Status.OK, 0.9));
    tally.ended(result(1, Status.OK, 0.1));
    tally.ended(result(2, Status.OK, 0.6));

    assertTrue(tally.line().endsWith("best test_accuracy 0.6000 at red=0.5 rate=0.02"));
  }

  @Test
  void failedTrialsAreDoneButNeverBest() {
    tally.ended(result(0, Status.FAILED, 0.9));
    tally.ended(result(1, Status.DIVERGED, 0.9));

    assertTrue(tally.line().startsWith("2 of 8 done, 2 failed, 6 left, about 30 s to go"));
    assertTrue(!tally.line().contains("best"));
  }

  @Test
  void trialsOfAnotherSweepAndSecondCopiesAreNotCounted() {
    tally.present(result(0, Status.OK, 0.5));
    tally.present(result(0, Status.OK, 0.5));
    tally.present(
        new TrialSummary(
            "f".repeat(16), "", 1, Status.OK, "", Instant.EPOCH, 1, "test", Map.of(), Map.of()));

    assertEquals(1, tally.done());
    assertEquals(7, tally.left());
  }

  private TrialSummary result(int index, Status status, double accuracy) {
    var trial = trials.trials().get(index);
    return new TrialSummary(
        trial.trialId(),
        trials.pointId(trial.point()),
        trial.seed(),
        status,
        "",
        Instant.EPOCH,
        10,
        "test",
        Map.of(),
        Map.of("test_accuracy", accuracy));
  }
}

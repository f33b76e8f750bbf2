package org.infomorph.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.infomorph.result.TrialRunner;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  @Test
  void trialWithinItsTimeGivesItsResult() throws TimeLimit.Exceeded {
    assertEquals("result of a", new TimeLimit(60).run(spec -> "result of " + spec, "a"));
    assertEquals("result of a", TimeLimit.NONE.run(spec -> "result of " + spec, "a"));
  }

  @Test
  void whatTheTrialThrowsIsThrown() {
    TrialRunner throwing =
        spec -> {
          throw new IllegalStateException("no luck");
        };
    TrialRunner exhausting =
        spec -> {
          throw new OutOfMemoryError("Java heap space");
        };

    assertThrows(IllegalStateException.class, () -> new TimeLimit(60).run(throwing, "a"));
    assertThrows(OutOfMemoryError.class, () -> new TimeLimit(60).run(exhausting, "a"));
  }

  @Test
  void trialOverItsTimeIsInterrupted() {
    var noticed = new AtomicBoolean();
    TrialRunner waiting =
        spec -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            noticed.set(true);
          }
          return spec;
        };

    var error = assertThrows(TimeLimit.Exceeded.class, () -> new TimeLimit(2).run(waiting, "a"));

    assertEquals("took longer than its time_limit_seconds, 2", error.getMessage());
    assertTrue(noticed.get());
  }

  @Test
  void endlessLoopIsLeftBehind() {
    var stop = new AtomicBoolean();
    TrialRunner deaf =
        spec -> {
          while (!stop.get()) {
            LockSupport.parkNanos(1_000_000);
          }
          return spec;
        };

    var error = assertThrows(TimeLimit.Exceeded.class, () -> new TimeLimit(0.1).run(deaf, "a"));
    stop.set(true);

    assertEquals(
        "took longer than its time_limit_seconds, 0.1, and does not stop: its thread goes on",
        error.getMessage());
  }

  @Test
  void stoppingTheTaskStopsTheTrial() {
    TrialRunner interrupting =
        spec -> {
          throw new CancellationException("interrupted");
        };
    Thread.currentThread().interrupt();

    assertThrows(CancellationException.class, () -> new TimeLimit(60).run(interrupting, "a"));
    assertTrue(Thread.interrupted());
  }

  @Test
  void limitIsPositive() {
    assertThrows(IllegalArgumentException.class, () -> new TimeLimit(0));
    assertThrows(IllegalArgumentException.class, () -> new TimeLimit(Double.NaN));
  }
}

package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.infomorph.trial.TrialRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class TrialTasksTest {
  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;
  private static final AtomicInteger RUNS = new AtomicInteger();

  @Test
  void everyTrialEndsOnceWithItsOwnResult() throws IOException {
    var collected = run(500, spec -> "result of " + spec);

    assertEquals(500, collected.ended.size());
    collected.ended.forEach((trial, line) -> assertEquals("result of " + trial, line));
    assertTrue(collected.lost.isEmpty());
  }

  @Test
  void trialThatThrowsIsLostAloneAndNotTriedAgain() throws IOException {
    RUNS.set(0);
    var collected =
        run(
            20,
            spec -> {
              RUNS.incrementAndGet();
              if (spec.equals("7")) {
                throw new IllegalStateException("no\nluck");
              }
              return spec;
            });

    assertEquals(Map.of(7, "java.lang.IllegalStateException: no luck"), collected.lost);
    assertEquals(19, collected.ended.size());
    assertEquals(20, RUNS.get());
  }

  @Test
  void trialThatRunsOutOfMemoryIsLostAlone() throws IOException {
    var collected =
        run(
            4,
            spec -> {
              if (spec.equals("2")) {
                throw new OutOfMemoryError("Java heap space");
              }
              return spec;
            });

    assertEquals(Map.of(2, "java.lang.OutOfMemoryError: Java heap space"), collected.lost);
    assertEquals(3, collected.ended.size());
  }

  @Test
  void trialThatRanOutOfMemoryBesideOthersIsRunAgainAlone() throws IOException {
    RUNS.set(0);
    var collected =
        run(
            4,
            spec -> {
              if (spec.equals("2") && RUNS.incrementAndGet() == 1) {
                throw new OutOfMemoryError("Java heap space");
              }
              return spec;
            });

    assertEquals(Map.of(), collected.lost);
    assertEquals("2", collected.ended.get(2));
    assertEquals(2, RUNS.get());
  }

  @Test
  void trialWhoseDataCannotBeReadIsTriedAgainAndThenInASecondRound() throws IOException {
    RUNS.set(0);
    var collected =
        run(
            3,
            spec -> {
              if (spec.equals("1") && RUNS.incrementAndGet() <= 3) {
                throw new UncheckedIOException(new IOException("stale file handle"));
              }
              return spec;
            });

    assertEquals(Map.of(), collected.lost);
    assertEquals(4, RUNS.get());
  }

  @Test
  void dataThatIsNeverThereIsTheMessageOfTheLostTrial() throws IOException {
    var collected =
        run(
            2,
            spec -> {
              if (spec.equals("1")) {
                throw new UncheckedIOException(new IOException("no such folder"));
              }
              return spec;
            });

    assertEquals(Map.of(1, "java.io.IOException: no such folder"), collected.lost);
    assertEquals("0", collected.ended.get(0));
  }

  @Test
  void trialOverItsTimeIsLostAndItsCoreGoesOn() throws IOException {
    var collected = new Collected();
    var tasks =
        new TrialTasks(
            LocalSpark.context(),
            spec -> {
              if (spec.equals("1")) {
                sleep(60_000);
              }
              return spec;
            },
            0.5);

    tasks.run(20, Integer::toString, collected);

    assertEquals(Map.of(1, "took longer than its time_limit_seconds, 0.5"), collected.lost);
    assertEquals(19, collected.ended.size());
  }

  @Test
  void tasksThatSparkGivesUpAreLostAndTheOthersGoOn() throws IOException {
    var collected =
        run(
            30,
            spec -> {
              if (spec.equals("0") || spec.equals("11")) {
                throw new Error("of unknown kind");
              }
              return spec;
            });

    assertEquals(List.of(0, 11), List.copyOf(collected.lost.keySet()));
    assertTrue(collected.lost.get(11).contains("of unknown kind"), collected.lost.toString());
    assertEquals(28, collected.ended.size());
  }

  @Test
  void slowTrialHoldsUpNoOther() throws IOException {
    var order = new ArrayList<Integer>();
    var tasks =
        new TrialTasks(
            LocalSpark.context(),
            spec -> {
              if (spec.equals("0")) {
                sleep(2000);
              }
              return spec;
            },
            NO_LIMIT);

    tasks.run(
        200,
        Integer::toString,
        new Collected() {
          @Override
          public void ended(int trial, String line) {
            order.add(trial);
          }
        });

    assertEquals(200, order.size());
    assertEquals(0, order.get(199), "the slow one comes last, all others were done meanwhile");
  }

  @Test
  void resultThatCannotBeKeptEndsTheRun() {
    var tasks = new TrialTasks(LocalSpark.context(), spec -> spec, NO_LIMIT);
    var full = new IOException("the disk is full");

    var error =
        assertThrows(
            IOException.class,
            () ->
                tasks.run(
                    50,
                    Integer::toString,
                    new Collected() {
                      @Override
                      public void ended(int trial, String line) throws IOException {
                        throw full;
                      }
                    }));

    assertEquals(full.getMessage(), error.getMessage());
  }

  @Test
  void noTrialsAreNoWork() throws IOException {
    assertTrue(run(0, spec -> spec).ended.isEmpty());
  }

  @Test
  void moreTrialsThanOneJobTakesAllEnd() throws IOException {
    var collected = new Collected();
    new TrialTasks(LocalSpark.context(), spec -> spec, TimeLimit.NONE, 7)
        .run(100, Integer::toString, collected);

    assertEquals(
        IntStream.range(0, 100).boxed().collect(Collectors.toSet()), collected.ended.keySet());
  }

  private static Collected run(int trials, TrialRunner runner) throws IOException {
    var collected = new Collected();
    new TrialTasks(LocalSpark.context(), runner, NO_LIMIT)
        .run(trials, Integer::toString, collected);
    return collected;
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static class Collected implements TrialTasks.Results {
    final Map<Integer, String> ended = new TreeMap<>();
    final Map<Integer, String> lost = new TreeMap<>();

    @Override
    public void ended(int trial, String line) throws IOException {
      ended.put(trial, line);
    }

    @Override
    public void lost(int trial, String reason) {
      lost.put(trial, reason);
    }
  }
}

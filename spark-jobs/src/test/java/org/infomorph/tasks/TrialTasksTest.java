package org.infomorph.tasks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.infomorph.result.TrialRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class TrialTasksTest {
  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final Set<Integer> TASKS = ConcurrentHashMap.newKeySet();

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

  /** Spark's scheduler has one thread, which an error would end, and nobody would ever hear. */
  @Test
  void errorWhileAResultIsKeptEndsTheRun() {
    var tasks = new TrialTasks(LocalSpark.context(), spec -> spec, NO_LIMIT);

    var error =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () ->
                assertThrows(
                    IOException.class,
                    () ->
                        tasks.run(
                            5,
                            Integer::toString,
                            new Collected() {
                              @Override
                              public void ended(int trial, String line) {
                                throw new OutOfMemoryError("on the driver");
                              }
                            })));

    assertTrue(error.getMessage().contains("on the driver"), error.getMessage());
    assertEquals(3, assertDoesNotThrow(() -> run(3, spec -> spec)).ended.size(), "Spark lives");
  }

  @Test
  void whoeverTakesResultsCanEndTheRunBeforeOneComes() {
    var tasks =
        new TrialTasks(
            LocalSpark.context(),
            spec -> {
              sleep(120_000);
              return spec;
            },
            NO_LIMIT);

    var error =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () ->
                assertThrows(
                    IOException.class,
                    () ->
                        tasks.run(
                            2,
                            Integer::toString,
                            new Collected() {
                              @Override
                              public void check() throws IOException {
                                throw new IOException("the folder is gone");
                              }
                            })));

    assertEquals("the folder is gone", error.getMessage());
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

  @Test
  void packsGiveTheSameResultsInFewerTasks() throws IOException {
    TASKS.clear();
    var collected =
        runPacked(
            500,
            7,
            spec -> {
              TASKS.add(TaskContext.getPartitionId());
              return "result of " + spec;
            });

    assertEquals(500, collected.ended.size());
    collected.ended.forEach((trial, line) -> assertEquals("result of " + trial, line));
    assertTrue(collected.lost.isEmpty());
    assertEquals(72, TASKS.size(), "ceil(500 / 7)");
  }

  @Test
  void memberThatThrowsIsLostAloneAndNotTriedAgain() throws IOException {
    RUNS.set(0);
    var collected =
        runPacked(
            20,
            7,
            spec -> {
              RUNS.incrementAndGet();
              if (spec.equals("8") || spec.equals("9")) {
                throw new IllegalStateException("no luck, " + spec);
              }
              return spec;
            });

    assertEquals(
        Map.of(
            8, "java.lang.IllegalStateException: no luck, 8",
            9, "java.lang.IllegalStateException: no luck, 9"),
        collected.lost);
    assertEquals(18, collected.ended.size());
    assertEquals(20, RUNS.get());
  }

  @Test
  void memberOverItsTimeIsLostAndTheNextHasItsOwnTime() throws IOException {
    var collected = new Collected();
    RUNS.set(0);
    var tasks =
        new TrialTasks(
            LocalSpark.context(),
            spec -> {
              RUNS.incrementAndGet();
              sleep(spec.equals("1") ? 60_000 : 400);
              return spec;
            },
            1.5);

    tasks.run(packs(6, 6), Integer::toString, collected); // the five others take 2 s together

    assertEquals(Map.of(1, "took longer than its time_limit_seconds, 1.5"), collected.lost);
    assertEquals(5, collected.ended.size());
    assertEquals(6, RUNS.get());
  }

  @Test
  void memberThatCouldBeAVictimIsRunAgainAsATaskOfItsOwn() throws IOException {
    RUNS.set(0);
    var collected =
        runPacked(
            12,
            6,
            spec -> {
              if (spec.equals("2") && RUNS.incrementAndGet() <= 2) {
                throw new OutOfMemoryError("Java heap space"); // in its pack, and beside others
              }
              return spec;
            });

    assertEquals(Map.of(), collected.lost);
    assertEquals(12, collected.ended.size());
    assertEquals(3, RUNS.get());
  }

  @Test
  void memberWhoseDataCannotBeReadHoldsUpNoOther() throws IOException {
    var collected =
        runPacked(
            4,
            4,
            spec -> {
              if (spec.equals("1")) {
                throw new UncheckedIOException(new IOException("no such folder"));
              }
              return spec;
            });

    assertEquals(Map.of(1, "java.io.IOException: no such folder"), collected.lost);
    assertEquals(List.of(0, 2, 3), List.copyOf(collected.ended.keySet()));
  }

  @Test
  void lostPackIsTakenApartAndOnlyTheCulpritIsLost() throws IOException {
    RUNS.set(0);
    var collected =
        runPacked(
            30,
            10,
            spec -> {
              RUNS.incrementAndGet();
              if (spec.equals("14")) {
                throw new Error("of unknown kind"); // ends an executor, or in local mode the job
              }
              return spec;
            });

    assertEquals(List.of(14), List.copyOf(collected.lost.keySet()));
    assertTrue(collected.lost.get(14).contains("of unknown kind"), collected.lost.toString());
    assertEquals(29, collected.ended.size());
    assertTrue(RUNS.get() >= 30 + 5, "four were run in vain, the culprit again: " + RUNS);
  }

  @Test
  void largeResultsEndAPackEarly() throws IOException {
    TASKS.clear();
    int most = 16 << 20;
    var collected =
        runPacked(
            8,
            8,
            spec -> {
              TASKS.add(1000 * TaskContext.get().stageId() + TaskContext.getPartitionId());
              return spec + "x".repeat(most / 4);
            });

    assertEquals(8, collected.ended.size());
    collected.ended.forEach((trial, line) -> assertEquals(trial.toString(), line.substring(0, 1)));
    // three quarters of 16 MB are room for two and not for a third, as its length is not known
    assertEquals(1 + 6, TASKS.size());
  }

  @Test
  void packLargerThanAJobIsRefused() {
    var tasks = new TrialTasks(LocalSpark.context(), spec -> spec, TimeLimit.NONE, 7);

    assertThrows(
        IllegalArgumentException.class,
        () -> tasks.run(packs(8, 8), Integer::toString, new Collected()));
  }

  @Test
  void packsThatNeedMoreThanOneJobAllEnd() throws IOException {
    var collected = new Collected();
    new TrialTasks(LocalSpark.context(), spec -> spec, TimeLimit.NONE, 7)
        .run(packs(100, 3), Integer::toString, collected);

    assertEquals(
        IntStream.range(0, 100).boxed().collect(Collectors.toSet()), collected.ended.keySet());
  }

  private static Collected runPacked(int trials, int most, TrialRunner runner) throws IOException {
    var collected = new Collected();
    new TrialTasks(LocalSpark.context(), runner, NO_LIMIT)
        .run(packs(trials, most), Integer::toString, collected);
    return collected;
  }

  private static List<List<Integer>> packs(int trials, int most) {
    var indices = IntStream.range(0, trials).boxed().toList();
    return IntStream.range(0, (trials + most - 1) / most)
        .mapToObj(i -> indices.subList(i * most, Math.min(trials, (i + 1) * most)))
        .toList();
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

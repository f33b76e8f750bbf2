package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
            });

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
    var tasks = new TrialTasks(LocalSpark.context(), spec -> spec);
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
    new TrialTasks(LocalSpark.context(), spec -> spec, 7).run(100, Integer::toString, collected);

    assertEquals(
        IntStream.range(0, 100).boxed().collect(Collectors.toSet()), collected.ended.keySet());
  }

  private static Collected run(int trials, TrialRunner runner) throws IOException {
    var collected = new Collected();
    new TrialTasks(LocalSpark.context(), runner).run(trials, Integer::toString, collected);
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

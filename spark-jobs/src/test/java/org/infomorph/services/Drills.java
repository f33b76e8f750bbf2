package org.infomorph.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.infomorph.cluster.Drill;
import org.infomorph.cluster.LoggedProcess;
import org.infomorph.cluster.Pause;
import org.infomorph.result.TrialResult.Status;

/**
 * Sweeps that are disturbed while their results lie on a service: every finished trial is there
 * once, and the same command goes on. The system property {@code infomorph.drill.times} says how
 * often each fault is tried.
 */
final class Drills {
  /** How often each fault is tried. */
  static final int TIMES = Integer.getInteger("infomorph.drill.times", 1);

  static final Duration ENOUGH = Duration.ofMinutes(15);

  /** A lock whose owner was killed is in the way for a minute. */
  private static final Duration LOCKED = Duration.ofMinutes(6);

  /** Healthy trials of about half a second. */
  private static final String SWEEP =
      """
      name: drill
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", values: [0.5, 1.0]}
        epochs: {path: training.epochs, values: [100, 150]}
      seeds: %d
      """;

  private final List<Drill.Row> rows = new ArrayList<>();
  private final String service;

  /**
   * @param service as the table names it
   */
  Drills(String service) {
    this.service = service;
  }

  /** Starts the sweep of a drill. */
  interface Start {
    LoggedProcess now() throws IOException;
  }

  /** The text of a sweep with four points. */
  static String sweep(int seeds) {
    return SWEEP.formatted(seeds);
  }

  /** Starts, again while a dead run's lock is in the way, and waits until trials run. */
  static LoggedProcess begin(Drill drill, Start start) throws IOException {
    long end = System.nanoTime() + LOCKED.toNanos();
    while (true) {
      var run = start.now();
      drill.awaitTraining(run);
      if (run.isAlive() || !isLocked(run) || System.nanoTime() > end) {
        return run;
      }
      Pause.millis(2_000);
    }
  }

  /** The same to the end of the sweep, which is to be a good one. */
  static LoggedProcess finish(Drill drill, Start start) throws IOException {
    var run = begin(drill, start);
    assertEquals(0, run.exitCode(ENOUGH), run.output());
    return run;
  }

  private static boolean isLocked(LoggedProcess run) {
    return run.output().contains("another run is writing here");
  }

  /** Waits until so many trials are there, more than one drill began with. */
  static void awaitTrials(Drill drill, int count) {
    Pause.until(
        count + " trials",
        () -> {
          try {
            return drill.table().size() >= count;
          } catch (IOException e) {
            return false; // the table is being written
          }
        },
        ENOUGH);
  }

  /** A run that a fault has ended says so in one line, after what it printed before. */
  static void assertOneLineAndExitCode(int code, LoggedProcess run) {
    assertEquals(code, run.exitCode(ENOUGH), run.output());
    assertNoTrace(run);
  }

  /** Nobody is to read where in the program something happened, unless asked to. */
  static void assertNoTrace(LoggedProcess run) {
    var traces = run.output().lines().filter(line -> line.startsWith("\tat ")).toList();
    assertEquals(List.of(), traces, run.output());
  }

  /** Counts what has come of a drill, whose sweep has come to its end. */
  void assertNothingLost(Drill drill, String fault) throws IOException {
    var row = drill.count(service + ": " + fault);
    rows.add(row);
    assertEquals(List.of(0, 0, 0), List.of(row.lost(), row.duplicated(), row.rerun()), fault);
    assertEquals(Map.of(Status.OK, row.trials()), drill.statuses());
    assertTrue(row.disturbances() > 0, fault + " was not tried");
  }

  /** A table of what came of it all. */
  void print() {
    var text = new StringBuilder();
    text.append(
        String.format(
            "%n%-44s %6s %7s %5s %8s %6s %11s%n",
            "fault", "times", "trials", "lost", "doubled", "rerun", "recomputed"));
    for (var row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-44s %6d %7d %5d %8d %6d %11d%n",
              row.fault(),
              row.disturbances(),
              row.trials(),
              row.lost(),
              row.duplicated(),
              row.rerun(),
              row.recomputed()));
    }
    System.out.println(text);
  }

  /** The log of a process that has ended, as its last line. */
  static String lastLine(LoggedProcess run) {
    return run.output().lines().reduce("", (before, line) -> line);
  }

  /** A folder of its own for a drill. */
  static Path folder(Path parent, String fault) {
    return parent.resolve(fault.replaceAll("\\W+", "-").toLowerCase(Locale.ROOT));
  }
}

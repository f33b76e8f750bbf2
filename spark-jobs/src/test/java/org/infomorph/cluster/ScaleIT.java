package org.infomorph.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.infomorph.app.ScaleMain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a sweep costs besides its trials, and what follows for a large cluster. Prints a table; the
 * only things asserted are counts, as times depend on what else the machine does. The system
 * property {@code infomorph.scale} divides the sizes: 1 is the full measurement.
 */
@Tag("scale")
class ScaleIT {
  private static final int DIVISOR = Integer.getInteger("infomorph.scale", 10);
  private static final Duration ENOUGH = Duration.ofMinutes(10);

  /** For each trial of a round what {@link #aStudyOfManyTrials} measured for a point of ten. */
  private static final double DECIDE_SECONDS = 0.33e-3;

  /** Assumed, for want of a large cluster: of a local network, and of executors that come up. */
  private static final double NETWORK_SECONDS = 2e-3;

  private static final double START_SECONDS = 20;

  private static final List<String> LINES = new ArrayList<>();

  @TempDir Path folder;

  @AfterAll
  static void print() {
    System.out.println();
    LINES.forEach(System.out::println);
  }

  @Test
  void planning() throws IOException {
    int points = 100_000 / DIVISOR;
    var measured = measure("plan", points);
    assertEquals(points, measured.get("points"));
    line(
        "planning %d points: %.1f s, heap at most %.0f MB of 1024",
        points, measured.get("seconds"), measured.get("heap_mb"));
  }

  @Test
  void overheadOfATrial() throws IOException {
    simulate(overhead("noop", "a task each"));
  }

  @Test
  void overheadOfAPackedTrial() throws IOException {
    overhead("noop-packed", "in packs of up to 100");
  }

  private Map<String, Double> overhead(String what, String how) throws IOException {
    int trials = 10_000 / DIVISOR;
    var measured = measure(what, trials);
    assertEquals(trials, measured.get("trials"));
    assertTrue(measured.get("files") <= 1 + trials / 10_000.0, "files: " + measured.get("files"));
    line(
        "%d trials that do nothing, %s, local[2]: %.1f s with start and tables, %.2f ms each, of it"
            + " %.2f ms between one and the next; %.0f file(s), heap at most %.0f MB of 1024; opening the table: %.1f s",
        trials,
        how,
        measured.get("seconds"),
        measured.get("ms_a_trial"),
        measured.get("ms_from_first_to_last"),
        measured.get("files"),
        measured.get("heap_mb"),
        measured.get("open_seconds"));
    return measured;
  }

  @ParameterizedTest
  @CsvSource({"tail, 2000, 0.01", "tail5, 500, 0.05"})
  void heavyTails(String what, int full, double shortest) throws IOException {
    int trials = full / DIVISOR;
    var measured = measure(what, trials);
    assertEquals(trials, measured.get("trials"));
    line(
        "%d trials of heavy-tailed durations (%.2f s to %.1f s): both cores busy %.1f %% of the"
            + " time until the last one starts",
        trials, shortest, measured.get("longest_seconds"), measured.get("busy_percent"));
  }

  /** What the driver of a study holds, in the heap of a small driver. */
  @Test
  void aStudyOfManyTrials() throws IOException {
    int trials = 1_000_000 / DIVISOR;
    var measured = measure("study", trials);
    assertEquals(trials, measured.get("trials"));
    line(
        "a study of %d trials, %.0f points in %.0f rounds: %.2f ms a point (binding its trials, and"
            + " deciding), %.0f MB kept, heap at most %.0f MB of 1024",
        trials,
        measured.get("points"),
        measured.get("rounds"),
        measured.get("ms_a_point"),
        measured.get("kept_mb"),
        measured.get("heap_mb"));
  }

  /** Counting and drawing many finished trials, in the heap of a small driver. */
  @Test
  void manyFinishedTrials() throws IOException {
    int trials = 200_000 / DIVISOR;
    assertEquals(trials, measure("made", trials).get("trials"));
    for (var verb : List.of("status", "report")) {
      var measured = measure(verb, trials);
      assertEquals(0, measured.get("code"));
      line(
          "%s of %d trials: %.1f s, heap at most %.0f MB of 1024",
          verb, trials, measured.get("seconds"), measured.get("heap_mb"));
    }
  }

  /** With the driver's costs as they were measured here. */
  private static void simulate(Map<String, Double> measured) {
    var cluster =
        new ClusterSimulation(
            1e-3 * measured.get("launch_ms"),
            1e-3 * measured.get("take_ms"),
            1e-3 * measured.get("commit_ms"),
            NETWORK_SECONDS,
            START_SECONDS);
    line(
        "CPU of the driver for a trial: launch %.3f ms, take %.3f ms; commit, another thread: %.3f"
            + " ms",
        measured.get("launch_ms"), measured.get("take_ms"), measured.get("commit_ms"));
    for (double mean : new double[] {1, 4, 30, 300}) {
      var run = cluster.run(1_000_000, 10_000, mean);
      assertEquals(1_000_000, run.trials());
      line(
          "simulated, 10^6 trials on 10^4 cores, %.0f s each on average: %.2f h, cores busy"
              + " %.0f %%, driver busy %.0f %%; bound by %s",
          mean, run.seconds() / 3600, 100 * run.coresBusy(), 100 * run.driverBusy(), run.bound());
    }
    for (int round : new int[] {500, 2_000, 8_000}) {
      for (double mean : new double[] {1, 30}) {
        var run = cluster.study(100_000, round, DECIDE_SECONDS, 1_000, mean);
        assertEquals(100_000, run.trials());
        line(
            "simulated, a study of 10^5 trials in rounds of %d on 10^3 cores, %.0f s each on average:"
                + " %.2f h, cores busy %.0f %%, driver busy %.0f %%; bound by %s",
            round,
            mean,
            run.seconds() / 3600,
            100 * run.coresBusy(),
            100 * run.driverBusy(),
            run.bound());
      }
    }
  }

  private static void line(String format, Object... values) {
    LINES.add(String.format(Locale.ROOT, format, values));
  }

  private Map<String, Double> measure(String what, int size) throws IOException {
    var words = List.of("-Xmx1g", ScaleMain.class.getName(), what, "" + size, folder.toString());
    var process = LoggedProcess.start(ThisBuild.java(words), folder.resolve(what + ".log"));
    assertEquals(0, process.exitCode(ENOUGH), process.output());
    var figures = process.output().lines().filter(line -> line.matches("\\w+=.*"));
    var last = figures.reduce((a, b) -> b).orElseThrow();
    var measured = new HashMap<String, Double>();
    for (var figure : last.split(" ")) {
      int equals = figure.indexOf('=');
      measured.put(figure.substring(0, equals), Double.valueOf(figure.substring(equals + 1)));
    }
    return measured;
  }
}

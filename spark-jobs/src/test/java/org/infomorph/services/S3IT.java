package org.infomorph.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import org.infomorph.cluster.Drill;
import org.infomorph.cluster.Pause;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sweeps whose folder is in an object store that speaks S3. */
@Tag("services")
class S3IT {
  private static final Drills DRILLS = new Drills("s3a");
  private static final long AWAY_MILLIS = 20_000;

  /** Version 0.4.0 had 1165 for the sweep that is counted, 810 of them for its tables. */
  private static final int MOST = 1165 / 2;

  private static final int MOST_FOR_TABLES = 810 / 2;
  private static final int MOST_FOR_A_SEGMENT = 20;
  private static final int MOST_FOR_THE_OTHER_TRIALS = 90;

  private static S3 store;
  private static ClassLoader before;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    store = S3.start("s3");
    before = Thread.currentThread().getContextClassLoader();
    store.makeReachable();
  }

  @AfterAll
  static void stop() throws IOException {
    DRILLS.print();
    Thread.currentThread().setContextClassLoader(before);
    store.close();
  }

  @Test
  void driverKilled() throws IOException {
    var drill = drill("driver killed", 15 * (Drills.TIMES + 1));
    var random = new Random(15);
    for (int time = 0; time < Drills.TIMES; time++) {
      var run = Drills.begin(drill, drill::startHere);
      Pause.millis(random.nextInt(9000));
      assertTrue(run.isAlive(), run.output());
      run.kill();
      drill.disturbed();
    }
    Drills.finish(drill, drill::startHere);

    DRILLS.assertNothingLost(drill, "driver killed");
  }

  @Test
  @Tag("brief")
  void serverAwayFor20Seconds() throws IOException {
    var drill = drill("server away", 20);
    for (int time = 0; time < Drills.TIMES; time++) {
      drill.write(Drills.sweep(20 + 12 * time)); // the run before has gone on to its end
      var run = Drills.begin(drill, drill::startHere);
      Drills.awaitTrials(drill, drill.table().size() + 2);
      drill.disturbed();
      store.killServer();
      Pause.millis(AWAY_MILLIS);
      store.startServer();
      run.exitCode(Drills.ENOUGH);
    }
    Drills.finish(drill, drill::startHere);

    DRILLS.assertNothingLost(drill, "server away for 20 s");
  }

  @Test
  void theSecondDriverIsRefused() throws IOException {
    var drill = drill("two drivers", 10 * (Drills.TIMES + 1));
    for (int time = 0; time < Drills.TIMES; time++) {
      var first = Drills.begin(drill, drill::startHere);
      var second = drill.startHere();
      drill.disturbed();
      Drills.assertOneLineAndExitCode(2, second);
      assertTrue(Drills.lastLine(second).contains("another run is writing here"));
      assertEquals(0, first.exitCode(Drills.ENOUGH), first.output());
      drill.write(Drills.sweep(10 * (Drills.TIMES + 2 + time)));
    }
    Drills.finish(drill, drill::startHere);

    DRILLS.assertNothingLost(drill, "two drivers at once");
  }

  @Test
  void everyVerbTakesAFolder() throws IOException {
    Verbs.assertAllWork(folder, store.uri() + "/verbs", store.reach());
  }

  @ParameterizedTest
  @CsvSource({"wrong, wrong", "infomorph-key, wrong", "'', ''"})
  void everyVerbRefusesWrongKeysInOneLine(String key, String secret) throws IOException {
    Verbs.assertAllRefuse(folder, store.uri() + "/keys", store.reach(key, secret), "s3a://");
  }

  @Test
  void requestsAreCounted() throws IOException {
    var sweep = SweepFiles.write(folder, SweepFiles.SWEEP + "seeds: 18\n").toString();
    int before = store.requests().size();
    var uri = store.uri() + "/counted";
    var run = Verbs.run(folder, store.reach(), "run", sweep, "--out", uri);
    assertEquals(0, run.exitCode(Drills.ENOUGH), run.output());
    var requests = store.requests();

    var counts = new TreeMap<String, Integer>();
    for (var request : requests.subList(before, requests.size())) {
      counts.merge(part(request.name()), 1, Integer::sum);
    }
    int segments =
        (int)
            requests.subList(before, requests.size()).stream()
                .filter(request -> request.method().equals("PUT"))
                .filter(request -> request.name().endsWith(".jsonl"))
                .count();
    System.out.println("requests of 72 trials in " + segments + " segments: " + counts);
    assertTrue(segments > 0, counts.toString());
    assertTrue(counts.values().stream().mapToInt(n -> n).sum() <= MOST, counts.toString());
    assertTrue(counts.get("tables") <= MOST_FOR_TABLES, counts.toString());
    assertTrue(
        counts.get("trials") <= MOST_FOR_THE_OTHER_TRIALS + MOST_FOR_A_SEGMENT * segments,
        counts.toString());
  }

  private static String part(String name) {
    if (name.contains("_lock")) {
      return "locks";
    }
    if (name.contains("/tables")) {
      return "tables";
    }
    return name.contains("/trials") || name.contains("/weights") ? "trials" : "others";
  }

  private Drill drill(String fault, int seeds) throws IOException {
    var uri = store.uri() + "/" + Drills.folder(Path.of("drills"), fault) + "/drill";
    return new Drill(Drills.folder(folder, fault), Drills.sweep(seeds), 1, uri, store.reach());
  }
}

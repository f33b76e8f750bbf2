package org.infomorph.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.infomorph.result.TrialResult.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sweeps that are killed, starved and poisoned, here and on a cluster: every finished trial is
 * there once, what is missing is run, counts are exact, and the sweep ends. Prints a table of it
 * all. The system property {@code infomorph.drill.kills} says how often the driver is killed.
 */
@Tag("faults")
class FaultDrillIT {
  private static final int KILLS = Integer.getInteger("infomorph.drill.kills", 5);
  private static final Duration ENOUGH = Duration.ofMinutes(6);
  private static final List<Drill.Row> ROWS = new ArrayList<>();
  private static final List<String> NOT_TRIED = new ArrayList<>();

  /** Healthy trials of some tenths of a second. */
  private static final String HEALTHY =
      """
      name: drill
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", values: [0.5, 1.0]}
        epochs: {path: training.epochs, values: [20, 30]}
      seeds:""";

  /** Between healthy ones: one that diverges, and one of each poison. */
  private static final String POISONED =
      """
      name: poisoned
      trial: trial.yaml
      plan: listed
      axes:
        batches: {path: evaluation.atom_batches, values: [1, 2, 3, 101, 102, 103, 104%s]}
        rate: {path: network.layers.out.optimiser.adam.learning_rate, values: [0.01, 0.01, 1.0e+307, 0.01, 0.01, 0.01, 0.01%s]}
      seeds: 1
      time_limit_seconds: 8
      """;

  @TempDir Path folder;

  @AfterAll
  static void print() {
    var text = new StringBuilder();
    text.append(
        String.format(
            "%n%-34s %6s %7s %5s %11s %6s %11s%n",
            "fault", "times", "trials", "lost", "duplicated", "rerun", "recomputed"));
    for (var row : ROWS) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-34s %6d %7d %5d %11d %6d %11d%n",
              row.fault(),
              row.disturbances(),
              row.trials(),
              row.lost(),
              row.duplicated(),
              row.rerun(),
              row.recomputed()));
    }
    text.append(
        "rerun: finished trials that ran again; recomputed: what ran when the fault came\n");
    NOT_TRIED.forEach(line -> text.append("not tried: ").append(line).append('\n'));
    System.out.println(text);
  }

  @Test
  void driverKilledHere() throws IOException {
    var drill = new Drill(folder, HEALTHY + " 60");
    var random = new Random(20261124);
    int seeds = 60;
    for (int kill = 0; kill < KILLS; kill++) {
      var run = drill.startHere();
      if (kill % 4 != 0) { // one in four is killed while it starts
        drill.awaitTraining(run);
      }
      if (!endsWithin(run, random.nextInt(4000))) {
        run.kill();
        drill.disturbed();
      } else { // it was faster: more to do, and one more time
        drill.write(HEALTHY + " " + (seeds += 60));
        kill--;
      }
    }
    ends(drill.startHere(), 0);

    assertNothingLost(drill, "driver killed, local[2]", 4 * KILLS);
  }

  /** As a laptop that sleeps: Spark's limits of time are short here, and the sleep is longer. */
  @Test
  void aSleepIsNoFault() throws IOException, InterruptedException {
    var drill = new Drill(folder, HEALTHY + " 40");
    var limits =
        List.of(
            "-Dspark.network.timeout=3s",
            "-Dspark.network.timeoutInterval=500ms",
            "-Dspark.executor.heartbeatInterval=500ms");
    var run = drill.startHere(limits);
    awaitTrials(drill, 4);
    signal(run, "STOP");
    Pause.millis(6000);
    drill.disturbed();
    signal(run, "CONT");
    ends(run, 0);

    var log = drill.results().resolve("_log/infomorph.log");
    assertFalse(Files.exists(log) && Files.readString(log).contains("Removing executor"));
    assertNothingLost(drill, "process stopped for 6 s, local[2]", 4);
  }

  private static void signal(LoggedProcess process, String signal)
      throws IOException, InterruptedException {
    var kill = List.of("kill", "-" + signal, Long.toString(process.handle().pid()));
    assertEquals(0, new ProcessBuilder(kill).start().waitFor());
  }

  @Test
  void driverKilledHereWithPacks() throws IOException {
    int kills = (KILLS + 2) / 3;
    var drill = new Drill(folder, HEALTHY + " 60", 7);
    for (int kill = 0; kill < kills; kill++) {
      var run = drill.startHere();
      awaitTrials(drill, 1 + 200 * kill / kills);
      int seen = drill.table().size();
      run.kill();
      drill.disturbed();
      assertTrue(seen > 0 && drill.table().size() >= seen, seen + " trials were there");
    }
    ends(drill.startHere(), 0);

    assertNothingLost(drill, "driver killed, local[2], packs", 4 * 7 * kills);
  }

  @Test
  void driverKilledOnACluster() throws IOException {
    int kills = (KILLS + 2) / 3;
    var random = new Random(4);
    var drill = new Drill(folder, HEALTHY + " 30");
    try (var cluster = StandaloneCluster.start("driver-killed")) {
      for (int kill = 0; kill < kills; kill++) {
        var run = drill.startOn(cluster);
        drill.awaitTraining(run);
        Pause.millis(random.nextInt(3000));
        run.kill();
        drill.disturbed();
      }
      ends(drill.startOn(cluster), 0);
    }

    assertNothingLost(drill, "driver killed, cluster", 4 * kills);
  }

  @Test
  void executorsWorkersAndMachinesKilled() throws IOException {
    try (var cluster = StandaloneCluster.start("nodes-killed", "-Dspark.worker.timeout=5")) {
      var executors = new Drill(folder.resolve("executors"), HEALTHY + " 60");
      var run = executors.startOn(cluster);
      for (int kill = 0; kill < 3; kill++) {
        awaitTrials(executors, 10 + 20 * kill);
        cluster.awaitExecutors(2);
        cluster.killExecutor();
        executors.disturbed();
      }
      ends(run, 0);
      assertNothingLost(executors, "executor killed", 6);

      var workers = new Drill(folder.resolve("workers"), HEALTHY + " 60");
      run = workers.startOn(cluster);
      awaitTrials(workers, 10);
      cluster.killWorker(0);
      workers.disturbed();
      awaitTrials(workers, 40);
      cluster.restartWorker(0);
      cluster.awaitExecutors(2);
      cluster.killMachine(1);
      workers.disturbed();
      awaitTrials(workers, 80);
      cluster.restartWorker(1);
      ends(run, 0);
      assertNothingLost(workers, "worker killed; machine gone", 8);
    }
  }

  @Test
  void poisonOnACluster() throws IOException {
    var drill = new Drill(folder, POISONED.formatted(", 105", ", 0.01"));
    try (var cluster = StandaloneCluster.start("poison")) {
      drill.disturbed();
      ends(drill.startOn(cluster), 3);
      assertPoisonIsTold(drill, 2, ", and did not stop: its executor was ended");
      var ended = drill.message(105);
      assertTrue(
          ended.startsWith("its executor died each of 3 times; the last time: ")
              && ended.contains("77"),
          ended);
      ends(drill.startOn(cluster), 3); // nothing is left to do
    }

    var row = drill.count("poison, cluster");
    ROWS.add(row);
    assertEquals(List.of(0, 0, 0), List.of(row.lost(), row.duplicated(), row.rerun()));
  }

  /** The poisons are the costliest trials, and so in one pack, or two. */
  @Test
  void poisonInAPackOnACluster() throws IOException {
    int healthy = 40;
    var batches = IntStream.range(4, 2 + healthy).mapToObj(i -> ", " + i).toList();
    var drill =
        new Drill(
            folder,
            POISONED.formatted(
                ", 105" + String.join("", batches), ", 0.01" + ", 0.01".repeat(batches.size())),
            7);
    try (var cluster = StandaloneCluster.start("poison-packs")) {
      drill.disturbed();
      ends(drill.startOn(cluster), 3);
      assertPoisonIsTold(drill, healthy, ", and did not stop: its executor was ended");
      var ended = drill.message(105);
      assertTrue(ended.startsWith("its executor died each of 3 times; the last time: "), ended);
    }

    var row = drill.count("poison, cluster, packs");
    ROWS.add(row);
    assertEquals(List.of(0, 0, 0), List.of(row.lost(), row.duplicated(), row.rerun()));
  }

  @Test
  void poisonHere() throws IOException {
    var drill = new Drill(folder, POISONED.formatted("", ""));
    drill.disturbed();
    ends(drill.startHere(List.of("-Xmx512m")), 3);
    assertPoisonIsTold(drill, 2, ", and does not stop: its thread goes on");

    var row = drill.count("poison, local[2]");
    ROWS.add(row);
    assertEquals(List.of(0, 0, 0), List.of(row.lost(), row.duplicated(), row.rerun()));
  }

  @Test
  void fullDisk() throws IOException {
    var disk = Files.createDirectories(folder.resolve("results"));
    boolean mounted = mount("-t", "tmpfs", "-o", "size=300k", "tmpfs", disk.toString());
    if (!mounted) {
      NOT_TRIED.add("a full disk (mounting a small one needs root)");
    }
    assumeTrue(mounted, "a small file system could not be mounted");
    try {
      var drill = new Drill(folder, HEALTHY + " 60");
      var run = drill.startHere();
      assertEquals(1, run.exitCode(ENOUGH), run.output());
      assertTrue(run.output().contains("No space left on device"), run.output());
      drill.disturbed();
      assertTrue(!drill.table().isEmpty(), "some trials had found room");
      assertTrue(mount("-o", "remount,size=100m", disk.toString()));
      ends(drill.startHere(), 0);
      assertNothingLost(drill, "disk full", 20);
    } finally {
      start("umount", "-l", disk.toString());
    }
  }

  @Test
  void bitsFlippedInATable() throws IOException {
    var drill = new Drill(folder, HEALTHY + " 2");
    ends(drill.startHere(), 0);
    Path part;
    try (var files = Files.list(drill.results().resolve("trials"))) {
      part = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    var bytes = Files.readAllBytes(part);
    bytes[bytes.length / 3] ^= 4;
    Files.write(part, bytes);

    var run = drill.startHere();
    ends(run, 0);

    var aside = drill.results().resolve("trials/_damaged").resolve(part.getFileName());
    assertTrue(
        run.output().contains("damaged and set aside; its trials run again: " + aside),
        run.output());
    assertTrue(Files.exists(aside));
    var row = drill.count("a bit of a file flipped");
    assertEquals(List.of(0, 0), List.of(row.lost(), row.duplicated()));
    assertEquals(8, row.recomputed());
    ROWS.add(new Drill.Row(row.fault(), 1, row.trials(), 0, 0, 0, row.recomputed()));
  }

  private static void assertPoisonIsTold(Drill drill, int healthy, String ofTheLoop)
      throws IOException {
    assertEquals(healthy, drill.statuses().get(Status.OK), drill.messages().toString());
    assertEquals(1, drill.statuses().get(Status.DIVERGED), drill.messages().toString());
    var limit = "took longer than its time_limit_seconds, 8";
    var expected =
        Map.of(
            3, "a goal or score was no longer finite in epoch 1",
            101, "java.lang.IllegalStateException: poisonous",
            102, limit,
            103, limit + ofTheLoop,
            104, "java.lang.OutOfMemoryError: Java heap space");
    expected.forEach((batches, message) -> assertEquals(message, drill.message(batches)));
  }

  private static void assertNothingLost(Drill drill, String fault, int mostRecomputed)
      throws IOException {
    var row = drill.count(fault);
    ROWS.add(row);
    assertEquals(List.of(0, 0, 0), List.of(row.lost(), row.duplicated(), row.rerun()), fault);
    assertEquals(Map.of(Status.OK, row.trials()), drill.statuses());
    assertTrue(row.recomputed() <= mostRecomputed, "recomputed: " + row.recomputed());
  }

  private static void ends(LoggedProcess run, int code) {
    assertEquals(code, run.exitCode(ENOUGH), run.output());
  }

  private static boolean endsWithin(LoggedProcess run, int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (run.isAlive() && System.nanoTime() < end) {
      Pause.millis(10);
    }
    return !run.isAlive();
  }

  private static void awaitTrials(Drill drill, int count) {
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

  private static boolean mount(String... arguments) throws IOException {
    var words = new ArrayList<String>(List.of("mount"));
    words.addAll(List.of(arguments));
    return start(words.toArray(new String[0])) == 0;
  }

  private static int start(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    } catch (IOException e) { // there is no such command
      return -1;
    }
  }
}

package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.infomorph.files.Folder;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.TrialRunner;
import org.infomorph.run.Consent;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tasks.LocalSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class ConsoleRunTest {
  private static final FakeTrials GOOD = new FakeTrials(false, false);
  private static final String TWO_SEEDS = SweepFiles.SWEEP + "seeds: 2\n";

  private static final Map<Integer, Integer> EPOCHS_BY_TASK = new ConcurrentHashMap<>();

  private static final Set<Integer> TASKS = ConcurrentHashMap.newKeySet();

  private static final AtomicBoolean DELETED = new AtomicBoolean();

  /** Runs that several tests begin with: each is made once, and copied. */
  private static final Map<FakeTrials, Run> MADE = new HashMap<>();

  /** What a run has left, said and returned. */
  private record Run(Path folder, Path copy, String output, int code, int trials) {}

  @TempDir static Path made;
  @TempDir Path folder;
  private final StringWriter output = new StringWriter();

  @BeforeEach
  void count() {
    FakeTrials.RUNS.set(0);
  }

  @Test
  void runsEveryTrialOnceAndMakesTheTables() throws IOException {
    assertEquals(Main.DONE, begin(GOOD));

    assertEquals(8, FakeTrials.RUNS.get());
    assertEquals(8, rows("trials"));
    assertEquals(4, rows("tables/points"));
    assertEquals(8, rows("tables/epochs"));
    assertEquals(16, rows("tables/atoms"));
    assertTrue(output.toString().contains("8 of 8 done, 0 failed, 0 left"), output.toString());
    assertTrue(output.toString().contains("best test_accuracy 1.0015 at red=1 rate=0.01"));
  }

  @Test
  void tellsTheBestPointsAndWhereTheTablesAre() throws IOException {
    begin(GOOD);

    var lines = output.toString().lines().toList();
    int head = lines.indexOf("  red  rate  test_accuracy    mean atoms (bits)");
    assertTrue(head > 0, output.toString());
    // Two seeds that differ by 0.001: half-width tan(0.475 pi) * 0.0005.
    assertEquals(
        "  1    0.01  1.0015 ± 0.0064  out: {r}{c} 1.002, h_res 0.500", lines.get(head + 1));
    assertEquals(
        "  ± is half the width of the 95 % confidence interval over the seeds",
        lines.get(lines.size() - 3));
    assertEquals("tables: " + folder.resolve("out/tables"), lines.get(lines.size() - 2));
    assertEquals("report: " + folder.resolve("out/report.html"), lines.get(lines.size() - 1));
    assertTrue(Files.size(folder.resolve("out/report.html")) > 100_000);
  }

  @Test
  void withOneSeedThereIsNoIntervalToExplain() throws IOException {
    run(SweepFiles.SWEEP, GOOD);

    assertTrue(output.toString().contains("mean atoms (bits)"), output.toString());
    assertFalse(output.toString().contains("±"), output.toString());
  }

  @Test
  void runningAgainTrainsNothingAndStartsNoSpark() throws IOException {
    begin(GOOD);

    int code = run(TWO_SEEDS, GOOD, noSpark());

    assertEquals(Main.DONE, code);
    assertEquals(8, FakeTrials.RUNS.get());
    assertTrue(output.toString().contains("4 points, 8 trials: all are there"));
  }

  @Test
  void moreSeedsValuesOrAnAxisRunOnlyWhatIsNew() throws IOException {
    begin(GOOD);
    run(SweepFiles.SWEEP + "seeds: 3\n", GOOD);
    assertEquals(8 + 4, FakeTrials.RUNS.get());

    run(SweepFiles.SWEEP.replace("[0.5, 1.0]", "[0.5, 0.75, 1.0]") + "seeds: 2\n", GOOD);
    assertEquals(12 + 4, FakeTrials.RUNS.get());

    var modulation = "  k: {path: network.layers.out.activation.modulated.k1, values: [1, 0.5]}\n";
    run(SweepFiles.SWEEP + modulation + "seeds: 2\n", GOOD);
    assertEquals(16 + 8, FakeTrials.RUNS.get());

    run(TWO_SEEDS, GOOD);
    assertEquals(24, FakeTrials.RUNS.get());
    assertEquals(4, rows("tables/points"));
  }

  @Test
  void resumesWithExactlyTheMissingTrials() throws IOException {
    var sweep = SweepFiles.sweep(folder, TWO_SEEDS);
    var trials = SweepFiles.trials(sweep);
    try (var table = TrialTable.open(folder.resolve("out/trials"), trial -> {})) {
      for (var trial : trials.trials().subList(0, 5)) {
        table.append(trial.trialId(), GOOD.run(trials.canonical(trial)));
      }
    }
    FakeTrials.RUNS.set(0);

    run(TWO_SEEDS, GOOD);

    assertEquals(3, FakeTrials.RUNS.get());
    assertEquals(8, rows("trials"));
  }

  @Test
  void resumesFromTheJournalOfAKilledRun() throws IOException {
    var sweep = SweepFiles.sweep(folder, TWO_SEEDS);
    var trials = SweepFiles.trials(sweep);
    var journal = folder.resolve("out/trials/_journal/00000001.jsonl");
    Files.createDirectories(journal.getParent());
    Files.writeString(
        journal,
        GOOD.run(trials.canonical(trials.trials().get(0)))
            + "\n"
            + GOOD.run(trials.canonical(trials.trials().get(1))).substring(0, 200));
    FakeTrials.RUNS.set(0);

    run(TWO_SEEDS, GOOD);

    assertEquals(7, FakeTrials.RUNS.get());
    assertEquals(8, rows("trials"));
  }

  @Test
  void tablesThatAKilledRunDidNotMakeAreMadeLater() throws IOException {
    begin(GOOD);
    Files.delete(folder.resolve("out/tables/points/part-0.parquet"));
    Files.delete(folder.resolve("out/tables/_made_of"));

    run(TWO_SEEDS, GOOD);

    assertEquals(8, FakeTrials.RUNS.get());
    assertEquals(4, rows("tables/points"));
  }

  @Test
  void trialsThatThrowBecomeRowsAndTheRestGoesOn() throws IOException {
    assertEquals(Main.SOME_FAILED, begin(new FakeTrials(true, false)));

    var failed =
        LocalSpark.session()
            .read()
            .parquet(folder.resolve("out/trials").toString())
            .where("status = 'FAILED'");
    assertEquals(4, failed.count());
    var row = failed.first();
    assertEquals(
        "java.lang.IllegalStateException: seed 2 is unlucky", row.<String>getAs("message"));
    assertEquals(2L, row.<Long>getAs("seed"));
    assertTrue(row.<String>getAs("spec").startsWith("{\"dataset\":"));
    assertTrue(output.toString().contains("8 of 8 done, 4 failed, 0 left"), output.toString());
  }

  @Test
  void divergedTrialsCountAsFailedAlsoWhenRunAgain() throws IOException {
    assertEquals(Main.SOME_FAILED, begin(new FakeTrials(false, true)));
    assertEquals(Main.SOME_FAILED, run(TWO_SEEDS, GOOD, noSpark()));
    assertEquals(8, FakeTrials.RUNS.get());
  }

  @Test
  void failedTrialsRunAgainWhenAskedTo() throws IOException {
    begin(new FakeTrials(true, false));

    int code = run(TWO_SEEDS, GOOD, LocalSpark::session, new Consent(false, true));

    assertEquals(Main.DONE, code);
    assertEquals(8 + 4, FakeTrials.RUNS.get());
    assertEquals(8, rows("trials"));
    assertTrue(output.toString().contains("4 failed trials will run again"), output.toString());
    assertTrue(output.toString().contains("8 of 8 done, 0 failed, 0 left"), output.toString());
  }

  @Test
  void failedTrialsThatAreNotOfTheSweepAnyMoreStay() throws IOException {
    begin(new FakeTrials(true, false));
    var smaller = TWO_SEEDS.replace("[0.5, 1.0]", "[0.5]");

    run(smaller, GOOD, LocalSpark::session, new Consent(false, true));

    assertEquals(8 + 2, FakeTrials.RUNS.get());
    assertEquals(8, rows("trials"), "the other two are still there");
    assertTrue(output.toString().contains("2 failed trials will run again"), output.toString());
  }

  @Test
  void trialsThatAreDeletedWhileTheSweepRunsAreNotCounted() {
    var deleted = folder.resolve("out/trials");
    var name = deleted.toString(); // tasks are sent as bytes, and paths cannot be
    TrialRunner deleting =
        spec -> {
          if (DELETED.compareAndSet(false, true)) {
            delete(Path.of(name));
          }
          return GOOD.run(spec);
        };
    DELETED.set(false);

    var error = assertThrows(IOException.class, () -> run(TWO_SEEDS, deleting));

    waitUntilNothingRuns();
    assertEquals(1, error.getMessage().lines().count());
    assertTrue(error.getMessage().startsWith(deleted.toString()), error.getMessage());
    assertFalse(output.toString().contains("done"), output.toString());
    assertFalse(Files.exists(deleted), "nothing of it comes back");
  }

  /** A job that has failed may leave a trial behind, which the next test would count. */
  private static void waitUntilNothingRuns() {
    var spark = LocalSpark.session().sparkContext().statusTracker();
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          while (Arrays.stream(spark.getExecutorInfos()).anyMatch(e -> e.numRunningTasks() > 0)) {
            Thread.onSpinWait();
          }
        });
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void divergedTrialsAreNotRunAgain() throws IOException {
    begin(new FakeTrials(false, true));

    run(TWO_SEEDS, GOOD, noSpark(), new Consent(false, true));

    assertEquals(8, FakeTrials.RUNS.get());
  }

  @Test
  void trialsOfAnotherVersionAreNotMixedIn() throws IOException {
    TrialRunner old =
        spec -> {
          return GOOD.run(spec).replace(quoted(CodeVersion.get()), quoted("0.0.9"));
        };
    run(TWO_SEEDS, old);
    var more = SweepFiles.SWEEP + "seeds: 3\n";

    var error = assertThrows(SpecException.class, () -> run(more, GOOD));

    assertEquals(
        folder.resolve("out")
            + ": holds 8 trials of 0.0.9, but this is "
            + CodeVersion.get()
            + ", whose numbers may differ; choose another --out, or mix them with --accept-version",
        error.getMessage());
    assertEquals(8, FakeTrials.RUNS.get());
    run(more, GOOD, LocalSpark::session, new Consent(true, false));
    assertEquals(8 + 4, FakeTrials.RUNS.get());
    assertEquals(12, rows("trials"));
  }

  @Test
  void numbersOfTwoBlasAreNotedAtTheEnd() throws IOException {
    TrialRunner mixed =
        spec -> {
          var environment = "\"environment\":{";
          return GOOD.run(spec)
              .replace(environment, environment + "\"blas\":\"" + blas(spec) + "\"");
        };
    run(TWO_SEEDS, mixed);

    assertTrue(
        output
            .toString()
            .contains("note: the products were computed by 4 trials of Java, 4 trials of Open"),
        output.toString());
  }

  private static String blas(String spec) {
    return CanonicalJson.read(spec).get("seed").intValue() == 1 ? "Java" : "Open";
  }

  private static String quoted(String version) {
    return "\"code_version\":\"" + version + "\"";
  }

  @Test
  void expensiveTrialsComeFirst() throws IOException {
    var sweep =
        "name: small\ntrial: trial.yaml\n"
            + "axes: {epochs: {path: training.epochs, values: [1, 3, 2]}}\n";

    run(
        sweep,
        spec -> {
          EPOCHS_BY_TASK.put(
              TaskContext.getPartitionId(),
              CanonicalJson.read(spec).at("/training/epochs").intValue());
          return GOOD.run(spec);
        });

    assertEquals(Map.of(0, 3, 1, 2, 2, 1), EPOCHS_BY_TASK);
  }

  @Test
  void packedSweepHasTheSameRowsFromFewerTasks() throws IOException {
    var seeds = SweepFiles.SWEEP + "seeds: 10\n";
    TASKS.clear();

    int code =
        run(
            seeds,
            spec -> {
              TASKS.add(TaskContext.getPartitionId());
              return new FakeTrials(true, false).run(spec);
            },
            LocalSpark::session,
            Consent.NONE,
            3);

    assertEquals(Main.SOME_FAILED, code, "seed 2 of each point");
    assertEquals(40, FakeTrials.RUNS.get());
    assertEquals(40, rows("trials"));
    assertTrue(output.toString().contains("40 of 40 done, 4 failed, 0 left"), output.toString());
    assertTrue(TASKS.size() < 30, TASKS.size() + " tasks");
    run(seeds, GOOD, noSpark());
    assertEquals(40, FakeTrials.RUNS.get(), "nothing is left to run");
  }

  @Test
  void secondRunOnTheSameFolderIsRefused() throws IOException {
    try (var table = TrialTable.open(folder.resolve("out/trials"), trial -> {})) {
      assertFalse(table.contains("none"));
      assertThrows(SpecException.class, () -> run(TWO_SEEDS, GOOD));
    }
    assertEquals(0, FakeTrials.RUNS.get());
  }

  private int run(String sweep, TrialRunner runner) throws IOException {
    return run(sweep, runner, LocalSpark::session);
  }

  /** The same in a folder that is empty so far, with two seeds. */
  private int begin(FakeTrials runner) throws IOException {
    var known = MADE.get(runner);
    if (known == null) {
      int code = run(TWO_SEEDS, runner);
      var copy = made.resolve("run-" + MADE.size());
      copy(folder.resolve("out"), copy);
      known = new Run(folder, copy, output.toString(), code, FakeTrials.RUNS.get());
      MADE.put(runner, known);
    } else {
      copy(known.copy(), folder.resolve("out"));
      FakeTrials.RUNS.set(known.trials());
      output.write(known.output().replace(known.folder().toString(), folder.toString()));
    }
    return known.code();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private int run(String yaml, TrialRunner runner, Supplier<SparkSession> spark)
      throws IOException {
    return run(yaml, runner, spark, Consent.NONE);
  }

  private int run(String yaml, TrialRunner runner, Supplier<SparkSession> spark, Consent consent)
      throws IOException {
    return run(yaml, runner, spark, consent, 1);
  }

  private int run(
      String yaml, TrialRunner runner, Supplier<SparkSession> spark, Consent consent, int pack)
      throws IOException {
    var sweep = SweepFiles.sweep(folder, yaml);
    var rounds = Rounds.begin(sweep, spec -> {});
    var results = new SweepFolder(Folder.at(folder.resolve("out").toString()));
    var out = new PrintWriter(output, true);
    return new ConsoleRun(rounds, results, runner, spark, out, consent, pack).run();
  }

  private static Supplier<SparkSession> noSpark() {
    return () -> {
      throw new AssertionError("Spark must not start");
    };
  }

  private long rows(String table) {
    return LocalSpark.session().read().parquet(folder.resolve("out/" + table).toString()).count();
  }
}

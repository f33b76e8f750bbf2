package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.infomorph.files.Folder;
import org.infomorph.files.ObjectStore;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps whose folder is a URI, from the first trial to the last table. */
@Tag("thorough")
class UriSweepTest {
  private static final String SWEEP = SweepFiles.SWEEP + "seeds: 2\n";
  private static final FakeTrials TRIALS = new FakeTrials(false, false);

  @TempDir Path place;
  private final String bucket = UUID.randomUUID().toString();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void count() {
    FakeTrials.RUNS.set(0);
  }

  @Tag("spark")
  @ParameterizedTest
  @ValueSource(strings = {"file:", "memory:"})
  void runsResumesAndIsReadBackBySpark(String scheme) throws IOException {
    var uri = uri(scheme, "runs/small");
    var sweep = SweepFiles.sweep(place, SWEEP);
    var trials = SweepFiles.trials(sweep);
    try (var table = TrialTable.open(Folder.at(uri).folder("trials"), trial -> {})) {
      for (var trial : trials.trials().subList(0, 5)) { // and then it is killed
        table.append(trial.trialId(), TRIALS.run(trials.canonical(trial)));
      }
    }
    FakeTrials.RUNS.set(0);

    assertEquals(Main.DONE, run(uri));
    assertEquals(3, FakeTrials.RUNS.get());
    assertEquals(8, rows(uri + "/trials"));
    assertEquals(4, rows(uri + "/tables/points"));
    assertEquals(8, rows(uri + "/tables/epochs"));
    assertEquals(Main.DONE, run(uri));
    assertEquals(3, FakeTrials.RUNS.get(), "nothing is left to run");
    var places = "tables: " + uri + "/tables\nreport: " + uri + "/report.html\n";
    assertTrue(out.toString().endsWith(places), out.toString());
    assertTrue(Folder.at(uri).exists("report.html"));

    assertEquals(Main.DONE, execute("status", uri));
    assertTrue(out.toString().contains("8 of 8 done, 0 failed, 0 left"), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void planSeesWhatIsThereInAnObjectStore() throws IOException {
    var sweep = SweepFiles.write(place, SWEEP);
    var trials = SweepFiles.trials(SweepFiles.sweep(place, SWEEP));
    var folder = Folder.at(uri("memory:", "small")).folder("trials");
    try (var table = TrialTable.open(folder, trial -> {})) {
      for (var trial : trials.trials()) {
        table.append(trial.trialId(), TRIALS.run(trials.canonical(trial)));
      }
    }

    execute("plan", sweep.toString(), "--out", "memory://" + bucket + place);

    assertTrue(out.toString().startsWith("4 points x 2 seeds = 8 trials, 8 already there"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo://x/runs | foo://x/runs: no file system for foo: here; allowed are paths and URIs of"
            + " file: and hdfs:, and with its jar on the class path s3a: (hadoop-aws)",
        "s3a://x/runs | s3a://x/runs: no file system for s3a: here; it needs hadoop-aws",
        "s3://x/runs  | s3://x/runs: no file system for s3: here; Hadoop calls it s3a",
        "gs://x/runs  | gs://x/runs: no file system for gs: here; it needs Google's gcs-connector",
        "hdfs://no-such-host.invalid/runs | hdfs://no-such-host.invalid/runs: cannot be reached:"
            + " java.net.UnknownHostException: no-such-host.invalid",
        "file://tmp/runs | file://tmp/runs: names the machine tmp; allowed is file:/folder",
        "/x/\uFFFD/runs | /x/\uFFFD/runs: not a name in this locale's characters",
        "file:DIR/sweep.yaml | --out: DIR/sweep.yaml is a file; results need a folder",
      })
  void folderThatCannotBeIsRefusedInOneLine(String uri, String message) {
    var sweep = SweepFiles.write(place, SWEEP);

    int code = execute("run", sweep.toString(), "--out", uri.replace("DIR", place.toString()));

    assertEquals(Main.WRONG_INPUT, code, err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().startsWith(message.replace("DIR", place.toString())), err.toString());
  }

  @Test
  void objectWhereAFolderIsNeededIsRefused() throws IOException {
    var sweep = SweepFiles.write(place, SWEEP);
    Folder.at("memory://" + bucket).create("taken").close();

    int code = execute("run", sweep.toString(), "--out", "memory://" + bucket + "/taken");

    assertEquals(Main.WRONG_INPUT, code);
    assertEquals(
        "--out: memory://" + bucket + "/taken is a file; results need a folder",
        err.toString().strip());
  }

  @Test
  void bucketThatMayNotBeWrittenToIsRefused() {
    var sweep = SweepFiles.write(place, SWEEP);
    ObjectStore.bucket(bucket).denyChanges();

    int code = execute("run", sweep.toString(), "--out", "memory://" + bucket + "/runs");

    assertEquals(Main.WRONG_INPUT, code, err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(
        err.toString()
            .startsWith(
                "the folder memory://" + bucket + "/runs/small/trials cannot be written to:"),
        err.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run SWEEP --out BUCKET",
        "plan SWEEP --out BUCKET",
        "status BUCKET/small",
        "report BUCKET/small",
        "verify BUCKET/small",
      })
  void everyVerbSaysInOneLineThatKeysAreWrong(String words) {
    var sweep = SweepFiles.write(place, SWEEP);
    ObjectStore.bucket(bucket).denyAll();
    var uri = "memory://" + bucket + "/keys";

    int code = execute(words.replace("SWEEP", sweep + "").replace("BUCKET", uri).split(" "));

    assertEquals(Main.WRONG_INPUT, code, err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("the folder " + uri + "/small cannot be "), err.toString());
    assertTrue(err.toString().contains("Forbidden"), err.toString());
  }

  @Test
  void statusOfWhatIsNoSweepIsRefused() {
    var uri = "memory://" + bucket + "/none";

    assertEquals(Main.WRONG_INPUT, execute("status", uri));
    assertEquals(uri + ": not the folder of a sweep; it has no trials", err.toString().strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:"})
  void storedSweepMakesStatusReadNoOtherFile(String scheme) throws IOException {
    SweepFiles.write(place, SWEEP); // beside it, where its trial would be found
    Files.createDirectories(place.resolve("trials"));

    int code = execute("status", scheme + place);

    assertEquals(Main.WRONG_INPUT, code);
    assertEquals(
        scheme
            + place
            + "/sweep.yaml: trial: found the name of a file; a stored sweep contains the trial itself",
        err.toString().strip());
  }

  @Test
  void settingsOfSparkForHadoopReachTheFolder() throws IOException {
    System.setProperty("spark.hadoop.fs.other.impl", ObjectStore.class.getName());
    try {
      Folder.at("other://" + bucket + "/a").create("b").close();
    } finally {
      System.clearProperty("spark.hadoop.fs.other.impl");
    }
    assertTrue(ObjectStore.bucket(bucket).paths().contains("/a/b"));
  }

  @Test
  void logOfAUriIsAFileOfThisMachine() {
    var folder = new SweepFolder(Folder.at(uri("memory:", "runs")));

    assertEquals(Path.of("infomorph.log").toAbsolutePath(), folder.log());
    assertFalse(Folder.at(uri("memory:", "runs")).local().isPresent());
    assertEquals(
        place.resolve("a/_log/infomorph.log"),
        new SweepFolder(Folder.at("file:" + place + "/a")).log());
  }

  private String uri(String scheme, String name) {
    return (scheme.equals("file:") ? "file:" : "memory://" + bucket) + place + "/" + name;
  }

  private int run(String uri) throws IOException {
    var sweep = SweepFiles.sweep(place, SWEEP);
    var rounds = Rounds.begin(sweep, spec -> {});
    var folder = new SweepFolder(Folder.at(uri));
    var printer = new PrintWriter(out, true);
    return new ConsoleRun(rounds, folder, TRIALS, LocalSpark::session, printer, Consent.NONE, 1)
        .run();
  }

  private static long rows(String table) {
    return LocalSpark.session().read().parquet(table).count();
  }

  private int execute(String... args) {
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}

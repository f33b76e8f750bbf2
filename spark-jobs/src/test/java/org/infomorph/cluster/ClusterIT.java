package org.infomorph.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tasks.LocalSpark;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same sweep file, here and on a cluster, as users send it there.
 *
 * <p>All processes share this machine and its files. The data folder is therefore given as a path
 * that means another folder to each process, its working directory: only the driver's has the data.
 */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
  private static final Duration ENOUGH = Duration.ofMinutes(10);
  private static final String MAIN = "org.infomorph.app.Main";
  private static final String DATA = "/proc/self/cwd/data";
  private static final int TRIALS = 16;

  @TempDir static Path folder;
  private static StandaloneCluster cluster;
  private static Path sweep;

  @BeforeAll
  static void start() throws IOException {
    cluster = StandaloneCluster.start("sweeps");
    var images = cluster.folder().resolve("data/images");
    SmallImages.write(images);
    SmallImages.pack(images, cluster.folder().resolve("images.zip"));
    sweep = SweepFiles.write(folder, SweepFiles.SWEEP);
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
  }

  @Test
  @Order(1)
  void runsOnThisMachine() throws IOException {
    var run = cluster.submit(List.of("--master", "local[2]"), MAIN, words("here"));

    assertEquals(0, run.exitCode(ENOUGH), run.output());
    assertEquals(TRIALS, trials("here"));
  }

  @Test
  @Order(2)
  void givesTheSameOnAClusterWithDataSentAlong() throws IOException {
    var run =
        cluster.submit(
            List.of(
                "--archives",
                "images.zip#images",
                "--conf",
                "spark.executor.extraJavaOptions=-Dos.version=of-executor"),
            MAIN,
            words("there"));

    assertEquals(0, run.exitCode(ENOUGH), run.output());
    assertEquals(TRIALS, trials("there"));
    assertSameResults("there");
    var places = rows("there").select("environment.os").distinct().collectAsList();
    assertEquals(1, places.size());
    assertTrue(places.get(0).getString(0).contains("of-executor"), places + "");
  }

  @Test
  @Order(3)
  void runAgainHasNothingToDo() throws IOException {
    var run = cluster.submit(MAIN, words("there"));

    assertEquals(0, run.exitCode(ENOUGH), run.output());
    assertTrue(run.output().contains(TRIALS + " trials: all are there"), run.output());
    assertFalse(run.output().contains("making the tables"), run.output());
  }

  @Test
  @Order(4)
  void lostExecutorsAndWorkersCostNoTrial() throws IOException {
    var run = cluster.submit(List.of("--archives", "images.zip#images"), MAIN, words("faults"));

    awaitTrials("faults", 2);
    cluster.killExecutor();
    awaitTrials("faults", 5);
    cluster.killWorker(1);
    assertEquals(0, run.exitCode(ENOUGH), run.output());
    cluster.restartWorker(1);

    assertTrue(run.output().contains("exited with code 137"), run.output());
    assertTrue(run.output().contains("worker lost"), run.output());
    assertEquals(TRIALS, trials("faults"));
    assertSameResults("faults");
  }

  @Test
  @Order(5)
  void theLauncherSendsASweepToACluster() throws IOException {
    var launcher = launcher(words("launched"), "--master", cluster.master());
    launcher.environment().put("INFOMORPH_OPTS", "-Dspark.archives=images.zip#images");

    var run = cluster.launch(launcher);

    assertEquals(0, run.exitCode(ENOUGH), run.output());
    assertEquals(TRIALS, trials("launched"));
    assertSameResults("launched");
  }

  @Test
  @Order(6)
  void aMasterThatIsNoneIsOneLine() throws IOException {
    for (var master : List.of("nonsense", "spark://" + StandaloneCluster.HOST + ":1")) {
      var run = cluster.launch(launcher(words("none"), "--master", master));

      assertEquals(2, run.exitCode(ENOUGH), run.output());
      var messages = run.output().lines().filter(line -> line.startsWith("--master")).toList();
      assertEquals(1, messages.size(), run.output());
      assertTrue(messages.get(0).startsWith("--master " + master + ": "), run.output());
      assertEquals(messages.get(0), run.output().lines().reduce("", (a, b) -> b));
    }
  }

  @Test
  @Order(7)
  void theDriverMayRunOnTheClusterToo() throws IOException {
    var options =
        List.of(
            "--deploy-mode",
            "cluster",
            "--conf",
            "spark.standalone.submit.waitAppCompletion=true",
            "--conf",
            "spark.driver.memory=1g");
    var words = words("driven");
    words[List.of(words).indexOf(DATA)] = cluster.folder().resolve("data").toString();

    var submitted = cluster.submit(options, MAIN, words);

    assertEquals(0, submitted.exitCode(ENOUGH), submitted.output());
    assertTrue(submitted.output().contains("FINISHED"), submitted.output());
    assertEquals(TRIALS, trials("driven"));
    assertSameResults("driven");
  }

  /** In a copy of the project that has been built; what Maven would do is done. */
  private static ProcessBuilder launcher(String[] words, String... more) throws IOException {
    var built = Path.of(System.getProperty("infomorph.app.jar")).getParent();
    var project = folder.resolve("project");
    var target = project.resolve("spark-jobs/target");
    if (!Files.exists(project)) {
      Files.createDirectories(target);
      var script = Path.of(System.getProperty("project.root"), "infomorph");
      Files.copy(script, project.resolve("infomorph"));
      for (var name : List.of("infomorph-app.jar", "classes")) {
        Files.createSymbolicLink(target.resolve(name), built.resolve(name));
      }
      Files.createDirectories(target.resolve("launcher"));
      for (var name : List.of("launcher/jvm.flags", "launcher/class.path")) {
        Files.copy(built.resolve(name), target.resolve(name));
      }
      var maven = Files.createDirectories(project.resolve("bin")).resolve("mvn");
      Files.writeString(maven, "#!/bin/sh\n");
      Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    var command = new ArrayList<>(List.of("/bin/sh", project.resolve("infomorph").toString()));
    command.addAll(List.of(words));
    command.addAll(List.of(more));
    var builder = new ProcessBuilder(command);
    var environment = builder.environment();
    environment.clear();
    environment.putAll(cluster.home().environment());
    environment.keySet().removeAll(List.of("SPARK_HOME", "SPARK_SCALA_VERSION"));
    environment.compute("PATH", (name, path) -> project.resolve("bin") + ":" + path);
    return builder;
  }

  private static String[] words(String out) {
    return new String[] {
      "run",
      sweep.toString(),
      "--set",
      "dataset={idx: {directory: images}}",
      "--set",
      "training.epochs=400",
      "--set",
      "seeds=" + TRIALS / 4,
      "--data",
      DATA,
      "--out",
      folder.resolve(out).toString()
    };
  }

  private static void awaitTrials(String out, int count) {
    Pause.until(count + " trials", () -> trials(out) >= count, ENOUGH);
  }

  /** How many are there, in files or in the journal; none while there is no table. */
  private static int trials(String out) {
    var found = new AtomicInteger();
    var table = table(out);
    if (Files.isDirectory(table)) {
      try {
        TrialTable.scan(table, trial -> found.incrementAndGet());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return found.get();
  }

  private static void assertSameResults(String out) {
    assertEquals(results("here"), results(out));
  }

  /** All that the trials have found, to the last bit, without when and where. */
  private static List<String> results(String out) {
    return rows(out)
        .drop("started_at", "seconds", "environment")
        .sort(functions.col("trial_id"))
        .toJSON()
        .collectAsList();
  }

  private static Dataset<Row> rows(String out) {
    return LocalSpark.session().read().parquet(table(out).toString());
  }

  private static Path table(String out) {
    return folder.resolve(out).resolve("small").resolve("trials");
  }
}

package org.infomorph.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infomorph.cluster.Drill;
import org.infomorph.cluster.LoggedProcess;
import org.infomorph.cluster.Reach;
import org.infomorph.cluster.SmallImages;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on YARN, as users send them there, with their folder on HDFS. */
@Tag("services")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class YarnIT {
  private static final Drills DRILLS = new Drills("yarn");
  private static final String MAIN = "org.infomorph.app.Main";

  @TempDir static Path folder;
  private static Hdfs hdfs;
  private static Yarn yarn;

  @BeforeAll
  static void start() throws IOException {
    hdfs = Hdfs.start("yarn-hdfs");
    yarn = Yarn.start("yarn", hdfs);
  }

  @AfterAll
  static void stop() throws IOException {
    DRILLS.print();
    if (yarn != null) {
      yarn.close();
    }
    hdfs.close();
  }

  /** The data of the driver lies on this machine, that of the cluster is sent along. */
  @Test
  @Order(1)
  @Tag("brief")
  void bothDeployModesGiveWhatThisMachineGives() throws IOException {
    var images = folder.resolve("data/images");
    SmallImages.write(images);
    SmallImages.pack(images, folder.resolve("images.zip"));
    Files.writeString(
        folder.resolve("trial.yaml"),
        SweepFiles.TRIAL.replaceFirst("dataset: .*", "dataset: {idx: {directory: images}}"));
    Files.writeString(folder.resolve("sweep.yaml"), SweepFiles.SWEEP + "seeds: 2\n");
    var local = folder.resolve("here").toString();
    var here =
        Verbs.run(
            folder, Reach.OF_THE_BUILD, "run", "sweep.yaml", "--data", "data", "--out", local);
    assertEquals(0, here.exitCode(Drills.ENOUGH), here.output());
    var expected = contents(Reach.OF_THE_BUILD, local);

    var client = submit("client", List.of(), "--data", "data");
    assertEquals(0, client.exitCode(Drills.ENOUGH), client.output());
    assertEquals(expected, contents(reach(), hdfs.uri() + "/client"));

    var files = List.of("--files", "sweep.yaml,trial.yaml");
    var cluster = submit("cluster", files);
    assertEquals(0, cluster.exitCode(Drills.ENOUGH), cluster.output());
    assertEquals(expected, contents(reach(), hdfs.uri() + "/cluster"));
  }

  @Test
  @Order(2)
  void executorsKilled() throws IOException {
    var drill = drill("executor killed", 12 * (Drills.TIMES + 1));
    var run = Drills.begin(drill, () -> start(drill, "client"));
    for (int time = 0; time < Drills.TIMES; time++) {
      Drills.awaitTrials(drill, drill.table().size() + 4);
      yarn.killExecutor();
      drill.disturbed();
    }
    assertEquals(0, run.exitCode(Drills.ENOUGH), run.output());

    DRILLS.assertNothingLost(drill, "executor killed");
  }

  @Test
  @Order(3)
  void driverOfThisMachineKilled() throws IOException {
    var drill = drill("driver killed", 10 * (Drills.TIMES + 1));
    for (int time = 0; time < Drills.TIMES; time++) {
      var run = Drills.begin(drill, () -> start(drill, "client"));
      Drills.awaitTrials(drill, drill.table().size() + 4);
      run.kill();
      drill.disturbed();
    }
    Drills.finish(drill, () -> start(drill, "client"));

    DRILLS.assertNothingLost(drill, "driver killed, client mode");
  }

  /** YARN starts the driver again, and the sweep goes on: nobody gives a command. */
  @Test
  @Order(4)
  void driverOnTheClusterKilled() throws IOException {
    var drill = drill("driver on the cluster killed", 12 * (Drills.TIMES + 1));
    for (int time = 0; time < Drills.TIMES; time++) {
      var run = Drills.begin(drill, () -> start(drill, "cluster"));
      Drills.awaitTrials(drill, drill.table().size() + 4);
      yarn.killDriver();
      drill.disturbed();
      assertEquals(0, run.exitCode(Drills.ENOUGH), run.output());
      drill.write(Drills.sweep(12 * (Drills.TIMES + 2 + time)));
    }
    Drills.finish(drill, () -> start(drill, "client"));

    DRILLS.assertNothingLost(drill, "driver killed, cluster mode");
  }

  private static LoggedProcess start(Drill drill, String mode) throws IOException {
    var options = new ArrayList<>(yarn.options(mode));
    options.addAll(List.of("--conf", "spark.executor.maxNumFailures=1000000"));
    return drill.submit(yarn.home(), yarn.environment(), options);
  }

  /** As docs/clusters.md has it. */
  private static LoggedProcess submit(String mode, List<String> files, String... words)
      throws IOException {
    var command = new ArrayList<>(yarn.options(mode));
    command.addAll(List.of("--archives", "images.zip#images"));
    command.addAll(files);
    command.addAll(List.of("--class", MAIN, System.getProperty("infomorph.app.jar")));
    command.addAll(List.of("run", "sweep.yaml", "--out", hdfs.uri() + "/" + mode));
    command.addAll(List.of(words));
    var process = yarn.home().submit(command).directory(folder.toFile());
    process.environment().putAll(yarn.environment());
    return LoggedProcess.start(process, folder.resolve("submit-" + mode + ".log"));
  }

  private static String contents(Reach reach, String out) throws IOException {
    var verify = Verbs.run(folder, reach, "verify", out + "/small", "--trials", "0");
    assertEquals(0, verify.exitCode(Drills.ENOUGH), verify.output());
    assertTrue(verify.output().contains("8 trials"), verify.output());
    return Verbs.contents(verify);
  }

  private static Drill drill(String fault, int seeds) throws IOException {
    var place = Drills.folder(folder, fault);
    var uri = hdfs.uri() + "/" + Drills.folder(Path.of("drills"), fault) + "/drill";
    return new Drill(place, Drills.sweep(seeds), 1, uri, reach());
  }

  private static Reach reach() {
    return new Reach(List.of(hdfs.conf()), List.of(), List.of());
  }
}

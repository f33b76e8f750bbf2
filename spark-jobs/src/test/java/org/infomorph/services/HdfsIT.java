package org.infomorph.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.infomorph.cluster.Drill;
import org.infomorph.cluster.LoggedProcess;
import org.infomorph.cluster.Pause;
import org.infomorph.cluster.Reach;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps whose folder is on HDFS, which loses what it can lose meanwhile. */
@Tag("services")
class HdfsIT {
  private static final Drills DRILLS = new Drills("hdfs");
  private static final long AWAY_MILLIS = 15_000;

  private static Hdfs hdfs;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    hdfs = Hdfs.start("hdfs");
  }

  @AfterAll
  static void stop() throws IOException {
    DRILLS.print();
    hdfs.close();
  }

  @Test
  void driverKilled() throws IOException {
    var drill = drill("driver killed", 10 * (Drills.TIMES + 1));
    var random = new Random(14);
    for (int time = 0; time < Drills.TIMES; time++) {
      var run = Drills.begin(drill, drill::startHere);
      Pause.millis(random.nextInt(4000));
      assertTrue(run.isAlive(), run.output());
      run.kill();
      drill.disturbed();
    }
    Drills.finish(drill, drill::startHere);

    DRILLS.assertNothingLost(drill, "driver killed");
  }

  @Test
  void dataNodeAwayFor15Seconds() throws IOException {
    var drill = drill("data node away", 16);
    var disturbed = new ArrayList<LoggedProcess>();
    for (int time = 0; time < Drills.TIMES; time++) {
      drill.write(Drills.sweep(16 + 12 * time)); // the run before has gone on to its end
      var run = Drills.begin(drill, drill::startHere);
      Drills.awaitTrials(drill, drill.table().size() + 4);
      drill.disturbed();
      hdfs.killDataNode();
      Pause.millis(AWAY_MILLIS);
      hdfs.startDataNode();
      if (!run.isAlive()) { // the only copy of an open file is gone: a run may stop, and says so
        assertEquals(1, run.exitCode(Drills.ENOUGH), run.output());
      }
      run.exitCode(Drills.ENOUGH);
      disturbed.add(run);
    }
    Drills.finish(drill, drill::startHere);

    DRILLS.assertNothingLost(drill, "data node away for 15 s");
    disturbed.forEach(Drills::assertNoTrace);
  }

  @Test
  @Tag("brief")
  void driverAndDataNodeKilledTogether() throws IOException {
    var drill = drill("driver and data node killed", 10 * (Drills.TIMES + 1));
    for (int time = 0; time < Drills.TIMES; time++) {
      var run = Drills.begin(drill, drill::startHere);
      Drills.awaitTrials(drill, drill.table().size() + 4);
      drill.disturbed();
      hdfs.killDataNode();
      run.kill();
      hdfs.startDataNode();
    }
    Drills.finish(drill, drill::startHere);

    DRILLS.assertNothingLost(drill, "driver and data node killed");
  }

  @Test
  void quotaFull() throws IOException {
    var drill = drill("quota full", 10 * (Drills.TIMES + 1));
    var disturbed = new ArrayList<LoggedProcess>();
    var parent = new org.apache.hadoop.fs.Path(uri("quota full")).getParent();
    for (int time = 0; time < Drills.TIMES; time++) {
      var run = Drills.begin(drill, drill::startHere);
      Drills.awaitTrials(drill, drill.table().size() + 2);
      drill.disturbed();
      hdfs.files().setQuota(parent, HdfsConstants.QUOTA_DONT_SET, 1 << 20);
      assertEquals(1, run.exitCode(Drills.ENOUGH), run.output());
      assertTrue(run.output().contains("quota"), run.output());
      disturbed.add(run);
      hdfs.files().setQuota(parent, HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
    }
    Drills.finish(drill, drill::startHere);

    DRILLS.assertNothingLost(drill, "quota full, then lifted");
    disturbed.forEach(Drills::assertNoTrace);
  }

  @Test
  void safeModeEnteredAndLeft() throws IOException {
    var drill = drill("safe mode", 16);
    for (int time = 0; time < Drills.TIMES; time++) {
      drill.write(Drills.sweep(16 + 12 * time)); // the run before has gone on to its end
      var run = Drills.begin(drill, drill::startHere);
      Drills.awaitTrials(drill, drill.table().size() + 2);
      drill.disturbed();
      hdfs.files().setSafeMode(SafeModeAction.ENTER);
      Pause.millis(AWAY_MILLIS);
      hdfs.files().setSafeMode(SafeModeAction.LEAVE);
      run.exitCode(Drills.ENOUGH);
    }
    Drills.finish(drill, drill::startHere);

    DRILLS.assertNothingLost(drill, "safe mode for 15 s");
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
    Verbs.assertAllWork(folder, hdfs.uri() + "/verbs", reach());
  }

  private Drill drill(String fault, int seeds) throws IOException {
    return new Drill(Drills.folder(folder, fault), Drills.sweep(seeds), 1, uri(fault), reach());
  }

  private static String uri(String fault) {
    return hdfs.uri() + "/" + Drills.folder(Path.of("drills"), fault) + "/drill";
  }

  /** A user's HADOOP_CONF_DIR, which the launcher puts on the class path. */
  private static Reach reach() {
    return new Reach(List.of(hdfs.conf()), List.of(), List.of());
  }
}

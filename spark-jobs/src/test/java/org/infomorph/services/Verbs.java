package org.infomorph.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infomorph.cluster.LoggedProcess;
import org.infomorph.cluster.Reach;
import org.infomorph.cluster.ThisBuild;
import org.infomorph.sweep.SweepFiles;

/** All verbs that take the folder of a sweep, each in a JVM of its own. */
final class Verbs {
  private static final String MAIN = "org.infomorph.app.Main";

  private Verbs() {}

  /**
   * Runs a sweep and asks for all that can be asked about it; the same sweep on the local disk has
   * the same contents.
   *
   * @param folder of this machine
   * @param out a URI
   */
  static void assertAllWork(Path folder, String out, Reach reach) throws IOException {
    var sweep = SweepFiles.write(folder, SweepFiles.SWEEP + "seeds: 2\n").toString();
    var here = folder.resolve("runs").toString();
    assertEnds(0, run(folder, Reach.OF_THE_BUILD, "run", sweep, "--out", here));
    var run = run(folder, reach, "run", sweep, "--out", out);
    assertEnds(0, run);
    assertTrue(run.output().contains("report: " + out + "/small/report.html"), run.output());

    var plan = run(folder, reach, "plan", sweep, "--out", out);
    assertEnds(0, plan);
    assertTrue(plan.output().contains("8 already there, 0 to run"), plan.output());

    var status = run(folder, reach, "status", out + "/small");
    assertEnds(0, status);
    assertTrue(status.output().contains("8 of 8 done, 0 failed, 0 left"), status.output());

    var report = run(folder, reach, "report", out + "/small", "--figures", "svg");
    assertEnds(0, report);
    assertTrue(report.output().contains("figures: " + out + "/small/figures"), report.output());

    var verify = run(folder, reach, "verify", out + "/small", "--trials", "2");
    assertEnds(0, verify);
    assertTrue(verify.output().contains("2 of 2 trials equal bit for bit"), verify.output());
    var local = run(folder, Reach.OF_THE_BUILD, "verify", here + "/small", "--trials", "0");
    assertEnds(0, local);
    assertEquals(contents(local), contents(verify));
  }

  /** Every verb, with one line and exit code 2 each. */
  static void assertAllRefuse(Path folder, String out, Reach reach, String reason)
      throws IOException {
    var sweep = SweepFiles.write(folder, SweepFiles.SWEEP + "seeds: 2\n").toString();
    for (var words :
        List.of(
            List.of("run", sweep, "--out", out),
            List.of("plan", sweep, "--out", out),
            List.of("status", out + "/small"),
            List.of("report", out + "/small"),
            List.of("verify", out + "/small"))) {
      var run = run(folder, reach, words.toArray(new String[0]));
      assertEnds(2, run);
      var lines = run.output().lines().filter(line -> !line.startsWith("WARNING: Using")).toList();
      assertEquals(1, lines.size(), words + "\n" + run.output());
      assertTrue(lines.get(0).contains(reason), words + "\n" + run.output());
    }
  }

  /** The line of {@code verify} with the hash of all trials. */
  static String contents(LoggedProcess verify) {
    return verify
        .output()
        .lines()
        .filter(line -> line.startsWith("contents: "))
        .findFirst()
        .orElseThrow();
  }

  static LoggedProcess run(Path folder, Reach reach, String... words) throws IOException {
    var command = new ArrayList<>(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", MAIN));
    command.addAll(List.of(words));
    return LoggedProcess.start(
        ThisBuild.java(reach, command).directory(folder.toFile()),
        folder.resolve(words[0] + "-" + System.nanoTime() + ".log"));
  }

  private static void assertEnds(int code, LoggedProcess run) {
    assertEquals(code, run.exitCode(Drills.ENOUGH), run.output());
  }
}

package org.infomorph.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cluster of the other tests: that it is one, and a plain one. */
@Tag("cluster")
class StandaloneClusterIT {
  private static final Duration ENOUGH = Duration.ofMinutes(10);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"infomorph", "ejml", "breeze", "openblas", "javacpp", "picocli"})
  void hasNothingThatTheApplicationMustBring(String word) throws IOException {
    var found = SparkHome.jars().stream().filter(jar -> jar.toString().contains("/" + word));

    assertEquals(List.of(), found.toList());
  }

  @Test
  void runsTheApplicationAndLosesProcessesOnDemand() throws IOException {
    List<ProcessHandle> executors;
    LoggedProcess idle;
    try (var cluster = StandaloneCluster.start("harness")) {
      var version = cluster.submit("org.infomorph.app.Main", "--version");
      assertEquals(0, version.exitCode(ENOUGH), version.output());
      assertTrue(version.output().contains("infomorph "), version.output());

      var sweep = SweepFiles.write(folder, SweepFiles.SWEEP).toString();
      idle = cluster.submit("org.infomorph.app.Main", "run", sweep, "--set", "seeds=300");
      executors = cluster.awaitExecutors(2);
      cluster.killExecutor();
      Pause.until(
          "another executor",
          () -> cluster.executors().stream().anyMatch(e -> !executors.contains(e)),
          ENOUGH);
      cluster.killWorker(0);
      Pause.until("one executor", () -> cluster.executors().size() == 1, ENOUGH);
      cluster.restartWorker(0);
      assertEquals(2, cluster.awaitExecutors(2).size());
      assertTrue(idle.isAlive(), idle.output());
      idle.kill();
      assertEquals(137, idle.exitCode(ENOUGH));
      Pause.until("no executor", () -> cluster.executors().isEmpty(), ENOUGH);
    }
    assertFalse(
        Stream.concat(executors.stream(), Stream.of(idle.handle())).anyMatch(p -> p.isAlive()));
  }
}

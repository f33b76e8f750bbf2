package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.infomorph.app.SweepElsewhere.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * One small sweep, in JVMs of its own: the hash of its trials is the same whatever Spark does. Each
 * JVM has one Spark context; for speculation that one has two executors on two hosts.
 */
@Tag("thorough")
@Tag("spark")
class SameNumbersTest {
  private static final int TRIALS = 12;
  private static final long MINUTES = 4;

  @TempDir Path folder;
  private final List<Process> running = new ArrayList<>();

  private record Outcome(String hash, int trials, int again) {}

  @AfterEach
  void stop() {
    for (var process : running) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void coresOrderAndRetriesChangeNoBit() throws IOException, InterruptedException {
    var one = run("one-core", "local[1]", Trouble.NONE, 0);
    var two = run("two-cores", "local[2]", Trouble.NONE, 0);
    var shuffled = run("shuffled", "local[2]", Trouble.NONE, 7);
    var retried = run("retried", "local[2,4]", Trouble.RETRIES, 8);

    assertEquals(new Outcome(one.hash(), TRIALS, 0), one);
    assertEquals(one, two);
    assertEquals(one, shuffled);
    assertEquals(new Outcome(one.hash(), TRIALS, TRIALS), retried);
  }

  @Tag("faults")
  @Test
  void packsChangeNoBit() throws IOException, InterruptedException {
    var single = run("single", "local[2]", Trouble.NONE, 0);
    var packed = run("packed", "local[2]", Trouble.NONE, 0, 7);
    var shuffled = run("shuffled", "local[2]", Trouble.NONE, 7, 7);

    assertEquals(new Outcome(single.hash(), TRIALS, 0), single);
    assertEquals(single, packed);
    assertEquals(single, shuffled);
  }

  @Tag("faults")
  @Test
  @EnabledOnOs(OS.LINUX)
  void packWhoseExecutorDiesChangesNoBit() throws IOException, InterruptedException {
    var single = run("single", "local[2]", Trouble.NONE, 0);
    var lost = run("lost", SweepElsewhere.TWO_HOSTS, Trouble.DEATH, 0, 5);

    assertEquals(new Outcome(single.hash(), TRIALS, lost.again()), lost);
    assertEquals(2, lost.again(), "5 and 6 were begun, and again as tasks of their own");
  }

  /** Two hosts on one machine are two loopback addresses, which only Linux has from the start. */
  @Tag("faults")
  @Test
  @EnabledOnOs(OS.LINUX)
  void speculationOnAClusterChangesNoBit() throws IOException, InterruptedException {
    var one = run("one-core", "local[1]", Trouble.NONE, 0);
    var speculated = run("speculated", SweepElsewhere.TWO_HOSTS, Trouble.SPECULATION, 9);

    assertEquals(new Outcome(one.hash(), TRIALS, speculated.again()), speculated);
    assertTrue(speculated.again() >= 1, "a copy ran: " + speculated);
  }

  private Outcome run(String name, String master, Trouble trouble, long shuffle)
      throws IOException, InterruptedException {
    return run(name, master, trouble, shuffle, 1);
  }

  private Outcome run(String name, String master, Trouble trouble, long shuffle, int pack)
      throws IOException, InterruptedException {
    var place = Files.createDirectories(folder.resolve(name));
    var home = folder.resolve("spark-home");
    Files.createDirectories(home.resolve("jars"));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Xmx") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx700m", "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            "-Dlog4j2.configurationFile=infomorph-log4j2.properties",
            "-Dinfomorph.log=" + place.resolve("log")));
    command.add(SweepElsewhere.class.getName());
    command.addAll(List.of(place.toString(), master, trouble.name()));
    command.addAll(List.of(Long.toString(shuffle), Integer.toString(pack)));
    var rows = place.resolve("out");
    var errors = place.resolve("errors");
    var builder = new ProcessBuilder(command).directory(place.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    var process = builder.redirectOutput(rows.toFile()).redirectError(errors.toFile()).start();
    running.add(process);
    assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), name + " does not end");
    assertEquals(0, process.exitValue(), name + ": " + Files.readString(errors));
    var words = Files.readString(rows).strip().split(" ");
    return new Outcome(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]));
  }
}

package org.infomorph.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a machine may lack is said in one line, before anything is trained; in JVMs of their own.
 */
@Tag("thorough")
class MachineTest {
  private static final Duration ENOUGH = Duration.ofMinutes(5);

  @TempDir Path place;
  private Path sweep;

  private record Outcome(int code, String output) {
    void isOneLine(int expected, String begin) {
      assertEquals(expected, code, output);
      assertTrue(output.lines().toList().get(0).startsWith(begin), output);
      assertEquals(1, output.lines().count(), output);
    }
  }

  @BeforeEach
  void sweep() {
    sweep = SweepFiles.write(place, SweepFiles.SWEEP);
  }

  @Test
  void unexpectedErrorIsALineAndTheLogThatItNamesHasTheTrace() throws Exception {
    var inTheWay = Files.createDirectories(place.resolve("o ${user.name} #/small/sweep.yaml/a"));
    var results = inTheWay.getParent().getParent();

    var outcome =
        main(List.of(), Map.of(), "run", sweep + "", "--out", results.getParent().toString());

    var log = results.resolve("_log/infomorph.log");
    outcome.isOneLine(1, "java.nio.file.");
    assertTrue(
        outcome.output.strip().endsWith("(where it happened: " + log + ", or --verbose)"),
        outcome.output);
    var text = Files.readString(log);
    assertTrue(text.contains("ERROR LogFile: unexpected"), text);
    assertTrue(text.contains("at org.infomorph.run.SweepJob.run"), text);
  }

  @Test
  void logThatCannotBeWrittenIsNotNamedAsIfItCould() throws Exception {
    Files.createDirectories(place.resolve("small/sweep.yaml/a"));
    Files.writeString(place.resolve("small/_log"), "in the way");

    var outcome = main(List.of(), Map.of(), "run", sweep + "", "--out", place.toString());

    outcome.isOneLine(1, "java.nio.file.");
    assertTrue(outcome.output.contains("(where it happened: no log, as "), outcome.output);
  }

  @Test
  void littleMemoryIsSaidWithTheRemedy() throws Exception {
    run(List.of("-Xmx256m"), Map.of())
        .isOneLine(1, "Java has 2"); // 256 MB, or less what the collector keeps
  }

  @Test
  void scratchFolderThatCannotBeIsNamed() throws Exception {
    var none = sweep + "/none"; // below a file
    run(List.of(), Map.of("SPARK_LOCAL_DIRS", none))
        .isOneLine(1, "Spark cannot write to " + none + " (SPARK_LOCAL_DIRS; ");
    run(List.of("-Djava.io.tmpdir=" + none), Map.of())
        .isOneLine(1, "Spark cannot write to " + none + " (java.io.tmpdir; ");
  }

  @Test
  void nativeCodeIsLoadedFromAnotherFolder() throws Exception {
    var none = place.resolve("none");
    var results = place.resolve("out");
    var words =
        new String[] {"trial", place + "/trial.yaml", "--blas", "java", "--out", results + ""};

    var outcome =
        main(
            List.of("-Djava.io.tmpdir=" + none, "-Duser.home=" + none, "-Duser.dir=" + none),
            Map.of(),
            words);
    outcome.isOneLine(1, "native code cannot be loaded from " + none);
    assertFalse(Files.exists(results), outcome.output);

    outcome = main(List.of("-Djava.io.tmpdir=" + none, "-Duser.home=" + place), Map.of(), words);
    assertEquals(0, outcome.code, outcome.output);
    assertTrue(outcome.output.strip().endsWith("added to " + results), outcome.output);
  }

  /** What it says after what it is about to do, which it then must not have begun. */
  private Outcome run(List<String> options, Map<String, String> outside) throws Exception {
    var results = place.resolve("out");
    var outcome = main(options, outside, "run", sweep.toString(), "--out", results.toString());
    assertFalse(Files.exists(results.resolve("small/tables")), outcome.output);
    return new Outcome(outcome.code, outcome.output.replace("4 points, 4 trials: 4 to run\n", ""));
  }

  private Outcome main(List<String> options, Map<String, String> outside, String... words)
      throws IOException {
    var line = new ArrayList<>(options);
    line.add("org.infomorph.app.Main");
    line.addAll(List.of(words));
    var builder = ThisBuild.java(line);
    builder.environment().putAll(outside);
    var process = LoggedProcess.start(builder, place.resolve("output"));
    int code = process.exitCode(ENOUGH);
    var notes = "(?m)^(WARNING: Using incubator|still at work).*\n"; // on a slow machine
    return new Outcome(code, process.output().replaceAll(notes, ""));
  }
}

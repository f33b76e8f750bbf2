package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.infomorph.form.CanonicalJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same trials in JVMs that compute in other ways: interpreted, compiled by one compiler or by
 * both, with vectors of other widths and none, with and without the vector module; and in another
 * JDK, where the system property {@code infomorph.other.java} or JAVA_HOME_OTHER names one. The
 * hashes of their rows are pinned, so a last bit that changes is seen.
 */
@Tag("thorough")
class StrictNumbersTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final Path PINNED =
      ROOT.resolve("spark-jobs/src/test/resources/numbers/pinned.txt");
  private static final long MINUTES = 5;

  @TempDir Path folder;
  private final List<Process> running = new ArrayList<>();

  private record Jvm(String name, Process process, Path rows, Path errors) {}

  @AfterEach
  void stop() {
    running.forEach(Process::destroyForcibly);
  }

  @Test
  void everyJvmComputesTheSameRows() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var jvms = new ArrayList<Jvm>();
    jvms.add(start("default", java));
    jvms.add(start("interpreted", java, "-Xint"));
    jvms.add(start("no AVX", java, "-XX:UseAVX=0"));
    jvms.add(start("AVX 2, no FMA", java, "-XX:UseAVX=2", "-XX:-UseFMA"));
    jvms.add(start("first compiler", java, "-XX:TieredStopAtLevel=1"));
    jvms.add(start("second compiler", java, "-XX:-TieredCompilation", "-Xbatch"));
    jvms.add(start("vector module", java, "--add-modules=jdk.incubator.vector"));
    var other = otherJava();
    if (other.isPresent()) {
      jvms.add(start("other JDK", other.get()));
    }

    var expected = rows(jvms.get(0));
    for (var jvm : jvms) {
      assertEquals(expected, rows(jvm), jvm.name());
    }
    assertEquals(9, expected.size());
    for (var row : expected) {
      var tree = CanonicalJson.read(row);
      assertEquals("OK", tree.get("status").textValue(), row);
      assertTrue(!tree.get("epochs").isEmpty(), row);
    }
  }

  @Test
  void theNumbersAreThoseThatArePinned() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertEquals(
        Files.readString(PINNED),
        pins(rows(start("pinned", java))),
        "numbers have changed; if this is wanted, raise numbers.version (pom.xml) and pin these");
  }

  /** A line for each trial: its network, data and method in brief, and the hash of its row. */
  private static String pins(List<String> rows) {
    var lines = new StringBuilder();
    for (var row : rows) {
      var tree = CanonicalJson.read(row);
      tree.remove("code_version");
      var spec = CanonicalJson.read(tree.get("spec").textValue());
      lines
          .append(name(spec.get("dataset")))
          .append(' ')
          .append(name(spec.get("training").get("method")))
          .append(' ')
          .append(tree.get("trial_id").textValue())
          .append(' ')
          .append(CanonicalJson.id(CanonicalJson.write(tree)))
          .append('\n');
    }
    return lines.toString();
  }

  private static String name(JsonNode choice) {
    return choice.isObject() ? choice.fieldNames().next() : choice.textValue();
  }

  private static Optional<String> otherJava() {
    return Optional.ofNullable(System.getProperty("infomorph.other.java"))
        .or(
            () ->
                Optional.ofNullable(System.getenv("JAVA_HOME_OTHER"))
                    .map(home -> Path.of(home, "bin", "java").toString()));
  }

  private Jvm start(String name, String java, String... flags) throws IOException {
    var rows = folder.resolve(name + ".rows");
    var errors = folder.resolve(name + ".errors");
    var command = new ArrayList<>(List.of(java, "-XX:+IgnoreUnrecognizedVMOptions", "-Xmx400m"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(StrictTrials.class.getName(), ROOT.resolve("conf/trials").toString()));
    var process =
        new ProcessBuilder(command)
            .redirectOutput(rows.toFile())
            .redirectError(errors.toFile())
            .start();
    running.add(process);
    return new Jvm(name, process, rows, errors);
  }

  private static List<String> rows(Jvm jvm) throws IOException, InterruptedException {
    assertTrue(jvm.process().waitFor(MINUTES, TimeUnit.MINUTES), jvm.name() + " does not end");
    assertEquals(0, jvm.process().exitValue(), jvm.name() + ": " + Files.readString(jvm.errors()));
    return Files.readAllLines(jvm.rows());
  }
}

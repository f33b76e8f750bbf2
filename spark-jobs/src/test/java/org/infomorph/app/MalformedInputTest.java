package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file has in it, the answer is one line that names the file, and exit code 2. */
class MalformedInputTest {
  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return Main.execute(
        new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), args);
  }

  private void assertOneLine(String start, String... args) {
    err.getBuffer().setLength(0);
    int code = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> execute(args));
    var text = err.toString();
    assertEquals(Main.WRONG_INPUT, code, text);
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.startsWith(start), text);
    assertFalse(text.contains("Exception") || text.contains("\tat "), text);
    assertTrue(text.length() < 1500, text);
  }

  /** Texts that are no specification, of whatever kind. */
  static Stream<String> texts() {
    var texts =
        new ArrayList<>(
            List.of(
                "",
                "\n",
                "---\n",
                "# nothing\n",
                "null",
                "~",
                "3",
                "text",
                "[]",
                "{}",
                "- a\n- b\n",
                "a: 1\n---\nb: 2\n",
                "%YAML 9.9\n---\na: 1\n",
                "a: b: c\n",
                "a: [1\n",
                "a: {\n",
                "a: \"x\n",
                "\ta: 1\n",
                "a: 1\na: 2\n",
                "a: &x [1]\nb: *x\n",
                "a: &a [*a]\n",
                "<<: {a: 1}\n",
                "? [a]\n: 1\n",
                "? {a: 1}\n: 1\n",
                ": 1\n",
                "a: !!int 3\n",
                "a: !x 3\n",
                "a: \u0000\n",
                "a: \u0007\n",
                "\uFEFFa: 1\n",
                "a: \uFFFE\n",
                "\"a\\nb\": 1\n",
                "a: |\n",
                "a: @b\n",
                "a: `b`\n",
                "a: %b\n",
                "a: 1e999999999999\n",
                "a: 010\n",
                "a: .inf\n",
                "x: 1"));
    texts.add("a: " + "[".repeat(100_000));
    texts.add("{a: ".repeat(10_000));
    texts.add("a: " + "9".repeat(100_000));
    texts.add("a: " + "9".repeat(100_000) + "x");
    texts.add("a: '" + "x".repeat(100_000) + "'");
    texts.add("x".repeat(100_000) + ": 1");
    texts.add("a: &a [1,2]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n");
    return texts.stream();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextThatIsNoSpecificationIsRefused(String text) throws IOException {
    SweepFiles.write(folder, SweepFiles.SWEEP);
    var file = Files.writeString(folder.resolve("bad.yaml"), text);
    var sweep = SweepFiles.SWEEP.replace("trial.yaml", "bad.yaml");
    var around = Files.writeString(folder.resolve("around.yaml"), sweep);

    assertOneLine(file.toString(), "plan", file.toString());
    assertOneLine(file.toString(), "run", file.toString(), "--out", folder + "/out");
    assertOneLine(file.toString(), "trial", file.toString());
    assertOneLine(folder.toString(), "plan", around.toString());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  /** Values of wrong kinds, in the place of each key of a sweep and of a trial. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "[1]",
        "{a: 1}",
        "yes",
        "-1",
        "1.5",
        "text",
        "''",
        "2147483648",
        "1e300",
        "99999999999999999999",
        "[[[]]]",
        "{a: {b: [null]}}",
        "'{'",
        "[null]"
      })
  void aValueOfAnotherKindIsRefusedOrFits(String value) {
    var sweep = SweepFiles.write(folder, SweepFiles.SWEEP).toString();
    var trial = folder.resolve("trial.yaml").toString();
    for (var key :
        List.of(
            "name",
            "trial",
            "axes",
            "plan",
            "points",
            "plan_seed",
            "seeds",
            "measure",
            "time_limit_seconds",
            "phases",
            "axes.red",
            "axes.red.path",
            "axes.red.values",
            "axes.red.linear",
            "axes.red.log")) {
      // Where the value fits, nothing is planned all the same, which would take its time.
      var other = key.equals("measure") ? "axes.red.path=none" : "measure=none";
      assertOneLine("", "plan", sweep, "--set", key + "=" + value, "--set", other);
    }
    for (var key :
        List.of(
            "dataset",
            "network",
            "training",
            "evaluation",
            "keep",
            "dataset.digits",
            "dataset.digits.test",
            "network.layers",
            "network.passes",
            "network.layers.out",
            "network.layers.out.name",
            "network.layers.out.neurons",
            "network.layers.out.sources",
            "network.layers.out.sources.c",
            "network.layers.out.sources.c.from",
            "network.layers.out.sources.c.connect",
            "network.layers.out.sources.c.weight",
            "network.layers.out.sources.c.frozen",
            "network.layers.out.activation",
            "network.layers.out.bins",
            "network.layers.out.bins.r",
            "network.layers.out.bins.r.count",
            "network.layers.out.bins.r.range",
            "network.layers.out.goal",
            "network.layers.out.goal.{r}",
            "network.layers.out.optimiser",
            "training.batch_size",
            "training.validation_fraction",
            "training.precision",
            "training.method",
            "training.until",
            "evaluation.every",
            "evaluation.recall",
            "keep.weights")) {
      // Nothing trains, even where the value fits.
      assertOneLine("", "trial", trial, "--set", key + "=" + value, "--set", "seed=text");
    }
  }

  @Test
  void aFileThatIsNoTextFileIsRefused() throws IOException {
    var bytes = new byte[4096];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 37);
    }
    var binary = Files.write(folder.resolve("binary.yaml"), bytes);
    var utf16 =
        Files.write(folder.resolve("utf16.yaml"), "name: x".getBytes(StandardCharsets.UTF_16));
    var through = binary.resolve("x.yaml");
    var dangling = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("none"));
    var loop = Files.createSymbolicLink(folder.resolve("loop.yaml"), Path.of("loop.yaml"));
    var endless = Files.createSymbolicLink(folder.resolve("zero.yaml"), Path.of("/dev/zero"));
    for (var file : List.of(binary, utf16, through, dangling, loop, endless, folder)) {
      for (var verb : List.of("plan", "run", "trial")) {
        assertOneLine(file.toString(), verb, file.toString());
      }
    }
  }

  @Test
  void aPlaceThatCannotHoldResultsIsRefusedBeforeAnythingTrains() throws IOException {
    var sweep = SweepFiles.write(folder, SweepFiles.SWEEP).toString();
    var trial = folder.resolve("trial.yaml").toString();
    var dangling = Files.createSymbolicLink(folder.resolve("link"), Path.of("none"));
    var places =
        List.of(
            dangling.toString(),
            dangling + "/below",
            trial,
            trial + "/below",
            folder + "/" + "x".repeat(300),
            "/dev/null");
    for (var place : places) {
      assertOneLine("--out: ", "plan", sweep, "--out", place);
      assertOneLine("--out: ", "run", sweep, "--out", place);
      assertOneLine("--out: ", "trial", trial, "--out", place);
    }
    var nowhere = "--out: " + dangling + " is a link that leads nowhere; results need a folder";
    for (var place : List.of(dangling.toString(), dangling + "/below")) {
      assertOneLine(nowhere, "plan", sweep, "--out", place);
    }
    if (Files.isDirectory(Path.of("/proc"))) {
      assertOneLine("--out: ", "run", sweep, "--out", "/proc/infomorph");
      assertOneLine("--out: ", "trial", trial, "--out", "/proc/infomorph");
    }
  }

  @Test
  void aFolderWithoutResultsIsRefused() throws IOException {
    var file = SweepFiles.write(folder, SweepFiles.SWEEP).toString();
    for (var verb : List.of("status", "report", "verify")) {
      for (var place : List.of(file, file + "/x", folder + "/none", folder.toString())) {
        assertOneLine(place, verb, place);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aDamagedStoredSweepIsRefused(String text) throws IOException {
    var results = folder.resolve("results");
    Files.createDirectories(results.resolve("trials"));
    Files.writeString(results.resolve("sweep.yaml"), text);

    assertOneLine(results.toString(), "status", results.toString());
    assertOneLine(results.toString(), "report", results.toString());
  }
}

package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderLostException;
import org.infomorph.result.CodeVersion;
import org.infomorph.run.SweepFolder;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "plan", "trial", "status", "report", "verify", "pid"})
  void everyVerbHasHelpAndVersion(String verb) {
    var words = verb.isEmpty() ? Stream.<String>of() : Stream.of(verb);
    assertEquals(0, execute(Stream.concat(words, Stream.of("--help")).toArray(String[]::new)));
    assertTrue(out.toString().startsWith("Usage: infomorph"), out.toString());
    out.getBuffer().setLength(0);
    var again = verb.isEmpty() ? Stream.<String>of() : Stream.of(verb);
    assertEquals(0, execute(Stream.concat(again, Stream.of("--version")).toArray(String[]::new)));
    assertEquals("infomorph " + CodeVersion.get(), out.toString().strip());
  }

  /** {@code DIR} stands for the folder of the test. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rum                          | infomorph: Unmatched argument at index 0: 'rum'",
        "run                          | infomorph run: Missing required parameter: 'SWEEP.yaml'",
        "status @DIR/trial.yaml       | @DIR/trial.yaml: not the folder of a sweep; it has no trials",
        "run DIR/none.yaml            | DIR/none.yaml: there is no such file",
        "run DIR/sweep.yaml --out DIR/trial.yaml | --out: DIR/trial.yaml is a file; results need a"
            + " folder",
        "run DIR/sweep.yaml --set seeds=0 | DIR/sweep.yaml: seeds is 0; allowed is 1 or more",
        "run DIR/sweep.yaml --set measure=convergence_epoch | DIR/sweep.yaml: measure:"
            + " convergence_epoch is not a score of any trial of this sweep; allowed are"
            + " test_accuracy, validation_accuracy",
        "plan DIR/sweep.yaml --set measure=test_acuracy | DIR/sweep.yaml: measure: test_acuracy is"
            + " not a score of any trial of this sweep; allowed are test_accuracy,"
            + " validation_accuracy",
        "run DIR/sweep.yaml --set measure=validation_accuracy --set training.validation_fraction=0"
            + " | DIR/sweep.yaml: measure: validation_accuracy is not a score of any trial of this"
            + " sweep; allowed are test_accuracy",
        "plan DIR/sweep.yaml --set measure=recall_overlap | DIR/sweep.yaml: measure:"
            + " recall_overlap",
        "run DIR/sweep.yaml --set measure=total_bits | DIR/sweep.yaml: measure: total_bits is no",
        "run DIR/sweep.yaml --set dataset=bars --set network.layers.out.sources.c.from=input --set"
            + " network.layers.out.sources.c.connect=full | DIR/sweep.yaml: measure: test_accuracy,"
            + " the default, is not a score of any trial of this sweep; allowed"
            + " are causes_covered, coded_bits, total_bits",
        "run DIR/sweep.yaml --pack 0  | --pack: is 0; allowed is 1 to 1000",
        "run DIR/sweep.yaml --pack 1001 | --pack: is 1001; allowed is 1 to 1000",
        "run DIR/sweep.yaml --pack x  | infomorph run: Invalid value for option '--pack': 'x'",
        "run DIR/sweep.yaml --set x   | --set x: allowed is path=value",
        "run DIR/sweep.yaml --set axes.red.path=network.layers.out.gaol | DIR/sweep.yaml: at"
            + " red=0.5, rate=0.01: DIR/trial.yaml: network.layers.out.gaol: unknown key",
        "run DIR/sweep.yaml --set axes.red.path=network.layers.hid.goal | DIR/sweep.yaml: at"
            + " red=0.5, rate=0.01: network.layers has no hid; there are out",
        "run DIR/sweep.yaml --set axes.red.values=[NaN] | DIR/sweep.yaml: at red=\"NaN\","
            + " rate=0.01: DIR/trial.yaml: network.layers.out.goal.{r}{c}: found the text \"NaN\"",
        "run DIR/sweep.yaml --set network.layers.out.neurons=9 | DIR/sweep.yaml: at red=0.5,"
            + " rate=0.01: network.",
        "run DIR/sweep.yaml --data DIR/none --set dataset={idx:{directory:mnist}} | DIR/sweep.yaml:"
            + " at red=0.5, rate=0.01: DIR/none/mnist: no such folder",
        "run DIR/sweep.yaml --set dataset={idx:{directory:../x}} | DIR/sweep.yaml: at red=0.5,"
            + " rate=0.01: DIR/trial.yaml: dataset.idx: directory is ../x; allowed is a folder"
            + " inside the data folder, or an absolute path",
        "trial DIR/trial.yaml --set dataset={cifar10:{directory:a/../../x}} | DIR/trial.yaml:"
            + " dataset.cifar10: directory is a/../../x; allowed is a folder inside the data"
            + " folder",
        "run DIR/sweep.yaml --set trial=../../../trial.yaml | DIR/sweep.yaml: trial:"
            + " ../../../trial.yaml leads 3 folders up from this file; allowed are 2",
        "plan DIR/none.yaml           | DIR/none.yaml: there is no such file",
        "trial DIR/none.yaml          | DIR/none.yaml: there is no such file",
        "trial DIR/trial.yaml --set network.layers.out.goal.{q}=1 | DIR/trial.yaml:"
            + " network.layers.out.goal",
        "trial DIR/trial.yaml --set network.layers.out.bins.r.count=0 | DIR/trial.yaml:"
            + " network.layers.out.bins.r",
        "trial DIR/trial.yaml --set network.layers.out.neurons=9 | DIR/trial.yaml:"
            + " network.layers.out",
        "status DIR/none              | DIR/none: not the folder of a sweep; it has no trials",
        "report DIR/none              | DIR/none: not the folder of a sweep; it has no trials",
        "report DIR --figures jpg     | --figures is jpg; allowed are svg, png, pdf",
        "report DIR --width 85mm      | --width, --font, --only, --at and --slices are of figures as"
            + " files; add --figures svg, png or pdf",
        "report DIR --figures svg --width 1m | --width is 1m; allowed are 40mm to 400mm, such as"
            + " 85mm",
        "status DIR                   | DIR: not the folder of a sweep; it has no trials",
      })
  void wrongInputIsOneLineAndWritesNothing(String words, String message) throws IOException {
    SweepFiles.write(folder, SweepFiles.SWEEP);
    var args =
        words
            .replace("DIR", folder.toString())
            .replace("directory:", "directory: ")
            .split(" (?![^{]*}})");
    if (words.startsWith("run") && !words.contains("--out")) {
      args =
          Stream.concat(Arrays.stream(args), Stream.of("--out", folder + "/out"))
              .toArray(String[]::new);
    }

    int code = execute(args);

    assertEquals(Main.WRONG_INPUT, code, err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(
        err.toString().startsWith(message.replace("DIR", folder.toString())), err.toString());
    assertEquals("", out.toString());
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "sweep.yaml and trial.yaml are all there is");
    }
  }

  @Test
  void unparsableSweepIsOneLineWithItsPlace() {
    var file = SweepFiles.write(folder, "name: [");

    assertEquals(Main.WRONG_INPUT, execute("run", file.toString()));
    assertTrue(err.toString().startsWith(file + ":1:"), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
  }

  @Test
  void unexpectedErrorsAreOneLineThatSaysWhereMoreIs() throws IOException {
    Files.createDirectories(folder.resolve("runs/trials"));
    new SweepFolder(Folder.at(folder.resolve("runs").toString()))
        .write(SweepFiles.asked(SweepFiles.sweep(folder, SweepFiles.SWEEP)));
    Files.writeString(
        folder.resolve("runs/trials/part-00000001-00000001-00000000.parquet"),
        "this is no parquet file");

    assertEquals(Main.UNEXPECTED, execute("status", folder.resolve("runs").toString()));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("--verbose"), err.toString());
  }

  @Test
  void trialPrintsALinePerEpochAndItsRow() throws IOException {
    SweepFiles.write(folder, SweepFiles.SWEEP);
    var trial = folder.resolve("trial.yaml").toString();

    int code = execute("trial", trial, "--set", "training.epochs=3", "--json");

    assertEquals(Main.DONE, code, err.toString());
    var lines = err.toString().lines().toList();
    assertEquals(4, lines.size());
    assertTrue(lines.get(2).startsWith("epoch 3  test_accuracy 0."), lines.get(2));
    assertTrue(lines.get(3).startsWith("OK after "), lines.get(3));
    assertEquals(1, out.toString().lines().count(), out.toString());
    var row = new ObjectMapper().readTree(out.toString());
    assertEquals(3, row.get("epochs").size());
    assertEquals("OK", row.get("status").asText());
    assertEquals(row.get("scores"), row.get("epochs").get(2).get("scores"));
  }

  @Test
  void planCountsAndEstimatesAndWritesNothing() {
    var sweep = SweepFiles.write(folder, SweepFiles.SWEEP + "seeds: 3\n").toString();

    int code = execute("plan", sweep, "--out", folder.resolve("out").toString());

    assertEquals(Main.DONE, code, err.toString());
    var lines = out.toString().lines().toList();
    assertEquals("4 points x 3 seeds = 12 trials, 0 already there, 12 to run", lines.get(0));
    assertTrue(
        lines.get(1).matches("about \\d.* on \\d+ cores?: .* of training, .* timed in .*"),
        lines.get(1));
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void planOfAStudySaysItsFirstRoundItsBudgetAndItsTimeAtMost() {
    var study =
        SweepFiles.SWEEP.replaceAll("(?s)axes:.*", "")
            + """
            axes:
              red: {path: "network.layers.out.goal.{r}{c}", linear: {from: 0.5, to: 1, count: 3}}
            plan: {refine: {levels: 2}}
            seeds: 2
            measure: validation_accuracy
            budget: {trials: 12}
            """;
    var sweep = SweepFiles.write(folder, study).toString();

    int code =
        execute(
            "plan",
            sweep,
            "--set",
            "training.validation_fraction=0.2",
            "--out",
            folder.resolve("out").toString());

    assertEquals(Main.DONE, code, err.toString());
    var lines = out.toString().lines().toList();
    assertEquals(
        "a study that begins with 3 points = 6 trials, 0 already there, 6 to run", lines.get(0));
    assertEquals(
        "what comes then is decided by validation_accuracy, up to 12 trials in all", lines.get(1));
    assertTrue(lines.get(2).matches("the first round: about \\d.* of training, .*"), lines.get(2));
    assertTrue(
        lines.get(3).matches("the whole study: at most about \\d.* of training on \\d+ cores?"),
        lines.get(3));
  }

  @Test
  void planSaysHowManyDrawnPointsAreDifferent() {
    var sweep =
        SweepFiles.write(folder, SweepFiles.SWEEP + "plan: random\npoints: 50\nseeds: 2\n")
            .toString();

    assertEquals(Main.DONE, execute("plan", sweep, "--out", folder + "/out"), err.toString());

    assertEquals(
        "50 points (4 different) x 2 seeds = 8 trials, 0 already there, 8 to run",
        out.toString().lines().findFirst().orElseThrow());
  }

  @Test
  void tooLittleMemoryIsSaidWithTheRemedyWhereverItWasFound() {
    var found = new IOException("a table could not be made", new OutOfMemoryError("heap"));

    var line = Main.line(found);

    assertTrue(line.matches("Java has \\d+ MB .* INFOMORPH_OPTS=-Xmx4g gives it more"), line);
  }

  @Test
  void folderThatIsGoneTellsAllByItself() {
    assertTrue(Main.tellsAll(new FolderLostException("runs/one: was deleted")));
    assertFalse(Main.tellsAll(new IOException("No space left on device")));
  }

  @Test
  void planForNoCoresIsRefused() {
    var sweep = SweepFiles.write(folder, SweepFiles.SWEEP).toString();

    assertEquals(Main.WRONG_INPUT, execute("plan", sweep, "--cores", "0"));

    assertEquals("--cores: is 0; allowed is 1 or more", err.toString().strip());
  }

  @Tag("spark")
  @Test
  void runsResumesAndReportsARealSweep() {
    var sweep = SweepFiles.write(folder, SweepFiles.SWEEP).toString();
    var results = folder.resolve("out").toString();

    assertEquals(Main.DONE, execute("run", sweep, "--out", results, "--master", "local[2]"));
    assertTrue(out.toString().contains("4 points, 4 trials: 4 to run"), out.toString());
    out.getBuffer().setLength(0);
    assertEquals(Main.DONE, execute("run", sweep, "--out", results));
    assertTrue(out.toString().contains("4 points, 4 trials: all are there"), out.toString());
    out.getBuffer().setLength(0);
    assertEquals(Main.DONE, execute("status", results + "/small"));
    assertTrue(out.toString().startsWith("4 of 4 done, 0 failed, 0 left"), out.toString());
    assertTrue(out.toString().contains("       4 OK"), out.toString());
    out.getBuffer().setLength(0);
    assertEquals(Main.DONE, execute("plan", sweep, "--out", results));
    assertEquals("4 points x 1 seed = 4 trials, 4 already there, 0 to run", out.toString().strip());
    out.getBuffer().setLength(0);
    assertEquals(Main.DONE, execute("report", results + "/small", "--figures", "svg"));
    assertEquals(
        "report: %1$s/small/report.html figures: %1$s/small/figures".formatted(results),
        String.join(" ", out.toString().lines().toList()));
    assertTrue(Files.exists(folder.resolve("out/small/figures/map-test_accuracy.svg")));
    assertEquals("", err.toString());
  }

  private int execute(String... args) {
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}

package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.infomorph.form.CanonicalJson;
import org.infomorph.math.Blas;
import org.infomorph.result.CodeVersion;
import org.infomorph.run.DataPlace;
import org.infomorph.run.LocalTrials;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final String CONTENTS =
      "contents: [0-9a-f]{64}, %s \\(times and hosts left out\\)";

  /** Results of the four trials of the sweep of {@link SweepFiles}. */
  private static List<String> rows;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void runTheSweep(@TempDir Path files) {
    var trials = SweepFiles.trials(SweepFiles.sweep(files, SweepFiles.SWEEP));
    var runner =
        new LocalTrials(new DataPlace(Path.of("none")), Blas.Choice.of(Blas.description()));
    rows = trials.trials().stream().map(trial -> runner.run(trials.canonical(trial))).toList();
  }

  private static String changed(String row, Consumer<ObjectNode> change) {
    var tree = CanonicalJson.read(row);
    change.accept(tree);
    return CanonicalJson.write(tree);
  }

  private static String version(String row) {
    return changed(row, tree -> tree.put("code_version", "0.0.1"));
  }

  private static String failed(String row) {
    return changed(row, tree -> tree.put("status", "FAILED").put("message", "out of memory"));
  }

  private static ObjectNode environment(ObjectNode row) {
    return (ObjectNode) row.get("environment");
  }

  private int verify(List<String> table, String... more) throws IOException {
    try (var trials = TrialTable.open(folder.resolve("trials"), trial -> {})) {
      for (var row : table) {
        trials.append(CanonicalJson.read(row).get("trial_id").textValue(), row);
      }
    }
    return execute(
        Stream.concat(Stream.of("verify", folder.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private int execute(String... args) {
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private List<String> lines() {
    assertEquals("", err.toString());
    return out.toString().lines().toList();
  }

  private void assertRefused(int code, String message) {
    assertEquals(Main.WRONG_INPUT, code);
    assertEquals(message + System.lineSeparator(), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void trialsRunAgainAreEqualBitForBit() throws IOException {
    assertEquals(Main.DONE, verify(rows));

    assertEquals("4 of 4 trials equal bit for bit", lines().get(0));
    assertTrue(lines().get(1).matches(CONTENTS.formatted("4 trials")), lines().get(1));
    assertEquals(2, lines().size());
  }

  @Test
  void onlyAsManyAsAskedForRunAgain() throws IOException {
    assertEquals(Main.DONE, verify(rows, "--trials", "1", "--seed", "7"));
    assertEquals("1 of 1 trial equal bit for bit", lines().get(0));
    assertTrue(lines().get(1).matches(CONTENTS.formatted("4 trials")), lines().get(1));
  }

  @Test
  void theFirstPlaceThatDiffersIsNamedWithBothValues() throws IOException {
    double[] accuracy = new double[2];
    var row =
        changed(
            rows.get(2),
            tree -> {
              var scores = (ObjectNode) tree.at("/epochs/0/scores");
              accuracy[0] = scores.get("test_accuracy").doubleValue();
              accuracy[1] = Math.nextUp(accuracy[0]);
              scores.put("test_accuracy", accuracy[1]);
            });

    int code = verify(List.of(rows.get(0), row));

    assertEquals(Main.UNEXPECTED, code);
    assertEquals(
        "trial "
            + CanonicalJson.read(row).get("trial_id").textValue()
            + ": epochs[0].scores.test_accuracy: stored "
            + accuracy[1]
            + ", computed "
            + accuracy[0],
        lines().get(0));
    assertEquals("1 of 2 trials equal bit for bit", lines().get(1));
  }

  @Test
  void environmentsThatDifferAreTold() throws IOException {
    var table =
        rows.stream()
            .map(
                row ->
                    changed(
                        row,
                        tree -> environment(tree).put("cpu", "abacus").put("host", "elsewhere")))
            .toList();

    assertEquals(Main.DONE, verify(table));

    assertTrue(lines().get(0).startsWith("cpu differs: stored abacus, here "), lines().get(0));
    assertTrue(lines().get(0).endsWith(" (4 trials)"), lines().get(0));
    assertEquals("4 of 4 trials equal bit for bit", lines().get(1));
  }

  @Test
  void theSameBlasByAnOlderNameIsNoDifference() throws IOException {
    var older = Blas.description().replaceFirst("^(OpenBLAS [\\d.]+)", "$1-1.5.13");
    var table =
        rows.stream()
            .map(row -> changed(row, tree -> environment(tree).put("blas", older)))
            .toList();

    assertEquals(Main.DONE, verify(table));

    assertEquals("4 of 4 trials equal bit for bit", lines().get(0));
  }

  @Test
  void failedTrialsAreLeftOutButForTheHash() throws IOException {
    assertEquals(Main.DONE, verify(List.of(rows.get(0), failed(rows.get(1)))));
    assertEquals("1 of 1 trial equal bit for bit", lines().get(0));
    assertTrue(lines().get(1).matches(CONTENTS.formatted("2 trials")), lines().get(1));
  }

  @Test
  void zeroTrialsPrintTheHashOnlyOfAnyVersion() throws IOException {
    assertEquals(Main.DONE, verify(List.of(version(rows.get(0))), "--trials", "0"));
    assertEquals(1, lines().size());
    assertTrue(lines().get(0).matches(CONTENTS.formatted("1 trial")), lines().get(0));
  }

  @Test
  void otherVersionsAreRefusedUnlessAccepted() throws IOException {
    var table = List.of(rows.get(0), version(rows.get(1)));

    assertRefused(
        verify(table),
        folder
            + ": trials of version 0.0.1, but this is "
            + CodeVersion.get()
            + "; --accept-version runs them anyway");

    err.getBuffer().setLength(0);
    assertEquals(Main.DONE, verify(table, "--accept-version"));
    assertEquals("2 of 2 trials equal bit for bit", lines().get(0));
  }

  @Test
  void ofMixedTablesOneHalfIsVerified() throws IOException {
    var here = Blas.Choice.of(Blas.description());
    var other = here == Blas.Choice.JAVA ? "OpenBLAS 0.3.31" : "strict Java";
    var table =
        List.of(rows.get(0), changed(rows.get(1), tree -> environment(tree).put("blas", other)));

    assertRefused(
        verify(table),
        folder + ": some trials ran with --blas native, some with java; choose one with --blas");

    err.getBuffer().setLength(0);
    assertEquals(Main.DONE, verify(table, "--blas", here.toString()));
    assertEquals("1 of 1 trial equal bit for bit", lines().get(0));
  }

  @Test
  void noFinishedTrialIsRefused() throws IOException {
    assertRefused(
        verify(List.of(failed(rows.get(0)))), folder + ": there is no finished trial to run again");
  }

  @Test
  void negativeCountIsRefused() throws IOException {
    assertRefused(verify(rows, "--trials", "-1"), "--trials is -1; allowed is 0 or more");
  }

  @Test
  void otherBlasThanThereAreIsRefused() throws IOException {
    assertRefused(
        verify(rows, "--blas", "fast"),
        "infomorph verify: Invalid value for option '--blas': blas is fast;"
            + " allowed are native, java; try infomorph verify --help");
  }

  @Test
  void folderThatIsNoSweepIsRefused() {
    assertRefused(
        execute("verify", folder.toString()),
        folder + ": not the folder of a sweep; it has no trials");
  }

  @Test
  void dataThatIsMissingIsRefused() throws IOException {
    var row =
        changed(
            rows.get(0),
            tree -> {
              var spec = CanonicalJson.read(tree.get("spec").textValue());
              spec.putObject("dataset").putObject("idx").put("directory", "mnist");
              tree.put("spec", CanonicalJson.write(spec));
            });

    int code = verify(List.of(row), "--data", folder.toString());

    assertRefused(
        code,
        "trial "
            + CanonicalJson.read(row).get("trial_id").textValue()
            + ": "
            + folder.resolve("mnist")
            + ": no such folder; datasets/fetch.sh fetches the public data sets, see"
            + " datasets/README.md");
  }

  @Test
  void tableIsReadBesideItsWriter() throws IOException {
    try (var table = TrialTable.open(folder.resolve("trials"), trial -> {})) {
      for (var row : rows) {
        table.append(CanonicalJson.read(row).get("trial_id").textValue(), row);
      }
      assertTrue(Files.exists(folder.resolve("trials/_journal")));
      assertEquals(Main.DONE, execute("verify", folder.toString()));
    }
    assertEquals("4 of 4 trials equal bit for bit", lines().get(0));
  }
}

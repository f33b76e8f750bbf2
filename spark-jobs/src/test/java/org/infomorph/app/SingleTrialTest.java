package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.infomorph.files.Folder;
import org.infomorph.run.SweepFolder;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of {@code trial --out}, read by the verbs that read a sweep's. */
class SingleTrialTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() {
    SweepFiles.write(folder, SweepFiles.SWEEP);
  }

  @Tag("spark")
  @Test
  void reportStatusAndVerifyTakeItForASweepOfOnePoint() throws IOException {
    run(
        Main.DONE,
        "trial",
        trial(),
        "--set",
        "keep.weights=final",
        "--set",
        "training.epochs=3",
        "--out",
        at("first"));
    run(
        Main.DONE,
        "trial",
        trial(),
        "--set",
        "keep.weights=final",
        "--set",
        "seed=2",
        "--set",
        "training.epochs=3",
        "--out",
        at("first"));

    run(Main.DONE, "report", at("first"), "--figures", "svg");

    assertTrue(out.toString().contains("report: " + at("first/report.html")), out.toString());
    assertTrue(Files.readString(folder.resolve("first/report.html")).contains("<title>first"));
    for (var figure : List.of("curves-test_accuracy", "profile", "neurons-out", "fields-out-r")) {
      assertTrue(Files.exists(folder.resolve("first/figures/" + figure + ".svg")), figure);
    }
    var curve = Files.readString(folder.resolve("first/figures/curves-test_accuracy.csv"));
    assertEquals(4, curve.lines().count(), curve);
    assertTrue(curve.contains("\nthe only point,3,"), curve);
    out.getBuffer().setLength(0);
    run(Main.DONE, "status", at("first"));
    assertTrue(out.toString().startsWith("2 of 2 done, 0 failed, 0 left"), out.toString());
    run(Main.DONE, "verify", at("first"));
    assertTrue(out.toString().contains("2 of 2 trials equal bit for bit"), out.toString());
  }

  @Test
  void theSweepIsTheTrialAndItsSeeds() throws IOException {
    run(Main.DONE, "trial", trial(), "--set", "seed=4", "--out", at("one"));

    var sweep = new SweepFolder(Folder.at(at("one"))).read();

    assertEquals("one", sweep.name());
    assertEquals("test_accuracy", sweep.measure());
    assertEquals(1, sweep.seeds());
    assertEquals(4, sweep.trial().bind().seed());
    assertEquals(List.of(), sweep.space().axes());
  }

  @Test
  void differentTrialsInOneFolderAreOneLine() throws IOException {
    run(Main.DONE, "trial", trial(), "--out", at("two"));
    run(Main.DONE, "trial", trial(), "--set", "training.epochs=2", "--out", at("two"));
    for (var verb : List.of("report", "status")) {
      err.getBuffer().setLength(0);
      run(Main.WRONG_INPUT, verb, at("two"));
      assertEquals(
          at("two")
              + ": there is no sweep.yaml, but there are 2 different trials; allowed is one, with"
              + " its seeds: give each its own --out, or run them as a sweep",
          err.toString().strip());
    }
  }

  @Test
  void seedsWithAGapAreOneLine() throws IOException {
    run(Main.DONE, "trial", trial(), "--out", at("gap"));
    run(Main.DONE, "trial", trial(), "--set", "seed=2000000000", "--out", at("gap"));
    run(Main.WRONG_INPUT, "report", at("gap"));
    assertEquals(
        at("gap")
            + ": there is no sweep.yaml, and the seeds of the trial are [1, 2000000000]; allowed are"
            + " seeds without a gap, as a sweep has them",
        err.toString().strip());
  }

  @Test
  void aFolderWithNeitherSweepNorTrialIsOneLine() throws IOException {
    Files.createDirectories(folder.resolve("none/trials"));
    run(Main.WRONG_INPUT, "status", at("none"));
    assertEquals(
        at("none") + ": there is neither a sweep.yaml nor a finished trial",
        err.toString().strip());
  }

  @Test
  void aFolderWhoseNameNoSweepCanHaveHasAPageAllTheSame() throws IOException {
    run(Main.DONE, "trial", trial(), "--out", at("my first net"));
    assertEquals("trial", new SweepFolder(Folder.at(at("my first net"))).read().name());
  }

  @Test
  void withJsonTheOutputIsTheRowAlone() throws IOException {
    run(Main.DONE, "trial", trial(), "--set", "keep.weights=final", "--json", "--out", at("one"));
    assertEquals("OK", new ObjectMapper().readTree(out.toString()).get("status").asText());
    assertEquals(1, out.toString().lines().count());
    var lines = err.toString().lines().toList();
    assertTrue(lines.get(0).startsWith("epoch 1  test_accuracy"), err.toString());
    assertTrue(lines.get(lines.size() - 1).endsWith(" added to " + at("one")), err.toString());

    out.getBuffer().setLength(0);
    run(Main.DONE, "trial", "--from", at("one"), "--json");
    assertEquals("OK", new ObjectMapper().readTree(out.toString()).get("status").asText());
    assertEquals(1, out.toString().lines().count());
  }

  private String trial() {
    return folder.resolve("trial.yaml").toString();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void whatWasReadOfOnesOwnDataIsSaidFirst() throws IOException {
    Files.writeString(
        folder.resolve("kinds.csv"),
        "a,b,kind\n" + "1,0,x\n2,1,y\n3,0,x\n4,1,x\n".repeat(10)); // three of four are x
    run(
        Main.DONE,
        "trial",
        trial(),
        "--data",
        folder.toString(),
        "--set",
        "dataset={table: {file: kinds.csv, label: kind, test: {share: {fraction: 0.25}}}}",
        "--set",
        "network.layers.out.neurons=2");
    var first = out.toString().lines().findFirst().orElseThrow();
    assertTrue(
        first.matches(
            "kinds\\.csv: training samples 30, test samples 10, features 2, classes 2 \\(the most"
                + " frequent one: \\d\\d % of the training samples\\)"),
        first);
  }

  private void run(int code, String... args) {
    int ended = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    assertEquals(code, ended, err.toString());
  }
}

package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.infomorph.cluster.SmallImages;
import org.infomorph.files.Folder;
import org.infomorph.math.Blas;
import org.infomorph.run.Consent;
import org.infomorph.run.DataPlace;
import org.infomorph.run.LocalTrials;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.TableFolder;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tasks.LocalSpark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder may have any name that its file system allows. */
@Tag("thorough")
class FolderNamesTest {
  private static final String SWEEP =
      """
      name: small
      trial: trial.yaml
      axes:
        rate: {path: network.layers.out.optimiser.adam.learning_rate, values: [0.01, 0.02]}
      """;

  @TempDir Path place;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Sweep, data and results lie in such a folder; {@code URI} says that it is given as a URI. */
  @Tag("spark")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "my runs ü 100% #1 [x]",
        "URI my%20runs?a=b&c; ${user.name} back\\slash 'q' \"q\" -",
        "ab:c *{a,b}[c- ~x",
      })
  void everyVerbWorksInAFolderOfAnyName(String name) throws IOException {
    var uri = name.startsWith("URI ");
    var here = Files.createDirectories(place.resolve(name.replace("URI ", "")));
    SmallImages.write(here.resolve("images"));
    SweepFiles.write(here, SWEEP);
    var trial =
        SweepFiles.TRIAL.replace(
            "{digits: {training: 200, test: 50}}", "{idx: {directory: images}}");
    Files.writeString(here.resolve("trial.yaml"), trial);
    var data = here.toString();
    var results = (uri ? "file:" : "") + here.resolve("out");
    var sweep = results + "/small";

    run(here, results);

    var points = new ArrayList<Group>();
    TableFolder.read(Folder.at(sweep).folder("tables").folder("points"), points::add);
    assertEquals(2, points.size());
    assertEquals(
        "2 points x 1 seed = 2 trials, 2 already there, 0 to run",
        execute("plan", here.resolve("sweep.yaml") + "", "--data", data, "--out", results));
    has("2 of 2 done, 0 failed, 0 left", execute("status", sweep));
    has("2 of 2 trials equal bit for bit", execute("verify", sweep, "--data", data));
    has("report: " + sweep + "/report.html", execute("report", sweep));
    if (uri) { // once, for they take seconds
      has("figures: " + sweep + "/figures", execute("report", sweep, "--figures", "svg"));
      assertTrue(Files.exists(here.resolve("out/small/figures/map-test_accuracy.svg")));
    }
    has(
        "added to " + results,
        execute("trial", here.resolve("trial.yaml") + "", "--data", data, "--out", results));
    var table = Files.copy(Path.of("../conf/pid/xor.csv"), here.resolve("xor.csv"));
    has("{a}{b}", execute("pid", table.toString()));
    try (var beside = Files.list(place)) {
      assertEquals(List.of(here), beside.toList(), "nothing is written anywhere else");
    }
  }

  private static void has(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  /** As the verb does, but in the session that the tests share. */
  private void run(Path here, String results) throws IOException {
    var sweep = Sweep.read(here.resolve("sweep.yaml"), List.of());
    var folder = new SweepFolder(Folder.at(results).folder(sweep.name()));
    var runner = new LocalTrials(new DataPlace(here), Blas.Choice.of(Blas.description()));
    int code =
        new ConsoleRun(
                Rounds.begin(sweep, spec -> {}),
                folder,
                runner,
                LocalSpark::session,
                new PrintWriter(out),
                Consent.NONE,
                1)
            .run();
    assertEquals(Main.DONE, code, out.toString());
  }

  /** What a verb that goes well prints. */
  private String execute(String... words) {
    out.getBuffer().setLength(0);
    int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
    assertEquals("", err.toString());
    assertEquals(Main.DONE, code, out.toString());
    return out.toString().strip();
  }
}

package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.infomorph.files.Folder;
import org.infomorph.result.FinishedTrial;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialResult;
import org.infomorph.result.WeightsRow;
import org.infomorph.store.ContentHash;
import org.infomorph.store.KeptNetworks;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.trial.SameWeights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code infomorph trial} with what it keeps and goes on from. */
class KeptTrialTest {
  private static final String KEEP = "keep.weights=final";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String trial;

  @BeforeEach
  void write() {
    SweepFiles.write(folder, SweepFiles.SWEEP);
    trial = folder.resolve("trial.yaml").toString();
  }

  @Test
  void aKeptNetworkGivesItsReportOnceMore() {
    run("trial", trial, "--set", KEEP, "--set", "training.epochs=3", "--out", at("one"));

    assertEquals(Main.DONE, execute("trial", "--from", at("one"), "--json"), err.toString());

    var lines = err.toString().lines().toList();
    var row = row("one");
    assertEquals("trial " + row.trialId() + " after epoch 3:", lines.get(0));
    assertTrue(lines.get(1).startsWith("epoch 3  test_accuracy 0."), lines.get(1));
    assertEquals("the same, bit for bit, as when it was kept", lines.get(2));
    assertTrue(lines.get(3).startsWith("OK after "), lines.get(3));
    assertEquals(ContentHash.contents(row), ContentHash.contents(ResultFormat.fromJson(json())));
    assertEquals(4, lines.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "double"})
  void goingOnIsTheSameRowAndTheSameWeightsAsAtOnce(String precision) throws IOException {
    var sets = new String[] {"--set", KEEP, "--set", "training.precision=" + precision};
    run(with(sets, "trial", trial, "--set", "training.epochs=2", "--out", at("two")));
    run(with(sets, "trial", trial, "--set", "training.epochs=5", "--out", at("five")));

    run("trial", "--from", at("two"), "--set", "training.epochs=5", "--out", at("more"));

    assertTrue(out.toString().contains("trial " + row("five").trialId() + " added to"));
    assertEquals(ContentHash.contents(row("five")), ContentHash.contents(row("more")));
    SameWeights.assertSame(weights("five"), weights("more"));
    run("trial", "--from", at("two"), "--set", "training.epochs=5", "--out", at("more"));
    assertTrue(out.toString().contains("is already in " + at("more")), out.toString());
  }

  @Test
  void aTrainingThatHasReachedItsAimGoesOnWithAnother() throws IOException {
    var sets = new String[] {"--set", KEEP, "--set", "training.epochs=40"};
    run(
        with(
            sets,
            "trial",
            trial,
            "--set",
            "training.until.validation_accuracy=0.3",
            "--out",
            at("early")));
    int ended = weights("early").get(0).epoch();
    assertTrue(ended < 40, out.toString());
    run(with(sets, "trial", trial, "--out", at("whole")));

    run("trial", "--from", at("early"));
    assertTrue(out.toString().contains("the same, bit for bit, as when it was kept"));
    int code = execute("trial", "--from", at("early"), "--set", "training.epochs=50");
    assertEquals(Main.WRONG_INPUT, code);
    assertEquals(
        "trial %s: training.until: was reached in epoch %d: training is over%n"
            .formatted(row("early").trialId(), ended),
        err.toString());
    run(
        with(
            sets, "trial", "--from", at("early"), "--set", "training.until={}", "--out", at("on")));

    assertEquals(ContentHash.contents(row("whole")), ContentHash.contents(row("on")));
    SameWeights.assertSame(weights("whole"), weights("on"));
  }

  @Test
  void theBestNetworkGoesOnFromItsEpoch() throws IOException {
    var sets = new String[] {"--set", "keep.weights=best", "--set", "evaluation.every=2"};
    run(with(sets, "trial", trial, "--set", "training.epochs=12", "--out", at("first")));
    run(with(sets, "trial", trial, "--set", "training.epochs=20", "--out", at("whole")));
    int kept = weights("first").get(0).epoch();

    run("trial", "--from", at("first/weights/"), "--set", "training.epochs=20", "--out", at("on"));

    assertTrue(out.toString().contains(" after epoch " + kept + ":"), out.toString());
    assertEquals(ContentHash.contents(row("whole")), ContentHash.contents(row("on")));
    SameWeights.assertSame(weights("whole"), weights("on"));
  }

  @Test
  void aNetworkThatIsHandedOnIsNoTrialOfItsOwn() throws IOException {
    run("trial", trial, "--set", KEEP, "--set", "training.epochs=2", "--out", at("two"));

    int code =
        execute(
            "trial",
            "--from",
            at("two"),
            "--set",
            "training.epochs=3",
            "--set",
            "network.layers.out.goal.{r}{c}=0.5",
            "--set",
            "network.layers.out.sources.r.frozen=true",
            "--json");

    assertEquals(Main.DONE, code, err.toString());
    var lines = err.toString().lines().toList();
    assertEquals(
        "note: the result of changing a network during training is not a trial; changed:"
            + " network.layers.out.sources.r.frozen, network.layers.out.goal.{r}{c}",
        lines.get(1));
    var result = ResultFormat.fromJson(json());
    var continues = new ObjectMapper().readTree(result.spec()).get("continues");
    assertEquals(row("two").trialId(), continues.get("trial_id").asText());
    assertEquals(2, continues.get("epoch").asInt());
    assertEquals(List.of(2, 3), result.epochs().stream().map(epoch -> epoch.epoch()).toList());
    assertEquals(
        result.epochs().get(0).scores(), result.epochs().get(1).scores(), "frozen, nothing moves");
  }

  @Test
  void aNetworkIsTriedOnOtherData() {
    run("trial", trial, "--set", KEEP, "--out", at("one"));

    run("trial", "--from", at("one"), "--set", "dataset={digits: {training: 300, test: 90}}");

    assertTrue(out.toString().contains("changed: dataset.digits.t"), out.toString());
    assertTrue(out.toString().contains("\nepoch 1  test_accuracy "), out.toString());
  }

  @Test
  void whatIsNotWhatItWasIsSaidSo() throws IOException {
    run("trial", trial, "--set", KEEP, "--out", at("one"));
    var stored = row("one");
    var other =
        ResultFormat.toJson(stored)
            .replaceAll("\"test_accuracy\":0.\\d*", "\"test_accuracy\":0.001");
    Files.createDirectories(folder.resolve("other"));
    try (var table =
        TrialTable.open(
            Folder.at(at("other/trials")),
            new TrialTable.Weights(Folder.at(at("other/weights")), id -> false),
            present -> {})) {
      var finished = new FinishedTrial(ResultFormat.fromJson(other), weights("one"));
      table.append(stored.trialId(), ResultLine.of(finished));
    }

    assertEquals(Main.UNEXPECTED, execute("trial", "--from", at("other")));

    assertTrue(
        out.toString().contains("differs from when it was kept: test_accuracy was 0.001, is 0."),
        out.toString());
  }

  @Test
  void aTrialWhoseNetworkGoesNowhereSaysSo() {
    run("trial", trial, "--set", KEEP);
    assertTrue(out.toString().contains("note: the network is not kept; --out DIR keeps it"));
  }

  /** {@code DIR} has two networks of two epochs, {@code ONE} one of another trial, at its best. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trial | infomorph trial: Missing required parameter: 'TRIAL.yaml'; try infomorph trial --help",
        "trial TRIAL --trial 12 | --trial 12: needs --from, which is not given",
        "trial TRIAL --from DIR | --from DIR: names the trial already; leave out TRIAL",
        "trial --from DIR/none | --from DIR/none: not a folder of results; allowed are a sweep's folder, and the folder weights in it",
        "trial --from TRIAL | --from TRIAL: not a folder of results; allowed are a sweep's folder, and the folder weights in it",
        "trial --from BARE | --from BARE: no network is kept in BARE; trials keep theirs with keep: {weights: final}, or best",
        "trial --from DIR | --from DIR: 2 kept networks; choose one with --trial: FIRST (epoch 2), SECOND (epoch 2)",
        "trial --from DIR/weights | --from DIR/weights: 2 kept networks; choose one with --trial: FIRST (epoch 2), SECOND (epoch 2)",
        "trial --from DIR --trial abc | --trial abc: 2 kept networks; choose one with --trial: FIRST (epoch 2), SECOND (epoch 2)",
        "trial --from DIR --trial FIRST --set training.epochs=2 | trial FIRST: training.epochs: is 2, but the kept network has learned for 2; allowed is more",
        "trial --from DIR --trial FIRST --set network.layers.out.neurons=12 | trial FIRST: network.layers.out.neurons: a kept network cannot change this; it can change training.epochs and until, keep, dataset,",
        "trial --from DIR --trial FIRST --set seed=9 | trial FIRST: seed: a kept network cannot change this; it can change",
        "trial --from DIR --trial FIRST --set training.validation_fraction=0.5 | trial FIRST: training.validation_fraction: a kept network cannot change this",
        "trial --from DIR --trial FIRST --set network.layers.out.name=x | trial FIRST: network.layers: a kept network cannot change this",
        "trial --from DIR --trial FIRST --set training.method={online:~{window:~9}} | trial FIRST: training.method: a kept network cannot change this",
        "trial --from DIR --trial FIRST --set network.layers.out.gaol=1 | trial FIRST: network.layers.out.gaol: unknown key",
        "trial --from DIR --trial FIRST --set dataset={random_hierarchy:~{classes:~10}} | trial FIRST: dataset: gives layer out, source r, ",
        "trial --from DIR --trial FIRST --set dataset={bars:~{}} | trial FIRST: network.layers.out.sources.c.from: the data has no labels to read",
        "trial --from DIR --trial FIRST --out DIR | --out DIR: nothing is trained without --set training.epochs",
        "trial --from DIR --trial FIRST --out DIR --set training.epochs=4 --set network.layers.out.goal.{r}=1 | --out DIR: the result of changing network.layers.out.goal.{r} during training is not a trial; allowed are training.epochs, training.until and keep",
        "trial --from DIR --trial FIRST --out DIR --set training.epochs=4 --set keep.weights=best | --out DIR: the result of changing keep.weights (best is among the epochs from 2 on) during training is not a trial; allowed are training.epochs, training.until and keep",
        "trial TRIAL --out TRIAL | --out: TRIAL is a file; results need a folder",
      })
  void wrongInputIsOneLine(String words, String message) {
    run("trial", trial, "--set", KEEP, "--set", "training.epochs=2", "--out", at("dir"));
    var first = row("dir").trialId();
    run(
        "trial",
        trial,
        "--set",
        KEEP,
        "--set",
        "training.epochs=2",
        "--set",
        "seed=2",
        "--out",
        at("dir"));
    run("trial", trial, "--out", at("bare"));
    var second = rows("dir").stream().filter(row -> row.seed() == 2).findFirst().orElseThrow();
    boolean ordered = first.compareTo(second.trialId()) < 0;
    List<List<String>> names =
        List.of(
            List.of("DIR", at("dir")),
            List.of("BARE", at("bare")),
            List.of("TRIAL.yaml", "\u0001"),
            List.of("TRIAL", trial),
            List.of("\u0001", "TRIAL.yaml"),
            List.of("FIRST", ordered ? first : second.trialId()),
            List.of("SECOND", ordered ? second.trialId() : first));
    for (var name : names) {
      words = words.replace(name.get(0), name.get(1));
      message = message.replace(name.get(0), name.get(1));
    }

    var args = words.split(" ");
    Arrays.setAll(args, i -> args[i].replace("~", " "));
    int code = execute(args);

    assertEquals(Main.WRONG_INPUT, code, out + err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().startsWith(message), err + "\ninstead of\n" + message);
    assertEquals("", out.toString());
  }

  private static String[] with(String[] more, String... words) {
    return Stream.concat(List.of(words).stream(), List.of(more).stream()).toArray(String[]::new);
  }

  private String at(String name) {
    return folder.resolve(name).toString() + (name.endsWith("/") ? "/" : "");
  }

  private TrialResult row(String name) {
    return rows(name).get(0);
  }

  private List<TrialResult> rows(String name) {
    try {
      var rows = new ArrayList<TrialResult>();
      TrialTable.scanWhole(folder.resolve(name + "/trials"), rows::add);
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<WeightsRow> weights(String name) throws IOException {
    var kept = new KeptNetworks(Folder.at(at(name + "/trials")), Folder.at(at(name + "/weights")));
    return kept.read(row(name).trialId());
  }

  /** The whole output. */
  private String json() {
    assertEquals(1, out.toString().lines().count(), out.toString());
    return out.toString().strip();
  }

  private void run(String... args) {
    assertEquals(Main.DONE, execute(args), err.toString());
  }

  private int execute(String... args) {
    out.getBuffer().setLength(0);
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}

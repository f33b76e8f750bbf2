package org.infomorph.run;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.math.Blas;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Plan;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.store.TrialSummary;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tables.Tables;
import org.infomorph.tasks.LocalSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The public door, as a program goes through it. */
@Tag("spark")
class SweepsTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final String TWO_SEEDS = SweepFiles.SWEEP + "seeds: 2\n";

  /** One run of all that a program could ask for, at which most tests look. */
  private static final class FirstRun {
    private final List<String> notes = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private String printed;
    private Map<String, String> settingsBefore;
    private Map<String, String> settingsAfter;
    private Results results;
  }

  private static final FirstRun FIRST = new FirstRun();

  @TempDir static Path shared;
  @TempDir Path folder;
  private Path file;
  private Sweeps sweeps;

  @BeforeAll
  static void runOnce() throws IOException {
    var listener =
        new RunListener() {
          @Override
          public void note(String sentence) {
            FIRST.notes.add(sentence);
          }

          @Override
          public void ended(TrialSummary trial) {
            FIRST.ended.incrementAndGet();
          }

          @Override
          public void during(Supplier<String> state, Work work) throws IOException {
            work.run();
            FIRST.states.add(state.get());
          }
        };
    var sweep = SweepFiles.sweep(shared, TWO_SEEDS);
    var printed = new ByteArrayOutputStream();
    var out = System.out;
    FIRST.settingsBefore = settings();
    SPARK.range(3).createOrReplaceTempView("trials");
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      FIRST.results = door().listener(listener).run(sweep, place());
    } finally {
      System.setOut(out);
    }
    FIRST.settingsAfter = settings();
    FIRST.printed = printed.toString(StandardCharsets.UTF_8);
  }

  private static Sweeps door() {
    return Sweeps.on(SPARK).blas(Blas.Choice.of(Blas.description()));
  }

  private static String place() {
    return shared.resolve("out").toString();
  }

  private static Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    SPARK.conf().getAll().foreach(entry -> settings.put(entry._1(), entry._2()));
    return settings;
  }

  @BeforeEach
  void files() {
    file = SweepFiles.write(folder, TWO_SEEDS);
    sweeps = door();
  }

  @Test
  void rowsKnowTheirPlace() {
    var wrong =
        FIRST
            .results
            .trials()
            .as("t")
            .join(FIRST.results.points().as("p"), "point_id")
            .where("double(t.axes['red']) <> p.red OR double(t.axes['rate']) <> p.rate")
            .count();
    var places = FIRST.results.trials().select("point").distinct().count();

    assertEquals(0, wrong);
    assertEquals(FIRST.results.points().count(), places);
    assertEquals(
        2, FIRST.results.trials().first().<scala.collection.Map<?, ?>>getAs("axes").size());
  }

  /** Nothing but the rows and what was asked for is needed to make tables and report. */
  @Test
  void tablesAreMadeWithoutTheSweepsFiles() throws IOException {
    var out = folder.resolve("moved");
    try (var files = Files.walk(Path.of(place()))) {
      for (var file : files.toList()) {
        Files.copy(file, out.resolve(Path.of(place()).relativize(file).toString()));
      }
    }
    Files.writeString(out.resolve("sweep.yaml"), "this: [is no sweep");
    Files.delete(out.resolve("tables/_made_of"));
    Files.delete(out.resolve("report.html"));
    var place = new SweepFolder(Folder.at(out.toString()));

    new SweepOutputs(place.asked(), place, () -> SPARK, RunListener.SILENT).makeWhatIsMissing();

    assertTrue(Files.exists(out.resolve("report.html")));
    var moved = sweeps.results(out.toString());
    assertEquals(FIRST.results.points().collectAsList(), moved.points().collectAsList());
    assertEquals(FIRST.results.trials().count(), moved.trials().count());
  }

  @Test
  void aProgramGetsDataFramesBack() {
    var best = FIRST.results.points().orderBy(col("test_accuracy_mean").desc()).first();

    assertEquals(2L, best.<Long>getAs("trials"));
    assertTrue(best.<Double>getAs("test_accuracy_mean") > 0.1);
  }

  @Test
  void everyTableIsADataFrame() {
    var found = FIRST.results;

    assertEquals(8, found.trials().count());
    assertEquals(4, found.points().count());
    assertEquals(4, found.phases().count());
    assertEquals(found.curves().count(), found.table("curves").count());
    for (var table :
        List.of(
            found.profiles(), found.boundaries(), found.epochs(), found.atoms(), found.neurons())) {
      assertTrue(table.count() > 0);
    }
    assertEquals(place(), found.folder());
    assertTrue(Files.exists(Path.of(found.report())));
  }

  @Test
  void theSessionLivesOnAsItWas() {
    assertEquals(FIRST.settingsBefore, FIRST.settingsAfter);
    assertFalse(SPARK.sparkContext().isStopped());
    assertEquals(3, SPARK.sql("SELECT * FROM trials").count(), "the caller's own view");
    assertFalse(SPARK.catalog().tableExists("completed"));
    assertFalse(SPARK.catalog().functionExists("student_t_975"));
  }

  @Test
  void nothingIsPrintedAndTheListenerHearsAll() {
    var ofTheTests = "[INFO] Running for";
    assertEquals(
        List.of(), FIRST.printed.lines().filter(line -> !line.startsWith(ofTheTests)).toList());
    assertEquals(8, FIRST.ended.get());
    assertEquals(List.of("4 points, 8 trials: 8 to run", "making the tables"), FIRST.notes);
    var states = FIRST.states;
    assertTrue(states.get(0).startsWith("8 of 8 done, 0 failed, 0 left"), states.get(0));
    assertTrue(states.get(1).startsWith("made the tables in "), states.get(1));
  }

  @Test
  void whatAListenerThrowsEndsTheRunAndNothingIsLost() throws IOException {
    var results = folder.resolve("out").toString();
    var sweep = Sweep.read(file.toString());
    var angry =
        new RunListener() {
          @Override
          public void ended(TrialSummary trial) {
            throw new IllegalStateException("enough");
          }
        };

    var error = assertThrows(IOException.class, () -> sweeps.listener(angry).run(sweep, results));

    assertTrue(error.toString().contains("enough"), error.toString());
    var there = new TreeSet<String>();
    TrialTable.scan(Path.of(results, "trials"), trial -> there.add(trial.trialId()));
    assertFalse(there.isEmpty());
  }

  private static RunListener noting(List<String> notes) {
    return new RunListener() {
      @Override
      public void note(String sentence) {
        notes.add(sentence);
      }
    };
  }

  @Test
  void runningAgainTrainsNothingAndResultsAreReadLater() throws IOException {
    var notes = new ArrayList<String>();
    sweeps
        .listener(noting(notes))
        .run(Sweep.read(SweepFiles.write(shared, TWO_SEEDS).toString()), place());

    assertEquals(List.of("4 points, 8 trials: all are there"), notes);
    assertEquals(4, sweeps.results(place()).points().count());
    assertEquals("small", sweeps.results(place()).sweep().name());
  }

  @Test
  void packsGiveTheSameRowsAndAFolderMayHoldTrialsOfALargerSweep() throws IOException {
    var results = folder.resolve("out").toString();
    var more = Sweep.read(file.toString(), "seeds=3");
    assertEquals(12, sweeps.pack(3).run(more, results).trials().count());

    var notes = new ArrayList<String>();
    var fewer = sweeps.listener(noting(notes)).run(Sweep.read(file.toString()), results);

    assertEquals(
        List.of(
            "4 points, 8 trials: all are there",
            "the folder also holds 4 trials that this sweep does not ask for; tables and report leave"
                + " them out",
            "making the tables"),
        notes);
    assertEquals(8, fewer.trials().count());
    assertEquals(12, SPARK.read().parquet(results + "/trials").count());
    assertEquals(FIRST.results.epochs().collectAsList(), fewer.epochs().collectAsList());
  }

  @Test
  void wrongInputIsASpecExceptionOfOneLine() throws IOException {
    var place = Files.writeString(folder.resolve("file"), "").toString();
    var sweep = Sweep.read(file.toString());
    var empty = Files.createDirectory(folder.resolve("empty")).toString();

    refused("gone.yaml: there is no such file", () -> Sweep.read("gone.yaml"));
    refused("is a file; results need a folder", () -> sweeps.run(sweep, place));
    refused(
        "is not a score of any trial",
        () -> sweeps.run(measuring("speed"), folder.resolve("out").toString()));
    refused("it has no trials", () -> sweeps.results(empty));
    refused("pack: is 0; allowed is 1 to 1000", () -> sweeps.pack(0));
    refused(
        "there is no table weights; allowed are " + String.join(", ", Tables.NAMES),
        () -> FIRST.results.table("weights"));
    refused("is not a path: Nul character not allowed", () -> Sweep.read("a\0b"));
    refused("is not a path: Nul character not allowed", () -> DataPlace.usual("a\0b"));
  }

  @Test
  void tablesThatWereNeverMadeAreToldAsSuch() throws IOException {
    var sweep = SweepFiles.sweep(folder, TWO_SEEDS);
    var results = folder.resolve("out");
    new SweepFolder(Folder.at(results.toString())).write(SweepFiles.asked(sweep));
    try (var table = TrialTable.open(results.resolve("trials"), trial -> {})) {
      assertTrue(table.damaged().isEmpty());
    }

    refused("is not there; the sweep makes it", () -> sweeps.results(results.toString()).phases());
  }

  private Sweep measuring(String measure) {
    return Sweep.read(file.toString(), "measure=" + measure);
  }

  private static void refused(String part, Executable call) {
    var message = assertThrows(SpecException.class, call).getMessage();
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }

  /** Halves the distance to the better end, round after round. */
  record Bisection(double lo, double hi, int rounds) implements Plan {
    @Override
    public List<Point> next(ParameterSpace space, List<Measured> asked, int atMost) {
      if (asked.isEmpty()) {
        return List.of(at(lo), at(hi));
      }
      if (asked.size() >= rounds + 1) {
        return List.of();
      }
      var best =
          asked.stream()
              .max(Comparator.comparingDouble(each -> each.value().orElse(-1)))
              .orElseThrow();
      var last = asked.get(asked.size() - 1);
      double middle = (value(best) + value(last)) / 2;
      return List.of(at(best == last ? middle / 2 : middle));
    }

    private static double value(Measured measured) {
      return measured.point().values().get(0).doubleValue();
    }

    private static Point at(double value) {
      return new Point(List.of(DoubleNode.valueOf(value)));
    }

    @Override
    public long size(ParameterSpace space) {
      return rounds + 1;
    }

    @Override
    public void check(ParameterSpace space) {
      if (space.axes().size() != 1) {
        throw new IllegalArgumentException("one axis is searched");
      }
    }
  }

  private static final String ONE_AXIS =
      """
      name: search
      trial: trial.yaml
      axes: {rate: {path: network.layers.out.optimiser.adam.learning_rate, log: {from: 0.001, to: 0.1}}}
      plan: random
      points: 1
      """;

  @Test
  void aPlanOfOnesOwnIsAskedRoundAfterRoundWithWhatWasMeasured() throws IOException {
    var results = folder.resolve("out").toString();
    var search =
        Sweep.read(SweepFiles.write(folder, ONE_AXIS).toString())
            .with(new Bisection(0.01, 0.04, 4));
    var notes = new ArrayList<String>();
    var found = sweeps.listener(noting(notes)).run(search, results);

    assertEquals(5, found.points().count());
    assertEquals(
        List.of(
            "2 points, 2 trials: 2 to run",
            "4 rounds, 5 points, 5 trials: the study has ended: all its points are measured",
            "making the tables"),
        notes);
    var rates = found.points().select("rate").as(Encoders.DOUBLE());
    var asked = rates.collectAsList();

    notes.clear();
    sweeps.listener(noting(notes)).run(search, results);

    assertEquals(
        List.of(
            "2 points, 2 trials: all are there",
            "4 rounds, 5 points, 5 trials: the study has ended: all its points are measured"),
        notes,
        "the same scores lead the search the same way, and nothing is trained twice");
    var stored = sweeps.results(results);
    assertEquals(5, stored.trials().count(), "the folder keeps the points, without the search");
    assertEquals(asked, stored.points().select("rate").as(Encoders.DOUBLE()).collectAsList());
  }
}

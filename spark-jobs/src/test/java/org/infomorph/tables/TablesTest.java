package org.infomorph.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.infomorph.files.Folder;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.tasks.LocalSpark;
import org.infomorph.train.EpochReport;
import org.infomorph.train.EpochReport.LayerReport;
import org.infomorph.train.NeuronReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class TablesTest {
  /** Sums of these depend on the order in their last bits. */
  private static final double[] ACCURACIES = {0.1, 0.7, 1e-17, 0.3, 0.11};

  /** The tables of the small sweep, which tests that only look at them share, by its seeds. */
  private static final Map<Integer, Written> SHARED = new HashMap<>();

  @TempDir static Path shared;
  @TempDir Path folder;

  @Test
  void sparkFindsTheSchemaThatIsDeclared() throws IOException {
    var trials = fill(sweep("seeds: 1\n"), false);

    assertEquals(SparkSchema.trials(), spark().read().parquet(trials.toString()).schema());
  }

  @Test
  void pointsHaveMeansAndConfidenceIntervals() throws IOException {
    var points = seeds(4).table("points").collectAsList();

    assertEquals(4, points.size());
    var first = points.get(0);
    assertEquals(0.5, first.<Double>getAs("red"));
    assertEquals(0.01, first.<Double>getAs("rate"));
    assertEquals(4L, first.<Long>getAs("trials"));
    assertEquals(0L, first.<Long>getAs("failed"));
    double[] sample = {accuracy(0, 1), accuracy(0, 2), accuracy(0, 3), accuracy(0, 4)};
    double mean = (sample[0] + sample[1] + sample[2] + sample[3]) / 4;
    double squares = 0;
    for (double x : sample) {
      squares += (x - mean) * (x - mean);
    }
    double sd = Math.sqrt(squares / 3);
    double t3 = 3.182446305284263; // scipy.stats.t.ppf(0.975, 3)
    assertEquals(mean, first.<Double>getAs("test_accuracy_mean"), 1e-15);
    assertEquals(sd, first.<Double>getAs("test_accuracy_sd"), 1e-15);
    assertEquals(t3 * sd / 2, first.<Double>getAs("test_accuracy_half_width"), 1e-12);
    assertEquals(2.0, first.<Double>getAs("loss_mean"));
  }

  @Test
  void oneSeedHasNoInterval() throws IOException {
    var first = seeds(1).table("points").first();

    assertEquals(accuracy(0, 1), first.<Double>getAs("test_accuracy_mean"));
    assertTrue(first.isNullAt(first.fieldIndex("test_accuracy_sd")));
    assertTrue(first.isNullAt(first.fieldIndex("test_accuracy_half_width")));
  }

  @Test
  void twoSeedsHaveTheIntervalOfTheClosedForm() throws IOException {
    var first = seeds(2).table("points").first();

    double sd = Math.abs(accuracy(0, 1) - accuracy(0, 2)) / Math.sqrt(2);
    double t1 = Math.tan(0.475 * Math.PI);
    assertEquals(t1 * sd / Math.sqrt(2), first.<Double>getAs("test_accuracy_half_width"), 1e-9);
  }

  @Test
  void atomsOfAPointAreMeansOverSeedsAfterTheLastEpoch() throws IOException {
    var point = seeds(2).table("points").first();
    var atoms = point.<Row>getList(point.fieldIndex("atoms"));

    assertEquals(List.of("layer", "atom", "bits"), List.of(atoms.get(0).schema().fieldNames()));
    assertEquals(2, atoms.size());
    assertEquals("out", atoms.get(0).getString(0));
    assertEquals("h_res", atoms.get(0).getString(1));
    assertEquals("{r}{c}", atoms.get(1).getString(1));
    assertEquals(-(accuracy(0, 1) + accuracy(0, 2)) / 2, atoms.get(1).getDouble(2), 1e-16);
  }

  @Test
  void failedTrialsAreCountedAndLeftOutOfMeans() throws IOException {
    var sweep = sweep("seeds: 2\n");
    var row = lazy(sweep, fill(sweep, true)).rows("points").get(3);

    assertEquals(2L, row.<Long>getAs("trials"));
    assertEquals(1L, row.<Long>getAs("failed"));
    assertEquals(accuracy(3, 1), row.<Double>getAs("test_accuracy_mean"));
  }

  @Test
  void everyTrialEpochAndScoreIsARow() throws IOException {
    var rows = seeds(2).table("epochs");

    assertEquals(
        List.of("trial_id", "red", "rate", "seed", "epoch", "score", "value"),
        List.of(rows.columns()));
    var all = rows.collectAsList();
    assertEquals(4 * 2 * 2 * 2, all.size());
    assertEquals(List.of(1L, 1, "loss", 1.0), tail(all.get(0), 3));
    assertEquals(List.of(1L, 1, "test_accuracy", accuracy(0, 1) / 2), tail(all.get(1), 3));
    assertEquals(List.of(1L, 2, "loss", 2.0), tail(all.get(2), 3));
  }

  @Test
  void everyTrialEpochLayerAndAtomIsARow() throws IOException {
    var rows = seeds(1).table("atoms");

    assertEquals(
        List.of("trial_id", "red", "rate", "seed", "epoch", "layer", "atom", "bits"),
        List.of(rows.columns()));
    var all = rows.collectAsList();
    assertEquals(4 * 2 * 2, all.size());
    assertEquals(List.of(1L, 1, "out", "h_res", 0.5), tail(all.get(0), 3));
    assertEquals(List.of(1L, 2, "out", "{r}{c}", -accuracy(0, 1)), tail(all.get(3), 3));
  }

  @Test
  void everyTrialLayerNeuronAndAtomIsARow() throws IOException {
    var rows = seeds(1).table("neurons");

    assertEquals(
        List.of("trial_id", "red", "rate", "seed", "layer", "neuron", "atom", "bits"),
        List.of(rows.columns()));
    var all = rows.collectAsList();
    assertEquals(4 * 2, all.size());
    assertEquals(List.of(1L, "out", 1, "{r}", 0.25), tail(all.get(1), 3));
  }

  @Test
  void whatOtherMeasuresSayHasATableOfItsOwn() throws IOException {
    var rows = seeds(1).table("measures");

    assertEquals(
        List.of("trial_id", "red", "rate", "seed", "layer", "neuron", "measure", "atom", "bits"),
        List.of(rows.columns()));
    var all = rows.collectAsList();
    assertEquals(4 * 2, all.size());
    assertEquals(List.of(1L, "out", 1, "i_min", "{r}{c}", 0.75), tail(all.get(0), 3));
    assertEquals(List.of(1L, "out", 1, "shannon", "r_bar", 1.5), tail(all.get(1), 3));
  }

  @Test
  void trialsOfAnEarlierAndLargerSweepAreLeftOut() throws IOException {
    var trials = fill(sweep("seeds: 3\n"), false);
    var smaller = Sweep.read(file("seeds: 2\n"), List.of("axes.red.values=[1.0]"));

    var points = lazy(smaller, trials).rows("points");

    assertEquals(2, points.size());
    assertEquals(2L, points.get(0).<Long>getAs("trials"));
    assertEquals(1.0, points.get(0).<Double>getAs("red"));
  }

  @Test
  void axesOfAnyTypeBecomeColumns() throws IOException {
    var sweep =
        Sweep.read(
            SweepFiles.write(
                folder,
                "name: n\ntrial: trial.yaml\nplan: listed\naxes:\n"
                    + "  epochs: {path: training.epochs, values: [1, 2]}\n"
                    + "  frozen: {path: network.layers.out.sources.r.frozen, values: [true,"
                    + " false]}\n"
                    + "  precision: {path: training.precision, values: [single, double]}\n"
                    + "  goal: {path: network.layers.out.goal, values: [{h_res: 1}, {\"{r}\":"
                    + " 0.5}]}\n"),
            List.of());

    var row = lazy(sweep, fill(sweep, false)).rows("points").get(1);

    assertEquals(2L, row.<Long>getAs("epochs"));
    assertEquals(false, row.<Boolean>getAs("frozen"));
    assertEquals("double", row.<String>getAs("precision"));
    assertEquals("{\"{r}\":0.5}", row.<String>getAs("goal"));
  }

  @Test
  void sweepWithoutAnyGoodTrialStillHasItsPoints() throws IOException {
    var sweep = sweep("seeds: 1\n");
    var trials = folder.resolve("none");
    try (var table = TrialTable.open(trials, trial -> {})) {
      var specs = SweepFiles.trials(sweep);
      append(table, specs, specs.trials().get(0), true);
    }

    var points = lazy(sweep, trials).rows("points");

    assertEquals(4, points.size());
    assertEquals(1L, points.get(0).<Long>getAs("failed"));
    assertEquals(0L, points.get(1).<Long>getAs("trials"));
    assertTrue(points.get(0).isNullAt(points.get(0).fieldIndex("test_accuracy_mean")));
  }

  @Test
  void tablesAreEqualToTheLastBitInAnyOrderAndOnAnyNumberOfCores() throws IOException {
    var sweep = sweep("seeds: 5\n");
    var expected = written(sweep, "one", new Random(1), 100);
    for (int order = 2; order < 4; order++) {
      spark().conf().set("spark.sql.shuffle.partitions", Integer.toString(order));
      spark().conf().set("spark.sql.files.maxPartitionBytes", "3000");
      try {
        assertEquals(expected, written(sweep, "order" + order, new Random(order), 3));
      } finally {
        spark().conf().set("spark.sql.shuffle.partitions", "1");
        spark().conf().unset("spark.sql.files.maxPartitionBytes");
      }
    }
  }

  @Test
  void aTrialThatEndedEarlyKeepsItsLastReportInMeans() throws IOException {
    var sweep = Sweep.read(file("seeds: 3\n"), List.of("training.until.validation_accuracy=0.9"));
    var trials = folder.resolve("trials");
    var specs = SweepFiles.trials(sweep);
    try (var table = TrialTable.open(trials, trial -> {})) {
      for (int i = 0; i < 3; i++) { // of the first point: 2, 4 and 6 epochs
        var trial = specs.trials().get(i);
        var reports = new ArrayList<EpochReport>();
        for (int epoch = 2; epoch <= 2 * i + 2; epoch += 2) {
          reports.add(report(epoch, 0.125 * epoch));
        }
        append(table, specs, trial, reports);
      }
    }

    var tables = lazy(sweep, trials);

    var curve =
        tables.rows("curves").stream()
            .filter(row -> row.getAs("score").equals("test_accuracy"))
            .map(
                row ->
                    List.<Object>of(
                        row.<Integer>getAs("epoch"),
                        row.<Integer>getAs("trials"),
                        row.<Double>getAs("mean")))
            .toList();
    assertEquals(
        List.of(List.of(2, 3, 0.25), List.of(4, 3, 1.25 / 3), List.of(6, 3, 1.5 / 3)), curve);
    var profile =
        tables.rows("profiles").stream().filter(row -> row.getAs("atom").equals("{r}{c}")).toList();
    assertEquals(3, profile.size());
    assertTrue(profile.get(2).<Boolean>getAs("is_last"));
    assertEquals(-0.5, profile.get(2).<Double>getAs("mean"));
    assertEquals(List.of("out", "{r}{c}", -0.5), tail(atoms(tables).get(1), 0));
    assertEquals(0.5, tables.rows("points").get(0).<Double>getAs("test_accuracy_mean"));
    assertEquals(2 + 4 + 6, tables.rows("epochs").size(), "two scores in 1, 2 and 3 reports");
  }

  @Test
  void sweepsSayWhetherTrialsMayEndEarly() {
    var until = "  until: {path: training.until.validation_accuracy, values: [0.5]}\n";
    var training = "  training: {path: training, values: [{epochs: 1, batch_size: 9}]}\n";
    assertFalse(sweep("").mayEndEarly());
    assertFalse(Sweep.read(file(""), List.of("training.until={}")).mayEndEarly());
    assertTrue(sweep(until).mayEndEarly());
    assertTrue(sweep(training).mayEndEarly());
  }

  private static List<Row> atoms(LazyTables tables) {
    var point = tables.rows("points").get(0);
    return point.getList(point.fieldIndex("atoms"));
  }

  @Test
  void writingAgainReplacesTheTables() throws IOException {
    var sweep = sweep("seeds: 2\n");
    tables(sweep, fill(sweep, false));
    var tables = tables(sweep, folder.resolve("trials"));

    for (var name : Tables.NAMES) {
      var table = tables.folder().resolve(name);
      assertEquals(List.of(table.resolve("part-0.parquet")), files(table));
      assertTrue(tables.table(name).count() > 0);
    }
    assertEquals(Tables.NAMES.size(), files(tables.folder()).size());
  }

  /** All rows of all tables after the trials came in some order, a part file every few trials. */
  private Map<String, List<Row>> written(Sweep sweep, String name, Random random, int perPart)
      throws IOException {
    var trials = folder.resolve(name);
    var specs = SweepFiles.trials(sweep);
    var order = new ArrayList<>(specs.trials());
    Collections.shuffle(order, random);
    var table = TrialTable.open(trials, trial -> {});
    for (int i = 0; i < order.size(); i++) {
      append(table, specs, order.get(i), false);
      if (i % perPart == perPart - 1) {
        table.flush();
      }
    }
    table.flush();
    var tables = tables(sweep, trials);
    table.close();
    var rows = new HashMap<String, List<Row>>();
    for (var view : Tables.NAMES) {
      rows.put(view, tables.table(view).collectAsList());
    }
    return rows;
  }

  /** Tables as they are on disk. */
  private record Written(Path folder) {
    Dataset<Row> table(String name) {
      return spark().read().parquet(folder.resolve(name).toString());
    }
  }

  private static Written seeds(int seeds) throws IOException {
    var known = SHARED.get(seeds);
    if (known == null) {
      var place = shared.resolve("seeds-" + seeds);
      var sweep = SweepFiles.sweep(place, SweepFiles.SWEEP + "seeds: " + seeds + "\n");
      known = tables(sweep, fill(place.resolve("trials"), sweep, false));
      SHARED.put(seeds, known);
    }
    return known;
  }

  private static Written tables(Sweep sweep, Path trials) throws IOException {
    var tables = trials.resolveSibling(trials.getFileName() + "-tables");
    Tables.write(
        Views.create(spark(), Folder.at(trials.toString()), SweepFiles.asked(sweep)),
        Folder.at(tables.toString()));
    return new Written(tables);
  }

  private static LazyTables lazy(Sweep sweep, Path trials) {
    return new LazyTables(sweep, Folder.at(trials.toString()));
  }

  private Path fill(Sweep sweep, boolean lastFails) throws IOException {
    return fill(folder.resolve("trials"), sweep, lastFails);
  }

  private static Path fill(Path trials, Sweep sweep, boolean lastFails) throws IOException {
    var specs = SweepFiles.trials(sweep);
    try (var table = TrialTable.open(trials, trial -> {})) {
      for (int i = 0; i < specs.trials().size(); i++) {
        boolean fails = lastFails && i == specs.trials().size() - 1;
        append(table, specs, specs.trials().get(i), fails);
      }
    }
    return trials;
  }

  private static void append(
      TrialTable table, SweepTrials specs, SweepTrials.Trial trial, boolean fails)
      throws IOException {
    double accuracy = accuracy(trial.point(), trial.seed());
    append(
        table,
        specs,
        trial,
        fails ? List.of() : List.of(report(1, accuracy / 2), report(2, accuracy)));
  }

  /** A trial with these reports; one without any has failed. */
  private static void append(
      TrialTable table, SweepTrials specs, SweepTrials.Trial trial, List<EpochReport> reports)
      throws IOException {
    boolean fails = reports.isEmpty();
    var result =
        new TrialResult(
            trial.trialId(),
            specs.pointId(trial.point()),
            trial.seed(),
            "{}",
            fails ? Status.FAILED : Status.OK,
            fails ? "no luck" : "",
            Instant.EPOCH,
            1,
            "test",
            Map.of(),
            fails ? Map.of() : reports.get(reports.size() - 1).scores(),
            reports,
            fails
                ? List.of()
                : List.of(
                    new NeuronReport("out", 0, Map.of("{r}", 0.125)),
                    new NeuronReport(
                        "out",
                        1,
                        Map.of("{r}", 0.25, "i_min:{r}{c}", 0.75, "shannon:r_bar", 1.5))));
    table.append(result.trialId(), ResultFormat.toJson(result));
  }

  private static EpochReport report(int epoch, double accuracy) {
    var atoms = Map.of("{r}{c}", -accuracy, "h_res", 0.5);
    return new EpochReport(
        epoch,
        Map.of("test_accuracy", accuracy, "loss", (double) epoch),
        List.of(new LayerReport("out", accuracy, atoms)));
  }

  private static double accuracy(int point, long seed) {
    return ACCURACIES[(int) ((point + seed) % ACCURACIES.length)];
  }

  private Sweep sweep(String more) {
    return Sweep.read(file(more), List.of());
  }

  private Path file(String more) {
    return SweepFiles.write(folder, SweepFiles.SWEEP + more);
  }

  private static List<Object> tail(Row row, int from) {
    var values = new ArrayList<>();
    for (int i = from; i < row.size(); i++) {
      values.add(row.get(i));
    }
    return values;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = java.nio.file.Files.list(folder)) {
      return files.toList();
    }
  }

  private static SparkSession spark() {
    return LocalSpark.session();
  }
}

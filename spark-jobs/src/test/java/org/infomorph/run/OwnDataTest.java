package org.infomorph.run;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.infomorph.data.Samples;
import org.infomorph.datasets.Table;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.math.Blas;
import org.infomorph.result.Trial;
import org.infomorph.result.TrialResult;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tabular.DataException;
import org.infomorph.tabular.MissingValues;
import org.infomorph.tabular.Scaling;
import org.infomorph.tabular.TestRows;
import org.infomorph.tasks.LocalSpark;
import org.infomorph.trial.TrialSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on the user's own data: files, and data sets in jars. */
@Tag("spark")
class OwnDataTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String DATASET = "dataset={table: {file: kinds.csv, label: kind}}";
  private static final String NEURONS = "network.layers.out.neurons=2";
  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir Path folder;

  private Path data() throws IOException {
    var lines = new ArrayList<>(List.of("a,b,kind"));
    for (int i = 0; i < 60; i++) {
      lines.add(i % 7 + "," + (i % 2 + 0.1 * (i % 5)) + "," + (i % 2 == 0 ? "even" : "odd"));
    }
    var data = Files.createDirectories(folder.resolve("data"));
    Files.write(data.resolve("kinds.csv"), lines);
    return data;
  }

  private Sweep sweep(String... assignments) {
    return SweepFiles.sweep(folder, SweepFiles.SWEEP, assignments);
  }

  private Sweeps sweeps(Path data) {
    return Sweeps.on(SPARK).blas(Blas.Choice.of(Blas.description())).data(data);
  }

  @Test
  void aSweepGoesOnOnlyWithTheSameContents() throws IOException {
    var data = data();
    var file = data.resolve("kinds.csv");
    var before = Files.readString(file);
    var sweep = sweep(DATASET, NEURONS);
    var out = folder.resolve("out").toString();
    var trials = sweeps(data).run(sweep, out).trials();
    assertEquals(4, trials.filter(col("status").equalTo("OK")).count());
    var read = trials.select(col("environment").getItem("data")).distinct().collectAsList();
    assertEquals(1, read.size());
    assertTrue(read.get(0).getString(0).matches("kinds\\.csv [0-9a-f]{16}"), read.toString());

    Files.writeString(file, before.replace("6,", "60,"));
    var error = assertThrows(SpecException.class, () -> sweeps(data).run(sweep, out));
    assertTrue(
        error.getMessage().contains("holds 4 trials on other contents of " + read.get(0).get(0)),
        error.getMessage());

    // Where the file is does not matter, and neither does its time.
    var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("kinds.csv"), before);
    assertEquals(4, sweeps(elsewhere).run(sweep, out).trials().count());
  }

  private static TrialSpec spec() {
    var yaml =
        SweepFiles.TRIAL
            .replace("neurons: 10", "neurons: 2")
            .replaceFirst("dataset: .*", DATASET.replace("=", ": "));
    return TrialSpec.bind("t.yaml", SpecFile.parseObject("t.yaml", yaml));
  }

  @Test
  void aResultOfOtherContentsEndsTheRun() throws IOException {
    var data = data();
    var spec = spec();
    var result = Trial.run(spec, data, epoch -> {});
    assertEquals(TrialResult.Status.OK, result.status(), result.message());
    Origins.refuseOtherData(result, Map.of("other.csv", "0123456789abcdef"));
    var error =
        assertThrows(
            SpecException.class,
            () -> Origins.refuseOtherData(result, Map.of("kinds.csv", "0123456789abcdef")));
    assertTrue(error.getMessage().contains("has other data: kinds.csv "), error.getMessage());
  }

  @Test
  void changedDataIsRefusedWhenATrialIsRepeated() throws IOException {
    var data = data();
    var spec = spec();
    var stored = Trial.run(spec, data, epoch -> {});
    var again = new Repetition(data, Blas.Choice.of(Blas.description()), false);
    assertEquals(1, again.run(List.of(stored), line -> {}));
    Files.writeString(
        data.resolve("kinds.csv"), "a,b,kind\n1,2,even\n3,4,odd\n1,2,even\n3,4,odd\n5,1,odd\n");
    var error = assertThrows(SpecException.class, () -> again.run(List.of(stored), line -> {}));
    assertTrue(error.getMessage().contains("has other data"), error.getMessage());
  }

  @Test
  void wrongDataIsRefusedInOneLine() throws IOException {
    var data = data();
    var error =
        assertThrows(
            SpecException.class,
            () -> sweeps(data).run(sweep("dataset={table: {file: k.csv}}"), folder + "/o"));
    assertTrue(error.getMessage().contains("k.csv: no such file"), error.getMessage());
    var outside =
        assertThrows(
            SpecException.class,
            () -> sweeps(data).run(sweep("dataset={table: {file: ../k.csv}}"), folder + "/o"));
    assertTrue(outside.getMessage().contains("inside the data folder"), outside.getMessage());
    var stranger =
        assertThrows(
            SpecException.class,
            () -> sweeps(data).run(sweep("dataset={provided: {name: spots}}"), folder + "/o"));
    assertTrue(stranger.getMessage().contains("there is no provider spots"), stranger.getMessage());
  }

  @Test
  void aDataSetFromAJarCanBeSwept() throws IOException {
    var sweep =
        SweepFiles.sweep(
            folder,
            SweepFiles.SWEEP.replace(
                "red: {path: \"network.layers.out.goal.{r}{c}\", values: [0.5, 1.0]}",
                "turns: {path: dataset.provided.settings.turns, values: [0.25, 2]}"),
            "dataset={provided: {name: spirals, settings: {turns: 1}}}",
            NEURONS);
    var trials = sweeps(folder).run(sweep, folder.resolve("spirals").toString()).trials();
    assertEquals(4, trials.filter(col("status").equalTo("OK")).count());
    assertEquals(
        List.of("spirals 1"),
        trials.select(col("environment").getItem("data")).distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .toList());
  }

  private static Table table(String file) {
    return new Table(
        file,
        List.of("a", "b"),
        "kind",
        "",
        new TestRows.Share(0.2, 1),
        List.of(),
        Scaling.EACH,
        MissingValues.REFUSE,
        true);
  }

  private static List<Double> all(Samples samples) {
    List<Double> all = new ArrayList<>();
    for (int s = 0; s < samples.size(); s++) {
      all.add((double) samples.label(s));
      for (int f = 0; f < samples.features(); f++) {
        all.add(samples.value(s, f));
      }
    }
    return all;
  }

  @Test
  void parquetOfSparkGivesTheSamplesOfTheCsv() throws IOException {
    var data = data();
    SPARK
        .read()
        .option("header", true)
        .csv(data.resolve("kinds.csv").toString())
        .selectExpr("kind", "CAST(b AS DOUBLE)", "CAST(a AS TINYINT)")
        .coalesce(1)
        .write()
        .parquet(data.resolve("kinds.parquet").toString());
    var csv = table("kinds.csv").load(data);
    var parquet = table("kinds.parquet").load(data);
    assertEquals(all(csv.training()), all(parquet.training()));
    assertEquals(all(csv.test()), all(parquet.test()));
  }

  @Test
  void whatParquetCannotGiveHasItsPlace() throws IOException {
    var data = data();
    SPARK
        .sql(
            "SELECT IF(id = 2, NULL, id) AS a, CAST(id / 2 AS DECIMAL(5, 1)) AS b, id % 2 AS kind,"
                + " array(id) AS many, 5L AS c FROM range(0, 5, 1, 1)")
        .write()
        .parquet(data.resolve("p.parquet").toString());
    var missing = assertThrows(DataException.class, () -> table("p.parquet").load(data));
    assertTrue(
        missing.getMessage().contains("row 3, column a: a missing value"), missing.getMessage());
    var list =
        assertThrows(
            DataException.class, () -> with(table("p.parquet"), List.of("many")).load(data));
    assertTrue(list.getMessage().contains("column many: is "), list.getMessage());
    var decimals = with(table("p.parquet"), List.of("b")).load(data);
    assertEquals(4, decimals.training().size());
    Files.writeString(data.resolve("no.parquet"), "no");
    var none = assertThrows(DataException.class, () -> table("no.parquet").load(data));
    assertTrue(none.getMessage().contains("no.parquet: is no Parquet file"), none.getMessage());
  }

  private static Table with(Table table, List<String> features) {
    return new Table(
        table.file(),
        features,
        table.label(),
        table.labelFile(),
        table.test(),
        table.image(),
        table.standardise(),
        table.missing(),
        table.header());
  }

  @Test
  void theShippedExampleFitsItsData() {
    var sweep = Sweep.read(ROOT.resolve("conf/sweeps/finches.yaml"), List.of());
    var rounds = MeasureCheck.begin(sweep, ROOT.resolve("conf/data"));
    assertEquals(2 * 81, rounds.trials().trials().size());
    assertEquals(List.of("finches.csv"), List.copyOf(rounds.data().keySet()));
  }

  @Test
  void theJavaOfThePageIsCompiled() throws IOException {
    var code =
        Files.readString(
                ROOT.resolve("spark-jobs/src/test/java/org/infomorph/example/Spirals.java"))
            .replaceAll("\\s", "");
    var examples = JAVA.matcher(Files.readString(ROOT.resolve("docs/data.md"))).results().toList();
    assertEquals(1, examples.size());
    for (var example : examples) {
      assertTrue(code.contains(example.group(1).replaceAll("\\s", "")), example.group(1));
    }
  }
}

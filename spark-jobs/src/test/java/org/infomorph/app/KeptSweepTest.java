package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.infomorph.files.Folder;
import org.infomorph.form.CanonicalJson;
import org.infomorph.math.Blas;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialRunner;
import org.infomorph.run.Consent;
import org.infomorph.run.DataPlace;
import org.infomorph.run.LocalTrials;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.KeptNetworks;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tasks.LocalSpark;
import org.infomorph.trial.SameWeights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps whose trials keep their networks. */
@Tag("thorough")
@Tag("spark")
class KeptSweepTest {
  private static final String KEEP = "keep.weights=final";
  private static final TrialRunner REAL =
      new LocalTrials(new DataPlace(Path.of("nowhere")), Blas.preset());

  @TempDir Path folder;
  private final StringWriter output = new StringWriter();
  private Path results;

  @BeforeEach
  void place() {
    results = folder.resolve("out");
  }

  @Test
  void sparkReadsTheNetworksThatTheTrialsHadAtTheirEnd() throws IOException {
    assertEquals(Main.DONE, run(REAL, LocalSpark::session, KEEP));

    var weights = LocalSpark.session().read().parquet(results.resolve("weights").toString());
    weights.createOrReplaceTempView("weights");
    assertEquals(8, weights.count());
    var fields =
        LocalSpark.session()
            .sql(
                "SELECT slice(weights, 3 * inputs + 1, inputs) AS field, neurons, biases,"
                    + " image_width * image_height * image_channels AS pixels, trial_id"
                    + " FROM weights WHERE source = 'r' ORDER BY trial_id")
            .collectAsList();
    assertEquals(4, fields.size());
    var kept = new KeptNetworks(folder("trials"), folder("weights"));
    for (var row : fields) {
      assertEquals(784, row.<Integer>getAs("pixels"));
      assertEquals(10, row.getList(row.fieldIndex("biases")).size());
      String id = row.getAs("trial_id");
      double[] expected = kept.read(id).get(0).state().weights();
      List<Double> field = row.getList(row.fieldIndex("field"));
      for (int i = 0; i < 784; i++) {
        assertEquals(expected[3 * 784 + i], field.get(i));
      }
      var again = ResultLine.read(REAL.run(kept.trial(id).orElseThrow().spec())).weights();
      SameWeights.assertSame(again, kept.read(id));
    }
    assertEquals(
        4,
        LocalSpark.session()
            .sql("SELECT * FROM weights WHERE source = 'c' AND image_width IS NULL")
            .count());
  }

  @Test
  void askingForWeightsLaterTrainsWhatIsMissing() throws IOException {
    run(REAL, LocalSpark::session);
    assertFalse(Files.exists(results.resolve("weights")));

    run(REAL, LocalSpark::session, KEEP);

    assertTrue(output.toString().contains("4 points, 4 trials: 4 to run"), output.toString());
    assertEquals(
        8, LocalSpark.session().read().parquet(results.resolve("trials").toString()).count());
    run(REAL, noSpark(), KEEP);
    assertTrue(output.toString().contains("4 points, 4 trials: all are there"));
  }

  @Test
  void trialsWhoseWeightsAreGoneRunAgain() throws IOException {
    run(REAL, LocalSpark::session, KEEP);
    folder("weights").deleteFolder("");
    output.getBuffer().setLength(0);

    run(REAL, LocalSpark::session, KEEP);

    assertTrue(output.toString().contains("4 points, 4 trials: 4 to run"), output.toString());
    assertEquals(4, new KeptNetworks(folder("trials"), folder("weights")).epochs().size());
    assertEquals(
        4, LocalSpark.session().read().parquet(results.resolve("trials").toString()).count());
  }

  @Test
  void trialsThatFailedRunAgainWithTheirNetworks() throws IOException {
    TrialRunner sometimes =
        spec -> {
          if (CanonicalJson.read(spec).at("/network/layers/0/goal/{r}{c}").asDouble() == 0.5) {
            throw new IllegalStateException("half is unlucky");
          }
          return REAL.run(spec);
        };
    assertEquals(Main.SOME_FAILED, run(sometimes, LocalSpark::session, KEEP));
    assertEquals(2, new KeptNetworks(folder("trials"), folder("weights")).epochs().size());

    var code = run(REAL, LocalSpark::session, new Consent(false, true), KEEP);

    assertEquals(Main.DONE, code);
    assertTrue(output.toString().contains("2 failed trials will run again"), output.toString());
    assertEquals(4, new KeptNetworks(folder("trials"), folder("weights")).epochs().size());
  }

  private Folder folder(String name) {
    return Folder.at(results.resolve(name).toString());
  }

  private int run(TrialRunner runner, Supplier<SparkSession> spark, String... assignments)
      throws IOException {
    return run(runner, spark, Consent.NONE, assignments);
  }

  private int run(
      TrialRunner runner, Supplier<SparkSession> spark, Consent consent, String... assignments)
      throws IOException {
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP, assignments);
    var rounds = Rounds.begin(sweep, spec -> {});
    var place = new SweepFolder(Folder.at(results.toString()));
    var out = new PrintWriter(output, true);
    return new ConsoleRun(rounds, place, runner, spark, out, consent, 1).run();
  }

  private static Supplier<SparkSession> noSpark() {
    return () -> {
      throw new AssertionError("Spark must not start");
    };
  }
}

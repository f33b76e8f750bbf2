package org.infomorph;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.infomorph.form.SpecFile;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;
import org.infomorph.pid.SharedExclusions;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Plan;
import org.infomorph.result.Trial;
import org.infomorph.run.RunListener;
import org.infomorph.run.Sweeps;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.store.TrialSummary;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tasks.LocalSpark;
import org.infomorph.trial.TrialSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/library.md}, compiled and run. */
@Tag("spark")
class LibraryTest {
  private static final Path DOCS =
      Path.of(System.getProperty("project.root")).resolve("docs/library.md");
  private static final Path THIS =
      Path.of(System.getProperty("project.root"))
          .resolve("spark-jobs/src/test/java/org/infomorph/LibraryTest.java");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ZEPPELIN_SQL =
      Pattern.compile("```text\n%spark\\.sql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FORM = Pattern.compile("\\$\\{(\\w+)=(\\w+)}");

  @TempDir Path folder;

  @Test
  void everyJavaExampleOfThePageStandsHere() throws IOException {
    var code = Files.readString(THIS).replaceAll("\\s", "");
    var examples = JAVA.matcher(Files.readString(DOCS)).results().map(found -> found.group(1));
    var strangers =
        examples.filter(example -> !code.contains(example.replaceAll("\\s", ""))).toList();
    assertEquals(List.of(), strangers, "examples of docs/library.md that nothing compiles");
  }

  @Test
  void theInformationOfATable() {
    int[][] sources = {{0, 0, 1, 1}, {0, 1, 0, 1}};
    int[] target = {0, 1, 1, 0};
    var atoms =
        new SharedExclusions(RedundancyLattice.of(2))
            .decompose(JointHistogram.ofTable(sources, target, new double[] {1, 1, 1, 1}));
    double synergy = atoms.atom(3); // of XOR, in bits: more than the bit that both sources tell

    assertEquals("{ab}", atoms.lattice().antichain(3).toString(List.of("a", "b")));
    assertEquals(1.0, atoms.mutualInformation(), 1e-12);
    assertTrue(synergy > 0);
  }

  @Test
  void oneNetwork() throws IOException {
    SweepFiles.write(folder, SweepFiles.SWEEP);
    var file = folder.resolve("trial.yaml");
    var data = folder;
    var spec = TrialSpec.bind("my trial", SpecFile.read(file));
    var result = Trial.run(spec, data, epoch -> System.out.println(epoch.scores()));
    double accuracy = result.scores().get("test_accuracy");

    assertTrue(accuracy > 0.1);
  }

  @Test
  void aSweepAndASearch() throws IOException {
    var spark = LocalSpark.session();
    var file = SweepFiles.write(folder, SweepFiles.SWEEP).toString();
    var runs = folder.toString();

    var sweep = Sweep.read(file, "seeds=2");
    var results = Sweeps.on(spark).run(sweep, runs + "/small");
    results.points().orderBy(col("test_accuracy_mean").desc()).show();
    results.trials().groupBy("status").count().show();

    assertEquals(4, results.points().count());
    assertEquals(8, results.trials().count());
    assertFalse(spark.sparkContext().isStopped());
    results.phases().createOrReplaceTempView("phases");
    assertEquals(4, spark.sql(zeppelinQuery("rate")).count());
    spark.catalog().dropTempView("phases");
    search(spark, runs);
    follow(spark, sweep, runs);
  }

  /** The query of the page's Zeppelin paragraph, with another axis entered for y. */
  private static String zeppelinQuery(String y) throws IOException {
    var query = ZEPPELIN_SQL.matcher(Files.readString(DOCS));
    assertTrue(query.find(), "the paragraph that begins with %spark.sql");
    return FORM.matcher(query.group(1))
        .replaceAll(form -> form.group(1).equals("y") ? y : form.group(2));
  }

  private static void follow(SparkSession spark, Sweep sweep, String runs) throws IOException {
    var told = new ArrayList<String>();
    var listener =
        new RunListener() {
          @Override
          public void note(String sentence) {
            told.add(sentence);
          }

          @Override
          public void ended(TrialSummary trial) {
            told.add(trial.trialId() + ": " + trial.scores());
          }
        };
    Sweeps.on(spark).listener(listener).run(sweep, runs + "/small");

    assertEquals(List.of("4 points, 8 trials: all are there"), told);
  }

  /** Goes up along one axis, with steps that become half as long where it does not get better. */
  record Climb(double start, double step, int most) implements Plan {
    @Override
    public List<Point> next(ParameterSpace space, List<Measured> asked, int atMost) {
      if (asked.isEmpty()) {
        return List.of(at(start), at(start + step));
      }
      if (asked.size() >= most) {
        return List.of();
      }
      var best = asked.stream().max(Comparator.comparingDouble(Climb::score)).orElseThrow();
      var last = asked.get(asked.size() - 1);
      double length = step / Math.max(1, asked.size() - 1 - asked.indexOf(best));
      return List.of(at(value(best) + (best.equals(last) ? step : -length / 2)));
    }

    private static double score(Measured measured) {
      return measured.value().orElse(Double.NEGATIVE_INFINITY);
    }

    private static double value(Measured measured) {
      return measured.point().values().get(0).doubleValue();
    }

    private static Point at(double value) {
      return new Point(List.of(DoubleNode.valueOf(value)));
    }

    @Override
    public long size(ParameterSpace space) {
      return most;
    }

    @Override
    public void check(ParameterSpace space) {
      if (space.axes().size() != 1) {
        throw new IllegalArgumentException("a climb has one axis");
      }
    }
  }

  private void search(SparkSession spark, String runs) throws IOException {
    var yaml =
        """
        name: climb
        trial: trial.yaml
        axes: {red: {path: "network.layers.out.goal.{r}{c}", linear: {from: 0.5, to: 2}}}
        plan: random
        points: 1
        """;
    var file = SweepFiles.write(folder, yaml).toString();

    var climb = Sweep.read(file).with(new Climb(0.5, 0.25, 4));
    var found = Sweeps.on(spark).run(climb, runs + "/climb").points();

    assertEquals(4, found.count());
  }
}

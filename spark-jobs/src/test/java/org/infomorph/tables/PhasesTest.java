package org.infomorph.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.train.EpochReport;
import org.infomorph.train.EpochReport.LayerReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables over the points of a sweep, from results that were made up and worked out by hand. */
@Tag("spark")
class PhasesTest {
  private static final double T1 = Math.tan(0.475 * Math.PI); // 97.5 % of Student's t, 1 degree

  private static final String GRID =
      """
      name: small
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", values: [1.0, 0.5]}
        rate: {path: network.layers.out.optimiser.adam.learning_rate, values: [0.01, 0.02]}
      """;

  private static final String LINE =
      """
      name: line
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", values: [%s]}
      """;

  @TempDir Path folder;

  @Test
  void curvesAreMeansOverTheSeedsThatHaveTheScore() throws IOException {
    var tables =
        made("{axes: line}", LINE.formatted("1.0") + "seeds: 2\n")
            .put(0, 1, Status.OK, epoch(1, Map.of("test_accuracy", 0.25, "loss", 3.0)))
            .put(0, 2, Status.OK, epoch(1, Map.of("test_accuracy", 0.75)))
            .write();

    var curves = tables.rows("curves");

    assertEquals(2, curves.size());
    assertEquals(List.of(1.0, 1, "loss", 1, 3.0), values(curves.get(0), 1, 6));
    assertNull(curves.get(0).getAs("sd"));
    assertNull(curves.get(0).getAs("half_width"));
    assertEquals(List.of(1.0, 1, "test_accuracy", 2, 0.5), values(curves.get(1), 1, 6));
    assertEquals(Math.sqrt(0.125), curves.get(1).<Double>getAs("sd"));
    assertEquals(T1 * 0.25, curves.get(1).<Double>getAs("half_width"), 1e-9);
  }

  @Test
  void profilesSayWhichEpochIsTheLast() throws IOException {
    var tables =
        made("profiles", LINE.formatted("1.0") + "seeds: 2\n")
            .put(0, 1, Status.OK, profile(1, "{r}", 1.0), profile(4, "{r}", 0.5))
            .put(0, 2, Status.OK, profile(1, "{r}", 0.0), profile(4, "{r}", 0.25))
            .write();

    var rows = tables.rows("profiles");

    assertEquals(List.of(1.0, "out", 1, false, "{r}", 2, 0.5), values(rows.get(0), 1, 8));
    assertEquals(List.of(1.0, "out", 4, true, "{r}", 2, 0.375), values(rows.get(1), 1, 8));
    assertEquals(Math.sqrt(2 * 0.125 * 0.125), rows.get(1).<Double>getAs("sd"));
  }

  @Test
  void convergenceIsWhenTheMeasureStaysNearItsLastValue() throws IOException {
    // Range 0.8, so 0.016 around the last value, 0.9: out at 4, in from 5 on; for the second seed
    // it is in from the first epoch that was reported; the third has one report alone.
    var tables =
        made("convergence", LINE.formatted("1.0") + "seeds: 3\n")
            .put(
                0,
                1,
                Status.OK,
                measured(1, 0.1),
                measured(3, 0.9),
                measured(4, 0.88),
                measured(5, 0.89),
                measured(6, 0.9))
            .put(0, 2, Status.OK, measured(2, 0.5), measured(4, 0.5))
            .put(0, 3, Status.OK, measured(6, 0.5))
            .write();

    var point = tables.rows("points").get(0);

    assertEquals(3.5, point.<Double>getAs("convergence_epoch_mean"));
    assertEquals(Math.sqrt(4.5), point.<Double>getAs("convergence_epoch_sd"), 1e-12);
    assertEquals(T1 * 1.5, point.<Double>getAs("convergence_epoch_half_width"), 1e-9);
  }

  @Test
  void measureThatIsNoNumberNeverConverges() throws IOException {
    var tables =
        made("nan", LINE.formatted("1.0, 0.5"))
            .put(0, 1, Status.OK, measured(1, MadeUp.NAN), measured(2, 0.5))
            .put(1, 1, Status.OK, measured(1, 0.5), measured(2, MadeUp.INFINITY))
            .write();

    assertNull(tables.rows("points").get(0).getAs("convergence_epoch_mean"));
    assertNull(tables.rows("points").get(1).getAs("convergence_epoch_mean"));
  }

  @Test
  void phaseIsTheDominantAtomOrSilentOrMixed() throws IOException {
    var tables =
        made("phases", LINE.formatted("1.0, 2.0, 3.0, 4.0"))
            .put(0, 1, Status.OK, profile(1, "{r}", 0.02, "h_res", 0.02))
            .put(1, 1, Status.OK, profile(1, "{r}", 0.5, "{c}", -0.25, "h_res", 0.25))
            .put(2, 1, Status.OK, profile(1, "{r}", 0.25, "{c}", -0.5, "h_res", 0.5))
            .put(3, 1, Status.OK, profile(1, "{r}", 0.0))
            .write();

    var rows = tables.rows("phases");

    assertEquals(
        List.of("out", "silent", "h_res", 0.5, 0.04), values(rows.get(0), 2, 7)); // equal: by name
    assertEquals(List.of("out", "{r}", "{r}", 0.5, 0.5), values(rows.get(1), 2, 7));
    assertEquals(List.of("out", "mixed", "h_res", 0.4, 0.25), values(rows.get(2), 2, 7));
    assertEquals(Arrays.asList("out", "silent", "{r}", null, 0.0), values(rows.get(3), 2, 7));
    assertEquals(0.05, rows.get(0).<Double>getAs("silent_bits"));
    assertEquals(0.5, rows.get(0).<Double>getAs("dominant_share_threshold"));
  }

  @Test
  void thresholdsOfTheSweepDecide() throws IOException {
    var thresholds = "phases: {silent_bits: 0.01, dominant_share: 0.6}\n";
    var tables =
        made("thresholds", LINE.formatted("1.0, 2.0") + thresholds)
            .put(0, 1, Status.OK, profile(1, "{r}", 0.01, "h_res", 0.03))
            .put(1, 1, Status.OK, profile(1, "{r}", 0.5, "{c}", -0.25, "h_res", 0.25))
            .write();

    var rows = tables.rows("phases");

    assertEquals("h_res", rows.get(0).getAs("phase"));
    assertEquals("mixed", rows.get(1).getAs("phase"));
    assertEquals(0.01, rows.get(0).<Double>getAs("silent_bits"));
    assertEquals(0.6, rows.get(0).<Double>getAs("dominant_share_threshold"));
  }

  @Test
  void boundariesAreBetweenNeighboursInTheGrid() throws IOException {
    // Points in the plan's order: red 1.0 before 0.5; but 0.5 comes first by value.
    var tables =
        made("grid", GRID)
            .put(0, 1, Status.OK, both(0.5, "{r}", 0.75, "h_res", 0.25))
            .put(1, 1, Status.OK, both(0.25, "{r}", 0.25, "h_res", 0.75))
            .put(2, 1, Status.OK, both(0.0, "{r}", 0.01))
            .put(3, 1, Status.OK, both(0.0, "{r}", -0.75, "h_res", 0.25))
            .write();

    var edges =
        tables.rows("boundaries").stream()
            .collect(
                Collectors.toMap(row -> tables.edge(row), row -> row, (a, b) -> a, TreeMap::new));

    assertEquals(
        List.of("0-1 rate", "2-0 red", "2-3 rate", "3-1 red"), List.copyOf(edges.keySet()));
    // Shares 3/4 and 1/4 against 1/4 and 3/4: half of 1/2 + 1/2.
    assertEquals(
        List.of("out", "{r}", "h_res", true, -0.25, 0.5, 0.5), values(edges.get("0-1 rate"), 3));
    assertEquals(
        List.of("out", "silent", "{r}", true, 0.5, 1.0, 1.0), values(edges.get("2-0 red"), 3));
    // -3/4 and 1/4 against 1/4 and 3/4: half of 1 + 1/2. The {r} of point 3 is its largest: a sign
    // makes no other phase, but it does make a distance.
    assertEquals(
        List.of("out", "silent", "silent", false, 0.0, 0.0, 0.0), values(edges.get("2-3 rate"), 3));
    assertEquals(
        List.of("out", "silent", "h_res", true, 0.25, 1.0, 1.0), values(edges.get("3-1 red"), 3));
    var phases = tables.rows("phases");
    assertEquals(List.of(1.0, 1.0, 1.0, 1.0), column(phases, "boundary"));
  }

  @Test
  void distanceIsBetweenSignedShares() throws IOException {
    var tables =
        made("signed", LINE.formatted("1.0, 2.0"))
            .put(0, 1, Status.OK, both(0.5, "{r}", 1.0, "h_res", 1.0))
            .put(1, 1, Status.OK, both(0.5, "{r}", -1.0, "h_res", 3.0))
            .write();

    var edge = tables.rows("boundaries").get(0);

    // 1/2 and 1/2 against -1/4 and 3/4: half of 3/4 + 1/4. The measure has no range.
    assertEquals(List.of("out", "h_res", "h_res", false, 0.0, 0.5, 0.5), values(edge, 3));
  }

  @Test
  void strengthIsTheJumpWhereProfilesAreAlike() throws IOException {
    var tables =
        made("jump", LINE.formatted("3.0, 1.0, 2.0"))
            .put(0, 1, Status.OK, both(1.0, "{r}", 1.0))
            .put(1, 1, Status.OK, both(0.0, "{r}", 1.0))
            .put(2, 1, Status.OK, both(0.25, "{r}", 2.0))
            .write();

    var edges = tables.rows("boundaries");

    assertEquals(List.of("1-2 red", "2-0 red"), edges.stream().map(tables::edge).toList());
    assertEquals(List.of(0.25, 0.75), column(edges, "measure_jump"));
    assertEquals(List.of(0.0, 0.0), column(edges, "profile_distance"));
    assertEquals(List.of(0.25, 0.75), column(edges, "strength"));
    assertEquals(List.of(0.75, 0.25, 0.75), column(tables.rows("phases"), "boundary"));
  }

  @Test
  void textsAreOrderedAsTheyAreListed() throws IOException {
    var axis =
        """
        name: text
        trial: trial.yaml
        axes:
          goal: {path: network.layers.out.goal, values: [{h_res: 1}, {"{c}": 1}, {"{r}": 0.5}]}
        """;
    var tables =
        made("text", axis)
            .put(0, 1, Status.OK, both(1.0, "{r}", 1.0))
            .put(1, 1, Status.OK, both(0.0, "{r}", 1.0))
            .put(2, 1, Status.OK, both(0.0, "{r}", 1.0))
            .write();

    var edges = tables.rows("boundaries");

    assertEquals(List.of("0-1 goal", "1-2 goal"), edges.stream().map(tables::edge).toList());
    assertEquals("{\"{c}\":1}", tables.rows("phases").get(1).getAs("goal"));
  }

  @Test
  void pointsWithoutAFinishedTrialHaveNoPhase() throws IOException {
    var tables =
        made("failed", LINE.formatted("1.0, 2.0, 3.0"))
            .put(0, 1, Status.OK, both(1.0, "{r}", 1.0))
            .put(1, 1, Status.FAILED)
            .write();

    var phases = tables.rows("phases");

    assertEquals(List.of("out", "out", "out"), column(phases, "layer"));
    assertEquals(Arrays.asList("{r}", null, null), column(phases, "phase"));
    assertEquals(Arrays.asList(null, null, null), column(phases, "boundary"));
    var edge = tables.rows("boundaries").get(0);
    assertEquals(Arrays.asList("out", "{r}", null, null, null, null, null), values(edge, 3));
    assertEquals(List.of(0L, 1L, 0L), column(tables.rows("points"), "failed"));
  }

  @Test
  void sweepWithoutAnyFinishedTrialHasAllTables() throws IOException {
    var tables = made("none", GRID).put(0, 1, Status.DIVERGED, both(0.1, "{r}", 1.0)).write();

    assertEquals(Arrays.asList(null, null, null, null), column(tables.rows("phases"), "layer"));
    assertEquals(4, tables.rows("boundaries").size());
    assertEquals(0, tables.rows("curves").size());
    assertEquals(0, tables.rows("profiles").size());
    assertEquals(2, tables.rows("epochs").size() + tables.rows("atoms").size());
  }

  @Test
  void networksWithoutAtomsStillHaveJumps() throws IOException {
    var tables =
        made("atomless", LINE.formatted("1.0, 2.0"))
            .put(0, 1, Status.OK, measured(1, 0.25))
            .put(1, 1, Status.OK, measured(1, 0.75))
            .write();

    var phase = tables.rows("phases").get(0);

    assertEquals(Arrays.asList(null, null, null, null, null, 0.25, 1.0), values(phase, 2, 9));
    assertEquals(
        Arrays.asList(null, null, null, null, 0.5, null, 1.0),
        values(tables.rows("boundaries").get(0), 3));
  }

  @Test
  void atomsThatAreNoNumbersMakeNoPhase() throws IOException {
    var tables =
        made("nan", LINE.formatted("1.0, 2.0, 3.0"))
            .put(0, 1, Status.OK, both(MadeUp.NAN, "{r}", 1.0, "h_res", MadeUp.NAN))
            .put(1, 1, Status.OK, both(0.5, "{r}", MadeUp.INFINITY))
            .put(2, 1, Status.OK, both(0.75, "{r}", 1.0))
            .write();

    var phases = tables.rows("phases");

    assertEquals(Arrays.asList(null, null, "{r}"), column(phases, "phase"));
    assertTrue(Double.isNaN(phases.get(0).<Double>getAs("measure")));
    assertEquals(Arrays.asList(null, 1.0), column(tables.rows("boundaries"), "strength"));
  }

  private MadeUp made(String name, String sweep) {
    var at = folder.resolve(name.replaceAll("\\W", ""));
    return new MadeUp(at, SweepFiles.sweep(at, sweep));
  }

  private static EpochReport epoch(int epoch, Map<String, Double> scores) {
    return new EpochReport(epoch, scores, List.of());
  }

  private static EpochReport measured(int epoch, double value) {
    return epoch(epoch, Map.of("test_accuracy", value));
  }

  private static EpochReport profile(int epoch, Object... atomsAndBits) {
    return new EpochReport(epoch, Map.of(), layers(atomsAndBits));
  }

  private static EpochReport both(double value, Object... atomsAndBits) {
    return new EpochReport(1, Map.of("test_accuracy", value), layers(atomsAndBits));
  }

  private static List<LayerReport> layers(Object... atomsAndBits) {
    var atoms = new HashMap<String, Double>();
    for (int i = 0; i < atomsAndBits.length; i += 2) {
      atoms.put((String) atomsAndBits[i], (Double) atomsAndBits[i + 1]);
    }
    return List.of(new LayerReport("out", 0, atoms));
  }

  private static List<Object> column(List<Row> rows, String name) {
    return rows.stream()
        .<Object>map(row -> row.getAs(name))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<Object> values(Row row, int from) {
    return values(row, from, row.size());
  }

  private static List<Object> values(Row row, int from, int to) {
    var values = new ArrayList<>();
    for (int i = from; i < to; i++) {
      values.add(row.get(i));
    }
    return values;
  }
}

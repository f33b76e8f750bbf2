package org.infomorph.pid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointHistogramTest {
  private static final int[][] BINS = {{0, 1, 0, 1}, {2, 0, 2, 1}};
  private static final int[] COUNTS = {2, 3};
  private static final double[] THETA = {0.5, 0.25, 1, 0.125};

  @Test
  void countsEachSampleWithItsTheta() {
    JointHistogram histogram = new JointHistogram(2, 10);
    histogram.fill(BINS, COUNTS, THETA, 0, 4);
    assertEquals(3, histogram.cells());
    assertEquals(6, histogram.outcomes());
    assertEquals(4, histogram.samples());
    assertEquals(histogram.cellOfSample(0), histogram.cellOfSample(2));
    int shared = histogram.cellOfSample(0);
    assertEquals(0.5 / 4, histogram.probability(shared));
    assertEquals(1.5 / 4, histogram.probability(3 + shared));
    assertEquals(0, histogram.targetOf(shared));
    assertEquals(1, histogram.targetOf(3 + shared));
    assertEquals(shared, histogram.cellOf(3 + shared));
    assertEquals(1.875 / 4, histogram.targetProbability(1));
    assertEquals(2.125 / 4, histogram.targetProbability(0));
  }

  @Test
  void readsItsPartOfTheta() {
    JointHistogram histogram = new JointHistogram(2, 4);
    histogram.fill(BINS, COUNTS, new double[] {9, 9, 0.5, 0.25, 1, 0.125}, 2, 4);
    assertEquals(1.875 / 4, histogram.targetProbability(1));
  }

  @Test
  void keepsTheDigitsOfSmallProbabilities() {
    double theta = 1 - 0x1p-40;
    JointHistogram histogram = new JointHistogram(1, 3);
    histogram.fill(
        new int[][] {{0, 0, 0}}, new int[] {1}, new double[] {theta, theta, theta}, 0, 3);
    assertEquals(0x1p-40, histogram.probability(0));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void marginalsAreSumsOverTheOtherSources(long seed) {
    Draws batch = Draws.of(seed, 3, 80, 5);
    JointHistogram histogram = batch.histogram();
    for (int set = 1; set < 8; set++) {
      Map<String, Double> expected = new HashMap<>();
      for (int s = 0; s < 80; s++) {
        expected.merge(bins(batch, set, s), batch.theta()[s] / 80, Double::sum);
      }
      Marginal marginal = histogram.marginal(set);
      assertEquals(expected.size(), marginal.count);
      for (int s = 0; s < 80; s++) {
        int id = marginal.ids[histogram.cellOfSample(s)];
        assertEquals(expected.get(bins(batch, set, s)), marginal.joint[marginal.count + id], 1e-14);
        assertEquals(id, marginal.ids[marginal.first[id]]);
      }
    }
  }

  /** Sum over cells of (A x)(id) y(id) equals that of x (A^T y), with A the marginalisation. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void spreadingIsTheAdjointOfMarginalising(long seed) {
    Draws batch = Draws.of(seed, 2, 60, 5);
    JointHistogram histogram = batch.histogram();
    Marginal marginal = histogram.marginal(1);
    double marginalised = 0;
    for (int id = 0; id < marginal.count; id++) {
      marginalised += marginal.joint[id] * (id + 1);
    }
    double spread = 0;
    for (int cell = 0; cell < histogram.cells(); cell++) {
      spread += histogram.probability(cell) * (marginal.ids[cell] + 1);
    }
    assertEquals(marginalised, spread, 1e-13);
  }

  @Test
  void refillingForgetsTheOldBatch() {
    JointHistogram histogram = Draws.of(1, 2, 50, 6).histogram();
    histogram.marginal(1);
    histogram.fill(BINS, COUNTS, THETA, 0, 4);
    assertEquals(3, histogram.cells());
    assertEquals(2, histogram.marginal(1).count);
    assertEquals(3, histogram.marginal(2).count);
    assertEquals(1, histogram.targetProbability(0) + histogram.targetProbability(1), 1e-15);
  }

  @Test
  void tablesKeepTheOutcomesThatOccur() {
    JointHistogram table =
        JointHistogram.ofTable(
            new int[][] {{0, 0, 5, 0, 1}}, new int[] {7, 7, 0, 1, 3}, new double[] {1, 2, 4, 1, 0});
    assertEquals(8, table.targets());
    assertEquals(4, table.samples());
    assertEquals(2, table.cells());
    assertEquals(3, table.outcomes());
    assertEquals(3.0 / 8, table.probability(0));
    assertEquals(7, table.targetOf(0));
    assertEquals(1, table.cellOf(1));
    assertEquals(0.5, table.targetProbability(0));
    double entropyOfThreeEighths = 3.0 / 8 * (3 - Gates.log2(3));
    assertEquals(entropyOfThreeEighths + 1.0 / 2 + 3.0 / 8, table.targetEntropy(), 1e-14);
  }

  @Test
  void refusesWhatDoesNotFit() {
    JointHistogram histogram = new JointHistogram(2, 3);
    assertMessage(
        "samples is 4; allowed are 1 to 3", () -> histogram.fill(BINS, COUNTS, THETA, 0, 4));
    assertMessage(
        "bins of 2 sources, counts of 3; need 2",
        () -> histogram.fill(BINS, new int[3], THETA, 0, 3));
    assertMessage("sources is 6; allowed are 1 to 5", () -> new JointHistogram(6, 3));
    assertMessage("maxSamples is 0; allowed is 1 or more", () -> new JointHistogram(2, 0));
    assertMessage(
        "the numbers of bins, [2147483647, 2147483647, 3], have a product above 2^63",
        () ->
            new JointHistogram(3, 1)
                .fill(
                    new int[3][1],
                    new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 3},
                    THETA,
                    0,
                    1));
    assertMessage(
        "this histogram holds a table, not a neuron",
        () -> Gates.XOR.fill(BINS, COUNTS, THETA, 0, 4));
  }

  @Test
  void refusesImpossibleTables() {
    int[][] column = {{0, 1}};
    assertMessage(
        "weight of row 1 is -1.0; allowed are finite numbers, 0 or more",
        () -> JointHistogram.ofTable(column, new int[2], new double[] {1, -1}));
    assertMessage(
        "weight of row 0 is NaN; allowed are finite numbers, 0 or more",
        () -> JointHistogram.ofTable(column, new int[2], new double[] {Double.NaN, 1}));
    assertMessage(
        "no row has a positive weight",
        () -> JointHistogram.ofTable(column, new int[2], new double[2]));
    assertMessage(
        "target has 3 rows, but there are 2 weights",
        () -> JointHistogram.ofTable(column, new int[3], new double[2]));
    assertMessage(
        "source 0 is -4 in row 1; allowed are numbers, 0 or more",
        () -> JointHistogram.ofTable(new int[][] {{0, -4}}, new int[2], new double[] {1, 1}));
  }

  private static void assertMessage(String message, Runnable refused) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, refused::run).getMessage());
  }

  private static String bins(Draws batch, int set, int sample) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < batch.sources(); i++) {
      key.append((set & 1 << i) != 0 ? batch.bins()[i][sample] : "-").append(' ');
    }
    return key.toString();
  }
}

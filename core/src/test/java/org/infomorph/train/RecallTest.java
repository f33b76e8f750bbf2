package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.data.Samples;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.train.RecallSpec.Dynamics;
import org.infomorph.train.RecallSpec.Firing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecallTest {
  private static final int UNITS = 100;

  private static Samples patterns(int count) {
    RandomStream random = new Seeds(count).stream("patterns");
    byte[] bits = new byte[count * UNITS];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (byte) (random.nextBoolean() ? 1 : 0);
    }
    return Samples.ofBytes(UNITS, bits).affine(-1, 2);
  }

  private static Map<String, Double> scores(
      BiConsumer<Samples, DMatrixRMaj> rule, int count, Dynamics dynamics, Double... flips) {
    DMatrixRMaj weights = new DMatrixRMaj(UNITS, UNITS);
    Samples patterns = patterns(count);
    rule.accept(patterns, weights);
    RecallSpec spec = new RecallSpec("c", dynamics, 100, List.of(flips));
    return new Recall(spec, weights, new double[UNITS]).scores(patterns, new Seeds(1));
  }

  @ParameterizedTest
  @EnumSource(Dynamics.class)
  void hebbRecallsAFewPatternsAndForgetsMany(Dynamics dynamics) {
    assertTrue(
        scores((p, w) -> MemoryRule.hebb(p, w, false), 5, dynamics).get(Recall.OVERLAP) >= 0.95);
    double overlap =
        scores((p, w) -> MemoryRule.hebb(p, w, false), 30, dynamics).get(Recall.OVERLAP);
    assertTrue(overlap < 0.9, "overlap " + overlap);
  }

  @Test
  void thePseudoInverseStoresMoreThanHebb() {
    Map<String, Double> scores =
        scores((p, w) -> MemoryRule.pseudoInverse(p, w, false), 50, Dynamics.SYNCHRONOUS);
    assertEquals(1, scores.get(Recall.OVERLAP));
    assertEquals(1, scores.get(Recall.RECALLED));
    assertEquals(1, scores.get(Recall.STABLE));
  }

  @Test
  void aLightlyLoadedMemoryRepairsCues() {
    Map<String, Double> scores =
        scores(
            (p, w) -> MemoryRule.hebb(p, w, false), 4, Dynamics.SYNCHRONOUS, 0.05, 0.1, 0.2, 0.5);
    assertTrue(scores.get(Recall.LARGEST_FLIPS) >= 0.1, scores.toString());
    assertTrue(scores.get(Recall.LARGEST_FLIPS) < 0.5, scores.toString());
  }

  @Test
  void aMemoryThatForgetsRepairsNothing() {
    assertEquals(
        0,
        scores((p, w) -> MemoryRule.hebb(p, w, false), 60, Dynamics.SYNCHRONOUS, 0.05)
            .get(Recall.LARGEST_FLIPS));
  }

  @Test
  void twoAlternatingStatesEndTheRecall() {
    // Two units that copy each other: from (+1, -1) they swap for ever.
    DMatrixRMaj swap = new DMatrixRMaj(2, 2, true, 0, 1, 1, 0);
    Samples pattern = Samples.ofBytes(2, new byte[] {1, 0}).affine(-1, 2);
    RecallSpec spec = new RecallSpec("c", Dynamics.SYNCHRONOUS, 1_000_000_000, List.of());
    Map<String, Double> scores =
        new Recall(spec, swap, new double[2]).scores(pattern, new Seeds(1));
    assertEquals(1, Math.abs(scores.get(Recall.OVERLAP)));
    assertEquals(0, scores.get(Recall.STABLE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 103})
  void drivesThatGrowSideBySideAreThoseOfEachNeuron(int units) {
    RandomStream random = new Seeds(7).stream("drives");
    DMatrixRMaj weights = new DMatrixRMaj(units, units);
    double[] biases = new double[units];
    double[] state = new double[units];
    for (int i = 0; i < units; i++) {
      biases[i] = random.nextDouble() - 0.5;
      state[i] = random.nextBoolean() ? 1 : -1;
      for (int j = 0; j < units; j++) {
        weights.set(i, j, random.nextDouble() - 0.5);
      }
    }
    Recall recall =
        new Recall(new RecallSpec("c", Dynamics.SYNCHRONOUS, 1, List.of()), weights, biases);
    recall.readColumns();

    double[] drives = recall.drives(state);

    for (int i = 0; i < units; i++) {
      assertEquals(recall.drive(i, state), drives[i]);
    }
  }

  @Test
  void aTieGivesMinusOne() {
    Samples pattern = Samples.ofBytes(2, new byte[] {1, 1}).affine(-1, 2);
    RecallSpec spec = new RecallSpec("c", Dynamics.SYNCHRONOUS, 5, List.of());
    Map<String, Double> scores =
        new Recall(spec, new DMatrixRMaj(2, 2), new double[2]).scores(pattern, new Seeds(1));
    assertEquals(-1, scores.get(Recall.OVERLAP));
  }

  @ParameterizedTest
  @EnumSource(Dynamics.class)
  void aTieKeepsTheStateIfAskedTo(Dynamics dynamics) {
    Samples pattern = Samples.ofBytes(3, new byte[] {1, 1, 0}).affine(-1, 2);
    RecallSpec spec =
        new RecallSpec(
            "c", dynamics, 5, List.of(), RecallSpec.Ties.KEEP, new Firing.Threshold(), false);
    DMatrixRMaj weights = new DMatrixRMaj(3, 3);
    weights.set(2, 0, 1); // the third bit flips, the others have no drive
    Map<String, Double> scores =
        new Recall(spec, weights, new double[3]).scores(pattern, new Seeds(1));
    assertEquals(1.0 / 3, scores.get(Recall.OVERLAP), 1e-15);
    assertEquals(0, scores.get(Recall.STABLE));
    weights.zero();
    scores = new Recall(spec, weights, new double[3]).scores(pattern, new Seeds(1));
    assertEquals(1, scores.get(Recall.OVERLAP));
    assertEquals(1, scores.get(Recall.STABLE));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new RecallSpec("c", Dynamics.SYNCHRONOUS, 0, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RecallSpec("c", Dynamics.SYNCHRONOUS, 1, List.of(0.2, 0.1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RecallSpec("c", Dynamics.SYNCHRONOUS, 1, List.of(0.6)));
  }

  private static RecallSpec random(Firing firing, int passes) {
    return new RecallSpec(
        "c", Dynamics.SYNCHRONOUS, passes, List.of(), RecallSpec.Ties.MINUS, firing, false);
  }

  private static DMatrixRMaj hebb(Samples patterns) {
    DMatrixRMaj weights = new DMatrixRMaj(UNITS, UNITS);
    MemoryRule.hebb(patterns, weights, false);
    return weights;
  }

  /** One pattern: its drive is 0.99 for each unit, and a unit stays with sigmoid(2 · 0.99 / T). */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 3})
  void glauberDrawsStatesByTheDrive(double temperature) {
    Samples pattern = patterns(1);
    DMatrixRMaj weights = hebb(pattern);
    Firing firing = new Firing.Glauber(temperature);
    double sum = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      sum +=
          new Recall(random(firing, 1), weights, new double[UNITS])
              .scores(pattern, new Seeds(run))
              .get(Recall.OVERLAP);
    }
    double stays = 1 / (1 + Math.exp(-2 * 0.99 / temperature));
    double error = 4.5 * Math.sqrt(4 * stays * (1 - stays) / UNITS / runs);
    assertEquals(2 * stays - 1, sum / runs, error);
  }

  @ParameterizedTest
  @EnumSource(Dynamics.class)
  void theColderTheMoreIsRecalled(Dynamics dynamics) {
    Samples patterns = patterns(5);
    double last = 1;
    for (double temperature : new double[] {0.05, 0.6, 2}) {
      RecallSpec spec =
          new RecallSpec(
              "c",
              dynamics,
              20,
              List.of(),
              RecallSpec.Ties.MINUS,
              new Firing.Glauber(temperature),
              false);
      double overlap =
          new Recall(spec, hebb(patterns), new double[UNITS])
              .scores(patterns, new Seeds(1))
              .get(Recall.OVERLAP);
      assertTrue(overlap <= last, temperature + ": " + overlap);
      last = overlap;
    }
    assertTrue(last < 0.5, "hot: " + last);
  }

  /** A neuron that fires with sigmoid(2h) is one at temperature 1, draw for draw. */
  @Test
  void aNeuronsOwnFiringDecidesItsState() {
    Samples patterns = patterns(8);
    DMatrixRMaj weights = hebb(patterns);
    Map<String, Double> glauber =
        new Recall(random(new Firing.Glauber(1), 7), weights, new double[UNITS])
            .scores(patterns, new Seeds(1));
    Map<String, Double> own =
        new Recall(
                random(new Firing.Own(), 7),
                weights,
                new double[UNITS],
                drive -> 1 / (1 + Math.exp(-2 * drive)))
            .scores(patterns, new Seeds(1));
    assertEquals(glauber, own);
  }

  @Test
  void weightsAreScoredBySymmetryAndNorm() {
    DMatrixRMaj weights = new DMatrixRMaj(UNITS, UNITS);
    RecallSpec spec =
        new RecallSpec(
            "c",
            Dynamics.SYNCHRONOUS,
            1,
            List.of(),
            RecallSpec.Ties.MINUS,
            new Firing.Threshold(),
            true);
    Recall recall = new Recall(spec, weights, new double[UNITS]);
    Samples patterns = patterns(2);
    assertEquals(1, recall.scores(patterns, new Seeds(1)).get(Recall.SYMMETRY));
    assertEquals(0, recall.scores(patterns, new Seeds(1)).get(Recall.NORM));
    weights.set(0, 1, 3);
    weights.set(1, 0, -4);
    weights.set(2, 2, 5);
    Map<String, Double> scores = recall.scores(patterns, new Seeds(1));
    assertEquals(2 * -12.0 / (9 + 16), scores.get(Recall.SYMMETRY), 1e-15);
    assertEquals(Math.sqrt((9 + 16 + 25) / 100.0), scores.get(Recall.NORM), 1e-15);
    MemoryRule.hebb(patterns, weights, false);
    assertEquals(1, recall.scores(patterns, new Seeds(1)).get(Recall.SYMMETRY));
  }

  @Test
  void tiesHaveNoPlaceWhereStatesAreDrawn() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new RecallSpec(
                    "c",
                    Dynamics.SYNCHRONOUS,
                    1,
                    List.of(),
                    RecallSpec.Ties.KEEP,
                    new Firing.Own(),
                    false));
    assertEquals(
        "ties is keep; it has an effect only where firing is threshold", error.getMessage());
  }
}

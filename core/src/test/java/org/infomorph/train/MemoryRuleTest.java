package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.Adam;
import org.infomorph.math.Precision;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.Connectivity;
import org.infomorph.neuron.Goal;
import org.infomorph.neuron.InitialWeights;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.neuron.Signal;
import org.infomorph.neuron.SourceSpec;
import org.infomorph.neuron.Sum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryRuleTest {
  /** (1, 1, 1) and (1, −1, 1). */
  private static final Samples TWO =
      Samples.ofBytes(3, new byte[] {1, 1, 1, 1, 0, 1}).affine(-1, 2);

  private static final int UNITS = 40;

  private static Samples random(int count) {
    RandomStream random = new Seeds(count).stream("patterns");
    byte[] bits = new byte[count * UNITS];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (byte) (random.nextBoolean() ? 1 : 0);
    }
    return Samples.ofBytes(UNITS, bits).affine(-1, 2);
  }

  private static double[] row(DMatrixRMaj weights, int unit) {
    double[] row = new double[weights.numCols];
    System.arraycopy(weights.data, unit * row.length, row, 0, row.length);
    return row;
  }

  /** The smallest ξ h of a unit; divided by the length of its weights if asked for. */
  private static double smallest(Samples patterns, double[] row, int unit, boolean stability) {
    double smallest = Double.POSITIVE_INFINITY;
    double square = 0;
    for (double w : row) {
      square += w * w;
    }
    for (int p = 0; p < patterns.size(); p++) {
      double field = 0;
      for (int j = 0; j < row.length; j++) {
        field += row[j] * patterns.value(p, j);
      }
      smallest = Math.min(smallest, field * patterns.value(p, unit));
    }
    return stability ? smallest / Math.sqrt(square) : smallest;
  }

  /** The first pattern gives (1, 1)/3, whose field in the second is 0; this adds (−1, 1)/3. */
  @Test
  void thePerceptronLearnsWhatItDoesNotHold() {
    DMatrixRMaj weights = new DMatrixRMaj(3, 3);
    MemoryRule.perceptron(TWO, weights, 0, 100, false);
    assertArrayEquals(new double[] {0, 0, 2.0 / 3}, row(weights, 0), 1e-15);
    assertArrayEquals(new double[] {2.0 / 3, 0, 0}, row(weights, 2), 1e-15);
    MemoryRule.perceptron(TWO, weights, 0, 1, false);
    assertArrayEquals(new double[] {0, 0, 2.0 / 3}, row(weights, 0), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5})
  void thePerceptronReachesItsMargin(double margin) {
    Samples patterns = random(margin == 0 ? UNITS : UNITS / 2);
    DMatrixRMaj weights = new DMatrixRMaj(UNITS, UNITS);
    MemoryRule.perceptron(patterns, weights, margin, 10_000, false);
    for (int i = 0; i < UNITS; i++) {
      double stability = smallest(patterns, row(weights, i), i, true);
      assertTrue(stability > margin, "unit " + i + ": " + stability);
      assertEquals(0, weights.get(i, i));
    }
  }

  /** The first step as above; at a field of .7, two more steps give (0, 4/3). */
  @Test
  void minoverLearnsTheWeakestPattern() {
    DMatrixRMaj weights = new DMatrixRMaj(3, 3);
    MemoryRule.minover(TWO, weights, 0.6, 100, false);
    assertArrayEquals(new double[] {0, 0, 2.0 / 3}, row(weights, 0), 1e-15);
    MemoryRule.minover(TWO, weights, 0.7, 100, false);
    assertArrayEquals(new double[] {0, 0, 4.0 / 3}, row(weights, 0), 1e-15);
    MemoryRule.minover(TWO, weights, 0.7, 3, false);
    assertArrayEquals(new double[] {0, 1.0 / 3, 1}, row(weights, 0), 1e-15);
  }

  @Test
  void minoverFindsALargerStabilityThanThePerceptron() {
    Samples patterns = random(UNITS / 2);
    DMatrixRMaj minover = new DMatrixRMaj(UNITS, UNITS);
    DMatrixRMaj perceptron = new DMatrixRMaj(UNITS, UNITS);
    MemoryRule.minover(patterns, minover, 10, 10_000, false);
    MemoryRule.perceptron(patterns, perceptron, 0, 1000, false);
    double mean = 0;
    for (int i = 0; i < UNITS; i++) {
      double best = smallest(patterns, row(minover, i), i, true);
      double plain = smallest(patterns, row(perceptron, i), i, true);
      assertTrue(smallest(patterns, row(minover, i), i, false) >= 10);
      assertTrue(best > plain, "unit " + i + ": " + best + " above " + plain);
      mean += best / UNITS;
    }
    // Gardner's largest stability at load 0.5 is 1.26 for many units.
    assertTrue(mean > 0.9 && mean < 1.5, "mean " + mean);
  }

  /** One pattern of two units: K = 2 exp(−w), and a step adds 2 rate exp(−w). */
  @Test
  void probabilityFlowDescendsItsGradient() {
    Samples pattern = Samples.ofBytes(2, new byte[] {1, 0}).affine(-1, 2);
    DMatrixRMaj weights = new DMatrixRMaj(2, 2);
    MemoryRule.probabilityFlow(pattern, weights, 0.1, 2);
    double expected = 0.2 + 0.2 * Math.exp(-0.2);
    assertArrayEquals(new double[] {0, -expected, -expected, 0}, weights.data, 1e-14);
  }

  @Test
  void probabilityFlowStoresRandomPatternsBySymmetricWeights() {
    Samples patterns = random(UNITS / 2);
    DMatrixRMaj weights = new DMatrixRMaj(UNITS, UNITS);
    MemoryRule.probabilityFlow(patterns, weights, 0.1, 1000);
    for (int i = 0; i < UNITS; i++) {
      assertTrue(smallest(patterns, row(weights, i), i, false) > 0);
      for (int j = 0; j < UNITS; j++) {
        assertEquals(weights.get(i, j), weights.get(j, i));
      }
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertMessage("margin is -1.0; it must be", () -> new Method.Perceptron(-1, 1));
    assertMessage("sweeps is 0; at least 1", () -> new Method.Perceptron(0, 0));
    assertMessage("field is 0.0; it must be positive", () -> new Method.Minover(0, 1));
    assertMessage("steps is 0; at least 1", () -> new Method.Minover(1, 0));
    assertMessage("learning_rate is NaN; it", () -> new Method.Mpf(Double.NaN, 1));
    assertMessage("steps is 0; at least 1", () -> new Method.Mpf(1, 0));
  }

  private static void assertMessage(String start, Runnable action) {
    Exception e = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(e.getMessage().startsWith(start), e.getMessage());
  }

  /** At the minimum, the derivative by each weight that may change is 0. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.001, false", "2, 0.3, false", "0.5, 0.001, true", "2, 0.3, true"})
  void descentL2MinimisesItsObjective(double scale, double penalty, boolean own) {
    Samples patterns = random(25);
    DMatrixRMaj weights = new DMatrixRMaj(UNITS, UNITS);
    MemoryRule.descentL2(patterns, weights, scale, penalty, own);
    for (int unit = 0; unit < UNITS; unit += 7) {
      double[] row = row(weights, unit);
      assertTrue(own ? row[unit] != 0 : row[unit] == 0);
      for (int j = 0; j < UNITS; j++) {
        double slope = penalty * row[j];
        for (int p = 0; p < patterns.size(); p++) {
          double field = 0;
          for (int k = 0; k < UNITS; k++) {
            field += row[k] * patterns.value(p, k);
          }
          slope += scale * patterns.value(p, j) * (scale * field - patterns.value(p, unit));
        }
        if (own || j != unit) {
          assertEquals(0, slope, 1e-9, unit + ", " + j);
        }
      }
    }
  }

  @Test
  void rulesMayGiveNeuronsAWeightToThemselves() {
    DMatrixRMaj weights = new DMatrixRMaj(3, 3);
    MemoryRule.hebb(TWO, weights, true);
    assertArrayEquals(new double[] {2.0 / 3, 0, 2.0 / 3}, row(weights, 0), 1e-15);
    MemoryRule.perceptron(TWO, weights, 0, 1, true);
    assertArrayEquals(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, row(weights, 0), 1e-15);
    MemoryRule.minover(TWO, weights, 0.3, 1, true);
    assertEquals(1.0 / 3, weights.get(0, 0), 1e-15);
    MemoryRule.pseudoInverse(TWO, weights, true);
    assertArrayEquals(new double[] {0.5, 0, 0.5}, row(weights, 0), 1e-12);
  }

  @Test
  void aSourceMayStartByHebbsRule() {
    for (Connectivity connect :
        new Connectivity[] {new Connectivity.NoSelf(), new Connectivity.Full()}) {
      SourceSpec bit =
          new SourceSpec(
              "r",
              new Signal.Input(),
              new Connectivity.OneToOne(),
              new InitialWeights.Constant(1),
              true,
              false);
      SourceSpec others =
          new SourceSpec(
              "c", new Signal.Input(), connect, new InitialWeights.Hebbian(0.5), false, false);
      NetworkSpec network = memory(3, bit, others);
      Trainer trainer =
          new Trainer(
              network,
              new TrainingSpec(0, 10, 0, Precision.DOUBLE, new Method.Local()),
              EvaluationSpec.DEFAULT,
              new SampleSets(TWO, TWO),
              new Seeds(1));
      DMatrixRMaj weights = trainer.layers().get(0).weights(1);
      double own = connect instanceof Connectivity.Full ? 1.0 / 3 : 0;
      assertArrayEquals(new double[] {own, 0, 1.0 / 3}, row(weights, 0), 1e-15);
      assertArrayEquals(new double[] {0, own, 0}, row(weights, 1), 1e-15);
    }
  }

  private static NetworkSpec memory(int units, SourceSpec... sources) {
    Binning bins = new Binning(2, new BinRange.Adaptive());
    return new NetworkSpec(
        1,
        List.of(
            new LayerSpec(
                "memory",
                units,
                List.of(sources),
                new Sum(1),
                List.of(bins, bins),
                List.of(new Goal(Map.of("{r}{c}", 1.0))),
                new Adam(0.01, 0),
                LayerSpec.DEFAULT_OUTPUT)));
  }
}

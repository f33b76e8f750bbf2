package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamTest {
  @Test
  void theFirstStepHasTheLengthOfTheLearningRateUphill() {
    double[] weights = {1, 1, 1};
    new Adam(0.1, 0).state(3).ascend(weights, new double[] {5, -0.01, 0});
    assertEquals(1.1, weights[0], 1e-7);
    assertEquals(0.9, weights[1], 1e-6);
    assertEquals(1.0, weights[2]);
  }

  @Test
  void weightDecayPullsTowardsZero() {
    double[] weights = {1, -1};
    new Adam(0.1, 0.5).state(2).ascend(weights, new double[] {0, 0});
    assertEquals(0.9, weights[0], 1e-7);
    assertEquals(-0.9, weights[1], 1e-7);
  }

  @Test
  void itClimbsToTheTopOfAParabola() {
    double[] w = {3};
    Optimiser.State state = new Adam(0.05, 0).state(1);
    for (int step = 0; step < 2000; step++) {
      state.ascend(w, new double[] {-2 * (w[0] + 1)});
    }
    assertEquals(-1, w[0], 1e-3);
  }

  @Test
  void aMeanSquareThatOverflowsIsSeenThoughItsWeightIsFinite() {
    Optimiser.State state = new Adam(0.1, 0).state(2);
    double[] weights = {1, 1};
    state.ascend(weights, new double[] {1, -1});
    assertTrue(state.isFinite());
    state.ascend(weights, new double[] {1, 1e170});
    assertTrue(Double.isFinite(weights[1]));
    assertFalse(state.isFinite());
  }

  /** Long enough for both corrections to become 1 to the last bit. */
  @Test
  void everyStepIsTheFormulaOfItsNumber() {
    double beta1 = 0.9;
    double beta2 = 0.95;
    double[] w = {3};
    Optimiser.State state = new Adam(0.05, 0.01, beta1, beta2, 1e-8).state(1);
    double expected = 3;
    double mean = 0;
    double square = 0;
    for (int t = 1; t <= 1000; t++) {
      double d = 0.01 * expected - StrictMath.sin(t);
      mean = beta1 * mean + (1 - beta1) * d;
      square = beta2 * square + (1 - beta2) * d * d;
      double rate = 0.05 / (1 - StrictMath.pow(beta1, t));
      double correction = 1 / Math.sqrt(1 - StrictMath.pow(beta2, t));
      expected -= rate * mean / (Math.sqrt(square) * correction + 1e-8);

      state.ascend(w, new double[] {StrictMath.sin(t)});

      assertEquals(expected, w[0], "step " + t);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, .9, .999, 1e-8, learning_rate is 0.0",
    "NaN, 0, .9, .999, 1e-8, learning_rate is NaN",
    "1, -1, .9, .999, 1e-8, weight_decay is -1.0",
    "1, 0, 1, .999, 1e-8, beta1 is 1.0",
    "1, 0, .9, -1, 1e-8, beta2 is -1.0",
    "1, 0, .9, .999, 0, epsilon is 0.0",
  })
  void settingsOutOfRangeAreRefused(
      double rate, double decay, double beta1, double beta2, double epsilon, String start) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new Adam(rate, decay, beta1, beta2, epsilon));
    assertTrue(e.getMessage().startsWith(start), e.getMessage());
  }
}

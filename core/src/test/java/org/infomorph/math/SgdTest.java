package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SgdTest {
  private static final double[] GRADIENTS = {1, 0.5, -0.25};

  /**
   * Three steps from 1 with learning rate 0.1, worked out by hand from PyTorch's definition: it
   * minimises, so its gradients are those of the goal with the other sign.
   */
  @ParameterizedTest
  @CsvSource({
    // d = -1, -.5, .25
    "0, false, 0, 1.1, 1.15, 1.125",
    // v = -1, -1.4, -1.01
    "0.9, false, 0, 1.1, 1.24, 1.341",
    // d + .9 v = -1.9, -.5 - 1.26, .25 - .909
    "0.9, true, 0, 1.19, 1.366, 1.4319",
    // d = -.5, .05, .7875 from w = 1, 1.05, 1.045
    "0, false, 0.5, 1.05, 1.0475, 0.970125",
  })
  void threeStepsFollowTheDefinition(
      double momentum, boolean nesterov, double decay, double one, double two, double three) {
    double[] weights = {1};
    Optimiser.State state = new Sgd(0.1, momentum, nesterov, decay).state(1);
    double[] expected = {one, two, three};
    for (int step = 0; step < 3; step++) {
      state.ascend(weights, new double[] {GRADIENTS[step]});
      assertEquals(expected[step], weights[0], 1e-15, "step " + step);
    }
  }

  /** A plain implementation that keeps the whole history: v is a sum over all earlier steps. */
  @ParameterizedTest
  @CsvSource({"0, false, 0", "0.5, false, 0.01", "0.9, true, 0.02"})
  void manyStepsFollowTheSumOverAllGradients(double momentum, boolean nesterov, double decay) {
    int steps = 60;
    double[] weights = {3, -2};
    double[] expected = weights.clone();
    double[][] history = new double[steps][2];
    Optimiser.State state = new Sgd(0.05, momentum, nesterov, decay).state(2);
    for (int t = 0; t < steps; t++) {
      double[] gradient = {Math.sin(t), Math.cos(3 * t)};
      for (int i = 0; i < 2; i++) {
        history[t][i] = decay * expected[i] - gradient[i];
        double velocity = 0;
        for (int past = 0; past <= t; past++) {
          velocity += Math.pow(momentum, t - past) * history[past][i];
        }
        expected[i] -= 0.05 * (nesterov ? history[t][i] + momentum * velocity : velocity);
      }
      state.ascend(weights, gradient);
      assertArrayEquals(expected, weights, 1e-12, "step " + t);
    }
  }

  @Test
  void aKeptStateContinuesBitForBit() {
    Sgd sgd = new Sgd(0.1, 0.9, true, 0.01);
    double[] through = {1, -1};
    double[] resumed = {1, -1};
    Optimiser.State whole = sgd.state(2);
    Optimiser.State before = sgd.state(2);
    assertEquals(Optimiser.Moments.NONE, before.moments());
    for (int t = 0; t < 5; t++) {
      whole.ascend(through, new double[] {t, 1});
      before.ascend(resumed, new double[] {t, 1});
    }
    Optimiser.State after = sgd.state(2);
    after.restore(before.moments());
    assertEquals(5, after.moments().steps());
    whole.ascend(through, new double[] {0.5, 0.5});
    after.ascend(resumed, new double[] {0.5, 0.5});
    assertArrayEquals(through, resumed);
    after.restore(Optimiser.Moments.NONE);
    assertEquals(0, after.moments().steps());
  }

  @Test
  void aStateOfOtherWeightsOrOfAdamIsRefused() {
    Optimiser.State state = new Sgd(0.1, 0.9, false, 0).state(2);
    Optimiser.State other = new Sgd(0.1, 0.9, false, 0).state(3);
    Optimiser.State adam = new Adam(0.1, 0).state(2);
    other.ascend(new double[3], new double[3]);
    adam.ascend(new double[2], new double[2]);
    assertThrows(IllegalArgumentException.class, () -> state.restore(other.moments()));
    assertThrows(IllegalArgumentException.class, () -> state.restore(adam.moments()));
    state.ascend(new double[2], new double[2]);
    assertThrows(IllegalArgumentException.class, () -> adam.restore(state.moments()));
  }

  @Test
  void aVelocityThatOverflowsIsSeen() {
    Optimiser.State state = new Sgd(1e-300, 0.9, false, 0).state(1);
    state.ascend(new double[1], new double[] {1e308});
    assertTrue(state.isFinite());
    state.ascend(new double[1], new double[] {1e308});
    assertFalse(state.isFinite());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, false, 0, learning_rate is 0.0",
    "NaN, 0, false, 0, learning_rate is NaN",
    "1, 1, false, 0, momentum is 1.0",
    "1, -0.1, false, 0, momentum is -0.1",
    "1, 0, true, 0, nesterov is true; it needs a momentum",
    "1, 0, false, -1, weight_decay is -1.0",
  })
  void settingsOutOfRangeAreRefused(
      double rate, double momentum, boolean nesterov, double decay, String start) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new Sgd(rate, momentum, nesterov, decay));
    assertTrue(e.getMessage().startsWith(start), e.getMessage());
  }
}

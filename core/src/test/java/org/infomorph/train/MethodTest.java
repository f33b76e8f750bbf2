package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodTest {
  private static String refusal(Runnable constructor) {
    return assertThrows(IllegalArgumentException.class, constructor::run).getMessage();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void backpropNeedsAPositiveRate(double rate) {
    assertEquals(
        "learning_rate is " + rate + "; it must be positive and finite",
        refusal(() -> new Method.Backprop(rate, 0)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void penaltiesAreZeroOrPositive(double penalty) {
    assertEquals(
        "weight_decay is " + penalty + "; it must be zero or positive, and finite",
        refusal(() -> new Method.Backprop(0.1, penalty)));
    assertEquals(
        "l2 is " + penalty + "; it must be zero or positive, and finite",
        refusal(() -> new Method.LogisticRegression(penalty, 10)));
  }

  @Test
  void regressionTakesAStep() {
    assertEquals(
        "iterations is 0; at least 1 is needed",
        refusal(() -> new Method.LogisticRegression(0, 0)));
  }
}

package org.infomorph.loops;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteTest {
  @Test
  void theLargestAndTheSmallestNumbersAreFinite() {
    assertTrue(Finite.all(new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, 0, -0.0, 5e-324}));
    assertTrue(Finite.all(new double[0]));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void oneThatIsNotFiniteIsFoundWhereverItIs(double value) {
    for (int at = 0; at < 40; at++) {
      double[] values = new double[40];
      values[at] = value;
      assertFalse(Finite.all(values), "at " + at);
      assertTrue(Finite.all(values, 0, at));
      assertTrue(Finite.all(values, at + 1, 39 - at));
      assertFalse(Finite.all(values, at, 1));
    }
  }
}

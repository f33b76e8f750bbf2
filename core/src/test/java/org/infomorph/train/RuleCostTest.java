package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleCostTest {
  /** From Gardner's paper and its formula, with Φ by a table. */
  @ParameterizedTest
  @CsvSource({"0, 2", "0.5, 0.9624", "1, 0.5198", "2, 0.2004"})
  void theCapacityFollowsGardnersFormula(double stability, double capacity) {
    assertEquals(capacity, Stability.capacity(stability), 0.015 * capacity);
    assertEquals(stability, Stability.largest(capacity), 0.03);
  }

  @Test
  void nothingIsStableBeyondTheCapacity() {
    assertEquals(0, Stability.largest(2.1), 1e-9);
  }

  /**
   * User CPU time of {@link MemoryRule} in milliseconds, the least of three runs or of one on a
   * machine with other work: random patterns of 100 units, and of 50 where the load is above 1.
   */
  static Stream<Arguments> measured() {
    return Stream.of(
        Arguments.of(new Method.Perceptron(0, 1000), 100, 20, 1.6),
        Arguments.of(new Method.Perceptron(0, 1000), 100, 60, 6.9),
        Arguments.of(new Method.Perceptron(0, 1000), 100, 100, 24.7),
        Arguments.of(new Method.Perceptron(0, 1000), 50, 70, 16.5),
        Arguments.of(new Method.Perceptron(0, 1000), 50, 80, 97.4),
        Arguments.of(new Method.Perceptron(0, 1000), 50, 90, 224.0),
        Arguments.of(new Method.Perceptron(0, 1000), 50, 110, 666.8),
        Arguments.of(new Method.Perceptron(0.3, 100), 100, 20, 1.6),
        Arguments.of(new Method.Perceptron(0.3, 100), 100, 60, 9.4),
        Arguments.of(new Method.Perceptron(0.3, 100), 100, 100, 66.9),
        Arguments.of(new Method.Minover(10, 2000), 100, 20, 57.2),
        Arguments.of(new Method.Minover(10, 2000), 100, 60, 770.9),
        Arguments.of(new Method.Minover(10, 2000), 100, 100, 1871.1),
        Arguments.of(new Method.Minover(10, 2000), 50, 70, 357.4),
        Arguments.of(new Method.Mpf(0.1, 100), 100, 20, 21.4),
        Arguments.of(new Method.Mpf(0.1, 100), 100, 100, 151.5),
        Arguments.of(new Method.DescentL2(0.5, 0.001, false), 100, 20, 1.5),
        Arguments.of(new Method.DescentL2(0.5, 0.001, false), 100, 100, 3.2),
        Arguments.of(new Method.PseudoInverse(), 100, 20, 0.59),
        Arguments.of(new Method.PseudoInverse(), 100, 100, 8.3));
  }

  @ParameterizedTest
  @MethodSource("measured")
  void theTimeOfARuleIsRightWithinAFactorOfTwo(
      Method rule, int units, int patterns, double milliseconds) {
    double ratio = rule.ruleNanoseconds(units, patterns) / 1e6 / milliseconds;
    assertTrue(ratio > 0.5 && ratio < 2, rule + ", " + patterns + ": " + ratio);
  }
}

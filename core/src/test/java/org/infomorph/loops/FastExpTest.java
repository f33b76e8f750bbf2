package org.infomorph.loops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FastExpTest {
  /** Besides its own, the oracle's error counts: at most one unit in the last place. */
  private static final double BOUND = 3e-16 + Math.ulp(1.0);

  @ParameterizedTest(name = "|x| < {0}")
  @ValueSource(doubles = {1e-6, 0.01, 1, 20, 707.9})
  void isTheExponentialFunctionToTheLastDigits(double largest) {
    RandomStream random = new Seeds(1).stream("exp");
    double worst = 0;
    for (int i = 0; i < 1_000_000; i++) {
      double x = (2 * random.nextDouble() - 1) * largest;
      double expected = StrictMath.exp(x);
      worst = Math.max(worst, Math.abs(FastExp.exp(x) - expected) / expected);
    }
    assertTrue(worst < BOUND, "relative error " + worst);
  }

  @Test
  void isExactWhereTheResultIs() {
    assertEquals(1, FastExp.exp(0));
    assertEquals(1, FastExp.exp(-0.0));
    assertEquals(1, FastExp.exp(Double.MIN_VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        708,
        -708,
        709.78,
        710,
        -745,
        -746,
        1e300,
        -1e300,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
      })
  void isTheStrictOneWhereResultsOverflowOrUnderflow(double x) {
    assertEquals(StrictMath.exp(x), FastExp.exp(x));
  }

  @ParameterizedTest(name = "{0} values up to {1}")
  @CsvSource({
    "1, 500",
    "7, 500",
    "1000, 3",
    "1000, 511",
    "100000, 707",
    "1000, 800",
    "1, NaN",
    "1000, NaN"
  })
  void ofManyIsToTheLastBitThatOfEach(int count, double largest) {
    int from = 3;
    double[] values = new double[from + count + 1];
    double limit = Double.isNaN(largest) ? 700 : largest;
    new Seeds(count).stream("exp").fillUniform(values, 0, values.length, -limit, limit);
    values[from] = largest;
    double[] each = values.clone();
    for (int i = from; i < from + count; i++) {
      each[i] = FastExp.exp(values[i]);
    }

    FastExp.exp(values, from, count, new double[values.length]);

    assertArrayEquals(each, values, 0);
  }

  @Test
  void neverDecreases() {
    double before = 0;
    for (double x = -3; x < 3; x += 1e-5) {
      double value = FastExp.exp(x);
      assertTrue(value > before, "at " + x);
      before = value;
    }
  }
}

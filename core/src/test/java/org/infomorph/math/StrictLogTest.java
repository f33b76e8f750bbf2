package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictLogTest {
  @Test
  void equalsTheJdksForNumbersOfAllSizes() {
    RandomStream random = new Seeds(1).stream("log");
    for (int i = 0; i < 2_000_000; i++) {
      check(Double.longBitsToDouble(random.nextLong()));
    }
  }

  @Test
  void equalsTheJdksForProbabilitiesAndRatios() {
    RandomStream random = new Seeds(2).stream("log");
    for (int i = 0; i < 2_000_000; i++) {
      check(random.nextDouble());
      check(random.nextDouble() / random.nextDouble());
      check(1 + (random.nextDouble() - 0.5) * 0x1p-18);
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        -1,
        1,
        2,
        0.5,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        0x1.fffffffffffffp-1,
        0x1.0000000000001p0
      })
  void equalsTheJdksAtTheEdges(double x) {
    check(x);
  }

  private static void check(double x) {
    double expected = StrictMath.log(x);
    double ln = StrictLog.ln(x);
    if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(ln)) {
      assertEquals(expected, ln, 0, "ln " + x);
    }
  }
}

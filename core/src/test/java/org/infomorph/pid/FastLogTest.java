package org.infomorph.pid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastLogTest {
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-3, 1e-9, 1e-300, 1e300})
  void agreesWithTheExactLogarithm(double scale) {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      double x = scale * (1 - random.nextDouble());
      double exact = Math.log(x);
      assertEquals(exact, FastLog.ln(x), 1e-15 * (1 + Math.abs(exact)), "ln " + x);
    }
  }

  @Test
  void isExactEnoughAroundOneAndAtTheEndsOfTheIntervals() {
    for (int k = 0; k <= 128; k++) {
      double x = 1 + k / 128.0;
      for (double near : new double[] {Math.nextDown(x), x, Math.nextUp(x)}) {
        assertEquals(Math.log(near), FastLog.ln(near), 1e-15, "ln " + near);
        assertEquals(Math.log(near / 2), FastLog.ln(near / 2), 1e-15, "ln " + near / 2);
      }
    }
  }

  @Test
  void ofZeroIsFinite() {
    assertEquals(0, 0 * FastLog.ln(0), 0.0);
    assertTrue(FastLog.ln(0) < -700);
  }
}

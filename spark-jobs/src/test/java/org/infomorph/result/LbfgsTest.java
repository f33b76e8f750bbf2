package org.infomorph.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LbfgsTest {
  /** {@code Σ_i i (x_i − i)²}, i from 1. */
  private static double quadratic(double[] x, double[] gradient) {
    double value = 0;
    for (int i = 0; i < x.length; i++) {
      double distance = x[i] - (i + 1);
      value += (i + 1) * distance * distance;
      gradient[i] = 2 * (i + 1) * distance;
    }
    return value;
  }

  /** Rosenbrock's valley, {@code (1 − x)² + 100 (y − x²)²}, lowest at (1, 1). */
  private static double valley(double[] x, double[] gradient) {
    double a = 1 - x[0];
    double b = x[1] - x[0] * x[0];
    gradient[0] = -2 * a - 400 * x[0] * b;
    gradient[1] = 200 * b;
    return a * a + 100 * b * b;
  }

  @Test
  void findsTheLowestPointOfAQuadratic() {
    double[] x = Lbfgs.minimise(LbfgsTest::quadratic, 5, 100, 1e-9);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5}, x, 1e-6);
  }

  @Test
  void followsACurvedValley() {
    assertArrayEquals(new double[] {1, 1}, Lbfgs.minimise(LbfgsTest::valley, 2, 200, 1e-12), 1e-5);
  }

  @Test
  void stopsAfterAsManyStepsAsAllowed() {
    double[] gradient = new double[2];
    double after3 = valley(Lbfgs.minimise(LbfgsTest::valley, 2, 3, 1e-12), gradient);
    double after20 = valley(Lbfgs.minimise(LbfgsTest::valley, 2, 20, 1e-12), gradient);
    assertTrue(after3 > 0.01, "after 3 steps: " + after3);
    assertTrue(after20 < after3, "after 20 steps: " + after20);
  }

  @Test
  void anObjectiveThatIsNotFiniteAtTheStartHasNoLowestPoint() {
    double[] x = Lbfgs.minimise((at, gradient) -> Double.NaN, 2, 3, 1e-6);
    assertArrayEquals(new double[] {Double.NaN, Double.NaN}, x);
  }

  @Test
  void whatTheObjectiveThrowsArrivesAsItIs() {
    IllegalStateException thrown = new IllegalStateException("no more");
    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class,
            () ->
                Lbfgs.minimise(
                    (x, gradient) -> {
                      throw thrown;
                    },
                    2,
                    3,
                    1e-6)));
  }
}

package org.infomorph.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StudentTTest {
  private static final double P = 0.975;

  @Test
  void oneDegreeIsTheCauchyDistribution() {
    double expected = Math.tan(Math.PI * (P - 0.5));
    assertEquals(expected, StudentT.quantile(P, 1), 1e-9 * expected);
  }

  @Test
  void twoDegreesHaveAClosedForm() {
    double a = 2 * P - 1;
    double expected = a * Math.sqrt(2 / (1 - a * a));
    assertEquals(expected, StudentT.quantile(P, 2), 1e-9 * expected);
  }

  @Test
  void manyDegreesAreTheNormalDistribution() {
    assertEquals(1.959963984540054, StudentT.quantile(P, 100_000_000), 1e-6);
  }

  @Test
  void noDegreesAreNoDistribution() {
    assertTrue(Double.isNaN(StudentT.quantile(P, 0)));
  }
}

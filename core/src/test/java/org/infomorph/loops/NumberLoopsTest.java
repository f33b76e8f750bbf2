package org.infomorph.loops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM without vectors, both are plain loops. */
class NumberLoopsTest {
  private static final int FROM = 3;

  private final NumberLoops plain = new PlainNumberLoops();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7, 8, 9, 16, 100, 1023})
  void bothGiveTheSameBits(int count) {
    double[] expected = new double[FROM + count + 1];
    new Seeds(count).stream("loops").fillUniform(expected, 0, expected.length, -512, 512);
    double[] values = expected.clone();
    double[] expectedShifted = new double[values.length];
    double[] shifted = new double[values.length];

    plain.expRest(expected, FROM, count, expectedShifted);
    NumberLoops.FASTEST.expRest(values, FROM, count, shifted);

    assertArrayEquals(expected, values);
    assertArrayEquals(expectedShifted, shifted);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7, 8, 9, 16, 100, 1023})
  void bothLetTheSameGradientsThrough(int count) {
    double[] expected = new double[FROM + count + 1];
    double[] theta = new double[expected.length];
    double[] outer = new double[count];
    RandomStream random = new Seeds(count).stream("loops");
    random.fillUniform(expected, 0, expected.length, -2, 2);
    random.fillUniform(theta, 0, theta.length, -0.5, 1.5);
    random.fillUniform(outer, 0, count, -2, 2);
    double margin = 0.125;
    for (int s = 0; s < count; s++) {
      theta[FROM + s] = Math.min(1 - margin, Math.max(margin, theta[FROM + s]));
    }
    theta[FROM + count / 2] = Double.NaN;
    double[] gradients = expected.clone();
    double[] before = expected.clone();

    plain.throughSigmoid(expected, theta, FROM, count, margin, outer);
    NumberLoops.FASTEST.throughSigmoid(gradients, theta, FROM, count, margin, outer);

    assertArrayEquals(expected, gradients);
    for (int s = 0; s < count; s++) {
      double t = theta[FROM + s];
      boolean clamped = t == margin || t == 1 - margin;
      double slope = before[FROM + s] * (outer[s] * t * (1 - t));
      assertEquals(clamped ? 0 : slope, gradients[FROM + s]);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, -1.5, Double.NaN, Double.POSITIVE_INFINITY})
  void oneValueBeyondTheBoundIsFoundAnywhere(double beyond) {
    for (NumberLoops loops : new NumberLoops[] {plain, NumberLoops.FASTEST}) {
      for (int at = 0; at < 21; at++) {
        double[] values = new double[FROM + 21];
        values[FROM + at] = beyond;
        assertFalse(loops.areWithin(values, FROM, 21, 1));
        assertTrue(loops.areWithin(values, FROM, at, 1));
      }
    }
  }

  @Test
  void theBoundItselfIsWithin() {
    for (NumberLoops loops : new NumberLoops[] {plain, NumberLoops.FASTEST}) {
      double[] values = new double[16];
      values[5] = -Double.MAX_VALUE;
      values[12] = Double.MAX_VALUE;
      assertTrue(loops.areWithin(values, 0, 16, Double.MAX_VALUE));
    }
  }

  @Test
  void vectorsAreTakenWhereThisJvmAndProcessorHaveThem() throws ReflectiveOperationException {
    boolean vectors =
        Vectors.areUsable()
            && (boolean)
                Class.forName("org.infomorph.loops.VectorNumberLoops")
                    .getDeclaredMethod("fit")
                    .invoke(null);

    assertEquals(!vectors, NumberLoops.FASTEST instanceof PlainNumberLoops);
  }
}

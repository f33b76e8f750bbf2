package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.infomorph.data.SampleSupply;
import org.infomorph.data.Samples;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussiansTest {
  private static final Seeds SEEDS = new Seeds(1);

  /** Two bumps of width 1 on four pixels: centres at 0.5 and 2.5, heights e^(-d^2 / 2). */
  @Test
  void valuesAreTheSumOfTheBumpsThatAreThere() {
    double near = Math.exp(-0.125);
    double far = Math.exp(-1.125);
    double farther = Math.exp(-3.125);
    double largest = near + far;
    double[] left = {near, near, far, farther};
    double[] right = {farther, far, near, near};
    Samples samples = new Gaussians(4, 2, 1, 0.5, 0, 200, 1, true).draw(SEEDS).training(1);
    for (int i = 0; i < samples.size(); i++) {
      for (int x = 0; x < 4; x++) {
        double sum =
            (samples.hasCause(i, 0) ? left[x] : 0) + (samples.hasCause(i, 1) ? right[x] : 0);
        assertEquals(2 * sum / largest - 1, samples.value(i, x), 1e-7);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 8, 4", "64, 8, 0.1", "3, 7, 0.1", "1, 1, 1", "10, 2, 10"})
  void withoutNoiseValuesFillMinusOneToOne(int pixels, int bumps, double width) {
    Samples samples =
        new Gaussians(pixels, bumps, width, 0.5, 0, 5000, 1, true).draw(SEEDS).training(1);
    double lowest = 1;
    double highest = -1;
    for (int i = 0; i < samples.size(); i++) {
      for (int x = 0; x < pixels; x++) {
        lowest = Math.min(lowest, samples.value(i, x));
        highest = Math.max(highest, samples.value(i, x));
      }
    }
    assertEquals(-1, lowest);
    assertEquals(1, highest);
  }

  /** Of 160 000 draws, within 4.5 standard errors: mean, variance, and of neighbours. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 2})
  void noiseIsNormalAndIndependent(double noise) {
    Samples noisy = new Gaussians(8, 2, 2, 0.5, noise, 20_000, 1, true).draw(SEEDS).training(1);
    Samples plain = new Gaussians(8, 2, 2, 0.5, 0, 20_000, 1, true).draw(SEEDS).training(1);
    double sum = 0;
    double squares = 0;
    double products = 0;
    double fourth = 0;
    double before = 0;
    for (int i = 0; i < noisy.size(); i++) {
      for (int x = 0; x < 8; x++) {
        double z = (noisy.value(i, x) - plain.value(i, x)) / noise;
        sum += z;
        squares += z * z;
        products += z * before;
        fourth += z * z * z * z;
        before = z;
      }
    }
    assertEquals(0, sum / 160_000, 4.5 / 400);
    assertEquals(1, squares / 160_000, 4.5 / 400 * Math.sqrt(2));
    assertEquals(0, products / 160_000, 4.5 / 400);
    assertEquals(3, fourth / 160_000, 4.5 / 400 * Math.sqrt(96));
  }

  /** So that an axis over the noise compares the same samples. */
  @Test
  void noiseDoesNotChangeTheCauses() {
    Contents noisy = Contents.of(new Gaussians(8, 2, 2, 0.5, 1, 50, 50, true).draw(SEEDS).test());
    Contents plain = Contents.of(new Gaussians(8, 2, 2, 0.5, 0, 50, 50, true).draw(SEEDS).test());
    assertEquals(plain.causes(), noisy.causes());
    assertNotEquals(plain.values(), noisy.values());
  }

  /** Over 20 000 samples, within 4.5 standard errors. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5})
  void bumpsAreThereAsOftenAsSaid(double p) {
    Samples samples = new Gaussians(10, 6, 1, p, 0, 20_000, 1, true).draw(SEEDS).training(3);
    for (int k = 0; k < 6; k++) {
      int there = 0;
      for (int i = 0; i < samples.size(); i++) {
        there += samples.hasCause(i, k) ? 1 : 0;
      }
      assertEquals(p, there / 20_000.0, 4.5 * Math.sqrt(p * (1 - p) / 20_000));
    }
  }

  @Test
  void freshSamplesDifferByEpochAndAFixedSetIsTheFirst() {
    SampleSupply fresh = new Gaussians(64, 8, 4, 0.5, 0.1, 50, 5, true).draw(SEEDS);
    SampleSupply fixed = new Gaussians(64, 8, 4, 0.5, 0.1, 50, 5, false).draw(SEEDS);
    assertNotEquals(Contents.of(fresh.training(1)), Contents.of(fresh.training(2)));
    assertEquals(Contents.of(fresh.training(1)), Contents.of(fixed.training(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8, 4, 0.5, 0.1, 10, 10, pixels is 0; allowed are 1 to 10000",
    "64, 0, 4, 0.5, 0.1, 10, 10, bumps is 0; allowed are 1 to 1000",
    "64, 1001, 4, 0.5, 0.1, 10, 10, bumps is 1001; allowed are 1 to 1000",
    "64, 8, 0.05, 0.5, 0.1, 10, 10, width is 0.05; allowed are 0.1 to 64.0",
    "64, 8, 65, 0.5, 0.1, 10, 10, width is 65.0; allowed are 0.1 to 64.0",
    "64, 8, NaN, 0.5, 0.1, 10, 10, width is NaN; allowed are 0.1 to 64.0",
    "64, 8, 4, 0, 0.1, 10, 10, 'on_probability is 0.0; allowed is (0, 1)'",
    "64, 8, 4, 0.5, -0.1, 10, 10, noise is -0.1; allowed are 0.0 to 100.0",
    "64, 8, 4, 0.5, Infinity, 10, 10, noise is Infinity; allowed are 0.0 to 100.0",
    "64, 8, 4, 0.5, 0.1, 0, 10, samples is 0; allowed are 1 to 1000000",
    "64, 8, 4, 0.5, 0.1, 10, 0, test is 0; allowed are 1 to 1000000",
    "10000, 8, 4, 0.5, 0.1, 10, 300000,"
        + " 'test is 300000, of 10000 values each; allowed are 1 to 214748'",
  })
  void refusesFieldsOutOfRange(
      int pixels,
      int bumps,
      double width,
      double probability,
      double noise,
      int samples,
      int test,
      String message) {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Gaussians(pixels, bumps, width, probability, noise, samples, test, true));
    assertEquals(message, e.getMessage());
  }
}

package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.infomorph.data.SampleSupply;
import org.infomorph.data.Samples;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomPatternsTest {
  private static final Seeds SEEDS = new Seeds(1);
  private static final double ALWAYS = 1 - 1e-15;

  /** The templates as one sees them: what is on in samples with a single cause. */
  @Test
  void aPixelIsOnWhereATemplateIsThatCoversIt() {
    int pixels = 30;
    int templates = 4;
    SampleSupply supply =
        new RandomPatterns(pixels, templates, 0.3, 0.4, 2000, 500, true).draw(SEEDS);
    boolean[][] covered = templates(supply.training(1));
    for (Samples samples : new Samples[] {supply.training(2), supply.test()}) {
      for (int i = 0; i < samples.size(); i++) {
        for (int p = 0; p < pixels; p++) {
          boolean on = false;
          for (int t = 0; t < templates; t++) {
            on |= samples.hasCause(i, t) && covered[t][p];
          }
          assertEquals(on ? 1 : -1, samples.value(i, p));
        }
      }
    }
  }

  private static boolean[][] templates(Samples samples) {
    boolean[][] covered = new boolean[samples.causes()][samples.features()];
    boolean[] seen = new boolean[samples.causes()];
    for (int i = 0; i < samples.size(); i++) {
      int only = onlyCause(samples, i);
      for (int p = 0; only >= 0 && p < samples.features(); p++) {
        covered[only][p] = samples.value(i, p) == 1;
        seen[only] = true;
      }
    }
    for (int t = 0; t < seen.length; t++) {
      assertTrue(seen[t], "template " + t + " is never alone");
    }
    return covered;
  }

  private static int onlyCause(Samples samples, int i) {
    int only = -1;
    for (int t = 0; t < samples.causes(); t++) {
      if (samples.hasCause(i, t)) {
        if (only >= 0) {
          return -1;
        }
        only = t;
      }
    }
    return only;
  }

  /** One template that is always there shows its 10 000 pixels; 4.5 standard errors. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.2, 0.7})
  void pixelsBelongToATemplateAsOftenAsSaid(double density) {
    Samples samples =
        new RandomPatterns(10_000, 1, density, ALWAYS, 10, 1, true).draw(SEEDS).test();
    assertTrue(samples.hasCause(0, 0));
    double on = (1 + samples.meanAndDeviation()[0]) / 2;
    assertEquals(density, on, 4.5 * Math.sqrt(density * (1 - density) / 10_000));
  }

  /** Over 20 000 samples, within 4.5 standard errors. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5})
  void templatesAreThereAsOftenAsSaid(double p) {
    Samples samples = new RandomPatterns(10, 6, 0.2, p, 20_000, 1, true).draw(SEEDS).training(3);
    for (int t = 0; t < 6; t++) {
      int there = 0;
      for (int i = 0; i < samples.size(); i++) {
        there += samples.hasCause(i, t) ? 1 : 0;
      }
      assertEquals(p, there / 20_000.0, 4.5 * Math.sqrt(p * (1 - p) / 20_000));
    }
  }

  @Test
  void otherSeedsDrawOtherTemplates() {
    var patterns = new RandomPatterns(1000, 1, 0.5, ALWAYS, 10, 1, true);
    Contents one = Contents.of(patterns.draw(new Seeds(1)).test());
    Contents other = Contents.of(patterns.draw(new Seeds(2)).test());
    assertEquals(one.causes(), other.causes());
    assertNotEquals(one.values(), other.values());
  }

  @Test
  void freshSamplesDifferByEpochAndAFixedSetIsTheFirst() {
    SampleSupply fresh = new RandomPatterns(64, 8, 0.2, 0.5, 50, 5, true).draw(SEEDS);
    SampleSupply fixed = new RandomPatterns(64, 8, 0.2, 0.5, 50, 5, false).draw(SEEDS);
    assertNotEquals(Contents.of(fresh.training(1)), Contents.of(fresh.training(2)));
    assertEquals(Contents.of(fresh.training(1)), Contents.of(fixed.training(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8, 0.2, 0.5, 10, 10, pixels is 0; allowed are 1 to 10000",
    "10001, 8, 0.2, 0.5, 10, 10, pixels is 10001; allowed are 1 to 10000",
    "64, 0, 0.2, 0.5, 10, 10, templates is 0; allowed are 1 to 1000",
    "64, 1001, 0.2, 0.5, 10, 10, templates is 1001; allowed are 1 to 1000",
    "64, 8, 0, 0.5, 10, 10, 'density is 0.0; allowed is (0, 1)'",
    "64, 8, 1, 0.5, 10, 10, 'density is 1.0; allowed is (0, 1)'",
    "64, 8, 0.2, 1, 10, 10, 'on_probability is 1.0; allowed is (0, 1)'",
    "64, 8, 0.2, 0.5, 0, 10, samples is 0; allowed are 1 to 1000000",
    "64, 8, 0.2, 0.5, 10, 0, test is 0; allowed are 1 to 1000000",
    "10000, 8, 0.2, 0.5, 10, 300000,"
        + " 'test is 300000, of 10000 values each; allowed are 1 to 214748'",
  })
  void refusesFieldsOutOfRange(
      int pixels,
      int templates,
      double density,
      double probability,
      int samples,
      int test,
      String message) {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RandomPatterns(pixels, templates, density, probability, samples, test, true));
    assertEquals(message, e.getMessage());
  }
}

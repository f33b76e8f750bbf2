package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.infomorph.data.SampleSupply;
import org.infomorph.data.Samples;
import org.infomorph.datasets.Bars.Orientation;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarsTest {
  private static final Seeds SEEDS = new Seeds(1);

  private static Bars bars(Orientation orientation) {
    return new Bars(3, 5, orientation, 0.4, 1000, 300, true);
  }

  @ParameterizedTest
  @CsvSource({"HORIZONTAL, 3", "VERTICAL, 5", "BOTH, 8"})
  void rowsAndColumnsAreTheCauses(Orientation orientation, int causes) {
    SampleSupply supply = bars(orientation).draw(SEEDS);
    assertEquals(causes, bars(orientation).causes());
    assertEquals(causes, supply.training(1).causes());
    assertEquals(causes, supply.test().causes());
    assertEquals(1000, supply.training(1).size());
    assertEquals(300, supply.test().size());
    assertEquals(15, supply.test().features());
  }

  @Test
  void aPixelIsOnWhereItsRowIs() {
    Samples samples = bars(Orientation.HORIZONTAL).draw(SEEDS).training(1);
    for (int i = 0; i < samples.size(); i++) {
      for (int p = 0; p < 15; p++) {
        assertEquals(samples.hasCause(i, p / 5) ? 1 : -1, samples.value(i, p));
      }
    }
  }

  @Test
  void aPixelIsOnWhereItsColumnIs() {
    Samples samples = bars(Orientation.VERTICAL).draw(SEEDS).training(1);
    for (int i = 0; i < samples.size(); i++) {
      for (int p = 0; p < 15; p++) {
        assertEquals(samples.hasCause(i, p % 5) ? 1 : -1, samples.value(i, p));
      }
    }
  }

  @Test
  void aPixelIsOnWhereItsRowOrColumnIs() {
    Samples samples = bars(Orientation.BOTH).draw(SEEDS).test();
    for (int i = 0; i < samples.size(); i++) {
      for (int p = 0; p < 15; p++) {
        boolean on = samples.hasCause(i, p / 5) || samples.hasCause(i, 3 + p % 5);
        assertEquals(on ? 1 : -1, samples.value(i, p));
      }
    }
  }

  /** Rates and covariances of N = 20 000 samples, within 4.5 standard errors. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.8})
  void barsAreOnIndependentlyAsOftenAsSaid(double p) {
    Bars bars = new Bars(4, 3, Orientation.BOTH, p, 20_000, 20_000, true);
    for (Samples samples : new Samples[] {bars.draw(SEEDS).training(1), bars.draw(SEEDS).test()}) {
      for (int a = 0; a < 7; a++) {
        assertEquals(p, rate(samples, a, a), 4.5 * Math.sqrt(p * (1 - p) / 20_000));
        for (int b = 0; b < a; b++) {
          double q = p * p;
          assertEquals(q, rate(samples, a, b), 4.5 * Math.sqrt(q * (1 - q) / 20_000));
        }
      }
    }
  }

  /** How often both causes are there. */
  private static double rate(Samples samples, int a, int b) {
    int both = 0;
    for (int i = 0; i < samples.size(); i++) {
      both += samples.hasCause(i, a) && samples.hasCause(i, b) ? 1 : 0;
    }
    return (double) both / samples.size();
  }

  @ParameterizedTest
  @EnumSource
  void byDefaultAPixelIsOnAboutHalfOfTheTime(Orientation orientation) {
    Bars bars = new Bars(8, 8, orientation, orientation.defaultOnProbability(), 5000, 1, true);
    double mean = bars.draw(SEEDS).training(1).meanAndDeviation()[0];
    assertEquals(0, mean, 0.04);
  }

  @Test
  void freshSamplesDifferByEpochAndComeAgain() {
    SampleSupply supply = bars(Orientation.BOTH).draw(SEEDS);
    Contents first = Contents.of(supply.training(1));
    assertNotEquals(first, Contents.of(supply.training(2)));
    assertEquals(first, Contents.of(supply.training(1)));
  }

  @Test
  void aFixedSetIsTheFirstEpochsInEveryEpoch() {
    SampleSupply supply = new Bars(3, 5, Orientation.BOTH, 0.4, 50, 30, false).draw(SEEDS);
    SampleSupply fresh = new Bars(3, 5, Orientation.BOTH, 0.4, 50, 30, true).draw(SEEDS);
    Contents first = Contents.of(fresh.training(1));
    assertEquals(first, Contents.of(supply.training(1)));
    assertEquals(first, Contents.of(supply.training(17)));
  }

  @Test
  void testSamplesAreDrawnApart() {
    SampleSupply supply = new Bars(8, 8, Orientation.BOTH, 0.3, 50, 50, true).draw(SEEDS);
    assertNotEquals(Contents.of(supply.training(1)), Contents.of(supply.test()));
    SampleSupply fewer = new Bars(8, 8, Orientation.BOTH, 0.3, 1, 50, true).draw(SEEDS);
    assertEquals(Contents.of(supply.test()), Contents.of(fewer.test()));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8, 0.5, 10, 10, height is 0; allowed are 1 to 1000",
    "1001, 8, 0.5, 10, 10, height is 1001; allowed are 1 to 1000",
    "8, -1, 0.5, 10, 10, width is -1; allowed are 1 to 1000",
    "8, 8, 0, 10, 10, 'on_probability is 0.0; allowed is (0, 1)'",
    "8, 8, 1, 10, 10, 'on_probability is 1.0; allowed is (0, 1)'",
    "8, 8, NaN, 10, 10, 'on_probability is NaN; allowed is (0, 1)'",
    "8, 8, 0.5, 0, 10, samples is 0; allowed are 1 to 1000000",
    "8, 8, 0.5, 10, 1000001, test is 1000001; allowed are 1 to 1000000",
    "100, 100, 0.5, 300000, 1, 'samples is 300000, of 10000 values each; allowed are 1 to 214748'",
    "100, 100, 0.5, 1, 300000, 'test is 300000, of 10000 values each; allowed are 1 to 214748'",
  })
  void refusesFieldsOutOfRange(
      int height, int width, double probability, int samples, int test, String message) {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Bars(height, width, Orientation.HORIZONTAL, probability, samples, test, true));
    assertEquals(message, e.getMessage());
  }
}

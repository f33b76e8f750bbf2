package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.datasets.Memories.Correlation;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoriesTest {
  private static final Seeds SEEDS = new Seeds(1);

  @Test
  void everyEpochAndTheTestHaveTheSamePatterns() {
    SampleSets sets = new Memories(100, 7, 0.5, Correlation.NONE, 0).draw(SEEDS);
    assertEquals(7, sets.training().size());
    assertSame(sets.training(1), sets.training(200));
    assertSame(sets.training(1), sets.test());
    assertEquals(0, sets.test().causes());
  }

  @ParameterizedTest
  @EnumSource
  void bitsAreMinusOneOrOne(Correlation correlation) {
    Samples patterns =
        patterns(40, 30, 0.3, correlation, correlation == Correlation.NONE ? 0 : 0.6);
    for (int m = 0; m < 30; m++) {
      for (int n = 0; n < 40; n++) {
        assertEquals(1, Math.abs(patterns.value(m, n)));
      }
    }
  }

  /**
   * Of 400 x 400 bits, within 4.5 standard errors. A chain of correlation c is worth (1 - c) / (1 +
   * c) as many independent bits.
   */
  @ParameterizedTest
  @CsvSource({
    "0.5, NONE, 0",
    "0.1, NONE, 0",
    "0.9, NONE, 0",
    "0.5, SPATIAL, 0.7",
    "0.2, SPATIAL, 0.3",
    "0.5, TEMPORAL, 0.7",
    "0.8, TEMPORAL, 0.3",
  })
  void bitsAreOnAsOftenAsSaid(double p, Correlation correlation, double c) {
    double mean = patterns(400, 400, p, correlation, c).meanAndDeviation()[0];
    double error = Math.sqrt(p * (1 - p) / 160_000 * (1 + c) / (1 - c));
    assertEquals(p, (1 + mean) / 2, 4.5 * error);
  }

  /** Not only in the mean: the first and the last bits of a chain are on as often as all others. */
  @ParameterizedTest
  @EnumSource
  void chainsAreStationary(Correlation correlation) {
    double c = correlation == Correlation.NONE ? 0 : 0.8;
    double error = 4.5 * Math.sqrt(0.25 * 0.75 / 20_000);
    Samples many = patterns(2, 20_000, 0.25, Correlation.SPATIAL, 0.8);
    assertEquals(0.25, rate(many, 0, 20_000, 0, 1), error);
    assertEquals(0.25, rate(many, 0, 20_000, 1, 2), error);
    Samples wide = patterns(20_000, 3, 0.25, correlation, c);
    // Only the spatial chain runs along these units: sqrt((1 + c) / (1 - c)) = 3.
    double wideError = correlation == Correlation.SPATIAL ? 3 * error : error;
    assertEquals(0.25, rate(wide, 0, 1, 0, 20_000), wideError);
    assertEquals(0.25, rate(wide, 2, 3, 0, 20_000), wideError);
  }

  /** Share of +1 among the bits of some patterns and units. */
  private static double rate(Samples patterns, int from, int to, int fromUnit, int toUnit) {
    double sum = 0;
    for (int m = from; m < to; m++) {
      for (int n = fromUnit; n < toUnit; n++) {
        sum += (1 + patterns.value(m, n)) / 2;
      }
    }
    return sum / (to - from) / (toUnit - fromUnit);
  }

  /**
   * Bits k steps apart along the chain correlate by c^k, across chains not at all; within 4.5
   * standard errors of 160 000 products, which along a chain are worth fewer, and vary the more the
   * rarer one of the two values is.
   */
  @ParameterizedTest
  @CsvSource({
    "0.5, NONE, 0",
    "0.5, SPATIAL, 0.5",
    "0.5, SPATIAL, 0.9",
    "0.2, SPATIAL, 0.6",
    "0.5, TEMPORAL, 0.5",
    "0.5, TEMPORAL, 0.9",
    "0.7, TEMPORAL, 0.6",
    "0.5, SPATIAL, -0.6",
    "0.5, TEMPORAL, -0.9",
    "0.4, TEMPORAL, -0.5",
  })
  void bitsCorrelateAlongTheChainAlone(double p, Correlation correlation, double c) {
    Samples patterns = patterns(400, 400, p, correlation, c);
    double[] spatial = {1, 0, 0, 0};
    double[] temporal = {1, 0, 0, 0};
    for (int k = 1; k < 4; k++) {
      spatial[k] = correlation == Correlation.SPATIAL ? Math.pow(c, k) : 0;
      temporal[k] = correlation == Correlation.TEMPORAL ? Math.pow(c, k) : 0;
    }
    double error = 4.5 / 400 * Math.sqrt((1 + c * c) / (1 - c * c)) / Math.min(1, 4 * p * (1 - p));
    for (int k = 1; k < 4; k++) {
      assertEquals(spatial[k], correlation(patterns, p, 0, k), error, "units, " + k);
      assertEquals(temporal[k], correlation(patterns, p, k, 0), error, "patterns, " + k);
      assertEquals(0, correlation(patterns, p, 0, 200 + k), error, "far units, " + k);
      assertEquals(0, correlation(patterns, p, 200 + k, 0), error, "far patterns, " + k);
    }
  }

  /** Of bits some patterns and units apart, with the mean and variance that bits should have. */
  private static double correlation(Samples patterns, double p, int apart, int unitsApart) {
    double mean = 2 * p - 1;
    double sum = 0;
    int pairs = 0;
    for (int m = apart; m < patterns.size(); m++) {
      for (int n = unitsApart; n < patterns.features(); n++) {
        double before = patterns.value(m - apart, n - unitsApart) - mean;
        sum += (patterns.value(m, n) - mean) * before;
        pairs++;
      }
    }
    return sum / pairs / (4 * p * (1 - p));
  }

  @ParameterizedTest
  @EnumSource
  void fewerPatternsAreTheBeginningOfMore(Correlation correlation) {
    double c = correlation == Correlation.NONE ? 0 : 0.4;
    Samples many = patterns(50, 60, 0.5, correlation, c);
    Samples few = patterns(50, 20, 0.5, correlation, c);
    assertEquals(Contents.ofFirst(20, many), Contents.of(few));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SPATIAL", "TEMPORAL"})
  void noCorrelationIsTheLimitOfAWeakOne(Correlation correlation) {
    Contents none = Contents.of(patterns(50, 60, 0.3, Correlation.NONE, 0));
    assertEquals(none, Contents.of(patterns(50, 60, 0.3, correlation, 0)));
    assertNotEquals(none, Contents.of(patterns(50, 60, 0.3, correlation, 0.5)));
  }

  private static Samples patterns(int units, int count, double p, Correlation along, double c) {
    return new Memories(units, count, p, along, c).draw(SEEDS).test();
  }

  @ParameterizedTest
  @CsvSource({
    "100, 1.4, 140",
    "100, 0.29, 29",
    "100, 0.2, 20",
    "100, 0.005, 1",
    "3, 0.5, 2",
    "1000, 0.0011, 1",
    "2, 500000, 1000000",
  })
  void theLoadIsRoundedToPatterns(int units, double load, int count) {
    assertEquals(count, Memories.count(units, load));
  }

  /** .29 times 100 is a little less than 29. */
  @ParameterizedTest
  @CsvSource({"100, 1.4, 140", "100, 0.29, 28", "100, 0.299, 29", "3, 0.5, 1"})
  void theLoadMayBeRoundedDownAsInThePublishedCode(int units, double load, int count) {
    assertEquals(count, Memories.count(units, load, Memories.Rounding.DOWN));
  }

  @Test
  void refusesALoadThatIsRoundedDownToNoPattern() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Memories.count(100, 0.009, Memories.Rounding.DOWN));
    assertEquals(
        "load is 0.009, which gives no pattern of 100 units; allowed is 0.01 to 10000.0",
        e.getMessage());
  }

  @Test
  void theLoadIsPatternsPerUnit() {
    assertEquals(1.4, new Memories(100, 140, 0.5, Correlation.NONE, 0).load());
  }

  @ParameterizedTest
  @CsvSource({"0.004, no pattern", "0, no pattern", "-1, no pattern", "1e9, too many patterns"})
  void refusesALoadThatGivesNoPatternOrTooMany(double load, String given) {
    var e = assertThrows(IllegalArgumentException.class, () -> Memories.count(100, load));
    assertEquals(
        "load is " + load + ", which gives " + given + " of 100 units; allowed is 0.005 to 10000.0",
        e.getMessage());
  }

  @Test
  void refusesALoadThatIsNoNumber() {
    assertThrows(IllegalArgumentException.class, () -> Memories.count(100, Double.NaN));
  }

  @Test
  void refusesALoadOfNoUnits() {
    var e = assertThrows(IllegalArgumentException.class, () -> Memories.count(0, 1));
    assertEquals("units is 0; allowed are 2 to 100000", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5, 0.5, NONE, 0, units is 1; allowed are 2 to 100000",
    "100001, 5, 0.5, NONE, 0, units is 100001; allowed are 2 to 100000",
    "10, 0, 0.5, NONE, 0, count is 0; allowed are 1 to 1000000",
    "10, 1000001, 0.5, NONE, 0, count is 1000001; allowed are 1 to 1000000",
    "100000, 30000, 0.5, NONE, 0,"
        + " 'count is 30000, of 100000 values each; allowed are 1 to 21474'",
    "10, 5, 0, NONE, 0, 'probability is 0.0; allowed is (0, 1)'",
    "10, 5, 1, NONE, 0, 'probability is 1.0; allowed is (0, 1)'",
    "10, 5, NaN, NONE, 0, 'probability is NaN; allowed is (0, 1)'",
    "10, 5, 0.5, SPATIAL, 1, 'coefficient is 1.0; allowed is (-1, 1)'",
    "10, 5, 0.5, TEMPORAL, -1, 'coefficient is -1.0; allowed is (-1, 1)'",
    "10, 5, 0.2, TEMPORAL, -0.3,"
        + " 'coefficient is -0.3; allowed is [-0.25, 1) where probability is 0.2'",
    "10, 5, 0.5, TEMPORAL, NaN, 'coefficient is NaN; allowed is (-1, 1)'",
    "10, 5, 0.5, NONE, 0.1, coefficient is 0.1; allowed is 0 without correlation",
  })
  void refusesFieldsOutOfRange(
      int units, int count, double p, Correlation correlation, double c, String message) {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> new Memories(units, count, p, correlation, c));
    assertEquals(message, e.getMessage());
  }
}

package org.infomorph.bins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinningTest {
  private static final double UP = Math.nextUp(1.0);

  @Test
  void binsAreLeftOpenAndRightClosed() {
    Binning binning = new Binning(4, new BinRange.Fixed(-2, 2));
    assertArrayEquals(new int[] {0, 0, 1, 2, 3}, bins(binning, -2, -1, 0, 1, 2));
    assertArrayEquals(
        new int[] {0, 1, 2, 3}, bins(binning, -1 - 1e-15, -1 + 1e-15, Double.MIN_VALUE, UP));
  }

  @Test
  void valuesOutsideTheRangeGoToTheEndBins() {
    Binning binning = new Binning(4, new BinRange.Fixed(-2, 2));
    assertArrayEquals(
        new int[] {0, 0, 3, 3, 0, 3},
        bins(
            binning, -2.1, -1e300, 2.1, 1e300, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 20, 60, 997})
  void everyEdgeBelongsToTheBinBelowIt(int count) {
    Binning binning = new Binning(count, new BinRange.Fixed(-0.7, 1.3));
    for (int k = 1; k < count; k++) {
      double edge = edge(-0.7, 1.3, k, count);
      assertArrayEquals(
          new int[] {k - 1, k - 1, k},
          bins(binning, Math.nextDown(edge), edge, Math.nextUp(edge)),
          "edge " + k);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6, 20, 98, 400})
  void zeroIsAnEdgeOfASymmetricRangeWithAnEvenNumberOfBins(int count) {
    Binning binning = new Binning(count, new BinRange.Normalised());
    int[] bins = bins(binning, -1, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 1);
    assertArrayEquals(new int[] {0, count / 2 - 1, count / 2 - 1, count / 2, count - 1}, bins);
  }

  @Test
  void normalisedDividesByTheLargestAbsoluteValue() {
    Binning binning = new Binning(4, new BinRange.Normalised());
    assertArrayEquals(new int[] {0, 0, 1, 1, 2, 2}, bins(binning, -8, -4, -3.9, 0, 0.1, 4));
    assertArrayEquals(new int[] {2, 3}, bins(binning, 5e-9, 1e-8));
  }

  @Test
  void normalisedZerosStayZero() {
    assertArrayEquals(new int[] {2, 2}, bins(new Binning(5, new BinRange.Normalised()), 0, 0));
    assertArrayEquals(new int[] {1, 1}, bins(new Binning(4, new BinRange.Normalised()), 0, -0.0));
  }

  @Test
  void adaptiveRunsFromMinimumToMaximum() {
    Binning binning = new Binning(4, new BinRange.Adaptive());
    assertArrayEquals(new int[] {0, 0, 1, 3, 3}, bins(binning, 10, 11, 11.5, 13.1, 14));
    assertArrayEquals(new int[] {0, 3, 1}, bins(binning, 1e-9, 2e-9, 1.3e-9));
  }

  @Test
  void adaptivePutsAConstantBatchIntoOneBin() {
    assertArrayEquals(new int[] {0, 0, 0}, bins(new Binning(4, new BinRange.Adaptive()), 7, 7, 7));
  }

  @Test
  void equalMassSharesTheSamplesEvenly() {
    Binning binning = new Binning(3, new BinRange.EqualMass());
    assertArrayEquals(new int[] {2, 0, 1, 0, 2, 1}, bins(binning, 90, -5, 3, 1, 100, 4));
    assertArrayEquals(new int[] {0, 0, 1, 2}, bins(binning, 1, 2, 3, 4));
  }

  @Test
  void equalMassKeepsEqualValuesTogether() {
    Binning binning = new Binning(3, new BinRange.EqualMass());
    assertArrayEquals(new int[] {0, 0, 0, 0, 2, 2}, bins(binning, 1, 1, 1, 1, 2, 3));
    assertArrayEquals(new int[] {0, 0, 0}, bins(binning, 5, 5, 5));
    assertArrayEquals(new int[] {0, 0}, bins(binning, -0.0, 0.0));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void equalMassFollowsTheRankOfEachValue(long seed) {
    Random random = new Random(seed);
    int count = 1 + random.nextInt(9);
    double[] drives = random.ints(100, 0, 30).mapToDouble(i -> i / 7.0).toArray();
    int[] expected =
        Arrays.stream(drives)
            .mapToInt(v -> (int) (count * Arrays.stream(drives).filter(w -> w < v).count() / 100))
            .toArray();
    assertArrayEquals(expected, bins(new Binning(count, new BinRange.EqualMass()), drives));
  }

  @Test
  void assignersReadTheirPartOfTheDrivesAndCanBeUsedAgain() {
    double[] drives = {99, -99, 1, 2, 3, 4, 99};
    for (BinRange range : ranges()) {
      BinAssigner assigner = new Binning(2, range).assigner(7);
      int[] first = {-1, -1, -1, -1, -1};
      int[] second = first.clone();
      assigner.assign(drives, 2, 4, first);
      assigner.assign(drives, 0, 2, second);
      assigner.assign(drives, 2, 4, second);
      assertArrayEquals(first, second, range.toString());
      assertEquals(-1, first[4], range.toString());
    }
  }

  @Test
  void equalDrivesInARowGoWhereEachGoesAlone() {
    double[] drives = {2, 2, -1, -1, -1, 0.0, -0.0, -0.0, 2, -1, 0.5, 0.5};
    Binning binning = new Binning(6, new BinRange.Fixed(-2, 2));
    int[] alone = Arrays.stream(drives).mapToInt(drive -> bins(binning, drive)[0]).toArray();

    assertArrayEquals(alone, bins(binning, drives));
    int[] part = new int[4];
    binning.range().assigner(6, drives.length).assign(drives, 1, 4, part);
    assertArrayEquals(Arrays.copyOfRange(alone, 1, 5), part);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyDriveLiesBetweenTheEdgesOfItsBin(long seed) {
    Random random = new Random(seed);
    for (int repeat = 0; repeat < 400; repeat++) {
      int count = 1 + random.nextInt(40);
      double scale = Math.scalb(1.0, random.nextInt(5) == 0 ? random.nextInt(1900) - 1000 : 0);
      double lo = scale * (random.nextInt(7) - 3) * (random.nextBoolean() ? 1e6 : 0.5);
      double hi = lo + scale * (1 + random.nextInt(5));
      double[] drives = new double[64];
      for (int s = 0; s < drives.length; s++) {
        double anywhere = lo + (hi - lo) * (1.4 * random.nextDouble() - 0.2);
        double edge = edge(lo, hi, random.nextInt(count + 1), count);
        double by = Math.ulp(Math.max(Math.abs(lo), Math.abs(hi))) * (random.nextInt(9) - 4);
        drives[s] = repeat % 2 == 0 || random.nextInt(64) > 0 ? anywhere : edge + by / 2;
      }
      int[] expected = new int[drives.length];
      for (int s = 0; s < drives.length; s++) {
        for (int k = 1; k < count; k++) {
          expected[s] += drives[s] > edge(lo, hi, k, count) ? 1 : 0;
        }
      }
      String what = count + " bins from " + lo + " to " + hi;
      assertArrayEquals(
          expected, bins(new Binning(count, new BinRange.Fixed(lo, hi)), drives), what);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-320, 1e-300, 1e-9, 1, 1e9, 1e300})
  void normalisedBinsAreThoseOfTheQuotient(double scale) {
    Random random = new Random(1);
    double[] drives = random.doubles(1000, -scale, scale).toArray();
    double largest = Arrays.stream(drives).map(Math::abs).max().orElseThrow();
    double[] quotients = Arrays.stream(drives).map(drive -> drive / largest).toArray();

    assertArrayEquals(
        bins(new Binning(20, new BinRange.Fixed(-1, 1)), quotients),
        bins(new Binning(20, new BinRange.Normalised()), drives));
  }

  @Test
  void notANumberGoesToSomeBin() {
    for (BinRange range : ranges()) {
      for (int bin : bins(new Binning(3, range), Double.NaN, 1, Double.NaN, -2)) {
        assertEquals(bin, Math.min(2, Math.max(0, bin)), range.toString());
      }
    }
  }

  @Test
  void refusesImpossibleBinnings() {
    assertMessage(
        "count is 0; allowed are 1 to 1000000 bins",
        () -> new Binning(0, new BinRange.Normalised()));
    assertMessage(
        "range is [2.0, 2.0]; allowed are lo < hi, both and their difference finite",
        () -> new BinRange.Fixed(2, 2));
    assertMessage(
        "range is [NaN, 1.0]; allowed are lo < hi, both and their difference finite",
        () -> new BinRange.Fixed(Double.NaN, 1));
    assertMessage(
        "range is [0.0, Infinity]; allowed are lo < hi, both and their difference finite",
        () -> new BinRange.Fixed(0, Double.POSITIVE_INFINITY));
    assertMessage(
        "maxSamples is 0; allowed is 1 or more",
        () -> new Binning(2, new BinRange.EqualMass()).assigner(0));
  }

  private static BinRange[] ranges() {
    return new BinRange[] {
      new BinRange.Fixed(0, 4),
      new BinRange.Normalised(),
      new BinRange.Adaptive(),
      new BinRange.EqualMass()
    };
  }

  private static int[] bins(Binning binning, double... drives) {
    int[] bins = new int[drives.length];
    binning.assign(drives, 0, drives.length, bins);
    return bins;
  }

  private static void assertMessage(String message, Runnable refused) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, refused::run).getMessage());
  }

  private static double edge(double lo, double hi, int k, int count) {
    return 2 * k <= count ? lo + (hi - lo) * k / count : hi - (hi - lo) * (count - k) / count;
  }
}

package org.infomorph.bins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipsTest {
  private static final int COUNT = 7;
  private static final double LO = -1.5;
  private static final double HI = 2;

  static Stream<Kernel> kernels() {
    return Stream.of(
        new Kernel.Logistic(1e-3),
        new Kernel.Logistic(0.1),
        new Kernel.Logistic(0.7),
        new Kernel.Logistic(40),
        new Kernel.Gaussian(1e-3),
        new Kernel.Gaussian(0.2),
        new Kernel.Gaussian(1.3),
        new Kernel.Gaussian(40));
  }

  /** Inside the range, at its ends, on an edge, and outside. */
  private static double[] drives() {
    double[] drives = new Random(1).doubles(40, LO - 1, HI + 1).toArray();
    drives[3] = LO;
    drives[4] = HI;
    drives[5] = -1;
    drives[6] = 1e9;
    drives[7] = -1e9;
    return drives;
  }

  private static double[][] shares(Binning binning, double... drives) {
    return rows(binning, false, drives);
  }

  @Test
  void roundingLetsNoEdgeInThatIsOutOfReach() {
    for (double sigma = 1e-16; sigma < 1e-10; sigma *= 1.7) {
      for (Kernel kernel : List.of(new Kernel.Gaussian(sigma), new Kernel.Logistic(sigma))) {
        double[] drives = new double[64];
        drives[0] = 50 - 32 * Math.ulp(50.0);
        for (int s = 1; s < drives.length; s++) {
          drives[s] = Math.nextUp(drives[s - 1]);
        }
        for (double[] row : shares(new Binning(100, new BinRange.Fixed(0, 100), kernel), drives)) {
          assertEquals(1, Arrays.stream(row).sum(), 1e-12, kernel.toString());
          assertTrue(Arrays.stream(row).allMatch(share -> share >= 0), kernel.toString());
        }
      }
    }
  }

  /** Shares or slopes of all bins, [samples][bins]. */
  private static double[][] rows(Binning binning, boolean slopes, double... drives) {
    Memberships memberships = binning.memberships(drives.length);
    memberships.assign(drives, 0, drives.length);
    double[] values = slopes ? memberships.slopes() : memberships.shares();
    double[][] rows = new double[drives.length][binning.count()];
    for (int s = 0; s < drives.length; s++) {
      System.arraycopy(
          values, s * memberships.stride(), rows[s], memberships.first(s), memberships.count(s));
    }
    return rows;
  }

  /** Straight from the definition, with the tails of the whole kernel. */
  private static double[] definition(Kernel kernel, double drive) {
    double width = (HI - LO) / COUNT;
    double[] shares = new double[COUNT];
    double below = 0;
    for (int k = 0; k < COUNT; k++) {
      double u = (LO + (k + 1) * width - drive) / (kernel.sigma() * width);
      double above = k == COUNT - 1 ? 1 : distribution(kernel, u);
      shares[k] = above - below;
      below = above;
    }
    return shares;
  }

  private static double distribution(Kernel kernel, double u) {
    return kernel instanceof Kernel.Logistic ? 1 / (1 + Math.exp(-u)) : normal(u);
  }

  /** By Simpson's rule on the density. */
  private static double normal(double u) {
    double end = Math.max(-9, Math.min(9, u));
    int steps = 20_000;
    double h = (end + 9) / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double x = -9 + i * h;
      double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-x * x / 2);
    }
    return sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  private static Binning fixed(Kernel kernel) {
    return new Binning(COUNT, new BinRange.Fixed(LO, HI), kernel);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sharesAreDifferencesOfTheDistributionFunctionUpToTheTails(Kernel kernel) {
    double[] drives = drives();
    double[][] shares = shares(fixed(kernel), drives);
    for (int s = 0; s < drives.length; s++) {
      assertArrayEquals(
          definition(kernel, drives[s]), shares[s], 2 * Kernel.TAIL, "drive " + drives[s]);
    }
  }

  /**
   * Where no bin is beyond the reach, only the scale to mass 1 separates it from the definition.
   */
  @ParameterizedTest
  @MethodSource("kernels")
  void theRestOfTheCutKernelHasMassOne(Kernel kernel) {
    double[] drives = drives();
    double[][] shares = shares(fixed(kernel), drives);
    for (int s = 0; s < drives.length; s++) {
      assertEquals(1, Arrays.stream(shares[s]).sum(), 1e-15);
      double[] whole = definition(kernel, drives[s]);
      double below = 0;
      double wholeBelow = 0;
      for (int k = 0; k + 1 < COUNT; k++) {
        below += shares[s][k];
        wholeBelow += whole[k];
        double cut = (wholeBelow - Kernel.TAIL) / (1 - 2 * Kernel.TAIL);
        assertEquals(Math.max(0, Math.min(1, cut)), below, 1e-12, "drive " + drives[s]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void slopesAreTheDerivativesOfTheShares(Kernel kernel) {
    double h = 1e-5 * kernel.sigma();
    double[] drives = new Random(2).doubles(60, LO - 0.2, HI + 0.2).toArray();
    double[][] slopes = rows(fixed(kernel), true, drives);
    for (int s = 0; s < drives.length; s++) {
      double[][] beside = shares(fixed(kernel), drives[s] - h, drives[s] + h);
      for (int k = 0; k < COUNT; k++) {
        double expected = (beside[1][k] - beside[0][k]) / (2 * h);
        assertEquals(expected, slopes[s][k], 1e-5 / kernel.sigma(), "drive " + drives[s]);
      }
    }
  }

  @Test
  void aDriveTouchesOnlyTheBinsWithinTheReach() {
    Binning binning = new Binning(1000, new BinRange.Fixed(0, 1000), new Kernel.Gaussian(0.5));
    Memberships memberships = binning.memberships(3);
    memberships.assign(new double[] {500.5, 500, 0}, 0, 3);
    assertEquals(6, binning.mostTouched());
    assertEquals(8, memberships.stride());
    assertEquals(498, memberships.first(0));
    assertEquals(5, memberships.count(0));
    assertEquals(497, memberships.first(1));
    assertEquals(6, memberships.count(1));
    assertEquals(0, memberships.first(2));
    assertEquals(3, memberships.count(2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-300})
  void aNarrowKernelGivesHardBins(double sigma) {
    double[] drives = new Random(3).doubles(200, LO - 1, HI + 1).toArray();
    for (Kernel kernel : new Kernel[] {new Kernel.Logistic(sigma), new Kernel.Gaussian(sigma)}) {
      for (BinRange range :
          new BinRange[] {
            new BinRange.Fixed(LO, HI),
            new BinRange.Normalised(),
            new BinRange.Adaptive(),
            new BinRange.Adaptive(1)
          }) {
        Binning soft = new Binning(COUNT, range, kernel);
        double[][] shares = shares(soft, drives);
        double[][] hard = shares(new Binning(COUNT, range), drives);
        for (int s = 0; s < drives.length; s++) {
          assertArrayEquals(hard[s], shares[s], range + " " + drives[s]);
        }
        for (double[] slopes : rows(soft, true, drives)) {
          assertArrayEquals(new double[COUNT], slopes);
        }
      }
    }
  }

  @Test
  void withoutKernelEachDriveLiesInOneBin() {
    Memberships memberships = new Binning(4, new BinRange.EqualMass()).memberships(5);
    memberships.assign(new double[] {9, 3, 1, 2, 4}, 1, 4);
    assertFalse(memberships.isSoft());
    assertEquals(2, memberships.stride());
    for (int s = 0; s < 4; s++) {
      assertEquals(new int[] {2, 0, 1, 3}[s], memberships.first(s));
      assertEquals(1, memberships.count(s));
      assertEquals(1, memberships.shares()[2 * s]);
      assertEquals(0, memberships.slopes()[2 * s]);
    }
  }

  @Test
  void rangesThatFollowTheBatchPlaceTheEdges() {
    double[] drives = {99, -2, 0, 3, 99};
    assertArrayEquals(new double[] {-3, 3}, ends(new BinRange.Normalised(), drives));
    assertArrayEquals(new double[] {-2, 3}, ends(new BinRange.Adaptive(), drives));
    assertArrayEquals(new double[] {-3, 4}, ends(new BinRange.Adaptive(1), drives));
    assertArrayEquals(new double[] {-1, 1}, ends(new BinRange.Normalised(), 0, 0, 0, 0, 0));
  }

  private static double[] ends(BinRange.EqualWidth range, double... drives) {
    double[] ends = new double[2];
    range.ends(drives, 1, 3, ends);
    return ends;
  }

  @Test
  void aConstantBatchIsOneBinUnlessItHasPadding() {
    Kernel kernel = new Kernel.Logistic(0.5);
    assertArrayEquals(
        new double[] {1, 0, 0}, shares(new Binning(3, new BinRange.Adaptive(), kernel), 7, 7)[1]);
    double[] padded = shares(new Binning(3, new BinRange.Adaptive(1), kernel), 7, 7)[1];
    assertEquals(padded[0], padded[2], 1e-15);
    assertEquals(1 / (1 + Math.exp(1)), padded[0], 1e-5);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertMessage("sigma is 0.0; it must be positive", () -> new Kernel.Logistic(0));
    assertMessage("sigma is NaN; it must be positive", () -> new Kernel.Gaussian(Double.NaN));
    assertMessage("padding is -1.0; it must be", () -> new BinRange.Adaptive(-1));
    assertMessage(
        "a kernel needs bins of equal width; range is equal_mass",
        () -> new Binning(3, new BinRange.EqualMass(), new Kernel.Logistic(1)));
  }

  private static void assertMessage(String part, Runnable action) {
    Exception e = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}

package org.infomorph.pid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.bins.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftObjectiveTest {
  private static final int SAMPLES = 24;
  private static final int FROM = 2;

  static Stream<Arguments> cases() {
    Kernel logistic = new Kernel.Logistic(0.3);
    Kernel gaussian = new Kernel.Gaussian(0.4);
    Kernel hard = new Kernel.Hard();
    return Stream.of(
        Arguments.of(List.of(logistic)),
        Arguments.of(List.of(gaussian)),
        Arguments.of(List.of(logistic, gaussian)),
        Arguments.of(List.of(hard, logistic)),
        Arguments.of(List.of(gaussian, hard)),
        Arguments.of(List.of(logistic, gaussian, logistic)),
        Arguments.of(List.of(gaussian, hard, logistic)),
        Arguments.of(List.of(gaussian, logistic, gaussian, hard)),
        Arguments.of(List.of(logistic, gaussian, gaussian, logistic)));
  }

  /** Drives, and firing probabilities that depend on them, of one neuron in a larger array. */
  private record Neuron(double[][] drives, double[] theta) {
    static Neuron of(long seed, int sources) {
      Random random = new Random(seed);
      double[][] drives = new double[sources][FROM + SAMPLES];
      double[] theta = new double[FROM + SAMPLES];
      for (int s = 0; s < FROM + SAMPLES; s++) {
        double sum = random.nextGaussian();
        for (int i = 0; i < sources; i++) {
          drives[i][s] = random.nextGaussian();
          sum += drives[i][s] * (i + 1);
        }
        theta[s] = 1 / (1 + Math.exp(-sum));
      }
      return new Neuron(drives, theta);
    }
  }

  /** Fewer bins for more sources: the definition sums over all pairs of cells. */
  private static List<Binning> binnings(List<Kernel> kernels) {
    List<Binning> binnings = new ArrayList<>();
    for (int i = 0; i < kernels.size(); i++) {
      int count = kernels.size() > 3 ? 3 : 4 + i;
      binnings.add(new Binning(count, new BinRange.Fixed(-2 - i, 2), kernels.get(i)));
    }
    return binnings;
  }

  private static List<BinnedObjective.GoalWeights> goals(int sources, int goals) {
    Random random = new Random(7);
    List<BinnedObjective.GoalWeights> weights = new ArrayList<>();
    for (int g = 0; g < goals; g++) {
      double[] gamma = new double[RedundancyLattice.of(sources).size()];
      Arrays.setAll(gamma, a -> random.nextDouble() - 0.5);
      weights.add(new BinnedObjective.GoalWeights(gamma, random.nextDouble() - 0.5));
    }
    return weights;
  }

  private static Objective soft(List<Kernel> kernels, int goals) {
    return new SoftObjective(binnings(kernels), goals(kernels.size(), goals), SAMPLES);
  }

  private static double[] atoms(Objective objective, int sources) {
    double[] bits = new double[RedundancyLattice.of(sources).size() + 1];
    objective.addAtoms(bits);
    return bits;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void atomsAndGoalFollowTheDefinition(List<Kernel> kernels) {
    int n = kernels.size();
    Neuron neuron = Neuron.of(n, n);
    Objective objective = soft(kernels, 1);
    objective.observe(neuron.drives, neuron.theta, FROM, SAMPLES);
    double[] expected =
        new SoftDefinition(binnings(kernels)).atoms(neuron.drives, neuron.theta, FROM);
    assertArrayEquals(expected, atoms(objective, n), 1e-11);
    double value = objective.gradient(0, new double[SAMPLES]);
    assertEquals(objective.valueOf(expected), value, 1e-11);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFiringProbabilityThatIsNoNumberMakesTheGoalNone(List<Kernel> kernels) {
    Neuron neuron = Neuron.of(1, kernels.size());
    neuron.theta[FROM + 3] = Double.NaN;
    Objective objective = soft(kernels, 1);
    objective.observe(neuron.drives, neuron.theta, FROM, SAMPLES);
    assertTrue(Double.isNaN(objective.gradient(0, new double[SAMPLES])));
  }

  @Test
  void aBatchThatMayOccupyTooManyCellsIsRefused() {
    Binning wide = new Binning(10_000, new BinRange.Adaptive(), new Kernel.Logistic(9));
    List<Binning> binnings = List.of(wide, wide);
    assertEquals(1e8, SoftObjective.mostCells(binnings, 10_000));
    assertEquals(250.0 * 250 * 10, SoftObjective.mostCells(binnings, 10));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> new SoftObjective(binnings, goals(2, 1), 10_000));
    assertEquals(
        "a batch of 10000 samples may occupy 100000000 cells; allowed are 16777216",
        error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreThoseOfTheGoal(List<Kernel> kernels) {
    double h = 1e-5;
    int n = kernels.size();
    Neuron neuron = Neuron.of(10 + n, n);
    for (int goals : n == 1 ? new int[] {1} : new int[] {1, n}) {
      Objective objective = soft(kernels, goals);
      objective.observe(neuron.drives, neuron.theta, FROM, SAMPLES);
      double[][] byTheta = new double[goals][SAMPLES];
      double[][] byDrive = new double[n][SAMPLES + 3];
      for (double[] each : byDrive) {
        Arrays.fill(each, 5);
      }
      for (int g = 0; g < goals; g++) {
        objective.gradient(g, byTheta[g]);
      }
      objective.addDriveGradients(byDrive, 1, 2, SAMPLES - 2);
      for (int s = 2; s < SAMPLES; s += 3) {
        for (int g = 0; g < goals; g++) {
          double expected = slope(objective, g, neuron, neuron.theta, s, h);
          assertEquals(expected, byTheta[g][s], 1e-7, "theta of " + s);
        }
        for (int i = 0; i < n; i++) {
          double expected = slope(objective, goals == 1 ? 0 : i, neuron, neuron.drives[i], s, h);
          boolean hard = kernels.get(i) instanceof Kernel.Hard;
          assertEquals(hard ? 0 : expected, byDrive[i][s - 1] - 5, 1e-7, "drive of " + s);
        }
      }
      assertEquals(5, byDrive[0][0]);
      assertEquals(5, byDrive[0][SAMPLES - 1]);
    }
  }

  /** The central difference of a goal's value by one number. */
  private static double slope(
      Objective objective, int goal, Neuron neuron, double[] values, int sample, double h) {
    double original = values[FROM + sample];
    double[] goals = new double[2];
    for (int side = 0; side < 2; side++) {
      values[FROM + sample] = original + (side == 1 ? h : -h);
      objective.observe(neuron.drives, neuron.theta, FROM, SAMPLES);
      goals[side] = objective.gradient(goal, new double[SAMPLES]);
    }
    values[FROM + sample] = original;
    return (goals[1] - goals[0]) / (2 * h);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aNarrowKernelIsTheLimitOfHardBins(int n) {
    Neuron neuron = Neuron.of(20 + n, n);
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      kernels.add(i % 2 == 0 ? new Kernel.Logistic(1e-9) : new Kernel.Gaussian(1e-9));
    }
    List<Binning> hardBins =
        binnings(kernels).stream().map(each -> new Binning(each.count(), each.range())).toList();
    Objective hard = new BinnedObjective(hardBins, goals(n, 1), SAMPLES);
    Objective soft = soft(kernels, 1);
    double[][] byTheta = new double[2][SAMPLES];
    double[][] byDrive = new double[n][SAMPLES];
    hard.observe(neuron.drives, neuron.theta, FROM, SAMPLES);
    soft.observe(neuron.drives, neuron.theta, FROM, SAMPLES);
    assertEquals(hard.gradient(0, byTheta[0]), soft.gradient(0, byTheta[1]), 1e-13);
    assertArrayEquals(byTheta[0], byTheta[1], 1e-13);
    assertArrayEquals(atoms(hard, n), atoms(soft, n), 1e-13);
    soft.addDriveGradients(byDrive, 0, 0, SAMPLES);
    for (double[] each : byDrive) {
      assertArrayEquals(new double[SAMPLES], each);
    }
  }

  /** The gradient of a range that follows the batch is that of the fixed range at its place. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void edgesThatFollowTheBatchAreConstantInTheGradient(double padding) {
    Neuron neuron = Neuron.of(31, 2);
    Kernel kernel = new Kernel.Gaussian(0.5);
    List<Binning> following = new ArrayList<>();
    List<Binning> fixed = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      double[] sorted = Arrays.copyOfRange(neuron.drives[i], FROM, FROM + SAMPLES);
      Arrays.sort(sorted);
      double lo = sorted[0] - padding;
      double hi = sorted[SAMPLES - 1] + padding;
      following.add(new Binning(6, new BinRange.Adaptive(padding), kernel));
      fixed.add(new Binning(6, new BinRange.Fixed(lo, hi), kernel));
    }
    assertArrayEquals(gradients(following, neuron), gradients(fixed, neuron), 1e-15);
  }

  /** All gradients in one array. */
  private static double[] gradients(List<Binning> binnings, Neuron neuron) {
    int n = binnings.size();
    Objective objective = new SoftObjective(binnings, goals(n, 1), SAMPLES);
    objective.observe(neuron.drives, neuron.theta, FROM, SAMPLES);
    double[][] all = new double[n + 1][SAMPLES];
    objective.gradient(0, all[n]);
    objective.addDriveGradients(all, 0, 0, SAMPLES);
    return Stream.of(all).flatMapToDouble(Arrays::stream).toArray();
  }

  @Test
  void aSampleOfWeightTwoCountsAsTwo() {
    List<Kernel> kernels = List.of(new Kernel.Logistic(0.3), new Kernel.Gaussian(0.4));
    Neuron neuron = Neuron.of(40, 2);
    neuron.theta[FROM + 1] = neuron.theta[FROM];
    for (double[] drives : neuron.drives) {
      drives[FROM + 1] = drives[FROM];
    }
    double[] weights = new double[SAMPLES + 1];
    Arrays.fill(weights, 1);
    weights[2] = 2;
    Objective twice = soft(kernels, 1);
    Objective weighted = soft(kernels, 1);
    twice.observe(neuron.drives, neuron.theta, FROM, SAMPLES);
    weighted.observe(neuron.drives, neuron.theta, FROM + 1, SAMPLES - 1, weights, 2);
    double[][] byTheta = new double[2][SAMPLES];
    assertEquals(twice.gradient(0, byTheta[0]), weighted.gradient(0, byTheta[1]), 1e-13);
    assertEquals(byTheta[0][9], byTheta[1][8], 1e-13);
    assertArrayEquals(atoms(twice, 2), atoms(weighted, 2), 1e-13);
  }

  /** A million cells, few of them touched: the same as a hundred cells around the samples. */
  @Test
  void cellsThatNoSampleTouchesChangeNothing() {
    Neuron neuron = Neuron.of(50, 2);
    for (double[] drives : neuron.drives) {
      Arrays.setAll(drives, s -> Math.max(-1.5, Math.min(1.5, drives[s])));
    }
    Kernel kernel = new Kernel.Logistic(0.05);
    Binning few = new Binning(10, new BinRange.Fixed(-2, 2), kernel);
    Binning many = new Binning(1000, new BinRange.Fixed(-200, 200), kernel);
    double[] expected = gradients(List.of(few, few), neuron);
    assertArrayEquals(expected, gradients(List.of(many, many), neuron), 1e-12);
    assertNotEquals(0, expected[0]);
  }

  /** More cells than the room in the beginning, and fewer again. */
  @Test
  void batchesLeaveNothingBehind() {
    Kernel wide = new Kernel.Logistic(0.9);
    for (int count : new int[] {20, 300}) {
      Binning binning = new Binning(count, new BinRange.Fixed(-1, 1), wide);
      Objective used = new SoftObjective(List.of(binning, binning), goals(2, 1), SAMPLES);
      for (long seed = 60; seed < 64; seed++) {
        Neuron neuron = Neuron.of(seed, 2);
        int samples = seed % 2 == 0 ? SAMPLES : 1 + (int) seed % 5;
        Objective fresh = new SoftObjective(List.of(binning, binning), goals(2, 1), SAMPLES);
        double[][] byTheta = new double[2][SAMPLES];
        double[][][] byDrive = new double[2][2][SAMPLES];
        used.observe(neuron.drives, neuron.theta, FROM, samples);
        fresh.observe(neuron.drives, neuron.theta, FROM, samples);
        assertEquals(fresh.gradient(0, byTheta[0]), used.gradient(0, byTheta[1]));
        fresh.addDriveGradients(byDrive[0], 0, 0, samples);
        used.addDriveGradients(byDrive[1], 0, 0, samples);
        assertArrayEquals(byTheta[0], byTheta[1]);
        assertArrayEquals(byDrive[0][1], byDrive[1][1]);
        assertArrayEquals(atoms(fresh, 2), atoms(used, 2));
      }
    }
  }
}

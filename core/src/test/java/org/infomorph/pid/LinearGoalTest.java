package org.infomorph.pid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LinearGoalTest {
  /** Numbers of sources and seeds. */
  static Stream<Arguments> draws() {
    return IntStream.rangeClosed(1, 4)
        .boxed()
        .flatMap(n -> Stream.of(1L, 2L, 3L, 4L).map(seed -> Arguments.of(n, seed)));
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void valueIsTheWeightedSumOfAtomsAndResidualEntropy(int sources, long seed) {
    Draws batch = Draws.of(seed, sources, 300, 5);
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    double[] gamma = gamma(seed, lattice);
    double[] atoms = new double[lattice.size()];
    double expected = 0.3 * new SharedExclusions(lattice).atoms(batch.histogram(), atoms);
    for (int i = 0; i < atoms.length; i++) {
      expected += gamma[i] * atoms[i];
    }
    LinearGoal goal = new LinearGoal(lattice, gamma, 0.3, 300);
    assertEquals(expected, goal.value(batch.histogram()), 1e-11);
    assertEquals(expected, goal.gradient(batch.histogram(), new double[300], 0), 1e-11);
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void gradientIsTheDerivativeOfTheDefinition(int sources, long seed) {
    Draws batch = Draws.of(seed, sources, 24, 4);
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    PlainMeasure plain = new PlainMeasure(batch);
    double[] gamma = gamma(seed, lattice);
    double[] weights = new double[lattice.size()];
    lattice.redundancyWeights(gamma, weights);
    double[] expected = new double[24];
    for (int s = 0; s < 24; s++) {
      expected[s] =
          -0.7 * (plain.entropySlope() - plain.slope(lattice.antichain(lattice.top()), s));
      for (int alpha = 0; alpha < weights.length; alpha++) {
        expected[s] += weights[alpha] * plain.slope(lattice.antichain(alpha), s);
      }
    }
    double[] gradient = new double[24];
    new LinearGoal(lattice, gamma, -0.7, 24).gradient(batch.histogram(), gradient, 0);
    assertArrayEquals(expected, gradient, 1e-11);
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void gradientAgreesWithCentralDifferences(int sources, long seed) {
    double h = 1e-5;
    Draws batch = Draws.of(seed, sources, 30, 4);
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    LinearGoal goal = new LinearGoal(lattice, gamma(seed, lattice), 0.5, 30);
    double[] gradient = new double[30];
    goal.gradient(batch.histogram(), gradient, 0);
    double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    for (int s = 0; s < 30; s++) {
      double up = goal.value(batch.with(s, batch.theta()[s] + h).histogram());
      double down = goal.value(batch.with(s, batch.theta()[s] - h).histogram());
      assertEquals((up - down) / (2 * h), gradient[s], 1e-5 * scale, "sample " + s);
    }
  }

  /** As where older samples are forgotten: the gradient is that of a sample of weight 1. */
  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void gradientAgreesWithCentralDifferencesWhereSamplesWeighUnequally(int sources, long seed) {
    double h = 1e-5;
    double forgetting = 0.9;
    Draws batch = Draws.of(seed, sources, 30, 4);
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    LinearGoal goal = new LinearGoal(lattice, gamma(seed, lattice), 0.5, 30);
    double[] gradient = new double[30];
    goal.gradient(remembered(batch, forgetting), gradient, 0);
    double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    for (int s = 0; s < 30; s++) {
      double up = goal.value(remembered(batch.with(s, batch.theta()[s] + h), forgetting));
      double down = goal.value(remembered(batch.with(s, batch.theta()[s] - h), forgetting));
      double weight = Math.pow(forgetting, 29 - s);
      assertEquals((up - down) / (2 * h), weight * gradient[s], 1e-5 * scale, "sample " + s);
    }
  }

  /** The last sample weighs 1, each one before it by the factor less. */
  private static JointHistogram remembered(Draws batch, double forgetting) {
    int samples = batch.samples();
    double[] weights =
        IntStream.range(0, samples)
            .mapToDouble(s -> Math.pow(forgetting, samples - 1 - s))
            .toArray();
    JointHistogram histogram = new JointHistogram(batch.sources(), samples);
    histogram.fillWeighted(batch.bins(), batch.counts(), batch.theta(), 0, samples, weights, 0);
    return histogram;
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void writesOnlyItsPartOfTheGradientAndCanBeUsedAgain(int sources, long seed) {
    Draws first = Draws.of(seed, sources, 50, 6);
    Draws second = Draws.of(seed + 1, sources, 20, 3);
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    LinearGoal goal = new LinearGoal(lattice, gamma(seed, lattice), 0, 50);
    JointHistogram histogram = new JointHistogram(sources, 50);
    double[] expected = new double[20];
    double value = goal.gradient(second.histogram(), expected, 0);
    histogram.fill(first.bins(), first.counts(), first.theta(), 0, 50);
    goal.gradient(histogram, new double[50], 0);
    double[] theta = new double[30];
    double[] gradient = new double[30];
    Arrays.fill(gradient, Double.NaN);
    System.arraycopy(second.theta(), 0, theta, 7, 20);
    histogram.fill(second.bins(), second.counts(), theta, 7, 20);
    assertEquals(value, goal.gradient(histogram, gradient, 7));
    assertArrayEquals(expected, Arrays.copyOfRange(gradient, 7, 27));
    assertEquals(Double.NaN, gradient[6]);
    assertEquals(Double.NaN, gradient[27]);
  }

  @Test
  void aGoalOfZeroWeightsIsZero() {
    Draws batch = Draws.of(1, 2, 10, 3);
    double[] gradient = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    LinearGoal goal = new LinearGoal(RedundancyLattice.of(2), new double[4], 0, 10);
    assertEquals(0, goal.gradient(batch.histogram(), gradient, 0));
    assertArrayEquals(new double[10], gradient);
  }

  @Test
  void manyBinsGoThroughTheHashTableWithTheSameResult() {
    Draws batch = Draws.of(3, 3, 200, 9);
    int[] sparse = {1_000_003, 999, 70_001};
    RedundancyLattice lattice = RedundancyLattice.of(3);
    LinearGoal goal = new LinearGoal(lattice, gamma(3, lattice), 0.1, 200);
    double[] expected = new double[200];
    double value = goal.gradient(batch.histogram(), expected, 0);
    JointHistogram histogram = new JointHistogram(3, 200);
    histogram.fill(batch.bins(), sparse, batch.theta(), 0, 200);
    double[] gradient = new double[200];
    assertEquals(value, goal.gradient(histogram, gradient, 0));
    assertArrayEquals(expected, gradient);
  }

  @Test
  void refusesWhatDoesNotFit() {
    RedundancyLattice lattice = RedundancyLattice.of(2);
    assertThrows(
        IllegalArgumentException.class, () -> new LinearGoal(lattice, new double[3], 0, 10));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LinearGoal(lattice, new double[] {0, Double.NaN, 0, 0}, 0, 10));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LinearGoal(lattice, new double[4], Double.POSITIVE_INFINITY, 10));
    LinearGoal goal = new LinearGoal(lattice, new double[4], 0, 10);
    assertThrows(IllegalArgumentException.class, () -> goal.value(Gates.XOR));
    assertThrows(IllegalArgumentException.class, () -> goal.value(new JointHistogram(2, 10)));
    assertEquals(
        "a histogram of 3 sources, 2 target values, 5 samples;"
            + " the goal is of a neuron with 2 sources and 1 to 10 samples",
        assertThrows(
                IllegalArgumentException.class, () -> goal.value(Draws.of(1, 3, 5, 2).histogram()))
            .getMessage());
  }

  private static double[] gamma(long seed, RedundancyLattice lattice) {
    return new Random(seed).doubles(lattice.size(), -1, 1).toArray();
  }
}

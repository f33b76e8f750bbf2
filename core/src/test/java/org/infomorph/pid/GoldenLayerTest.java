package org.infomorph.pid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infomorph.Golden;
import org.infomorph.bins.BinAssigner;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole layers, from bins or drives and theta to atoms, goals and gradients. */
class GoldenLayerTest {
  private static final double TOLERANCE = 1e-12;

  static Stream<Golden> layers() {
    return Stream.of("layer_bivariate.json", "layer_trivariate.json")
        .flatMap(file -> Golden.cases(file).stream());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void drivesFallIntoTheGivenBins(Golden layer) {
    int[][][] expected = layer.integerCube("bin_index");
    double[][][] drives = layer.cube("preactivations");
    for (int i = 0; i < expected.length; i++) {
      BinAssigner assigner = binning(layer, i).assigner(drives[i].length);
      int[] bins = new int[drives[i].length];
      for (int neuron = 0; neuron < layer.integer("neurons"); neuron++) {
        assigner.assign(column(drives[i], neuron), 0, bins.length, bins);
        assertArrayEquals(column(expected[i], neuron), bins, "source " + i + " neuron " + neuron);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void atomsAndResidualEntropyOfEveryNeuron(Golden layer) {
    double[][] expected = layer.matrix("atoms");
    RedundancyLattice lattice = RedundancyLattice.of(layer.integer("sources"));
    SharedExclusions measure = new SharedExclusions(lattice);
    double[] atoms = new double[lattice.size()];
    for (int neuron = 0; neuron < layer.integer("neurons"); neuron++) {
      double residual = measure.atoms(histogram(layer, neuron), atoms);
      assertArrayEquals(Arrays.copyOf(column(expected, neuron), lattice.size()), atoms, TOLERANCE);
      assertEquals(expected[lattice.size()][neuron], residual, TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void goalsAndTheirGradients(Golden layer) {
    for (String name : layer.get("goals").keys()) {
      Golden expected = layer.get("goals", name);
      double[] gamma = expected.vector("gamma");
      double[][] gradients = expected.matrix("dgoal_dtheta");
      double goal = 0;
      for (int neuron = 0; neuron < layer.integer("neurons"); neuron++) {
        double[] gradient = new double[gradients.length];
        goal += goal(layer, gamma).gradient(histogram(layer, neuron), gradient, 0);
        assertArrayEquals(column(gradients, neuron), gradient, TOLERANCE, name);
      }
      assertEquals(expected.number("goal"), goal, TOLERANCE, name);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientOfEveryAtomAndOfTheResidualEntropy(Golden layer) {
    double[][][] expected = layer.cube("datoms_dtheta");
    for (int atom = 0; atom < expected.length; atom++) {
      double[] gamma = new double[expected.length];
      gamma[atom] = 1;
      LinearGoal goal = goal(layer, gamma);
      for (int neuron = 0; neuron < layer.integer("neurons"); neuron++) {
        double[] gradient = new double[expected[atom].length];
        goal.gradient(histogram(layer, neuron), gradient, 0);
        assertArrayEquals(column(expected[atom], neuron), gradient, TOLERANCE, "atom " + atom);
      }
    }
  }

  /** The goal with the residual entropy's weight as the last of {@code gamma}. */
  private static LinearGoal goal(Golden layer, double[] gamma) {
    RedundancyLattice lattice = RedundancyLattice.of(layer.integer("sources"));
    double residual = gamma.length > lattice.size() ? gamma[lattice.size()] : 0;
    return new LinearGoal(
        lattice, Arrays.copyOf(gamma, lattice.size()), residual, layer.integer("batch"));
  }

  private static JointHistogram histogram(Golden layer, int neuron) {
    int[][] bins =
        Arrays.stream(layer.integerCube("bin_index"))
            .map(source -> column(source, neuron))
            .toArray(int[][]::new);
    double[] theta = column(layer.matrix("theta"), neuron);
    JointHistogram histogram = new JointHistogram(bins.length, theta.length);
    histogram.fill(bins, layer.integers("binning", "n_bins"), theta, 0, theta.length);
    return histogram;
  }

  private static Binning binning(Golden layer, int source) {
    int count = layer.integers("binning", "n_bins")[source];
    String kind = layer.text("binning", "kind");
    if (kind.equals("fixed")) {
      double[] range = layer.matrix("binning", "range")[source];
      return new Binning(count, new BinRange.Fixed(range[0], range[1]));
    }
    assertEquals("adaptive_normalized", kind, "kinds this test knows: " + List.of("fixed", kind));
    return new Binning(count, new BinRange.Normalised());
  }

  private static double[] column(double[][] matrix, int column) {
    return Arrays.stream(matrix).mapToDouble(row -> row[column]).toArray();
  }

  private static int[] column(int[][] matrix, int column) {
    return IntStream.range(0, matrix.length).map(row -> matrix[row][column]).toArray();
  }
}

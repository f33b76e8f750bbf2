package org.infomorph.pid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.infomorph.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharedExclusionsTest {
  private static final double TOLERANCE = 1e-12;

  static List<Golden> distributions() {
    return Golden.cases("pid.json");
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void decomposesTheGoldenDistributions(Golden expected) {
    RedundancyLattice lattice = RedundancyLattice.of(expected.integer("sources"));
    JointHistogram histogram = table(expected);
    SharedExclusions measure = new SharedExclusions(lattice);
    Atoms atoms = measure.decompose(histogram);
    double[] redundancies = new double[lattice.size()];
    measure.redundancies(histogram, redundancies);
    IntStream places = IntStream.range(0, lattice.size());
    assertArrayEquals(
        expected.vector("atoms"), places.mapToDouble(atoms::atom).toArray(), TOLERANCE);
    places = IntStream.range(0, lattice.size());
    assertArrayEquals(
        expected.vector("atoms_informative"),
        places.mapToDouble(atoms::informative).toArray(),
        TOLERANCE);
    places = IntStream.range(0, lattice.size());
    assertArrayEquals(
        expected.vector("atoms_misinformative"),
        places.mapToDouble(atoms::misinformative).toArray(),
        TOLERANCE);
    assertArrayEquals(expected.vector("i_cap"), redundancies, TOLERANCE);
    assertEquals(expected.number("target_entropy"), atoms.targetEntropy(), TOLERANCE);
    assertEquals(expected.number("h_res"), atoms.residualEntropy(), TOLERANCE);
  }

  private static JointHistogram table(Golden expected) {
    List<Golden> rows = expected.get("pmf").elements();
    int sources = expected.integer("sources");
    int[][] values = new int[sources][rows.size()];
    int[] target = new int[rows.size()];
    double[] weights = new double[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      List<Golden> entry = rows.get(row).elements();
      int[] outcome = entry.get(0).integers();
      for (int i = 0; i < sources; i++) {
        values[i][row] = outcome[i];
      }
      target[row] = outcome[sources];
      weights[row] = entry.get(1).number();
    }
    return JointHistogram.ofTable(values, target, weights);
  }
}

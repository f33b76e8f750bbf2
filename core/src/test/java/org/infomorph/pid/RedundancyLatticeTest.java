package org.infomorph.pid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.infomorph.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedundancyLatticeTest {
  private final Golden golden = Golden.read("pid.json");

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 4", "3, 18", "4, 166", "5, 7579"})
  void hasTheKnownNumberOfAntichains(int sources, int size) {
    assertEquals(size, RedundancyLattice.of(sources).size());
    assertEquals(sources, RedundancyLattice.of(sources).sources());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, -1})
  void refusesOtherNumbersOfSources(int sources) {
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> RedundancyLattice.of(sources));
    assertEquals("sources is " + sources + "; allowed are 1 to 5", refused.getMessage());
  }

  @Test
  void isBuiltOnce() {
    assertSame(RedundancyLattice.of(3), RedundancyLattice.of(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void ordersAtomsAsPublished(int sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    List<String> printed =
        IntStream.range(0, lattice.size()).mapToObj(i -> lattice.antichain(i).toString()).toList();
    assertEquals(golden.texts("atom_order", "" + sources), printed);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void ordersAtomsByTheNumberBelowThem(int sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    int previous = 0;
    for (int i = 0; i < lattice.size(); i++) {
      int below = antichainsBelow(lattice, i);
      assertTrue(below >= previous, "antichain " + lattice.antichain(i));
      previous = below;
    }
    assertEquals(1, antichainsBelow(lattice, 0));
    assertEquals(lattice.size(), previous);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void orderRelationIsTheGoldenZetaMatrix(int sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    int[][] zeta = golden.integerMatrix("zeta", "" + sources);
    for (int a = 0; a < lattice.size(); a++) {
      for (int b = 0; b < lattice.size(); b++) {
        assertEquals(zeta[a][b] == 1, lattice.below(b, a), a + " above " + b);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void moebiusMatrixIsTheGoldenOne(int sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    int[][] moebius = golden.integerMatrix("moebius", "" + sources);
    for (int a = 0; a < lattice.size(); a++) {
      assertArrayEquals(moebius[a], row(lattice.moebius(), a, lattice.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void moebiusMatrixInvertsTheOrderRelation(int sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    for (int a = 0; a < lattice.size(); a++) {
      int[] moebius = row(lattice.moebius(), a, lattice.size());
      for (int c = 0; c < lattice.size(); c++) {
        int product = 0;
        for (int b = 0; b < lattice.size(); b++) {
          product += lattice.below(c, b) ? moebius[b] : 0;
        }
        assertEquals(a == c ? 1 : 0, product, a + ", " + c);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void redundanciesOfGivenAtomsGiveTheAtomsBack(int sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    double[] expected = new Random(1).doubles(lattice.size(), -1, 1).toArray();
    double[] redundancies = new double[lattice.size()];
    for (int a = 0; a < lattice.size(); a++) {
      for (int b = 0; b < lattice.size(); b++) {
        redundancies[a] += lattice.below(b, a) ? expected[b] : 0;
      }
    }
    double[] atoms = new double[lattice.size()];
    lattice.atoms(redundancies, atoms);
    assertArrayEquals(expected, atoms, 1e-10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void weightsOfRedundanciesAreTheAdjointOfAtoms(int sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    double[] redundancies = new Random(2).doubles(lattice.size(), -1, 1).toArray();
    double[] gamma = new Random(3).doubles(lattice.size(), -1, 1).toArray();
    double[] atoms = new double[lattice.size()];
    double[] weights = new double[lattice.size()];
    lattice.atoms(redundancies, atoms);
    lattice.redundancyWeights(gamma, weights);
    assertEquals(dot(gamma, atoms), dot(weights, redundancies), 1e-9);
  }

  /** Every cell's union event: inclusion-exclusion over the subsets of the antichain, literally. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void unionMatrixIsInclusionAndExclusion(int sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    for (int i = 0; i < lattice.size(); i++) {
      Antichain antichain = lattice.antichain(i);
      int[] expected = new int[1 << sources];
      for (int chosen = 1; chosen < 1 << antichain.size(); chosen++) {
        int union = 0;
        for (int set = 0; set < antichain.size(); set++) {
          union |= (chosen & 1 << set) != 0 ? antichain.set(set) : 0;
        }
        expected[union] += Integer.bitCount(chosen) % 2 == 1 ? 1 : -1;
      }
      assertArrayEquals(expected, row(lattice.union(), i, 1 << sources), antichain.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void findsItsAntichains(int sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    for (int i = 0; i < lattice.size(); i++) {
      assertEquals(i, lattice.indexOf(lattice.antichain(i)));
    }
    assertEquals(Antichain.of((1 << sources) - 1), lattice.antichain(lattice.top()));
  }

  @Test
  void refusesAntichainsOfOtherSources() {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> RedundancyLattice.of(2).indexOf(Antichain.of(4)));
    assertEquals("{3} is no antichain of 2 sources", refused.getMessage());
  }

  @Test
  void refusesArraysOfAnotherLength() {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> RedundancyLattice.of(2).atoms(new double[5], new double[4]));
    assertEquals("redundancies has 5 entries; 2 sources need 4", refused.getMessage());
  }

  private static int antichainsBelow(RedundancyLattice lattice, int index) {
    int below = 0;
    for (int other = 0; other < lattice.size(); other++) {
      below += lattice.below(other, index) ? 1 : 0;
    }
    return below;
  }

  private static int[] row(IntegerMatrix matrix, int row, int columns) {
    int[] dense = new int[columns];
    for (int i = matrix.start(row); i < matrix.start(row + 1); i++) {
      dense[matrix.column(i)] += matrix.value(i);
    }
    return dense;
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }
}

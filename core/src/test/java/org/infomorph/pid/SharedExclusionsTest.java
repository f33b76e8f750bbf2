package org.infomorph.pid;

import static org.infomorph.pid.Gates.log2;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infomorph.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SharedExclusionsTest {
  private static final double TOLERANCE = 1e-12;

  private static final RedundancyLattice TWO = RedundancyLattice.of(2);
  private static final RedundancyLattice THREE = RedundancyLattice.of(3);

  static List<Golden> distributions() {
    return Golden.cases("pid.json");
  }

  /** Numbers of sources and seeds. */
  static Stream<Arguments> draws() {
    return IntStream.rangeClosed(2, 4)
        .boxed()
        .flatMap(n -> Stream.of(1L, 2L, 3L, 4L).map(seed -> Arguments.of(n, seed)));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void decomposesTheGoldenDistributions(Golden expected) {
    RedundancyLattice lattice = RedundancyLattice.of(expected.integer("sources"));
    JointHistogram histogram = table(expected);
    SharedExclusions measure = new SharedExclusions(lattice);
    double[] redundancies = new double[lattice.size()];
    measure.redundancies(histogram, redundancies);
    assertArrayEquals(expected.vector("i_cap"), redundancies, TOLERANCE);
    Atoms atoms = measure.decompose(histogram);
    assertArrayEquals(expected.vector("atoms"), all(lattice, atoms::atom), TOLERANCE);
    assertArrayEquals(
        expected.vector("atoms_informative"), all(lattice, atoms::informative), TOLERANCE);
    assertArrayEquals(
        expected.vector("atoms_misinformative"), all(lattice, atoms::misinformative), TOLERANCE);
    assertEquals(expected.number("target_entropy"), atoms.targetEntropy(), TOLERANCE);
    assertEquals(expected.number("h_res"), atoms.residualEntropy(), TOLERANCE);
  }

  @Test
  void xorHasMisinformativeRedundancy() {
    assertAtoms(Gates.XOR, log2(3.0 / 2), log2(3.0 / 2), log2(2.0 / 3), log2(4.0 / 3));
  }

  @Test
  void andSharesInformationBetweenItsSources() {
    double shared = log2(32.0 / 27) / 2;
    double entropy = 2 - 3 * log2(3) / 4;
    double single = entropy - 0.5;
    assertAtoms(Gates.AND, single - shared, single - shared, shared, entropy - 2 * single + shared);
  }

  @Test
  void copyHasRedundancyBetweenIndependentSources() {
    assertAtoms(Gates.COPY, log2(3.0 / 2), log2(3.0 / 2), log2(4.0 / 3), log2(4.0 / 3));
  }

  @Test
  void uniqueInformationOfOneSource() {
    assertAtoms(Gates.UNIQUE, log2(3.0 / 2), -log2(4.0 / 3), log2(4.0 / 3), log2(4.0 / 3));
  }

  @Test
  void equalSourcesAreWhollyRedundant() {
    assertAtoms(Gates.REDUNDANT, 0, 0, 1, 0);
  }

  @Test
  void aConstantTargetCarriesNoInformation() {
    assertAtoms(Gates.CONSTANT, 0, 0, 0, 0);
    assertEquals(0, new SharedExclusions(TWO).decompose(Gates.CONSTANT).targetEntropy());
  }

  @ParameterizedTest
  @CsvSource({
    "{1}{2}{3}, 8, 7",
    "{1}{2}, 1, 1",
    "{1}{23}, 4, 5",
    "{2}, 1, 1",
    "{12}{13}{23}, 1, 2",
    "{12}{13}, 2, 3",
    "{13}, 1, 1",
    "{123}, 2, 1"
  })
  void redundanciesOfThreeBitParity(String antichain, double numerator, double denominator) {
    int alpha = THREE.indexOf(Antichain.parse(antichain, List.of("1", "2", "3")));
    assertEquals(
        log2(numerator / denominator),
        new SharedExclusions(THREE).redundancy(Gates.PARITY, alpha),
        TOLERANCE);
  }

  @Test
  void pointwiseValuesOfAnd() {
    double[] bits = new double[Gates.AND.outcomes()];
    new SharedExclusions(TWO).pointwise(Gates.AND, TWO.indexOf(Antichain.of(1, 2)), bits);
    assertArrayEquals(
        new double[] {log2(4.0 / 3), log2(8.0 / 9), log2(8.0 / 9), log2(4.0 / 3)}, bits, TOLERANCE);
  }

  @Test
  void pointwiseValuesOfImpossibleOutcomesAreNotNumbers() {
    JointHistogram certain = new JointHistogram(1, 2);
    certain.fill(new int[][] {{0, 1}}, new int[] {2}, new double[] {0, 1}, 0, 2);
    double[] bits = new double[4];
    new SharedExclusions(RedundancyLattice.of(1)).pointwise(certain, 0, bits);
    assertArrayEquals(new double[] {1, Double.NaN, Double.NaN, 1}, bits, TOLERANCE);
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void agreesWithTheDefinition(int sources, long seed) {
    Draws batch = Draws.of(seed, sources, 40, 4);
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    PlainMeasure plain = new PlainMeasure(batch);
    double[] redundancies = new double[lattice.size()];
    new SharedExclusions(lattice).redundancies(batch.histogram(), redundancies);
    assertArrayEquals(
        all(lattice, i -> plain.redundancy(lattice.antichain(i))), redundancies, TOLERANCE);
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void atomsSumToMutualInformation(int sources, long seed) {
    JointHistogram histogram = Draws.of(seed, sources, 900, 6).histogram();
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    Atoms atoms = new SharedExclusions(lattice).decompose(histogram);
    double sum = IntStream.range(0, lattice.size()).mapToDouble(atoms::atom).sum();
    assertEquals(mutualInformation(histogram, (1 << sources) - 1), sum, 1e-11);
    assertEquals(atoms.mutualInformation(), sum, 1e-11);
    assertEquals(histogram.targetEntropy(), sum + atoms.residualEntropy(), 1e-11);
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void atomsBelowASourceSumToItsMutualInformation(int sources, long seed) {
    JointHistogram histogram = Draws.of(seed, sources, 300, 5).histogram();
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    double[] atoms = new double[lattice.size()];
    new SharedExclusions(lattice).atoms(histogram, atoms);
    for (int i = 0; i < sources; i++) {
      int single = lattice.indexOf(Antichain.of(1 << i));
      double sum =
          IntStream.range(0, lattice.size())
              .filter(alpha -> lattice.below(alpha, single))
              .mapToDouble(alpha -> atoms[alpha])
              .sum();
      assertEquals(mutualInformation(histogram, 1 << i), sum, 1e-11, "source " + i);
    }
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void permutingSourcesPermutesAtoms(int sources, long seed) {
    Draws batch = Draws.of(seed, sources, 200, 5);
    int[] order = IntStream.range(0, sources).map(i -> (i + 1) % sources).toArray();
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    double[] atoms = new double[lattice.size()];
    double[] permuted = new double[lattice.size()];
    new SharedExclusions(lattice).atoms(batch.histogram(), atoms);
    new SharedExclusions(lattice).atoms(batch.permuted(order).histogram(), permuted);
    for (int i = 0; i < lattice.size(); i++) {
      Antichain moved = renamed(lattice.antichain(i), order);
      assertEquals(permuted[i], atoms[lattice.indexOf(moved)], 1e-11, moved.toString());
    }
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void exchangingTheOutputsChangesNothing(int sources, long seed) {
    Draws batch = Draws.of(seed, sources, 200, 5);
    assertSameAtoms(sources, batch.histogram(), batch.inverted().histogram());
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void duplicatingTheBatchChangesNothing(int sources, long seed) {
    Draws batch = Draws.of(seed, sources, 200, 5);
    assertSameAtoms(sources, batch.histogram(), batch.duplicated().histogram());
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void relabellingTargetsAndScalingWeightsChangeNothing(int sources, long seed) {
    Random random = new Random(seed);
    Draws batch = Draws.of(seed, sources, 100, 5);
    int[] target = random.ints(100, 0, 4).toArray();
    int[] relabelled = IntStream.of(target).map(t -> 9 - 2 * t).toArray();
    double[] weights = random.doubles(100, 0.1, 1).toArray();
    double[] scaled = IntStream.range(0, 100).mapToDouble(row -> 7 * weights[row]).toArray();
    assertSameAtoms(
        sources,
        JointHistogram.ofTable(batch.bins(), target, weights),
        JointHistogram.ofTable(batch.bins(), relabelled, scaled));
  }

  @ParameterizedTest(name = "{0} sources, seed {1}")
  @MethodSource("draws")
  void aNeuronIsTheTableOfItsOutcomes(int sources, long seed) {
    Draws batch = Draws.of(seed, sources, 600, 5);
    Draws twice = batch.duplicated();
    int[] target = IntStream.range(0, 1200).map(row -> row < 600 ? 1 : 0).toArray();
    double[] weights =
        IntStream.range(0, 1200)
            .mapToDouble(row -> row < 600 ? batch.theta()[row] : 1 - batch.theta()[row - 600])
            .toArray();
    assertSameAtoms(
        sources, batch.histogram(), JointHistogram.ofTable(twice.bins(), target, weights));
  }

  @Test
  void fiveSourcesDecompose() {
    RedundancyLattice lattice = RedundancyLattice.of(5);
    JointHistogram histogram = Draws.of(1, 5, 60, 3).histogram();
    double[] atoms = new double[lattice.size()];
    new SharedExclusions(lattice).atoms(histogram, atoms);
    double sum = IntStream.range(0, lattice.size()).mapToDouble(i -> atoms[i]).sum();
    assertEquals(mutualInformation(histogram, 31), sum, 1e-9);
  }

  @Test
  void refusesAHistogramOfOtherSourcesAndResultsOfAnotherLength() {
    SharedExclusions measure = new SharedExclusions(THREE);
    assertEquals(
        "a histogram of 2 sources, but a lattice of 3",
        assertThrows(IllegalArgumentException.class, () -> measure.decompose(Gates.XOR))
            .getMessage());
    assertEquals(
        "out has 4 entries; the lattice has 18",
        assertThrows(
                IllegalArgumentException.class,
                () -> measure.redundancies(Gates.PARITY, new double[4]))
            .getMessage());
  }

  /** Atoms {1}, {2}, {1}{2}, {12} of a gate of two sources; parts differ by them and are >= 0. */
  private static void assertAtoms(JointHistogram gate, double... expected) {
    Atoms atoms = new SharedExclusions(TWO).decompose(gate);
    assertArrayEquals(expected, all(TWO, atoms::atom), TOLERANCE);
    for (int i = 0; i < TWO.size(); i++) {
      assertTrue(atoms.informative(i) > -TOLERANCE && atoms.misinformative(i) > -TOLERANCE);
      assertEquals(expected[i], atoms.atom(TWO.antichain(i)), TOLERANCE);
    }
  }

  private static void assertSameAtoms(int sources, JointHistogram one, JointHistogram other) {
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    double[] expected = new double[lattice.size()];
    double[] atoms = new double[lattice.size()];
    double residual = new SharedExclusions(lattice).atoms(one, expected);
    assertEquals(residual, new SharedExclusions(lattice).atoms(other, atoms), 1e-11);
    assertArrayEquals(expected, atoms, 1e-11);
  }

  /** I(Y; sources in the set) in bits by its definition. */
  private static double mutualInformation(JointHistogram histogram, int set) {
    double[] joint = new double[histogram.outcomes()];
    double[] total = new double[histogram.outcomes()];
    histogram.spread(set, 0, histogram.outcomes(), joint, total);
    return IntStream.range(0, histogram.outcomes())
        .mapToDouble(
            o -> {
              double prior = histogram.targetProbability(histogram.targetOf(o));
              return histogram.probability(o) * log2(joint[o] / (total[o] * prior));
            })
        .sum();
  }

  /** The antichain in terms of the old sources, of which source i was {@code order[i]}. */
  private static Antichain renamed(Antichain antichain, int[] order) {
    return Antichain.of(
        IntStream.range(0, antichain.size())
            .map(
                set ->
                    IntStream.range(0, order.length)
                        .filter(i -> (antichain.set(set) & 1 << i) != 0)
                        .map(i -> 1 << order[i])
                        .sum())
            .toArray());
  }

  private static double[] all(RedundancyLattice lattice, IntToDoubleFunction value) {
    return IntStream.range(0, lattice.size()).mapToDouble(value).toArray();
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

package org.infomorph.measures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.infomorph.Golden;
import org.infomorph.pid.Antichain;
import org.infomorph.pid.JointHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The measures against independent programs; see the README beside the golden vectors. */
class GoldenMeasuresTest {
  private static final Golden GOLDEN = Golden.read("measures.json");

  static List<Golden> distributions() {
    return GOLDEN.get("cases").elements();
  }

  static List<Golden> shannon() {
    return GOLDEN.get("shannon_cases").elements();
  }

  static List<Golden> five() {
    return GOLDEN.get("five_sources", "cases").elements();
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void decomposesAsIndependentProgramsDo(Golden expected) {
    JointHistogram histogram = Table.of(expected).histogram();
    for (Measure measure : Measure.values()) {
      assertEquals(measure.allows(histogram.sources()), expected.has(measure.label()));
      if (expected.has(measure.label())) {
        check(measure, expected.get(measure.label()), histogram);
      }
    }
  }

  private static void check(Measure measure, Golden expected, JointHistogram histogram) {
    double tolerance = GOLDEN.number("tolerance", measure.label());
    Decomposition atoms = measure.decompose(histogram);
    String name = measure.label();
    assertArrayEquals(expected.vector("atoms"), all(atoms, atoms::atom), tolerance, name);
    assertEquals(expected.has("atoms_informative"), atoms.hasParts(), name);
    if (atoms.hasParts()) {
      assertArrayEquals(
          expected.vector("atoms_informative"), all(atoms, atoms::informative), tolerance, name);
      assertArrayEquals(
          expected.vector("atoms_misinformative"),
          all(atoms, atoms::misinformative),
          tolerance,
          name);
    }
  }

  @ParameterizedTest
  @MethodSource({"distributions", "shannon", "five"})
  void shannonInvariantsFollowFromMutualInformations(Golden expected) {
    Table table = Table.of(expected);
    check(
        expected.get("shannon"),
        ShannonInvariants.of(table.values(), table.target(), table.weights()));
    if (table.values().length <= Antichain.MAX_SOURCES) {
      check(expected.get("shannon"), ShannonInvariants.of(table.histogram()));
    }
  }

  private static void check(Golden expected, ShannonInvariants found) {
    double tolerance = GOLDEN.number("tolerance", "shannon");
    assertEquals(expected.number("mutual_information"), found.mutualInformation(), tolerance);
    assertArrayEquals(expected.vector("single"), found.single(), tolerance);
    assertArrayEquals(expected.vector("conditional"), found.conditional(), tolerance);
    if (expected.has("r_bar")) {
      assertEquals(expected.number("r_bar"), found.meanRedundancy(), tolerance);
      assertEquals(expected.number("v_bar"), found.meanVulnerability(), tolerance);
    } else {
      assertTrue(Double.isNaN(found.meanRedundancy()) && Double.isNaN(found.meanVulnerability()));
    }
  }

  @ParameterizedTest
  @MethodSource("five")
  void fiveSourcesHaveTheirNamedAtoms(Golden expected) {
    double tolerance = GOLDEN.number("tolerance", "five_sources");
    Decomposition atoms = Measure.I_SX.decompose(Table.of(expected).histogram());
    assertEquals(GOLDEN.integer("five_sources", "lattice_size"), atoms.lattice().size());
    List<String> names = List.of("1", "2", "3", "4", "5");
    int[] listed =
        GOLDEN.texts("five_sources", "antichains").stream()
            .mapToInt(text -> atoms.lattice().indexOf(Antichain.parse(text, names)))
            .toArray();
    Golden sums = expected.get("i_sx");
    check(sums, "atoms", listed, atoms::atom, tolerance);
    check(sums, "atoms_informative", listed, atoms::informative, tolerance);
    check(sums, "atoms_misinformative", listed, atoms::misinformative, tolerance);
    assertEquals(sums.number("atoms_sum"), sum(atoms, atoms::atom), tolerance);
  }

  private static void check(
      Golden expected, String name, int[] listed, IntToDoubleFunction atom, double tolerance) {
    double[] found = IntStream.of(listed).mapToDouble(atom).toArray();
    assertArrayEquals(expected.vector(name), found, tolerance, name);
    double sum = IntStream.range(0, 7579).mapToDouble(i -> Math.abs(atom.applyAsDouble(i))).sum();
    assertEquals(expected.number(name + "_absolute_sum"), sum, tolerance, name);
  }

  private static double sum(Decomposition atoms, IntToDoubleFunction value) {
    return IntStream.range(0, atoms.lattice().size()).mapToDouble(value).sum();
  }

  private static double[] all(Decomposition atoms, IntToDoubleFunction value) {
    return IntStream.range(0, atoms.lattice().size()).mapToDouble(value).toArray();
  }

  @Test
  void theYardstickHasEveryKindOfCase() {
    assertTrue(distributions().size() >= 30 && shannon().size() >= 8 && five().size() >= 2);
  }
}

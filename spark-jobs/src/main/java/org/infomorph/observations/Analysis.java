package org.infomorph.observations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.infomorph.math.Seeds;
import org.infomorph.measures.Decomposition;
import org.infomorph.measures.Invariant;
import org.infomorph.measures.Measure;
import org.infomorph.measures.ShannonInvariants;
import org.infomorph.measures.Total;
import org.infomorph.pid.Atoms;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;
import org.infomorph.pid.SharedExclusions;

/**
 * What is measured of each group of a table.
 *
 * @param measures measures beside shared exclusions, which are always there
 * @param invariants whether the Shannon invariants are measured as well
 * @param shuffles number of permutations of the target for p-values; 0 for none
 * @param bootstraps number of resamples for intervals; 0 for none
 * @param seed decides all permutations and resamples
 */
public record Analysis(
    List<Measure> measures, boolean invariants, int shuffles, int bootstraps, long seed) {
  /** Groups that are worked on before their findings are handed over, in order. */
  private static final int BATCH = 256;

  public Analysis {
    measures = List.copyOf(measures);
  }

  /**
   * Measures every group, on all cores. The findings do not depend on the number of cores.
   *
   * @param found takes the findings of each group, in the order of the groups
   */
  public void run(ObservationTable table, Consumer<Findings> found) {
    for (int from = 0; from < table.groups(); from += BATCH) {
      int to = Math.min(table.groups(), from + BATCH);
      IntStream.range(from, to)
          .parallel()
          .mapToObj(group -> findings(table.key(group), table.sample(group)))
          .toList()
          .forEach(found);
    }
  }

  private Findings findings(List<String> key, Sample sample) {
    JointHistogram histogram = sample.histogram();
    var whole = measure(histogram);
    Optional<double[]> chances = Optional.empty();
    Optional<double[][]> intervals = Optional.empty();
    if (shuffles > 0 || bootstraps > 0) {
      Sample written = sample.writtenOut();
      var seeds = new Seeds(seed).derive(String.join("\0", key));
      var resampling = new Resampling(written, this, seeds);
      if (shuffles > 0) {
        chances = Optional.of(resampling.chances(whole, shuffles));
      }
      if (bootstraps > 0) {
        intervals = Optional.of(resampling.intervals(bootstraps));
      }
    }
    return new Findings(
        key,
        sample.observations(),
        histogram.cells(),
        histogram.targets(),
        Findings.bias(sample, histogram),
        whole,
        chances,
        intervals);
  }

  /** Everything that is measured of one distribution. */
  Measured measure(JointHistogram histogram) {
    var lattice = RedundancyLattice.of(histogram.sources());
    Atoms atoms = new SharedExclusions(lattice).decompose(histogram);
    List<Decomposition> others = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Measure measure : measures) {
      try {
        others.add(measure.decompose(histogram));
      } catch (ArithmeticException e) { // one measure of one group is no reason to lose all others
        others.add(Decomposition.undefined(lattice));
        problems.add(e.getMessage());
      }
    }
    return new Measured(
        atoms,
        others,
        invariants ? Optional.of(ShannonInvariants.of(histogram)) : Optional.empty(),
        problems);
  }

  /**
   * By how much two values of a quantity differ at most if they belong to equal tables; in the
   * order of {@link Measured#values}.
   *
   * @param observed what was measured; a ratio is as uncertain as its denominator is small
   */
  double[] tolerances(Measured observed) {
    int size = observed.atoms().lattice().size();
    double[] tolerances = new double[observed.values().length];
    Arrays.fill(tolerances, Measure.ROUNDING);
    for (int m = 0; m < measures.size(); m++) {
      int from = size * (1 + m) + Measured.TOTALS;
      Arrays.fill(tolerances, from, from + size, measures.get(m).tolerance());
    }
    if (invariants) {
      int from = tolerances.length - Measured.INVARIANTS;
      double ratio = Measure.ROUNDING / observed.atoms().mutualInformation();
      Arrays.fill(tolerances, from, tolerances.length, Math.max(Measure.ROUNDING, ratio));
    }
    return tolerances;
  }

  /**
   * The numbers of one distribution.
   *
   * @param atoms by shared exclusions
   * @param others by the other measures, in their order
   * @param invariants if asked for
   * @param problems why measures could not be computed, whose atoms are NaN then
   */
  public record Measured(
      Atoms atoms,
      List<Decomposition> others,
      Optional<ShannonInvariants> invariants,
      List<String> problems) {
    static final int TOTALS = Total.values().length;
    static final int INVARIANTS = Invariant.values().length;

    public Measured {
      others = List.copyOf(others);
      problems = List.copyOf(problems);
    }

    /**
     * All numbers in one order: the atoms, the {@link Total totals}, then the atoms of each other
     * measure, then the {@link Invariant invariants}.
     */
    double[] values() {
      int size = atoms.lattice().size();
      double[] values =
          new double
              [size * (1 + others.size()) + TOTALS + (invariants.isPresent() ? INVARIANTS : 0)];
      for (int i = 0; i < size; i++) {
        values[i] = atoms.atom(i);
        for (int m = 0; m < others.size(); m++) {
          values[size * (1 + m) + TOTALS + i] = others.get(m).atom(i);
        }
      }
      for (var total : Total.values()) {
        values[size + total.ordinal()] = total.of(atoms);
      }
      if (invariants.isPresent()) {
        for (var invariant : Invariant.values()) {
          values[values.length - INVARIANTS + invariant.ordinal()] = invariant.of(invariants.get());
        }
      }
      return values;
    }
  }
}

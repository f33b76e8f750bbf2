package org.infomorph.observations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.infomorph.math.Seeds;
import org.infomorph.measures.Decomposition;
import org.infomorph.measures.Measure;
import org.infomorph.measures.ShannonInvariants;
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
        chances = Optional.of(resampling.chances(whole.values(), shuffles));
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
    Atoms atoms =
        new SharedExclusions(RedundancyLattice.of(histogram.sources())).decompose(histogram);
    List<Decomposition> others = new ArrayList<>();
    for (Measure measure : measures) {
      others.add(measure.decompose(histogram));
    }
    return new Measured(
        atoms,
        others,
        invariants ? Optional.of(ShannonInvariants.of(histogram)) : Optional.empty());
  }

  /**
   * The numbers of one distribution.
   *
   * @param atoms by shared exclusions
   * @param others by the other measures, in their order
   * @param invariants if asked for
   */
  public record Measured(
      Atoms atoms, List<Decomposition> others, Optional<ShannonInvariants> invariants) {
    /** Number of quantities before those of other measures: atoms, and three totals. */
    static final int TOTALS = 3;

    /**
     * All numbers in one order: the atoms, I(T; S), H(T), H(T | S), then the atoms of each other
     * measure, then the two invariants.
     */
    double[] values() {
      int size = atoms.lattice().size();
      double[] values =
          new double[size * (1 + others.size()) + TOTALS + (invariants.isPresent() ? 2 : 0)];
      for (int i = 0; i < size; i++) {
        values[i] = atoms.atom(i);
        for (int m = 0; m < others.size(); m++) {
          values[size * (1 + m) + TOTALS + i] = others.get(m).atom(i);
        }
      }
      values[size] = atoms.mutualInformation();
      values[size + 1] = atoms.targetEntropy();
      values[size + 2] = atoms.residualEntropy();
      if (invariants.isPresent()) {
        values[values.length - 2] = invariants.get().meanRedundancy();
        values[values.length - 1] = invariants.get().meanVulnerability();
      }
      return values;
    }
  }

  /** The labels of the measures whose atoms are in {@link Measured#values}, in their order. */
  List<String> labels() {
    return measures.stream().map(Measure::label).toList();
  }
}

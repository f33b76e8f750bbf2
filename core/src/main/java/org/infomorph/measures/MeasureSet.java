package org.infomorph.measures;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;

/**
 * Measures that are taken of neurons after training, for comparison with the one they learn by.
 *
 * @param measures each once, in the order of the enum
 * @param invariants whether the Shannon invariants are taken as well
 */
public record MeasureSet(List<Measure> measures, boolean invariants) implements Serializable {
  /** Stands between a measure and an atom, as in {@code i_min:{r}{c}}. */
  public static final String SEPARATOR = ":";

  /** The measure that invariants belong to, as in {@code shannon:r_bar}. */
  public static final String SHANNON = "shannon";

  public MeasureSet {
    measures =
        measures.isEmpty() ? List.of() : List.copyOf(EnumSet.copyOf(measures)); // enum order, once
  }

  /** Whether nothing is measured. */
  public boolean isEmpty() {
    return measures.isEmpty() && !invariants;
  }

  /**
   * The names of the entries of {@link #add}.
   *
   * @param sources the names of the sources, in order
   */
  public List<String> names(List<String> sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources.size());
    List<String> names = new ArrayList<>();
    for (Measure measure : measures) {
      IntStream.range(0, lattice.size())
          .mapToObj(i -> lattice.antichain(i).toString(sources))
          .forEach(atom -> names.add(measure.label() + SEPARATOR + atom));
    }
    if (invariants) {
      for (Invariant invariant : Invariant.values()) {
        names.add(SHANNON + SEPARATOR + invariant.label());
      }
    }
    return names;
  }

  /**
   * Adds what is measured of one distribution.
   *
   * @param bits by {@link #names}: the number is added; NaN where it is not defined, or where the
   *     optimisation of {@link Measure#BROJA} cannot prove its accuracy
   */
  public void add(JointHistogram histogram, double[] bits) {
    int size = RedundancyLattice.of(histogram.sources()).size();
    int next = 0;
    for (Measure measure : measures) {
      add(measure, histogram, size, next, bits);
      next += size;
    }
    if (invariants) {
      ShannonInvariants found = ShannonInvariants.of(histogram);
      for (Invariant invariant : Invariant.values()) {
        bits[next++] += invariant.of(found);
      }
    }
  }

  private static void add(
      Measure measure, JointHistogram histogram, int size, int from, double[] bits) {
    try {
      Decomposition atoms = measure.decompose(histogram);
      for (int i = 0; i < size; i++) {
        bits[from + i] += atoms.atom(i);
      }
    } catch (ArithmeticException e) { // one neuron is no reason to lose the trial
      for (int i = 0; i < size; i++) {
        bits[from + i] = Double.NaN;
      }
    }
  }
}

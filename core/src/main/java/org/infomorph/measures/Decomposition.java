package org.infomorph.measures;

import java.util.Arrays;
import org.infomorph.pid.Atoms;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;
import org.infomorph.pid.SharedExclusions;

/**
 * The atoms of one measure in bits, in the lattice's order, immutable. Some measures split each
 * atom into an informative and a misinformative part, {@code atom = informative - misinformative}.
 */
public final class Decomposition {
  private final RedundancyLattice lattice;
  private final double[] net;
  private final double[] informative;
  private final double[] misinformative;

  private Decomposition(
      RedundancyLattice lattice, double[] net, double[] informative, double[] misinformative) {
    this.lattice = lattice;
    this.net = net;
    this.informative = informative;
    this.misinformative = misinformative;
  }

  /** Atoms without parts, from the redundancies of all antichains in bits. */
  static Decomposition of(RedundancyLattice lattice, double[] redundancies) {
    return new Decomposition(
        lattice, inverted(lattice, redundancies), new double[0], new double[0]);
  }

  /** Atoms with parts, from the redundancies of both parts in bits. */
  static Decomposition of(
      RedundancyLattice lattice, double[] informative, double[] misinformative) {
    double[] plus = inverted(lattice, informative);
    double[] minus = inverted(lattice, misinformative);
    double[] net = new double[plus.length];
    for (int i = 0; i < net.length; i++) {
      net[i] = plus[i] - minus[i];
    }
    return new Decomposition(lattice, net, plus, minus);
  }

  /** Atoms that are all NaN, and have no parts: of a measure that could not be computed. */
  public static Decomposition undefined(RedundancyLattice lattice) {
    double[] net = new double[lattice.size()];
    Arrays.fill(net, Double.NaN);
    return new Decomposition(lattice, net, new double[0], new double[0]);
  }

  /** The atoms of shared exclusions. */
  static Decomposition of(JointHistogram histogram) {
    RedundancyLattice lattice = RedundancyLattice.of(histogram.sources());
    Atoms atoms = new SharedExclusions(lattice).decompose(histogram);
    double[] net = new double[lattice.size()];
    double[] plus = new double[lattice.size()];
    double[] minus = new double[lattice.size()];
    for (int i = 0; i < net.length; i++) {
      net[i] = atoms.atom(i);
      plus[i] = atoms.informative(i);
      minus[i] = atoms.misinformative(i);
    }
    return new Decomposition(lattice, net, plus, minus);
  }

  private static double[] inverted(RedundancyLattice lattice, double[] redundancies) {
    double[] atoms = new double[lattice.size()];
    lattice.atoms(redundancies, atoms);
    return atoms;
  }

  /** The lattice whose antichains name the atoms. */
  public RedundancyLattice lattice() {
    return lattice;
  }

  /** An atom in bits, by its index in the lattice. */
  public double atom(int index) {
    return net[index];
  }

  /** Whether the measure splits atoms into two parts. */
  public boolean hasParts() {
    return informative.length > 0;
  }

  /**
   * The informative part of an atom in bits.
   *
   * @throws IllegalStateException if the measure has no parts
   */
  public double informative(int index) {
    checkParts();
    return informative[index];
  }

  /**
   * The misinformative part of an atom in bits.
   *
   * @throws IllegalStateException if the measure has no parts
   */
  public double misinformative(int index) {
    checkParts();
    return misinformative[index];
  }

  private void checkParts() {
    if (!hasParts()) {
      throw new IllegalStateException("this measure does not split its atoms into parts");
    }
  }
}

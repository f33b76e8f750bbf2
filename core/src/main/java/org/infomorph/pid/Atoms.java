package org.infomorph.pid;

/**
 * A partial information decomposition, immutable: every atom in bits, with its informative and
 * misinformative part ({@code atom = informative - misinformative}), in the lattice's order.
 *
 * <p>Atoms may be negative; that is a property of the measure. Atoms sum to the mutual information
 * I(Y; all sources). The mutual information and the residual entropy sum to H(Y).
 */
public final class Atoms {
  private final RedundancyLattice lattice;
  private final double[] informative;
  private final double[] misinformative;
  private final double[] net;
  private final double mutualInformation;
  private final double targetEntropy;

  /** Atoms from the informative and misinformative redundancies, in bits. */
  Atoms(
      RedundancyLattice lattice,
      double[] informativeRedundancies,
      double[] misinformativeRedundancies,
      double targetEntropy) {
    this.lattice = lattice;
    this.informative = new double[lattice.size()];
    this.misinformative = new double[lattice.size()];
    this.net = new double[lattice.size()];
    lattice.atoms(informativeRedundancies, informative);
    lattice.atoms(misinformativeRedundancies, misinformative);
    for (int i = 0; i < net.length; i++) {
      net[i] = informative[i] - misinformative[i];
    }
    this.mutualInformation =
        informativeRedundancies[lattice.top()] - misinformativeRedundancies[lattice.top()];
    this.targetEntropy = targetEntropy;
  }

  /** The lattice whose antichains name the atoms. */
  public RedundancyLattice lattice() {
    return lattice;
  }

  /** An atom in bits, by its index in the lattice. */
  public double atom(int index) {
    return net[index];
  }

  /** An atom in bits. */
  public double atom(Antichain antichain) {
    return net[lattice.indexOf(antichain)];
  }

  /** The informative part of an atom in bits, 0 or more. */
  public double informative(int index) {
    return informative[index];
  }

  /** The misinformative part of an atom in bits, 0 or more. */
  public double misinformative(int index) {
    return misinformative[index];
  }

  /** I(Y; all sources) in bits. */
  public double mutualInformation() {
    return mutualInformation;
  }

  /** H(Y) in bits. */
  public double targetEntropy() {
    return targetEntropy;
  }

  /** H(Y) - I(Y; all sources) in bits. */
  public double residualEntropy() {
    return targetEntropy - mutualInformation;
  }
}

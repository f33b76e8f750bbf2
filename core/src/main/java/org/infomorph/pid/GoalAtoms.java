package org.infomorph.pid;

import java.util.Arrays;
import java.util.List;

/** The atoms of a neuron's distribution, and the value of its goals for given atoms. */
final class GoalAtoms {
  private final RedundancyLattice lattice;
  private final List<BinnedObjective.GoalWeights> weights;
  private final SharedExclusions measure;
  private final double[] redundancies;
  private final double[] atoms;

  GoalAtoms(RedundancyLattice lattice, List<BinnedObjective.GoalWeights> weights) {
    this.lattice = lattice;
    this.weights = List.copyOf(weights);
    measure = new SharedExclusions(lattice);
    redundancies = new double[lattice.size()];
    atoms = new double[lattice.size()];
  }

  /** See {@link Objective#addAtoms}. */
  void add(JointHistogram histogram, double[] bits) {
    measure.redundancies(histogram, redundancies);
    lattice.atoms(redundancies, atoms);
    for (int a = 0; a < atoms.length; a++) {
      bits[a] += atoms[a];
    }
    bits[atoms.length] += histogram.targetEntropy() - redundancies[lattice.top()];
  }

  /** See {@link Objective#valueOf}. */
  double value(double[] bits) {
    double sum = 0;
    for (BinnedObjective.GoalWeights each : weights) {
      sum += each.residual() * bits[lattice.size()];
      for (int a = 0; a < lattice.size(); a++) {
        sum += each.atoms()[a] * bits[a];
      }
    }
    return sum / weights.size();
  }

  /** See {@link Objective#atomNames}. */
  List<String> names(List<String> sources) {
    String[] names = new String[lattice.size() + 1];
    Arrays.setAll(
        names,
        a -> a < lattice.size() ? lattice.antichain(a).toString(sources) : Objective.RESIDUAL);
    return List.of(names);
  }
}

package org.infomorph.neuron;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infomorph.pid.Antichain;
import org.infomorph.pid.BinnedObjective;
import org.infomorph.pid.Objective;
import org.infomorph.pid.RedundancyLattice;

/**
 * What a neuron maximises: weights Γ for the atoms of its information and for its residual entropy.
 * Atoms without a weight have weight 0.
 *
 * @param weights atom, in the notation {@code {r}{c}}, {@code {rc}}, or {@value #RESIDUAL}, to a
 *     finite weight
 */
public record Goal(Map<String, Double> weights) implements Serializable {
  /** The name of the residual entropy among the atoms. */
  public static final String RESIDUAL = Objective.RESIDUAL;

  public Goal {
    weights = new TreeMap<>(weights);
    weights.forEach(
        (atom, weight) -> {
          if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException(
                "weight of " + atom + " is " + weight + "; it must be finite");
          }
        });
    // A goal with a weight of 0 equals the goal without this weight.
    weights.values().removeIf(weight -> weight == 0);
    weights = Collections.unmodifiableMap(weights);
  }

  /**
   * The same goal with its atoms in canonical notation for these sources.
   *
   * @param sources the sources' names, in order
   * @throws IllegalArgumentException if an atom names an unknown source or occurs twice
   */
  public Goal canonical(List<String> sources) {
    boolean already = true;
    for (String atom : weights.keySet()) {
      already &= canonical(atom, sources).equals(atom);
    }
    if (already) {
      return this;
    }
    Map<String, Double> canonical = new TreeMap<>();
    weights.forEach(
        (atom, weight) -> {
          String name = canonical(atom, sources);
          if (canonical.put(name, weight) != null) {
            throw new IllegalArgumentException("atom " + name + " stands twice");
          }
        });
    return new Goal(canonical);
  }

  private static String canonical(String atom, List<String> sources) {
    return atom.equals(RESIDUAL) ? atom : Antichain.parse(atom, sources).toString(sources);
  }

  /** The weights Γ of the atoms, in the lattice's order, and of the residual entropy. */
  BinnedObjective.GoalWeights gamma(List<String> sources) {
    RedundancyLattice lattice = RedundancyLattice.of(sources.size());
    double[] gamma = new double[lattice.size()];
    weights.forEach(
        (atom, weight) -> {
          if (!atom.equals(RESIDUAL)) {
            gamma[lattice.indexOf(Antichain.parse(atom, sources))] = weight;
          }
        });
    return new BinnedObjective.GoalWeights(gamma, weights.getOrDefault(RESIDUAL, 0.0));
  }
}

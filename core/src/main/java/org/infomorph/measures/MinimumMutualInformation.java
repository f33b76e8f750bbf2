package org.infomorph.measures;

import org.infomorph.pid.Antichain;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;

/**
 * I_mmi: the smallest mutual information that a set of the antichain has with the target. It knows
 * only how much each set tells, not what.
 *
 * <pre>I_alpha = min_{a in alpha} I(T; S_a)</pre>
 *
 * @see <a href="https://doi.org/10.48550/arXiv.1210.5902">Bertschinger, Rauh, Olbrich, Jost
 *     2013</a>
 * @see <a href="https://doi.org/10.1103/PhysRevE.91.052802">Barrett 2015, for Gaussian
 *     variables</a>
 */
final class MinimumMutualInformation {
  private MinimumMutualInformation() {}

  static Decomposition decompose(JointHistogram histogram, RedundancyLattice lattice) {
    double[] information = new double[1 << histogram.sources()];
    for (int set = 1; set < information.length; set++) {
      information[set] = SpecificInformation.mutualInformation(histogram, set);
    }
    double[] redundancies = new double[lattice.size()];
    for (int alpha = 0; alpha < redundancies.length; alpha++) {
      Antichain antichain = lattice.antichain(alpha);
      redundancies[alpha] = Double.POSITIVE_INFINITY;
      for (int a = 0; a < antichain.size(); a++) {
        redundancies[alpha] = Math.min(redundancies[alpha], information[antichain.set(a)]);
      }
    }
    return Decomposition.of(lattice, redundancies);
  }
}

package org.infomorph.measures;

import org.infomorph.pid.Antichain;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;

/**
 * I_min: for each value of the target, the smallest specific information that a set of the
 * antichain has about this value.
 *
 * <pre>I_alpha = sum_t p(t) min_{a in alpha} I(T=t; S_a)</pre>
 *
 * Its atoms are never negative.
 *
 * @see <a href="https://doi.org/10.48550/arXiv.1004.2515">Williams, Beer 2010, equation 3</a>
 */
final class WilliamsBeer {
  private WilliamsBeer() {}

  static Decomposition decompose(JointHistogram histogram, RedundancyLattice lattice) {
    double[][] specific = SpecificInformation.ofAll(histogram);
    double[] redundancies = new double[lattice.size()];
    for (int alpha = 0; alpha < redundancies.length; alpha++) {
      Antichain antichain = lattice.antichain(alpha);
      for (int t = 0; t < histogram.targets(); t++) {
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < antichain.size(); a++) {
          least = Math.min(least, specific[antichain.set(a)][t]);
        }
        redundancies[alpha] += least;
      }
    }
    return Decomposition.of(lattice, redundancies);
  }
}

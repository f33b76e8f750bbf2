package org.infomorph.measures;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infomorph.math.StrictLog;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;

/**
 * BROJA: unique information of two sources. Over all distributions Q whose marginals of (S1, T) and
 * of (S2, T) are those of P, with I_Q* = min_Q I_Q(T; S1, S2),
 *
 * <pre>
 * {1}    = min_Q I_Q(T; S1 | S2) = I_Q* - I(T; S2)
 * {2}    = min_Q I_Q(T; S2 | S1) = I_Q* - I(T; S1)
 * {1}{2} = I(T; S1) + I(T; S2) - I_Q*
 * {12}   = I(T; S1, S2) - I_Q*
 * </pre>
 *
 * One Q solves all four, because I(T; S1) and I(T; S2) are the same for every Q.
 *
 * @see <a href="https://doi.org/10.3390/e16042161">Bertschinger, Rauh, Olbrich, Jost, Ay 2014,
 *     equations 8 to 11</a>
 * @see UniqueInformation
 */
final class Broja {
  private Broja() {}

  static Decomposition decompose(JointHistogram histogram, RedundancyLattice lattice) {
    double first = SpecificInformation.mutualInformation(histogram, 0b01);
    double second = SpecificInformation.mutualInformation(histogram, 0b10);
    double both = SpecificInformation.mutualInformation(histogram, 0b11);
    double least = least(histogram, Math.max(first, second), both);
    double[] redundancies = new double[lattice.size()];
    for (int alpha = 0; alpha < redundancies.length; alpha++) {
      int size = lattice.antichain(alpha).size();
      int set = lattice.antichain(alpha).set(0);
      redundancies[alpha] =
          size == 2 ? first + second - least : set == 0b01 ? first : set == 0b10 ? second : both;
    }
    return Decomposition.of(lattice, redundancies);
  }

  /** I_Q* in bits, within its bounds whatever rounding does. */
  private static double least(JointHistogram histogram, double lowest, double highest) {
    var solution = UniqueInformation.solve(marginal(histogram, 0), marginal(histogram, 1));
    double bits = histogram.targetEntropy() + solution.nats() / StrictLog.LN2;
    return Math.max(lowest, Math.min(highest, bits));
  }

  /** p(t, s_i), [targets][bins that occur, in their order]. */
  private static double[][] marginal(JointHistogram histogram, int source) {
    int[] bins =
        IntStream.range(0, histogram.cells())
            .map(cell -> histogram.bin(source, cell))
            .distinct()
            .sorted()
            .toArray();
    double[][] marginal = new double[histogram.targets()][bins.length];
    for (int o = 0; o < histogram.outcomes(); o++) {
      int bin = Arrays.binarySearch(bins, histogram.bin(source, histogram.cellOf(o)));
      marginal[histogram.targetOf(o)][bin] += histogram.probability(o);
    }
    return marginal;
  }
}

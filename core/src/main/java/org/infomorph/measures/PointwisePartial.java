package org.infomorph.measures;

import java.util.Arrays;
import org.infomorph.math.StrictLog;
import org.infomorph.pid.Antichain;
import org.infomorph.pid.JointHistogram;
import org.infomorph.pid.RedundancyLattice;

/**
 * I_pm: for each outcome, the smallest specificity and the smallest ambiguity among the sets of the
 * antichain, each minimum taken for itself.
 *
 * <pre>
 * I+_alpha = sum_{s, t} p(s, t) min_{a in alpha} -log2 p(s_a)        specificity, informative
 * I-_alpha = sum_{s, t} p(s, t) min_{a in alpha} -log2 p(s_a | t)    ambiguity, misinformative
 * I_alpha  = I+_alpha - I-_alpha
 * </pre>
 *
 * @see <a href="https://doi.org/10.3390/e20040297">Finn, Lizier 2018, equations 20 to 22</a>
 */
final class PointwisePartial {
  /** Outcomes processed at a time, so that the values of all source sets stay in the cache. */
  private static final int BLOCK = 512;

  private PointwisePartial() {}

  static Decomposition decompose(JointHistogram histogram, RedundancyLattice lattice) {
    double[][] specificity = new double[1 << histogram.sources()][BLOCK];
    double[][] ambiguity = new double[1 << histogram.sources()][BLOCK];
    double[] probability = new double[BLOCK];
    double[] least = new double[BLOCK];
    double[] informative = new double[lattice.size()];
    double[] misinformative = new double[lattice.size()];
    for (int from = 0; from < histogram.outcomes(); from += BLOCK) {
      int size = Math.min(BLOCK, histogram.outcomes() - from);
      load(histogram, from, size, specificity, ambiguity);
      for (int o = 0; o < size; o++) {
        probability[o] = histogram.probability(from + o);
      }
      for (int alpha = 0; alpha < lattice.size(); alpha++) {
        Antichain antichain = lattice.antichain(alpha);
        informative[alpha] += meanOfLeast(antichain, specificity, probability, least, size);
        misinformative[alpha] += meanOfLeast(antichain, ambiguity, probability, least, size);
      }
    }
    return Decomposition.of(lattice, informative, misinformative);
  }

  /**
   * The surprisals of the block's outcomes, in bits; of no interest where the outcome has p = 0.
   */
  private static void load(
      JointHistogram histogram, int from, int size, double[][] specificity, double[][] ambiguity) {
    for (int set = 1; set < specificity.length; set++) {
      histogram.spread(set, from, from + size, ambiguity[set], specificity[set]);
      for (int o = 0; o < size; o++) {
        double prior = histogram.targetProbability(histogram.targetOf(from + o));
        boolean occurs = histogram.probability(from + o) > 0;
        specificity[set][o] = occurs ? -bits(specificity[set][o]) : 0;
        ambiguity[set][o] = occurs ? -bits(ambiguity[set][o] / prior) : 0;
      }
    }
  }

  private static double bits(double probability) {
    return StrictLog.ln(probability) / StrictLog.LN2;
  }

  private static double meanOfLeast(
      Antichain antichain, double[][] surprisal, double[] probability, double[] least, int size) {
    Arrays.fill(least, 0, size, Double.POSITIVE_INFINITY);
    for (int a = 0; a < antichain.size(); a++) {
      double[] ofSet = surprisal[antichain.set(a)];
      for (int o = 0; o < size; o++) {
        least[o] = Math.min(least[o], ofSet[o]);
      }
    }
    double mean = 0;
    for (int o = 0; o < size; o++) {
      mean += probability[o] * least[o];
    }
    return mean;
  }
}

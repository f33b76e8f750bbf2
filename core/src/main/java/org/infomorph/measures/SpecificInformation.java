package org.infomorph.measures;

import org.infomorph.math.StrictLog;
import org.infomorph.pid.JointHistogram;

/**
 * What a set a of sources tells about one value of the target, weighted with the value's
 * probability:
 *
 * <pre>
 * p(t) I(T=t; S_a) = sum_s p(s_a, t) log2( p(t | s_a) / p(t) )
 * I(T; S_a)        = sum_t p(t) I(T=t; S_a)
 * </pre>
 *
 * @see <a href="https://doi.org/10.1088/0954-898X/10/4/303">DeWeese, Meister 1999</a>
 */
final class SpecificInformation {
  private SpecificInformation() {}

  /**
   * The weighted specific information of one set of sources.
   *
   * @param set the sources, as a bit mask, not 0
   * @return [targets], in bits
   */
  static double[] of(JointHistogram histogram, int set) {
    int outcomes = histogram.outcomes();
    double[] joint = new double[outcomes];
    double[] total = new double[outcomes];
    histogram.spread(set, 0, outcomes, joint, total);
    double[] bits = new double[histogram.targets()];
    for (int o = 0; o < outcomes; o++) {
      double p = histogram.probability(o);
      if (p > 0) {
        int target = histogram.targetOf(o);
        double prior = histogram.targetProbability(target);
        bits[target] += p * StrictLog.ln(joint[o] / (total[o] * prior));
      }
    }
    for (int target = 0; target < bits.length; target++) {
      bits[target] /= StrictLog.LN2;
    }
    return bits;
  }

  /** The same for every set of sources; {@code [2^n][targets]}, nothing for the empty set. */
  static double[][] ofAll(JointHistogram histogram) {
    double[][] bits = new double[1 << histogram.sources()][];
    bits[0] = new double[0];
    for (int set = 1; set < bits.length; set++) {
      bits[set] = of(histogram, set);
    }
    return bits;
  }

  /** I(T; S_a) in bits. */
  static double mutualInformation(JointHistogram histogram, int set) {
    return sum(of(histogram, set));
  }

  static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}

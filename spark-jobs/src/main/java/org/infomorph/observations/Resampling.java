package org.infomorph.observations;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.pid.JointHistogram;

/**
 * What chance gives, and how far estimates vary: permutations of the target, and observations drawn
 * again with replacement. Draw i has a random stream of its own, so that neither the number of
 * cores nor that of draws changes it.
 *
 * @param sample one row for each observation
 * @param analysis what is measured of each draw
 * @param seeds of this group
 */
record Resampling(Sample sample, Analysis analysis, Seeds seeds) {
  private static final double TAIL = 0.025;

  /**
   * One-sided p-values: how often a quantity is at least as large as observed when the target is
   * permuted, with the observation itself counted among the draws,
   *
   * <pre>p = (1 + number of draws that are as large) / (1 + number of draws)</pre>
   *
   * Permutations often give the observed table again, so differences within the tolerance of a
   * measure count as equal. A draw in which a quantity is not defined counts as large: p may be too
   * large by it, and never too small.
   *
   * @param whole the quantities as observed
   * @param draws number of permutations
   * @return in the order of the quantities; NaN for one that is not defined
   * @see <a href="https://doi.org/10.2202/1544-6115.1585">Phipson, Smyth 2010</a>
   */
  double[] chances(Analysis.Measured whole, int draws) {
    double[] observed = whole.values();
    double[] tolerances = analysis.tolerances(whole);
    double[][] drawn = each(draws, i -> shuffled(seeds.stream("shuffles", i)));
    double[] chances = new double[observed.length];
    for (int a = 0; a < observed.length; a++) {
      int asLarge = 0;
      for (double[] draw : drawn) {
        asLarge += draw[a] < observed[a] - tolerances[a] ? 0 : 1;
      }
      chances[a] = Double.isNaN(observed[a]) ? Double.NaN : (1.0 + asLarge) / (1.0 + draws);
    }
    return chances;
  }

  /**
   * Percentile intervals of 95 %.
   *
   * @param draws number of resamples
   * @return lower ends and upper ends, in the order of the quantities; NaN for one that is not
   *     defined in every draw
   * @see <a href="https://doi.org/10.1201/9780429246593">Efron, Tibshirani 1993, chapter 13</a>
   */
  double[][] intervals(int draws) {
    double[][] drawn = each(draws, i -> drawnAgain(seeds.stream("bootstrap", i)));
    double[][] ends = new double[2][drawn[0].length];
    for (int a = 0; a < drawn[0].length; a++) {
      int quantity = a;
      double[] sorted = Arrays.stream(drawn).mapToDouble(draw -> draw[quantity]).sorted().toArray();
      ends[0][a] = quantile(sorted, TAIL);
      ends[1][a] = quantile(sorted, 1 - TAIL);
    }
    return ends;
  }

  private interface Draw {
    JointHistogram of(int index);
  }

  private double[][] each(int draws, Draw draw) {
    return IntStream.range(0, draws)
        .parallel()
        .mapToObj(i -> analysis.measure(draw.of(i)).values())
        .toArray(double[][]::new);
  }

  private JointHistogram shuffled(RandomStream random) {
    int[] target = sample.target().values().clone();
    random.shuffle(target);
    return JointHistogram.ofTable(sample.values(), target, sample.weights());
  }

  /** The same rows, with how often each was drawn as their weights. */
  private JointHistogram drawnAgain(RandomStream random) {
    double[] times = new double[sample.rows()];
    for (int i = 0; i < times.length; i++) {
      times[random.nextInt(times.length)]++;
    }
    return JointHistogram.ofTable(sample.values(), sample.target().values(), times);
  }

  /** Linear between the order statistics: the usual definition of numpy and R. */
  private static double quantile(double[] sorted, double share) {
    if (Double.isNaN(sorted[sorted.length - 1])) { // NaN sorts last
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

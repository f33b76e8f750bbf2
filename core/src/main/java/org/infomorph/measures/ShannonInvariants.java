package org.infomorph.measures;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infomorph.pid.JointHistogram;

/**
 * Averages of a decomposition that are the same for every measure, because they follow from mutual
 * informations alone. They exist for any number of sources, where the atoms are too many to list.
 *
 * <pre>
 * r_bar = sum_i I(T; S_i) / I(T; S_1..S_n)                  mean degree of redundancy
 * v_bar = sum_i I(T; S_i | all others) / I(T; S_1..S_n)     mean degree of vulnerability
 * </pre>
 *
 * The first is the average, over the atoms' shares of the information, of the number of single
 * sources that have the atom each for itself. The second is the same average of the number of
 * sources without which the atom is lost.
 *
 * @param mutualInformation I(T; S_1..S_n) in bits
 * @param single I(T; S_i) in bits, by source
 * @param conditional I(T; S_i | all other sources) in bits, by source
 * @see <a href="https://doi.org/10.48550/arXiv.2504.15779">Gutknecht, Rosas, Ehrlich, Makkeh,
 *     Mediano, Wibral 2025</a>
 */
public record ShannonInvariants(double mutualInformation, double[] single, double[] conditional) {
  /** Below this number of bits, mutual information is a rounding error of 0. */
  private static final double NOTHING = 1e-12;

  /** The invariants of a distribution of 1 to 5 sources. */
  public static ShannonInvariants of(JointHistogram histogram) {
    int all = (1 << histogram.sources()) - 1;
    double whole = SpecificInformation.mutualInformation(histogram, all);
    double[] single = new double[histogram.sources()];
    double[] conditional = new double[histogram.sources()];
    for (int i = 0; i < single.length; i++) {
      int others = all & ~(1 << i);
      single[i] = SpecificInformation.mutualInformation(histogram, 1 << i);
      conditional[i] =
          whole - (others == 0 ? 0 : SpecificInformation.mutualInformation(histogram, others));
    }
    return new ShannonInvariants(whole, single, conditional);
  }

  /**
   * The invariants of a table of observations or outcomes with any number of sources.
   *
   * @param values [sources][rows], 0 or more
   * @param target [rows], 0 or more
   * @param weights [rows], finite, 0 or more, not all 0; need not sum to 1
   * @throws IllegalArgumentException if lengths differ or a value or weight is not allowed
   */
  public static ShannonInvariants of(int[][] values, int[] target, double[] weights) {
    if (values.length == 0) {
      throw new IllegalArgumentException("there are no sources; at least 1 is needed");
    }
    if (target.length != weights.length
        || Arrays.stream(values).anyMatch(source -> source.length != weights.length)) {
      throw new IllegalArgumentException(
          "sources, target and weights differ in their numbers of rows; there are "
              + weights.length
              + " weights");
    }
    int[] rows = IntStream.range(0, weights.length).filter(row -> weights[row] != 0).toArray();
    int[] goal = chosen(target, rows);
    double[] weight = Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
    int n = values.length;
    int[][] before = new int[n + 1][]; // by i: the joint value of the sources before source i
    int[][] after = new int[n + 1][]; // by i: that of source i and all later ones
    before[0] = new int[rows.length];
    after[n] = new int[rows.length];
    for (int i = 0; i < n; i++) {
      before[i + 1] = paired(before[i], chosen(values[i], rows), goal, weight);
    }
    for (int i = n - 1; i >= 0; i--) {
      after[i] = paired(chosen(values[i], rows), after[i + 1], goal, weight);
    }
    double whole = information(before[n], goal, weight);
    double[] single = new double[n];
    double[] conditional = new double[n];
    for (int i = 0; i < n; i++) {
      single[i] = information(chosen(values[i], rows), goal, weight);
      conditional[i] =
          whole - information(paired(before[i], after[i + 1], goal, weight), goal, weight);
    }
    return new ShannonInvariants(whole, single, conditional);
  }

  private static int[] chosen(int[] column, int[] rows) {
    return Arrays.stream(rows).map(row -> column[row]).toArray();
  }

  /** Numbers the pairs of two columns. */
  private static int[] paired(int[] one, int[] other, int[] target, double[] weights) {
    JointHistogram pairs = JointHistogram.ofTable(new int[][] {one, other}, target, weights);
    return IntStream.range(0, one.length).map(pairs::cellOfSample).toArray();
  }

  private static double information(int[] column, int[] target, double[] weights) {
    return SpecificInformation.mutualInformation(
        JointHistogram.ofTable(new int[][] {column}, target, weights), 1);
  }

  /** r_bar, from 0 to the number of sources; NaN where the mutual information is 0. */
  public double meanRedundancy() {
    return ratio(single);
  }

  /** v_bar, from 0 to the number of sources; NaN where the mutual information is 0. */
  public double meanVulnerability() {
    return ratio(conditional);
  }

  private double ratio(double[] bits) {
    return mutualInformation > NOTHING
        ? SpecificInformation.sum(bits) / mutualInformation
        : Double.NaN;
  }
}

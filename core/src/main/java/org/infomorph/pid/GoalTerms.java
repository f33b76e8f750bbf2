package org.infomorph.pid;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The terms {@code c_alpha I_alpha} of a goal whose antichains have the same sources T, without
 * their share of H(Y):
 *
 * <pre>sum_alpha c_alpha sum_{k, y} p(k, y) ln( P_alpha(k, y) / P_alpha(k) )</pre>
 *
 * with k running over the occupied cells of T. All arrays over cells are contiguous, and simple
 * loops over them vectorise. Indexed access occurs only when marginals are spread over cells and
 * when derivatives are summed back.
 */
final class GoalTerms {
  private final int sources;

  /** The source sets whose marginals the unions need. */
  private final int[] sets;

  private final double[] weights;

  /** [antichain][term]: indices into {@link #sets}, and coefficients of C. */
  private final int[][] places;

  private final double[][] coefficients;

  /** [set][cell]: the index of a cell in the set's marginal. */
  private final int[][] ids;

  /** [set][cell]: m_S(k, -1) and m_S(k, +1). */
  private final double[][] minus;

  private final double[][] plus;

  /** [set][cell]: sum_alpha c_alpha C[alpha, S] (Q_alpha(k, +1) - Q_alpha(k, -1)). */
  private final double[][] slopes;

  /** [set][cell]: the same for the output +1, where the outputs have slopes of their own. */
  private double[][] plusSlopes = {};

  private final double[] unionMinus;
  private final double[] unionPlus;
  private final double[] logMinus;
  private final double[] logPlus;
  private final double[] slope;
  private final double[] summed;

  private GoalTerms(
      RedundancyLattice lattice, double[] allWeights, int sources, int[] antichains, int maxCells) {
    IntegerMatrix union = lattice.union();
    this.sources = sources;
    this.weights = Arrays.stream(antichains).mapToDouble(alpha -> allWeights[alpha]).toArray();
    this.sets =
        Arrays.stream(antichains)
            .flatMap(alpha -> columns(union, alpha))
            .distinct()
            .sorted()
            .toArray();
    this.places = new int[antichains.length][];
    this.coefficients = new double[antichains.length][];
    for (int i = 0; i < antichains.length; i++) {
      int alpha = antichains[i];
      places[i] = columns(union, alpha).map(set -> Arrays.binarySearch(sets, set)).toArray();
      coefficients[i] =
          IntStream.range(union.start(alpha), union.start(alpha + 1))
              .mapToDouble(union::value)
              .toArray();
    }
    this.ids = new int[sets.length][maxCells];
    this.minus = new double[sets.length][maxCells];
    this.plus = new double[sets.length][maxCells];
    this.slopes = new double[sets.length][maxCells];
    this.unionMinus = new double[maxCells];
    this.unionPlus = new double[maxCells];
    this.logMinus = new double[maxCells];
    this.logPlus = new double[maxCells];
    this.slope = new double[maxCells];
    this.summed = new double[maxCells];
  }

  /** The terms of a goal with weight {@code weights[alpha]}, grouped by the antichains' sources. */
  static GoalTerms[] bySources(RedundancyLattice lattice, double[] weights, int maxCells) {
    return IntStream.range(1, 1 << lattice.sources())
        .mapToObj(
            sources -> {
              int[] antichains =
                  IntStream.range(0, lattice.size())
                      .filter(alpha -> weights[alpha] != 0)
                      .filter(alpha -> lattice.antichain(alpha).sources() == sources)
                      .toArray();
              return new GoalTerms(lattice, weights, sources, antichains, maxCells);
            })
        .filter(terms -> terms.weights.length > 0)
        .toArray(GoalTerms[]::new);
  }

  private static IntStream columns(IntegerMatrix union, int alpha) {
    return IntStream.range(union.start(alpha), union.start(alpha + 1)).map(union::column);
  }

  /** The terms' value in nats. */
  double value(JointHistogram histogram) {
    Marginal own = spread(histogram);
    Arrays.fill(logMinus, 0, own.count, 0);
    Arrays.fill(logPlus, 0, own.count, 0);
    for (int i = 0; i < weights.length; i++) {
      unite(i, own.count);
      addLogs(weights[i], own.count);
    }
    return expectation(own);
  }

  /**
   * The terms' value in nats; adds the derivative for each cell, in nats and times B, to {@code
   * cellGradient}.
   */
  double gradient(JointHistogram histogram, double[] cellGradient) {
    Marginal own = spread(histogram);
    int count = own.count;
    Arrays.fill(logMinus, 0, count, 0);
    Arrays.fill(logPlus, 0, count, 0);
    for (double[] each : slopes) {
      Arrays.fill(each, 0, count, 0);
    }
    for (int i = 0; i < weights.length; i++) {
      unite(i, count);
      addLogs(weights[i], count);
      if (places[i].length > 1) { // for a single set, Q sums to 1 for both outputs
        differenceOfQ(own, weights[i]);
        for (int term = 0; term < places[i].length; term++) {
          add(coefficients[i][term], slope, slopes[places[i][term]], count);
        }
      }
    }
    for (int u = 0; u < count; u++) {
      slope[u] = logPlus[u] - logMinus[u];
    }
    for (int j = 0; j < sets.length; j++) {
      addMarginalised(histogram.marginal(sets[j]).count, ids[j], slopes[j], count, slope);
    }
    for (int cell = 0; cell < histogram.cells(); cell++) {
      cellGradient[cell] += slope[own.ids[cell]];
    }
    return expectation(own);
  }

  /**
   * The terms' value in nats; adds their derivatives by the probability of each outcome, in nats
   * and up to a number that all outcomes share.
   *
   * @param minusGradient by cell, for the output -1
   * @param plusGradient by cell, for the output +1
   */
  double outcomeGradients(JointHistogram histogram, double[] minusGradient, double[] plusGradient) {
    Marginal own = spread(histogram);
    int count = own.count;
    if (plusSlopes.length == 0) {
      plusSlopes = new double[sets.length][slope.length];
    }
    Arrays.fill(logMinus, 0, count, 0);
    Arrays.fill(logPlus, 0, count, 0);
    for (int j = 0; j < sets.length; j++) {
      Arrays.fill(slopes[j], 0, count, 0);
      Arrays.fill(plusSlopes[j], 0, count, 0);
    }
    for (int i = 0; i < weights.length; i++) {
      unite(i, count);
      addLogs(weights[i], count);
      if (places[i].length > 1) { // for a single set, Q and R sum to 1
        addExcessOfQ(own, i);
      }
    }
    double nats = expectation(own);
    for (int j = 0; j < sets.length; j++) {
      int marginalCount = histogram.marginal(sets[j]).count;
      addMarginalised(marginalCount, ids[j], slopes[j], count, logMinus);
      addMarginalised(marginalCount, ids[j], plusSlopes[j], count, logPlus);
    }
    for (int cell = 0; cell < histogram.cells(); cell++) {
      minusGradient[cell] += logMinus[own.ids[cell]];
      plusGradient[cell] += logPlus[own.ids[cell]];
    }
    return nats;
  }

  /** Adds c_alpha C[alpha, S] ( Q_alpha(k, y) - R_alpha(k) ) to the slopes of the sets S. */
  private void addExcessOfQ(Marginal own, int antichain) {
    double[] p = own.joint;
    int count = own.count;
    double weight = weights[antichain];
    for (int u = 0; u < count; u++) {
      double both = weight * (p[u] + p[count + u]) / (unionMinus[u] + unionPlus[u]);
      slope[u] = weight * p[u] / unionMinus[u] - both;
      summed[u] = weight * p[count + u] / unionPlus[u] - both;
    }
    for (int term = 0; term < places[antichain].length; term++) {
      int place = places[antichain][term];
      add(coefficients[antichain][term], slope, slopes[place], count);
      add(coefficients[antichain][term], summed, plusSlopes[place], count);
    }
  }

  /** Spreads the marginals of all sets over the cells of T. */
  private Marginal spread(JointHistogram histogram) {
    Marginal own = histogram.marginal(sources);
    for (int j = 0; j < sets.length; j++) {
      spread(histogram.marginal(sets[j]), own, ids[j], minus[j], plus[j]);
    }
    return own;
  }

  private static void spread(
      Marginal from, Marginal own, int[] idOut, double[] minusOut, double[] plusOut) {
    int[] ids = from.ids;
    int[] first = own.first;
    double[] joint = from.joint;
    int plusStart = from.count;
    for (int u = 0; u < own.count; u++) {
      int id = ids[first[u]];
      idOut[u] = id;
      minusOut[u] = joint[id];
      plusOut[u] = joint[plusStart + id];
    }
  }

  /** P_alpha(k, -1) and P_alpha(k, +1). */
  private void unite(int antichain, int count) {
    Arrays.fill(unionMinus, 0, count, 0);
    Arrays.fill(unionPlus, 0, count, 0);
    for (int term = 0; term < places[antichain].length; term++) {
      int place = places[antichain][term];
      add(coefficients[antichain][term], minus[place], unionMinus, count);
      add(coefficients[antichain][term], plus[place], unionPlus, count);
    }
  }

  /** Adds c_alpha ln( P_alpha(k, y) / P_alpha(k) ). */
  private void addLogs(double weight, int count) {
    for (int u = 0; u < count; u++) {
      double both = unionMinus[u] + unionPlus[u];
      logMinus[u] += weight * FastLog.ln(unionMinus[u] / both);
      logPlus[u] += weight * FastLog.ln(unionPlus[u] / both);
    }
  }

  /** c_alpha ( Q_alpha(k, +1) - Q_alpha(k, -1) ). */
  private void differenceOfQ(Marginal own, double weight) {
    double[] p = own.joint;
    int plusStart = own.count;
    for (int u = 0; u < own.count; u++) {
      slope[u] = weight * (p[plusStart + u] / unionPlus[u] - p[u] / unionMinus[u]);
    }
  }

  /** Adds to each cell's value the sum over the cells that share its bins on a set of sources. */
  private void addMarginalised(
      int marginalCount, int[] id, double[] values, int count, double[] to) {
    Arrays.fill(summed, 0, marginalCount, 0);
    for (int u = 0; u < count; u++) {
      summed[id[u]] += values[u];
    }
    for (int u = 0; u < count; u++) {
      to[u] += summed[id[u]];
    }
  }

  /** sum_{k, y} p(k, y) sum_alpha c_alpha ln( P_alpha(k, y) / P_alpha(k) ). */
  private double expectation(Marginal own) {
    double nats = 0;
    for (int u = 0; u < own.count; u++) {
      nats += own.joint[u] * logMinus[u] + own.joint[own.count + u] * logPlus[u];
    }
    return nats;
  }

  private static void add(double factor, double[] from, double[] to, int count) {
    for (int u = 0; u < count; u++) {
      to[u] += factor * from[u];
    }
  }
}

package org.infomorph.measures;

import java.util.Arrays;
import org.infomorph.math.StrictLog;

/**
 * The convex program behind {@link Broja}: the minimum of {@code -H_Q(T | S1, S2)} over all Q with
 * given marginals p(t, s1) and p(t, s2).
 *
 * <p>A barrier method: for falling mu, Newton's method minimises
 *
 * <pre>sum_q q ln( q / q(s1, s2) ) - mu sum_q ln q    subject to    A q = marginals</pre>
 *
 * over the q(t, s1, s2) with {@code p(t, s1) > 0} and {@code p(t, s2) > 0}, from the q where the
 * sources are independent given the target. The Hessian consists of one block for each (s1, s2), a
 * diagonal matrix minus one of rank 1, which Sherman and Morrison invert. What remains is one
 * symmetric system with an unknown for each marginal.
 *
 * <p>The multipliers lambda(t, s1) and mu(t, s2) of the marginals are a point of the dual program,
 *
 * <pre>
 * max sum lambda(t, s1) p(t, s1) + sum mu(t, s2) p(t, s2)
 * subject to sum_t exp( lambda(t, s1) + mu(t, s2) ) <= 1 for every (s1, s2)
 * </pre>
 *
 * after a shift of lambda. Its value bounds the minimum from below, whatever led to it, so that
 * each solution carries the proof of its own accuracy.
 *
 * @see <a href="https://doi.org/10.3390/e19100530">Makkeh, Theis, Vicente 2017</a>
 */
final class UniqueInformation {
  /** Solutions are good enough when minimum and bound differ by less, in nats. */
  private static final double AIM = 1e-8;

  /** The accuracy of an atom that users are promised, in bits. */
  static final double ACCURACY = 1e-6;

  /** A larger difference is refused, in nats: less than half of {@link #ACCURACY}. */
  private static final double ALLOWED = 3.4e-7;

  /** The system of equations has the square of so many numbers. */
  private static final int MOST_MARGINALS = 4000;

  private static final double SMALLEST_BARRIER = 1e-15;

  /**
   * Probabilities below are left out: no double could tell their part in sums of others. What this
   * does to the minimum counts as a gap.
   */
  private static final double TRACE = 1e-11;

  private static final double SMALLEST_PIVOT = 1e-15;
  private static final double FALL = 0.2;
  private static final int MOST_STEPS = 60;

  /** [variables], by block; a block holds the variables of one (s1, s2). */
  private final int[] first;

  private final int[] blockStarts;

  /**
   * [variables]: the constraint of p(t, s1), and that of p(t, s2). Among the latter, those from
   * {@link #independent} on follow from the others.
   */
  private final int[] rowOfFirst;

  private final int[] rowOfSecond;
  private final int independent;

  /** [constraints]: the marginals, their present sums, and what is missing. */
  private final double[] marginals;

  private final double[] sums;
  private final double[] missing;

  /** [constraints]: the target's value; and by it, the sum of what is missing. */
  private final int[] targetOfRow;

  private final double[] missingOfTarget;
  private final double[] before;

  private final double[] q;
  private final double[] slope;
  private final double[] inverse;
  private final double[] step;
  private final double[] multipliers;
  private final double[] changes;
  private final double[][] system;
  private final int sources1;

  /**
   * The minimum.
   *
   * @param nats the value of the best Q found
   * @param gap by how much the minimum can be lower, at most
   */
  record Solution(double nats, double gap) {}

  /** Numbers variables and constraints. */
  private UniqueInformation(double[][] p1, double[][] p2) {
    int targets = p1.length;
    sources1 = p1[0].length;
    int sources2 = p2[0].length;
    int[][] row1 = new int[targets][sources1];
    int[][] row2 = new int[targets][sources2];
    int rows = 0;
    int follow = 0;
    int variables = 0;
    for (int t = 0; t < targets; t++) {
      int count1 = number(p1[t], row1[t], rows);
      int count2 = number(p2[t], row2[t], rows + count1);
      rows += count1 + count2;
      follow += count2 > 0 ? 1 : 0;
      variables += count1 * count2;
    }
    independent = rows - follow;
    putBehind(row1, row2, p2, rows);
    marginals = new double[rows];
    for (int t = 0; t < targets; t++) {
      put(p1[t], row1[t]);
      put(p2[t], row2[t]);
    }
    sums = new double[rows];
    missing = new double[rows];
    missingOfTarget = new double[targets];
    if (rows > MOST_MARGINALS) {
      throw new ArithmeticException(
          "broja: %d marginal probabilities; allowed are %d".formatted(rows, MOST_MARGINALS));
    }
    targetOfRow = new int[rows];
    before = new double[variables];
    q = new double[variables];
    first = new int[variables];
    rowOfFirst = new int[variables];
    rowOfSecond = new int[variables];
    int[] starts = new int[sources1 * sources2 + 1];
    int blocks = 0;
    int v = 0;
    for (int a = 0; a < sources1; a++) {
      for (int b = 0; b < sources2; b++) {
        starts[blocks] = v;
        for (int t = 0; t < targets; t++) {
          if (p1[t][a] > 0 && p2[t][b] > 0) {
            first[v] = a;
            targetOfRow[row1[t][a]] = t;
            targetOfRow[row2[t][b]] = t;
            rowOfFirst[v] = row1[t][a];
            rowOfSecond[v] = row2[t][b];
            q[v++] = p1[t][a] * (p2[t][b] / SpecificInformation.sum(p1[t]));
          }
        }
        blocks += v > starts[blocks] ? 1 : 0;
      }
    }
    starts[blocks] = v;
    blockStarts = Arrays.copyOf(starts, blocks + 1);
    slope = new double[variables];
    inverse = new double[variables];
    step = new double[variables];
    multipliers = new double[independent];
    changes = new double[independent];
    system = new double[independent][independent];
  }

  /** Numbers the values that occur, from {@code next} on; returns how many there are. */
  private static int number(double[] p, int[] rows, int next) {
    int count = 0;
    for (int i = 0; i < p.length; i++) {
      rows[i] = p[i] > 0 ? next + count++ : -1;
    }
    return count;
  }

  /**
   * Gives the largest marginal p(t, s2) of each t a number behind all others: it follows from them,
   * without a difference of large numbers.
   */
  private static void putBehind(int[][] row1, int[][] row2, double[][] p2, int rows) {
    int[] order = new int[rows];
    for (int t = 0; t < row2.length; t++) {
      int largest = 0;
      for (int b = 0; b < row2[t].length; b++) {
        largest = p2[t][b] > p2[t][largest] ? b : largest;
      }
      if (row2[t][largest] >= 0) {
        order[row2[t][largest]] = 1;
      }
    }
    int kept = 0;
    int behind = rows - Arrays.stream(order).sum();
    for (int row = 0; row < rows; row++) {
      order[row] = order[row] == 1 ? behind++ : kept++;
    }
    for (int[][] numbers : new int[][][] {row1, row2}) {
      for (int[] each : numbers) {
        for (int i = 0; i < each.length; i++) {
          each[i] = each[i] < 0 ? -1 : order[each[i]];
        }
      }
    }
  }

  private void put(double[] p, int[] rows) {
    for (int i = 0; i < p.length; i++) {
      if (rows[i] >= 0) {
        marginals[rows[i]] = p[i];
      }
    }
  }

  /**
   * Solves the program.
   *
   * @param p1 p(t, s1), [targets][values of the first source]
   * @param p2 p(t, s2), [targets][values of the second source]
   * @throws ArithmeticException if the solution cannot be proved to be accurate to {@value
   *     #ALLOWED} nats, or has more than {@value #MOST_MARGINALS} marginals that are not 0
   */
  static Solution solve(double[][] p1, double[][] p2) {
    double[][] kept1 = new double[p1.length][];
    double[][] kept2 = new double[p2.length][];
    double left = 0;
    for (int t = 0; t < p1.length; t++) {
      double prior = SpecificInformation.sum(p1[t]);
      boolean isTrace = prior < TRACE * Math.max(p1[t].length, p2[t].length);
      kept1[t] = withoutTraces(p1[t], isTrace ? 0 : prior);
      kept2[t] = withoutTraces(p2[t], isTrace ? 0 : prior);
      left += traces(p1[t], kept1[t]) + traces(p2[t], kept2[t]);
    }
    var program = new UniqueInformation(kept1, kept2);
    Solution found = program.solve();
    Solution solution = new Solution(found.nats(), found.gap() + effect(left, p1.length));
    if (!(solution.gap() <= ALLOWED)) {
      throw new ArithmeticException(
          "broja: minimum known to "
              + solution.gap()
              + " nats only, for "
              + program.q.length
              + " variables; allowed is "
              + ALLOWED);
    }
    return solution;
  }

  /** The probabilities of one t, without traces, scaled to their sum. */
  private static double[] withoutTraces(double[] p, double prior) {
    double[] kept = Arrays.stream(p).map(each -> each < TRACE ? 0 : each).toArray();
    double sum = SpecificInformation.sum(kept);
    return Arrays.stream(kept).map(each -> each > 0 ? each * (prior / sum) : 0).toArray();
  }

  private static double traces(double[] p, double[] kept) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += kept[i] > 0 ? 0 : p[i];
    }
    return sum;
  }

  /**
   * By how much a conditional entropy changes at most when this much probability moves, in nats.
   *
   * @see <a href="https://doi.org/10.48550/arXiv.1507.07775">Winter 2016, lemma 2</a>
   */
  private static double effect(double moved, int targets) {
    return moved == 0
        ? 0
        : moved * StrictLog.ln(targets)
            + (1 + moved) * StrictLog.ln(1 + moved)
            - moved * StrictLog.ln(moved);
  }

  private Solution solve() {
    double lowest = value();
    double bound = Double.NEGATIVE_INFINITY;
    for (double mu = 1.0 / q.length; mu > SMALLEST_BARRIER; mu *= FALL) {
      minimise(mu);
      lowest = Math.min(lowest, value());
      bound = higher(bound, bound());
      fitMultipliers();
      bound = higher(bound, bound());
      if (lowest - bound < AIM) {
        break;
      }
    }
    return new Solution(lowest, Math.abs(lowest - bound)); // below 0 by rounding only
  }

  /** The higher of two bounds, of which the second may have been lost to rounding. */
  private static double higher(double bound, double other) {
    return other > bound ? other : bound;
  }

  /** Newton's method for one mu. */
  private void minimise(double mu) {
    for (int i = 0; i < MOST_STEPS; i++) {
      differentiate(mu);
      direct(mu);
      double descent = 0;
      double size = 1;
      for (int v = 0; v < q.length; v++) {
        descent -= slope[v] * step[v];
        if (step[v] < 0) {
          size = Math.min(size, -0.99 * q[v] / step[v]);
        }
      }
      if (!descend(mu, size, descent) || descent < 1e-2 * mu) {
        return; // near the path, or where rounding hides any further descent: the bound will tell
      }
    }
  }

  /** slope = d/dq of the function with its barrier, inverse = the inverse of the diagonal. */
  private void differentiate(double mu) {
    for (int block = 0; block + 1 < blockStarts.length; block++) {
      double total = total(block);
      for (int v = blockStarts[block]; v < blockStarts[block + 1]; v++) {
        slope[v] = StrictLog.ln(q[v] / total) - mu / q[v];
        inverse[v] = q[v] * (q[v] / (q[v] + mu));
      }
    }
  }

  /** q(s1, s2) */
  private double total(int block) {
    double total = 0;
    for (int v = blockStarts[block]; v < blockStarts[block + 1]; v++) {
      total += q[v];
    }
    return total;
  }

  /** q(s1, s2) minus the sum of the block's inverse, without cancellation. */
  private double rest(int block, double mu) {
    double rest = 0;
    for (int v = blockStarts[block]; v < blockStarts[block + 1]; v++) {
      rest += q[v] * (mu / (q[v] + mu));
    }
    return rest;
  }

  /** Newton's step, along which the marginals stay as they are, and the multipliers. */
  private void direct(double mu) {
    for (double[] row : system) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(multipliers, 0);
    System.arraycopy(slope, 0, step, 0, slope.length);
    applyInverse(step, mu); // step = H^-1 slope
    for (int v = 0; v < q.length; v++) {
      addToRows(v, step[v], multipliers);
    }
    for (int block = 0; block + 1 < blockStarts.length; block++) {
      addBlock(block, rest(block, mu));
    }
    solveSystem(system, multipliers);
    for (int v = 0; v < q.length; v++) {
      step[v] = multiplier(v, multipliers) - slope[v];
    }
    applyInverse(step, mu);
    project();
  }

  /**
   * Takes out of the step what would change the marginals: the system above, of numbers from mu to
   * 1 / mu, leaves rounding errors. This one holds only numbers like those of q.
   */
  private void project() {
    Arrays.fill(changes, 0);
    for (int v = 0; v < q.length; v++) {
      addToRows(v, -step[v], changes);
    }
    solveWeighted(changes);
    for (int v = 0; v < q.length; v++) {
      step[v] += inverse[v] * multiplier(v, changes);
    }
  }

  /** The multipliers that explain the slopes best, where Newton's are lost to rounding. */
  private void fitMultipliers() {
    Arrays.fill(multipliers, 0);
    for (int v = 0; v < q.length; v++) {
      addToRows(v, inverse[v] * slope[v], multipliers);
    }
    solveWeighted(multipliers);
  }

  /** Solves A D A^T x = x, with D the inverse of the Hessian's diagonal part. */
  private void solveWeighted(double[] x) {
    for (double[] row : system) {
      Arrays.fill(row, 0);
    }
    for (int v = 0; v < q.length; v++) {
      addEntry(rowOfFirst[v], rowOfFirst[v], inverse[v]);
      addEntry(rowOfSecond[v], rowOfSecond[v], inverse[v]);
      addEntry(rowOfSecond[v], rowOfFirst[v], inverse[v]);
      addEntry(rowOfFirst[v], rowOfSecond[v], inverse[v]);
    }
    solveSystem(system, x);
  }

  private void addToRows(int v, double value, double[] rows) {
    rows[rowOfFirst[v]] += value;
    if (rowOfSecond[v] < independent) {
      rows[rowOfSecond[v]] += value;
    }
  }

  private double multiplier(int v, double[] rows) {
    return rows[rowOfFirst[v]] + (rowOfSecond[v] < independent ? rows[rowOfSecond[v]] : 0);
  }

  /** x = H^-1 x */
  private void applyInverse(double[] x, double mu) {
    for (int block = 0; block + 1 < blockStarts.length; block++) {
      double sum = 0;
      for (int v = blockStarts[block]; v < blockStarts[block + 1]; v++) {
        x[v] *= inverse[v];
        sum += x[v];
      }
      double factor = sum / rest(block, mu);
      for (int v = blockStarts[block]; v < blockStarts[block + 1]; v++) {
        x[v] += factor * inverse[v];
      }
    }
  }

  /** Adds a block's part of A H^-1 A^T, its lower half. */
  private void addBlock(int block, double rest) {
    for (int v = blockStarts[block]; v < blockStarts[block + 1]; v++) {
      for (int w = blockStarts[block]; w < blockStarts[block + 1]; w++) {
        double entry = (v == w ? inverse[v] : 0) + inverse[v] * (inverse[w] / rest);
        addEntry(rowOfFirst[v], rowOfFirst[w], entry);
        addEntry(rowOfFirst[v], rowOfSecond[w], entry);
        addEntry(rowOfSecond[v], rowOfFirst[w], entry);
        addEntry(rowOfSecond[v], rowOfSecond[w], entry);
      }
    }
  }

  private void addEntry(int row, int column, double entry) {
    if (row < independent && row >= column) {
      system[row][column] += entry;
    }
  }

  /** Cholesky's method on the lower half of a positive definite matrix, which it overwrites. */
  private static void solveSystem(double[][] l, double[] x) {
    int n = x.length;
    for (int i = 0; i < n; i++) {
      double[] row = l[i];
      double diagonal = row[i];
      for (int j = 0; j < i; j++) {
        row[j] = (row[j] - dot(row, l[j], j)) / l[j][j];
      }
      // What rounding leaves of a small pivot is no number to divide by.
      row[i] = Math.sqrt(Math.max(diagonal - dot(row, row, i), SMALLEST_PIVOT * diagonal));
    }
    for (int i = 0; i < n; i++) {
      x[i] = (x[i] - dot(l[i], x, i)) / l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      x[i] /= l[i][i];
      for (int j = 0; j < i; j++) {
        x[j] -= l[i][j] * x[i];
      }
    }
  }

  private static double dot(double[] a, double[] b, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Halves the step until the function falls enough; false if it does not. */
  private boolean descend(double mu, double size, double descent) {
    System.arraycopy(q, 0, before, 0, q.length);
    double height = barrier(mu);
    for (double taken = size; taken > 1e-12 * size; taken /= 2) {
      for (int v = 0; v < q.length; v++) {
        q[v] = Math.max(before[v] + taken * step[v], Double.MIN_NORMAL);
      }
      restoreMarginals();
      if (barrier(mu) <= height - 0.1 * taken * descent) {
        return true;
      }
    }
    System.arraycopy(before, 0, q, 0, q.length);
    return false;
  }

  /**
   * Gives q its marginals again, which rounding has changed: what exceeds them is scaled away, what
   * is missing is added as a product, for each value of the target.
   *
   * @see <a href="https://doi.org/10.48550/arXiv.1705.09634">Altschuler, Weed, Rigollet 2017,
   *     algorithm 2</a>
   */
  private void restoreMarginals() {
    scale(rowOfFirst);
    scale(rowOfSecond);
    Arrays.fill(sums, 0);
    for (int v = 0; v < q.length; v++) {
      sums[rowOfFirst[v]] += q[v];
      sums[rowOfSecond[v]] += q[v];
    }
    for (int row = 0; row < sums.length; row++) {
      missing[row] = Math.max(0, marginals[row] - sums[row]);
    }
    Arrays.fill(missingOfTarget, 0);
    for (int row = 0; row < missing.length; row++) {
      missingOfTarget[targetOfRow[row]] += missing[row] / 2; // by both sources the same
    }
    for (int v = 0; v < q.length; v++) {
      double whole = missingOfTarget[targetOfRow[rowOfFirst[v]]];
      q[v] += whole > 0 ? missing[rowOfFirst[v]] * (missing[rowOfSecond[v]] / whole) : 0;
    }
  }

  /** Scales down what exceeds its marginal. */
  private void scale(int[] rowOf) {
    Arrays.fill(sums, 0);
    for (int v = 0; v < q.length; v++) {
      sums[rowOf[v]] += q[v];
    }
    for (int v = 0; v < q.length; v++) {
      double sum = sums[rowOf[v]];
      q[v] *= sum > marginals[rowOf[v]] ? marginals[rowOf[v]] / sum : 1;
    }
  }

  private double barrier(double mu) {
    double logarithms = 0;
    for (double each : q) {
      logarithms += StrictLog.ln(each);
    }
    return value() - mu * logarithms;
  }

  /** -H_Q(T | S1, S2) in nats. */
  private double value() {
    double value = 0;
    for (int block = 0; block + 1 < blockStarts.length; block++) {
      double total = total(block);
      for (int v = blockStarts[block]; v < blockStarts[block + 1]; v++) {
        value += q[v] * StrictLog.ln(q[v] / total);
      }
    }
    return value;
  }

  /** The dual value of the present multipliers, shifted into the dual program's constraints. */
  private double bound() {
    double[] excess = new double[sources1];
    Arrays.fill(excess, Double.NEGATIVE_INFINITY);
    for (int block = 0; block + 1 < blockStarts.length; block++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int v = blockStarts[block]; v < blockStarts[block + 1]; v++) {
        largest = Math.max(largest, multiplier(v, multipliers));
      }
      double sum = 0;
      for (int v = blockStarts[block]; v < blockStarts[block + 1]; v++) {
        sum += StrictMath.exp(multiplier(v, multipliers) - largest);
      }
      int a = first[blockStarts[block]];
      excess[a] = Math.max(excess[a], largest + StrictLog.ln(sum));
    }
    double bound = dot(multipliers, marginals, independent);
    boolean[] counted = new boolean[marginals.length];
    for (int v = 0; v < q.length; v++) {
      if (!counted[rowOfFirst[v]]) {
        counted[rowOfFirst[v]] = true;
        bound -= excess[first[v]] * marginals[rowOfFirst[v]];
      }
    }
    return bound;
  }
}

package org.infomorph.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.infomorph.importance.Importance.Index;
import org.infomorph.importance.Importance.Method;
import org.infomorph.plan.Sample;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * Sobol' indices of points that fill the space evenly, such as random ones, by a sparse polynomial
 * chaos expansion: the measure is regressed on products of functions that are orthonormal over the
 * space, so that the squares of the coefficients are parts of the variance (Sudret 2008).
 *
 * <p>A range has Legendre polynomials on its scale, up to degree 10. An axis with a count of values
 * has the orthonormal polynomials over these, an axis that is not numeric the orthonormal contrasts
 * of its values, of degree 1. Candidates are all functions of one axis, and products over two and
 * three axes up to the total degree for which there are at most 2000.
 *
 * <p>Terms are taken one by one: the one that goes best with the rest (orthogonal matching pursuit,
 * Pati, Rezaiifar, Krishnaprasad 1993). With P candidates, the best of them takes about 2 log P
 * times the variance of a coefficient off the rest even if the rest is noise; a term that takes no
 * more is not taken, and ends the choice (Foster, George 1994, risk inflation criterion). At most
 * 64 terms, and one for four points, are taken.
 *
 * <p>From the square of each coefficient its own variance is subtracted. The whole variance is the
 * sum of all parts and the variance s^2 of the rest, less the noise of the seeds' means where there
 * are seeds. What is left of s^2 is the part {@link Index#UNEXPLAINED}. Without seeds, noise is in
 * that part, and so is what polynomials cannot follow, such as a jump: total indices and
 * interactions may be too small by as much.
 *
 * <p>Intervals come from a bootstrap over points: a replicate's coefficients are those of one
 * Newton step from the fit of all (Hu, Kalbfleisch 2000, The estimating function bootstrap), which
 * costs far less than a fit and is the same up to 1/n. The terms stay; that other points might
 * choose other terms is not in the intervals. A part without a term is 0; its interval ends where
 * one term would have been taken.
 *
 * @see <a href="https://doi.org/10.1016/j.ress.2007.04.002">Sudret 2008, Global sensitivity
 *     analysis using polynomial chaos expansions</a>
 * @see <a href="https://doi.org/10.1016/j.jcp.2010.12.021">Blatman, Sudret 2011, Adaptive sparse
 *     polynomial chaos expansion</a>
 * @see <a href="https://doi.org/10.1109/ACSSC.1993.342465">Pati, Rezaiifar, Krishnaprasad 1993</a>
 * @see <a href="https://doi.org/10.1214/aos/1176325766">Foster, George 1994</a>
 */
public final class ChaosExpansion {
  private static final int FEWEST_POINTS = 32;
  private static final int MOST_DEGREE = 10;
  private static final int MOST_AXES = 3;
  private static final int MOST_TERMS = 64;
  private static final int POINTS_FOR_A_TERM = 4;
  private static final int MOST_CANDIDATES = 2000;

  /** Values of candidates at points that one choice may look at: it takes time in proportion. */
  private static final int MOST_WORK = 20_000_000;

  /** What is left of the variance when nothing but rounding is. */
  private static final double ROUNDING = 1e-12;

  /** The functions of one axis: their degrees, and their values, function by function. */
  private record Basis(int[] degrees, double[][] values) {}

  /** A product of functions of different axes, in the order of the axes. */
  private record Term(int[] axes, int[] functions) {}

  private final ParameterSpace space;
  private final double[] means;
  private final double noise;
  private final List<Basis> bases = new ArrayList<>();

  private ChaosExpansion(ParameterSpace space, List<Point> points, List<Sample> samples) {
    this.space = space;
    means = samples.stream().mapToDouble(Sample::mean).toArray();
    noise = Arrays.stream(Sensitivity.noise(samples)).average().orElse(0);
    for (int a = 0; a < space.axes().size(); a++) {
      bases.add(basis(space.axes().get(a), a, points));
    }
  }

  /**
   * The rows: first-order and total index of each axis, the interaction of each pair, and the part
   * of the variance that is not explained.
   *
   * @param points that fill the space evenly; those without a value are left out
   * @param samples one for each point
   * @return none if fewer than 32 points have a value
   */
  public static List<Importance> of(
      ParameterSpace space, List<Point> points, List<Sample> samples) {
    Sensitivity.checkLengths(points, samples);
    var valued =
        IntStream.range(0, points.size())
            .filter(i -> Sensitivity.hasValue(samples.get(i)))
            .boxed()
            .toList();
    if (valued.size() < FEWEST_POINTS) {
      return List.of();
    }
    return new ChaosExpansion(
            space,
            valued.stream().map(points::get).toList(),
            valued.stream().map(samples::get).toList())
        .rows();
  }

  private List<Importance> rows() {
    var candidates = candidates();
    double criterion = 2 * StrictMath.log(Math.max(2, candidates.size()));
    var terms = chosen(candidates, criterion);
    var columns = columns(terms);
    var fit = fit(terms, columns);
    var parts = parts(terms, fit, fit.coefficients(), fit.squares(), 1);
    double all = parts[parts.length - 1];
    double hidden = criterion * fit.squares() / (means.length - terms.size() - 1) / means.length;
    var values = indices(parts);
    var replicates = new double[values.length][Sensitivity.REPLICATES];
    for (int r = 0; r < Sensitivity.REPLICATES; r++) {
      var replicate = replicate(terms, columns, fit, r);
      for (int k = 0; k < values.length; k++) {
        replicates[k][r] = replicate[k];
      }
    }
    var rows = new ArrayList<Importance>();
    int axes = bases.size();
    int k = 0;
    for (int a = 0; a < axes; a++) {
      for (var index : List.of(Index.FIRST_ORDER, Index.TOTAL)) {
        rows.add(row(label(a), "", index, values[k], replicates[k], hidden / all));
        k++;
      }
    }
    for (int a = 0; a < axes; a++) {
      for (int b = a + 1; b < axes; b++) {
        rows.add(
            row(label(a), label(b), Index.INTERACTION, values[k], replicates[k], hidden / all));
        k++;
      }
    }
    rows.add(row("", "", Index.UNEXPLAINED, values[k], replicates[k], 0));
    return rows;
  }

  /**
   * A row of the table.
   *
   * @param hidden the upper end of the interval of a part that has no term, so that all its
   *     replicates are 0
   */
  private static Importance row(
      String axis, String other, Index index, double value, double[] replicates, double hidden) {
    return value == 0
        ? new Importance(axis, other, Method.CHAOS_EXPANSION, index, 0, 0, hidden)
        : Sensitivity.row(axis, other, Method.CHAOS_EXPANSION, index, value, replicates);
  }

  private String label(int axis) {
    return space.axes().get(axis).label();
  }

  /**
   * A least-squares fit of the constant and the terms.
   *
   * @param inverse of the matrix of the columns' mean products
   * @param rest what the fit leaves of each point
   * @param squares the sum of the squares of the rest
   */
  private record Fit(RealMatrix inverse, double[] coefficients, double[] rest, double squares) {}

  private Fit fit(List<Term> terms, double[][] columns) {
    int points = means.length;
    int size = terms.size() + 1; // the first column is the constant
    var products = new double[size][size];
    for (var column : columns) {
      for (int k = 0; k < size; k++) {
        for (int l = 0; l <= k; l++) {
          products[k][l] += column[k] * column[l] / points;
        }
      }
    }
    for (int k = 0; k < size; k++) {
      for (int l = k + 1; l < size; l++) {
        products[k][l] = products[l][k];
      }
    }
    var matrix = new Array2DRowRealMatrix(products, false);
    var inverse = new CholeskyDecomposition(matrix).getSolver().getInverse();
    var once = new int[points];
    Arrays.fill(once, 1);
    var coefficients = inverse.operate(products(columns, means, once));
    var rest = means.clone();
    for (int i = 0; i < points; i++) {
      for (int k = 0; k < size; k++) {
        rest[i] -= coefficients[k] * columns[i][k];
      }
    }
    return new Fit(inverse, coefficients, rest, dot(rest, rest));
  }

  /** The mean over points of each column times a value. */
  private static double[] products(double[][] columns, double[] values, int[] times) {
    var products = new double[columns[0].length];
    for (int i = 0; i < columns.length; i++) {
      double value = times[i] * values[i] / columns.length;
      for (int k = 0; value != 0 && k < products.length; k++) {
        products[k] += value * columns[i][k];
      }
    }
    return products;
  }

  /** The indices of a sample of the points, drawn with replacement. */
  private double[] replicate(List<Term> terms, double[][] columns, Fit fit, int replicate) {
    var stream = Sensitivity.stream(Method.CHAOS_EXPANSION, replicate);
    var times = Sensitivity.drawn(stream, means.length);
    // The slope of the squares of the rest, with these points; at the fit of all, it is 0.
    var slope = products(columns, fit.rest(), times);
    var change = fit.inverse().operate(slope);
    var coefficients = fit.coefficients().clone();
    double squares = 0;
    for (int i = 0; i < means.length; i++) {
      squares += times[i] * fit.rest()[i] * fit.rest()[i];
    }
    for (int k = 0; k < change.length; k++) {
      coefficients[k] += change[k];
      squares -= means.length * change[k] * slope[k];
    }
    return indices(parts(terms, fit, coefficients, squares, 2));
  }

  /**
   * The parts of the variance: alone and in all of each axis in turn, of the pairs, and what is not
   * explained. The last one is the whole variance.
   *
   * @param squares the sum of the squares of the rest
   * @param noises how often the square of a coefficient has its variance in it: once, and in a
   *     replicate twice, as the coefficient that it replicates has it already
   */
  private double[] parts(
      List<Term> terms, Fit fit, double[] coefficients, double squares, int noises) {
    int axes = bases.size();
    int points = means.length;
    int size = coefficients.length;
    double variance = Math.max(0, squares) / (points - size);
    double unexplained = Math.max(0, variance - noise);
    var parts = new double[2 * axes + axes * (axes - 1) / 2 + 2];
    double all = unexplained;
    for (int k = 1; k < size; k++) {
      double part =
          coefficients[k] * coefficients[k]
              - noises * variance * fit.inverse().getEntry(k, k) / points;
      all += part;
      var involved = terms.get(k - 1).axes();
      for (int a : involved) {
        parts[2 * a + 1] += part;
      }
      if (involved.length == 1) {
        parts[2 * involved[0]] += part;
      } else if (involved.length == 2) {
        parts[2 * axes + pair(involved[0], involved[1])] += part;
      }
    }
    parts[parts.length - 2] = unexplained;
    parts[parts.length - 1] = all;
    return parts;
  }

  /** The parts, divided by the whole. */
  private static double[] indices(double[] parts) {
    double all = parts[parts.length - 1];
    return Arrays.stream(parts, 0, parts.length - 1)
        .map(part -> all > 0 ? part / all : Double.NaN)
        .toArray();
  }

  /** The place of a pair, first axis before second, among all pairs in order. */
  private int pair(int first, int second) {
    return first * (2 * bases.size() - first - 1) / 2 + second - first - 1;
  }

  /** Point by point, the constant and the terms. */
  private double[][] columns(List<Term> terms) {
    var columns = new double[means.length][terms.size() + 1];
    for (int k = 0; k <= terms.size(); k++) {
      var column = k == 0 ? null : values(terms.get(k - 1));
      for (int i = 0; i < means.length; i++) {
        columns[i][k] = column == null ? 1 : column[i];
      }
    }
    return columns;
  }

  private double[] values(Term term) {
    var values = bases.get(term.axes()[0]).values()[term.functions()[0]].clone();
    for (int f = 1; f < term.axes().length; f++) {
      var factor = bases.get(term.axes()[f]).values()[term.functions()[f]];
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor[i];
      }
    }
    return values;
  }

  /** All terms of one axis, then those of more axes by total degree, as many as may be. */
  private List<Term> candidates() {
    var terms = new ArrayList<Term>();
    for (int a = 0; a < bases.size(); a++) {
      for (int f = 0; f < bases.get(a).degrees().length; f++) {
        terms.add(new Term(new int[] {a}, new int[] {f}));
      }
    }
    int most = Math.min(MOST_CANDIDATES, Math.max(200, MOST_WORK / means.length));
    for (int degree = 2; degree <= MOST_DEGREE; degree++) {
      for (int axes = 2; axes <= MOST_AXES; axes++) {
        var more = new ArrayList<Term>();
        add(more, new int[0], new int[0], axes, degree, most - terms.size());
        if (terms.size() + more.size() > most) {
          return terms;
        }
        terms.addAll(more);
      }
    }
    return terms;
  }

  /**
   * Adds all products of the factors so far with some more.
   *
   * @param axes how many more factors
   * @param degree the sum of their degrees
   * @param enough with more than so many terms, the others do not matter
   */
  private void add(List<Term> terms, int[] so, int[] functions, int axes, int degree, int enough) {
    if (axes == 0) {
      if (degree == 0) {
        terms.add(new Term(so, functions));
      }
      return;
    }
    for (int a = so.length == 0 ? 0 : so[so.length - 1] + 1; a < bases.size(); a++) {
      var degrees = bases.get(a).degrees();
      for (int f = 0; f < degrees.length && terms.size() <= enough; f++) {
        if (degrees[f] <= degree - (axes - 1)) {
          add(terms, with(so, a), with(functions, f), axes - 1, degree - degrees[f], enough);
        }
      }
    }
  }

  private static int[] with(int[] values, int value) {
    var more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = value;
    return more;
  }

  private List<Term> chosen(List<Term> candidates, double criterion) {
    int points = means.length;
    var chosen = new ArrayList<Term>();
    var directions = new ArrayList<double[]>(); // orthonormal, of the constant and the terms
    var constant = new double[points];
    Arrays.fill(constant, 1 / Math.sqrt(points));
    directions.add(constant);
    var rest = means.clone();
    subtract(rest, constant, dot(rest, constant));
    double left = dot(rest, rest);
    double all = left;
    var lengths = candidates.stream().mapToDouble(term -> product(term, null)).toArray();
    var used = new boolean[candidates.size()];
    int most = Math.min(MOST_TERMS, points / POINTS_FOR_A_TERM);
    while (chosen.size() < most && left > ROUNDING * all) {
      int best = best(candidates, lengths, used, rest);
      if (best < 0) {
        break;
      }
      used[best] = true;
      var direction = values(candidates.get(best));
      for (int twice = 0; twice < 2; twice++) { // once leaves rounding errors
        for (var other : directions) {
          subtract(direction, other, dot(direction, other));
        }
      }
      double length = dot(direction, direction);
      if (length <= 1e-8 * lengths[best]) {
        continue; // a sum of other terms, at these points
      }
      scale(direction, 1 / Math.sqrt(length));
      double along = dot(rest, direction);
      double after = left - along * along;
      int degrees = points - directions.size() - 1;
      if (along * along <= criterion * Math.max(0, after) / degrees) {
        break;
      }
      subtract(rest, direction, along);
      left = dot(rest, rest);
      directions.add(direction);
      chosen.add(candidates.get(best));
    }
    return chosen;
  }

  /** The candidate with the largest correlation with the rest, the first of equals; or -1. */
  private int best(List<Term> candidates, double[] lengths, boolean[] used, double[] rest) {
    int best = -1;
    double most = 0;
    for (int c = 0; c < used.length; c++) {
      if (!used[c] && lengths[c] > 0) {
        double along = product(candidates.get(c), rest);
        double gain = along * along / lengths[c];
        if (gain > most) {
          most = gain;
          best = c;
        }
      }
    }
    return best;
  }

  /** The sum over points of a term times the rest; of its own square if there is no rest. */
  private double product(Term term, double[] rest) {
    var first = factor(term, 0);
    double sum = 0;
    if (term.axes().length == 1) {
      for (int i = 0; i < first.length; i++) {
        sum += first[i] * (rest == null ? first[i] : rest[i]);
      }
      return sum;
    }
    var second = factor(term, 1);
    if (term.axes().length == 2) {
      for (int i = 0; i < first.length; i++) {
        double value = first[i] * second[i];
        sum += value * (rest == null ? value : rest[i]);
      }
      return sum;
    }
    var third = factor(term, 2);
    for (int i = 0; i < first.length; i++) {
      double value = first[i] * second[i] * third[i];
      sum += value * (rest == null ? value : rest[i]);
    }
    return sum;
  }

  private double[] factor(Term term, int factor) {
    return bases.get(term.axes()[factor]).values()[term.functions()[factor]];
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double[] direction, double along) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= along * direction[i];
    }
  }

  private static void scale(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  private static Basis basis(Axis axis, int index, List<Point> points) {
    var nodes = points.stream().map(point -> point.values().get(index)).toList();
    if (axis.values() instanceof AxisValues.Range range) {
      var at =
          nodes.stream()
              .mapToDouble(node -> 2 * Sensitivity.fraction(range, node.doubleValue()) - 1)
              .toArray();
      return range.from() == range.to()
          ? new Basis(new int[0], new double[0][])
          : new Basis(IntStream.rangeClosed(1, MOST_DEGREE).toArray(), legendre(at));
    }
    // How often the axis lists each of its values: so often a random point has it.
    boolean numeric = Sensitivity.isNumeric(axis);
    Map<Object, Integer> weights = numeric ? new TreeMap<>() : new LinkedHashMap<>();
    for (int v = 0; v < axis.values().count(); v++) {
      weights.merge(Sensitivity.key(axis.values().at(v)), 1, Integer::sum);
    }
    var keys = new ArrayList<>(weights.keySet());
    var levels = orthonormal(weights.values().stream().mapToDouble(w -> w).toArray(), numeric);
    var values = new double[levels.length][points.size()];
    for (int i = 0; i < points.size(); i++) {
      int level = keys.indexOf(Sensitivity.key(nodes.get(i)));
      if (level < 0) {
        throw new IllegalArgumentException(
            "found the value %s on the axis %s; allowed are the values of the axis"
                .formatted(nodes.get(i), axis.label()));
      }
      for (int f = 0; f < levels.length; f++) {
        values[f][i] = levels[f][level];
      }
    }
    return new Basis(
        IntStream.range(0, levels.length).map(f -> numeric ? f + 1 : 1).toArray(), values);
  }

  /**
   * Legendre polynomials of degree 1 to 10, with variance 1 over [-1, 1], by their recurrence (d +
   * 1) P(d+1) = (2d + 1) x P(d) - d P(d-1).
   */
  private static double[][] legendre(double[] at) {
    var values = new double[MOST_DEGREE][at.length];
    for (int i = 0; i < at.length; i++) {
      double before = 0;
      double last = 1;
      for (int d = 0; d < MOST_DEGREE; d++) {
        double next = ((2 * d + 1) * at[i] * last - d * before) / (d + 1);
        values[d][i] = Math.sqrt(2 * d + 3) * next;
        before = last;
        last = next;
      }
    }
    return values;
  }

  /**
   * Functions on the values of an axis that are orthonormal to each other and to the constant, by
   * Gram and Schmidt: polynomials of the values' places, or contrasts of the values.
   *
   * @param weights one for each value
   */
  private static double[][] orthonormal(double[] weights, boolean numeric) {
    int levels = weights.length;
    double sum = Arrays.stream(weights).sum();
    ToDoubleBiFunction<double[], double[]> mean =
        (f, g) -> IntStream.range(0, levels).mapToDouble(l -> weights[l] * f[l] * g[l]).sum() / sum;
    var functions = new ArrayList<double[]>();
    var one = new double[levels];
    Arrays.fill(one, 1);
    functions.add(one);
    int count = numeric ? Math.min(MOST_DEGREE, levels - 1) : levels - 1;
    for (int f = 0; f < count; f++) {
      var next = new double[levels];
      if (numeric) {
        var last = functions.get(f);
        for (int l = 0; l < levels; l++) {
          next[l] = last[l] * (2.0 * l / (levels - 1) - 1);
        }
      } else {
        next[f] = 1;
      }
      for (int twice = 0; twice < 2; twice++) { // once leaves rounding errors
        for (var other : functions) {
          subtract(next, other, mean.applyAsDouble(next, other));
        }
      }
      scale(next, 1 / Math.sqrt(mean.applyAsDouble(next, next)));
      functions.add(next);
    }
    return functions.subList(1, functions.size()).toArray(double[][]::new);
  }
}

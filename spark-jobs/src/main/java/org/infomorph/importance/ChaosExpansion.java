package org.infomorph.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.infomorph.importance.Importance.Index;
import org.infomorph.importance.Importance.Method;
import org.infomorph.plan.Sample;
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

  private final ParameterSpace space;
  private final double[] means;
  private final double noise;
  private final List<AxisFunctions> bases = new ArrayList<>();

  private ChaosExpansion(ParameterSpace space, List<Point> points, List<Sample> samples) {
    this.space = space;
    means = samples.stream().mapToDouble(Sample::mean).toArray();
    noise = Arrays.stream(Sensitivity.noise(samples)).average().orElse(0);
    for (int a = 0; a < space.axes().size(); a++) {
      bases.add(AxisFunctions.of(space.axes().get(a), a, points));
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
    var candidates = new Candidates(bases, means.length).all();
    double criterion = 2 * StrictMath.log(Math.max(2, candidates.size()));
    var terms = new MatchingPursuit(bases, means).chosen(candidates, criterion);
    var fit = LeastSquares.of(terms, bases, means);
    var parts = parts(terms, fit, fit.coefficients(), fit.squares(), 1);
    double all = parts[parts.length - 1];
    double hidden = criterion * fit.squares() / (means.length - terms.size() - 1) / means.length;
    var values = indices(parts);
    var replicates = new double[values.length][Sensitivity.REPLICATES];
    for (int r = 0; r < Sensitivity.REPLICATES; r++) {
      var replicate = replicate(terms, fit, r);
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

  /** The indices of a sample of the points, drawn with replacement. */
  private double[] replicate(List<Term> terms, LeastSquares fit, int replicate) {
    var stream = Sensitivity.stream(Method.CHAOS_EXPANSION, replicate);
    var times = Sensitivity.drawn(stream, means.length);
    var slope = fit.slope(times);
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
      List<Term> terms, LeastSquares fit, double[] coefficients, double squares, int noises) {
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
}

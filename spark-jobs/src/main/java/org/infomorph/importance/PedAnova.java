package org.infomorph.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Erf;
import org.infomorph.importance.Importance.Index;
import org.infomorph.importance.Importance.Method;
import org.infomorph.plan.Sample;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * PED-ANOVA: an axis matters as far as the best points lie elsewhere on it than all points do. Any
 * points will do, those of a search too, as the best are compared with what was tried. Points
 * without a value are left out.
 *
 * <p>For each axis, the densities of the best points p and of all points q are compared by their
 * Pearson divergence, the mean under q of (p/q - 1)^2. The factor of the two quantiles before it is
 * the same for all axes and left out. A numeric axis has up to 50 cells of equal width on its
 * scale, and Gaussian kernels with Scott's bandwidth; other axes have the counts of their values.
 * One more point, spread evenly, keeps q above 0.
 *
 * @see <a href="https://doi.org/10.24963/ijcai.2023/488">Watanabe, Bansal, Hutter 2023, PED-ANOVA:
 *     Efficiently Quantifying Hyperparameter Importance in Arbitrary Subspaces</a>
 */
public final class PedAnova {
  private static final int MOST_CELLS = 50;
  private static final int FEWEST_POINTS = 10;
  private static final int FEWEST_BEST = 2;

  /** 90 % of a normal distribution lie within 1.645 deviations: in its own cell, at least. */
  private static final double NARROWEST = 0.5 / 1.645;

  /** The cell of each point on one axis. */
  private record Cells(Axis axis, int count, boolean ordered, int[] cells) {}

  private final List<Cells> axes;

  /** The points' indices, the best first. */
  private final int[] order;

  private final double[] values;
  private final double quantile;

  private PedAnova(List<Cells> axes, int[] order, double[] values, double quantile) {
    this.axes = axes;
    this.order = order;
    this.values = values;
    this.quantile = quantile;
  }

  /**
   * Two rows an axis: its divergence, and its share of all divergences.
   *
   * @param samples one for each point
   * @param quantile which points are the best: 0.1 is the best tenth, and all as good as the last
   *     of these
   * @param maximise whether a higher measure is a better one
   * @return none if fewer than 10 points have a value
   */
  public static List<Importance> of(
      ParameterSpace space,
      List<Point> points,
      List<Sample> samples,
      double quantile,
      boolean maximise) {
    Sensitivity.checkLengths(points, samples);
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException(
          "found the quantile " + quantile + "; allowed is more than 0 and less than 1");
    }
    var valued =
        IntStream.range(0, points.size())
            .filter(i -> Sensitivity.hasValue(samples.get(i)))
            .toArray();
    if (valued.length < FEWEST_POINTS) {
      return List.of();
    }
    var values =
        IntStream.of(valued)
            .mapToDouble(i -> maximise ? samples.get(i).mean() : -samples.get(i).mean())
            .toArray();
    var order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    var chosen = IntStream.of(valued).mapToObj(points::get).toList();
    var axes =
        IntStream.range(0, space.axes().size())
            .mapToObj(a -> cells(space.axes().get(a), a, chosen))
            .toList();
    return new PedAnova(axes, order, values, quantile).rows();
  }

  private List<Importance> rows() {
    var once = new int[values.length];
    Arrays.fill(once, 1);
    var divergences = divergences(once);
    var replicates = new double[axes.size()][Sensitivity.REPLICATES];
    var shares = new double[axes.size()][Sensitivity.REPLICATES];
    for (int r = 0; r < Sensitivity.REPLICATES; r++) {
      var stream = Sensitivity.stream(Method.PED_ANOVA, r);
      var replicate = divergences(Sensitivity.drawn(stream, values.length));
      for (int a = 0; a < axes.size(); a++) {
        replicates[a][r] = replicate[a];
        shares[a][r] = share(replicate, a);
      }
    }
    var rows = new ArrayList<Importance>();
    for (int a = 0; a < axes.size(); a++) {
      var label = axes.get(a).axis().label();
      rows.add(row(label, Index.DIVERGENCE, divergences[a], replicates[a]));
      rows.add(row(label, Index.SHARE, share(divergences, a), shares[a]));
    }
    return rows;
  }

  /** A divergence and a share are never negative, and a share is at most 1. */
  private static Importance row(String axis, Index index, double value, double[] replicates) {
    var row = Sensitivity.row(axis, "", Method.PED_ANOVA, index, value, replicates);
    return new Importance(
        axis,
        "",
        row.method(),
        index,
        value,
        Math.max(0, row.lower()),
        index == Index.SHARE ? Math.min(1, row.upper()) : row.upper());
  }

  /** If no axis matters, all matter alike. */
  private static double share(double[] divergences, int axis) {
    double sum = 0;
    for (double divergence : divergences) {
      sum += divergence;
    }
    return sum > 0 ? divergences[axis] / sum : 1.0 / divergences.length;
  }

  /**
   * The divergence of each axis.
   *
   * @param times how often each point counts
   */
  private double[] divergences(int[] times) {
    var isBest = best(times);
    var divergences = new double[axes.size()];
    for (int a = 0; a < divergences.length; a++) {
      var axis = axes.get(a);
      var all = new double[axis.count()];
      var best = new double[axis.count()];
      for (int i = 0; i < times.length; i++) {
        all[axis.cells()[i]] += times[i];
        best[axis.cells()[i]] += isBest[i] ? times[i] : 0;
      }
      var p = density(best, axis.ordered());
      var q = density(all, axis.ordered());
      for (int c = 0; c < q.length; c++) {
        double excess = p[c] / q[c] - 1;
        divergences[a] += q[c] * excess * excess;
      }
    }
    return divergences;
  }

  private boolean[] best(int[] times) {
    long wanted = Math.max(FEWEST_BEST, (long) Math.ceil(quantile * values.length));
    var best = new boolean[times.length];
    long found = 0;
    double last = Double.NaN;
    for (int i : order) {
      if (found >= wanted && values[i] != last) {
        break;
      }
      if (times[i] > 0) {
        best[i] = true;
        found += times[i];
        last = values[i];
      }
    }
    return best;
  }

  private static double[] density(double[] counts, boolean ordered) {
    int cells = counts.length;
    var sums = ordered ? smoothed(counts) : counts;
    double points = 0;
    for (double count : counts) {
      points += count;
    }
    var density = new double[cells];
    for (int c = 0; c < cells; c++) {
      density[c] = (sums[c] + 1.0 / cells) / (points + 1);
    }
    return density;
  }

  /** The counts, each spread by a Gaussian kernel that ends with the axis. */
  private static double[] smoothed(double[] counts) {
    int cells = counts.length;
    double width = bandwidth(counts) * Math.sqrt(2);
    var below = new double[cells + 1]; // the kernel's mass within d - 1/2 cells from its centre
    for (int d = 0; d <= cells; d++) {
      below[d] = Erf.erf((d - 0.5) / width) / 2;
    }
    var smoothed = new double[cells];
    for (int c = 0; c < cells; c++) {
      if (counts[c] > 0) {
        double within = below[c + 1] + below[cells - c];
        for (int d = 0; d < cells; d++) {
          int distance = Math.abs(d - c);
          smoothed[d] += counts[c] * (below[distance + 1] - below[distance]) / within;
        }
      }
    }
    return smoothed;
  }

  /**
   * In cells: 1.059 n^(-1/5) times the deviation, or times a normal distribution's deviation by the
   * quartiles if that is less.
   *
   * @see <a href="https://doi.org/10.1002/9780470316849">Scott 1992, Multivariate Density
   *     Estimation</a>
   */
  private static double bandwidth(double[] counts) {
    double points = 0;
    double sum = 0;
    double squares = 0;
    for (int c = 0; c < counts.length; c++) {
      points += counts[c];
      sum += counts[c] * c;
      squares += counts[c] * c * c;
    }
    double variance = (squares - sum * sum / points) / Math.max(1, points - 1);
    double quartiles = (quartile(counts, 0.75 * points) - quartile(counts, 0.25 * points)) / 1.34;
    double deviation = Math.min(Math.sqrt(Math.max(0, variance)), quartiles);
    return Math.max(NARROWEST, 1.059 * StrictMath.pow(points, -0.2) * deviation);
  }

  private static int quartile(double[] counts, double place) {
    double sum = 0;
    for (int c = 0; c < counts.length; c++) {
      sum += counts[c];
      if (sum >= place) {
        return c;
      }
    }
    return counts.length - 1;
  }

  private static Cells cells(Axis axis, int index, List<Point> points) {
    var nodes = points.stream().map(point -> point.values().get(index)).toList();
    var values = axis.values();
    if (Sensitivity.isNumeric(axis)) {
      if (values.count() > 0 && values.count() <= MOST_CELLS) {
        var places = new TreeMap<Double, Integer>();
        for (int v = 0; v < values.count(); v++) {
          places.put(values.at(v).doubleValue() + 0.0, 0);
        }
        nodes.forEach(node -> places.put(node.doubleValue() + 0.0, 0));
        if (places.size() <= MOST_CELLS) {
          int place = 0;
          for (var entry : places.entrySet()) {
            entry.setValue(place++);
          }
          return new Cells(
              axis,
              places.size(),
              true,
              nodes.stream().mapToInt(node -> places.get(node.doubleValue() + 0.0)).toArray());
        }
      }
      return new Cells(
          axis,
          MOST_CELLS,
          true,
          nodes.stream().mapToInt(node -> bin(values, node.doubleValue())).toArray());
    }
    var places = new LinkedHashMap<Object, Integer>();
    for (int v = 0; v < values.count(); v++) {
      places.putIfAbsent(Sensitivity.key(values.at(v)), places.size());
    }
    nodes.forEach(node -> places.putIfAbsent(Sensitivity.key(node), places.size()));
    return new Cells(
        axis,
        places.size(),
        false,
        nodes.stream().mapToInt(node -> places.get(Sensitivity.key(node))).toArray());
  }

  private static int bin(AxisValues values, double value) {
    int bin = (int) (Sensitivity.fraction(values, value) * MOST_CELLS);
    return Math.min(bin, MOST_CELLS - 1);
  }
}

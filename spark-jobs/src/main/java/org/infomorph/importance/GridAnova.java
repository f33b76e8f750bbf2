package org.infomorph.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.infomorph.importance.Importance.Index;
import org.infomorph.importance.Importance.Method;
import org.infomorph.plan.Sample;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * Sobol' indices of a full grid, exactly: the variance over the grid, each point with the same
 * weight, is a sum of parts that belong to one axis, to two, and so on.
 *
 * <p>The variance of the mean over all axes but some is the sum of the parts of these (Sobol'
 * 2001). The noise of the seeds adds to each part its mean variance v times (degrees of freedom of
 * the part) / (number of points), as in the table of an analysis of variance; this is subtracted
 * from each part and from the whole. Without a second seed nothing is known of noise: nothing is
 * subtracted, and there is no interval. With seeds, the interval is by a bootstrap: each point gets
 * normal noise of its own mean's variance.
 *
 * @see <a href="https://doi.org/10.1016/S0378-4754(00)00270-6">Sobol' 2001, Global sensitivity
 *     indices for nonlinear mathematical models</a>
 */
public final class GridAnova {
  private final ParameterSpace space;
  private final int axes;

  /** How many values each axis has. */
  private final int[] counts;

  /** How far apart two points are in the grid that differ by one step on an axis. */
  private final int[] strides;

  private final int size;

  private GridAnova(ParameterSpace space, int[] counts, int size) {
    this.space = space;
    axes = counts.length;
    this.counts = counts;
    this.size = size;
    strides = new int[axes];
    int stride = 1;
    for (int a = axes - 1; a >= 0; a--) {
      strides[a] = stride;
      stride *= counts[a];
    }
  }

  /**
   * The rows: first-order and total index of each axis, the interaction of each pair.
   *
   * @param samples one for each point
   * @return none if the points are no full grid, each point once and with a value
   */
  public static List<Importance> of(
      ParameterSpace space, List<Point> points, List<Sample> samples) {
    Sensitivity.checkLengths(points, samples);
    int axes = space.axes().size();
    var levels = new ArrayList<HashMap<Object, Integer>>();
    var counts = new int[axes];
    long size = 1;
    for (int a = 0; a < axes; a++) {
      var places = new HashMap<Object, Integer>();
      for (var point : points) {
        places.putIfAbsent(Sensitivity.key(point.values().get(a)), places.size());
      }
      levels.add(places);
      counts[a] = places.size();
      size = Math.min(size * places.size(), Integer.MAX_VALUE);
    }
    if (size != points.size() || size < 2 || !samples.stream().allMatch(Sensitivity::hasValue)) {
      return List.of();
    }
    var grid = new GridAnova(space, counts, points.size());
    var means = new double[points.size()];
    Arrays.fill(means, Double.NaN);
    var noise = Sensitivity.noise(samples);
    var noises = new double[noise.length];
    for (int i = 0; i < means.length; i++) {
      int place = 0;
      for (int a = 0; a < axes; a++) {
        place +=
            levels.get(a).get(Sensitivity.key(points.get(i).values().get(a))) * grid.strides[a];
      }
      if (!Double.isNaN(means[place])) {
        return List.of(); // a point twice, so another one is missing
      }
      means[place] = samples.get(i).mean();
      if (noise.length > 0) {
        noises[place] = noise[i];
      }
    }
    return grid.rows(means, noises);
  }

  private List<Importance> rows(double[] means, double[] noise) {
    double variance = Arrays.stream(noise).average().orElse(0);
    var values = indices(means, variance);
    var replicates = new double[values.length][noise.length > 0 ? Sensitivity.REPLICATES : 0];
    for (int r = 0; r < replicates[0].length; r++) {
      var stream = Sensitivity.stream(Method.GRID_ANOVA, r);
      var noisy = new double[size];
      for (int i = 0; i < size; i++) {
        noisy[i] = means[i] + Math.sqrt(noise[i]) * stream.nextGaussian();
      }
      var replicate = indices(noisy, 2 * variance); // the means have noise of their own already
      for (int k = 0; k < values.length; k++) {
        replicates[k][r] = replicate[k];
      }
    }
    var rows = new ArrayList<Importance>();
    int k = 0;
    for (int a = 0; a < axes; a++) {
      for (var index : List.of(Index.FIRST_ORDER, Index.TOTAL)) {
        rows.add(Sensitivity.row(label(a), "", Method.GRID_ANOVA, index, values[k], replicates[k]));
        k++;
      }
    }
    for (int a = 0; a < axes; a++) {
      for (int b = a + 1; b < axes; b++) {
        rows.add(
            Sensitivity.row(
                label(a),
                label(b),
                Method.GRID_ANOVA,
                Index.INTERACTION,
                values[k],
                replicates[k]));
        k++;
      }
    }
    return rows;
  }

  private String label(int axis) {
    return space.axes().get(axis).label();
  }

  /** First-order and total index of each axis in turn, then the pairs. */
  private double[] indices(double[] means, double noise) {
    double mean = Arrays.stream(means).average().orElseThrow();
    var centred = Arrays.stream(means).map(value -> value - mean).toArray();
    double all = variance(centred);
    double total = all - noise * (size - 1) / size;
    var indices = new double[2 * axes + axes * (axes - 1) / 2];
    var first = new double[axes];
    for (int a = 0; a < axes; a++) {
      first[a] = variance(along(centred, a));
      double others = variance(without(centred, a));
      indices[2 * a] = part(first[a] - noise * (counts[a] - 1) / size, total);
      indices[2 * a + 1] = part(all - others - noise * (1 - 1.0 / counts[a]), total);
    }
    int k = 2 * axes;
    for (int a = 0; a < axes; a++) {
      for (int b = a + 1; b < axes; b++) {
        double degrees = (counts[a] - 1.0) * (counts[b] - 1.0);
        double both = variance(along(centred, a, b)) - first[a] - first[b];
        indices[k++] = part(both - noise * degrees / size, total);
      }
    }
    return indices;
  }

  private static double part(double variance, double total) {
    return total > 0 ? variance / total : Double.NaN;
  }

  /** Of centred values. */
  private static double variance(double[] centred) {
    double sum = 0;
    for (double value : centred) {
      sum += value * value;
    }
    return sum / centred.length;
  }

  /** The mean at each value of an axis. */
  private double[] along(double[] values, int axis) {
    var means = new double[counts[axis]];
    for (int i = 0; i < size; i++) {
      means[level(i, axis)] += values[i];
    }
    return divided(means);
  }

  /** The mean at each pair of values of two axes. */
  private double[] along(double[] values, int axis, int other) {
    var means = new double[counts[axis] * counts[other]];
    for (int i = 0; i < size; i++) {
      means[level(i, axis) * counts[other] + level(i, other)] += values[i];
    }
    return divided(means);
  }

  /** The mean over one axis, at each combination of all others. */
  private double[] without(double[] values, int axis) {
    var means = new double[size / counts[axis]];
    int block = strides[axis] * counts[axis];
    for (int i = 0; i < size; i++) {
      means[i / block * strides[axis] + i % strides[axis]] += values[i];
    }
    return divided(means);
  }

  private int level(int point, int axis) {
    return point / strides[axis] % counts[axis];
  }

  private double[] divided(double[] sums) {
    double points = (double) size / sums.length;
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= points;
    }
    return sums;
  }
}

package org.infomorph.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.Point;

/**
 * The functions of one axis, orthonormal over it, at points. A range has Legendre polynomials on
 * its scale. An axis with a count of values has the orthonormal polynomials over these, an axis
 * that is not numeric the orthonormal contrasts of its values, of degree 1.
 *
 * @param degrees of the functions
 * @param values of each function at each point
 */
record AxisFunctions(int[] degrees, double[][] values) {
  static final int MOST_DEGREE = 10;

  /**
   * The functions of an axis at points.
   *
   * @param index of the axis
   * @throws IllegalArgumentException if a point has a value that the axis does not list
   */
  static AxisFunctions of(Axis axis, int index, List<Point> points) {
    var nodes = points.stream().map(point -> point.values().get(index)).toList();
    if (axis.values() instanceof AxisValues.Range range) {
      var at =
          nodes.stream()
              .mapToDouble(node -> 2 * Sensitivity.fraction(range, node.doubleValue()) - 1)
              .toArray();
      return range.from() == range.to()
          ? new AxisFunctions(new int[0], new double[0][])
          : new AxisFunctions(IntStream.rangeClosed(1, MOST_DEGREE).toArray(), legendre(at));
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
    return new AxisFunctions(
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
          Vectors.subtract(next, other, mean.applyAsDouble(next, other));
        }
      }
      Vectors.scale(next, 1 / Math.sqrt(mean.applyAsDouble(next, next)));
      functions.add(next);
    }
    return functions.subList(1, functions.size()).toArray(double[][]::new);
  }
}

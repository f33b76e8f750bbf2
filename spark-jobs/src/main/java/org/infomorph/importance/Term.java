package org.infomorph.importance;

import java.util.List;

/**
 * A product of functions of different axes.
 *
 * @param axes in their order
 * @param functions for each of the axes, the index of its function
 */
record Term(int[] axes, int[] functions) {
  /** Its values at the points. */
  double[] values(List<AxisFunctions> bases) {
    var values = factor(bases, 0).clone();
    for (int f = 1; f < axes.length; f++) {
      var factor = factor(bases, f);
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor[i];
      }
    }
    return values;
  }

  /** The sum over points of the term times the rest; of its own square if there is no rest. */
  double product(List<AxisFunctions> bases, double[] rest) {
    var first = factor(bases, 0);
    double sum = 0;
    if (axes.length == 1) {
      for (int i = 0; i < first.length; i++) {
        sum += first[i] * (rest == null ? first[i] : rest[i]);
      }
      return sum;
    }
    var second = factor(bases, 1);
    if (axes.length == 2) {
      for (int i = 0; i < first.length; i++) {
        double value = first[i] * second[i];
        sum += value * (rest == null ? value : rest[i]);
      }
      return sum;
    }
    var third = factor(bases, 2);
    for (int i = 0; i < first.length; i++) {
      double value = first[i] * second[i] * third[i];
      sum += value * (rest == null ? value : rest[i]);
    }
    return sum;
  }

  private double[] factor(List<AxisFunctions> bases, int factor) {
    return bases.get(axes[factor]).values()[functions[factor]];
  }
}

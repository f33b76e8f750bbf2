package org.infomorph.importance;

/** Sums over points, always in the order of the points. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static void subtract(double[] from, double[] direction, double along) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= along * direction[i];
    }
  }

  static void scale(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}

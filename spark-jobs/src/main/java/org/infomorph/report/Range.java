package org.infomorph.report;

/**
 * The range of some numbers; both ends are NaN if no number is finite.
 *
 * @param least the smallest finite number
 * @param greatest the largest finite number
 */
record Range(double least, double greatest) {
  static Range of(double[] values) {
    double least = Double.NaN;
    double greatest = Double.NaN;
    for (double value : values) {
      if (Double.isFinite(value)) {
        least = Double.isNaN(least) ? value : Math.min(least, value);
        greatest = Double.isNaN(greatest) ? value : Math.max(greatest, value);
      }
    }
    return new Range(least, greatest);
  }

  boolean isEmpty() {
    return Double.isNaN(least);
  }
}

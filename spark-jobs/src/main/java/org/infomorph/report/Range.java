package org.infomorph.report;

/**
 * From the least to the greatest of some numbers; both NaN if there is none.
 *
 * @param least of all that are finite
 * @param greatest likewise
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

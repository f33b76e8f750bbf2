package org.infomorph.tabular;

/**
 * Mean and standard deviation of each feature. A feature that is constant in training has the
 * deviation 1: its values become 0, and other values in the test samples keep their distance.
 *
 * @param mean of each feature
 * @param deviation of each feature, more than 0
 */
record FeatureScale(double[] mean, double[] deviation) {
  /**
   * The moments of samples, as distances from the first sample: plain sums of squares would lose
   * the variance where the mean is large.
   *
   * @param values {@code [samples][features]}
   */
  static FeatureScale of(int features, float[] values) {
    int samples = values.length / features;
    double[] mean = new double[features];
    double[] deviation = new double[features];
    for (int s = 0; s < samples; s++) {
      for (int f = 0; f < features; f++) {
        mean[f] += (double) values[s * features + f] - values[f];
      }
    }
    for (int f = 0; f < features; f++) {
      mean[f] = values[f] + mean[f] / samples;
    }
    for (int s = 0; s < samples; s++) {
      for (int f = 0; f < features; f++) {
        double distance = values[s * features + f] - mean[f];
        deviation[f] += distance * distance;
      }
    }
    for (int f = 0; f < features; f++) {
      double root = Math.sqrt(deviation[f] / samples);
      deviation[f] = root > 0 ? root : 1;
    }
    return new FeatureScale(mean, deviation);
  }

  /** Shifts and scales samples where they lie. */
  void apply(float[]... sets) {
    for (float[] values : sets) {
      for (int i = 0; i < values.length; i++) {
        int f = i % mean.length;
        values[i] = (float) ((values[i] - mean[f]) / deviation[f]);
      }
    }
  }
}

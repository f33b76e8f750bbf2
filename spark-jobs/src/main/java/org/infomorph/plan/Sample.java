package org.infomorph.plan;

/**
 * The values of one point's seeds, as far as a plan needs them.
 *
 * @param count how many seeds have a value; 0 where none has
 * @param mean of these; NaN if there is none
 * @param deviation their standard deviation, with n - 1; NaN if there are fewer than two
 */
public record Sample(int count, double mean, double deviation) {
  /** No seed has a value. */
  public static final Sample NONE = new Sample(0, Double.NaN, Double.NaN);

  private static final double[] QUANTILES = StudentT.quantiles(0.975, 100);

  public Sample {
    if (count < 0) {
      throw new IllegalArgumentException("a sample of " + count + " values");
    }
  }

  /**
   * Of some values.
   *
   * @param values in the order of the seeds, in which they are added up
   */
  public static Sample of(double... values) {
    if (values.length == 0) {
      return NONE;
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int degrees = values.length - 1;
    return new Sample(
        values.length, mean, degrees == 0 ? Double.NaN : Math.sqrt(squares / degrees));
  }

  /** Half the width of the 95 % confidence interval of the mean; NaN with fewer than two values. */
  public double halfWidth() {
    if (count < 2) {
      return Double.NaN;
    }
    int degrees = count - 1;
    double quantile =
        degrees < QUANTILES.length ? QUANTILES[degrees] : StudentT.quantile(0.975, degrees);
    return quantile * deviation / Math.sqrt(count);
  }
}

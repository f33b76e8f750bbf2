package org.infomorph.plan;

import breeze.stats.distributions.RandBasis;
import breeze.stats.distributions.StudentsT;
import java.util.stream.IntStream;

/** Quantiles of Student's t distribution. */
public final class StudentT {
  private StudentT() {}

  /**
   * Quantiles for several degrees of freedom, by these.
   *
   * @param below so many: 0 (where there is none) to {@code below} - 1
   */
  public static double[] quantiles(double probability, int below) {
    return IntStream.range(0, below).mapToDouble(d -> quantile(probability, d)).toArray();
  }

  /**
   * The value below which t lies with a probability, to the last bits of a double.
   *
   * @param probability in (0.5, 1)
   * @param degrees degrees of freedom, 1 or more; with fewer there is no distribution
   * @return NaN for fewer degrees than 1
   */
  public static double quantile(double probability, int degrees) {
    if (degrees < 1) {
      return Double.NaN;
    }
    // Breeze has the distribution function but not its inverse, which is monotonic: bisect.
    var distribution = new StudentsT(degrees, RandBasis.mt0());
    double low = 0;
    double high = 1;
    while (distribution.cdf(high) < probability) {
      low = high;
      high *= 2;
    }
    for (double middle = (low + high) / 2;
        low < middle && middle < high;
        middle = (low + high) / 2) {
      if (distribution.cdf(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}

package org.infomorph.bins;

import java.io.Serializable;
import java.util.Objects;

/**
 * How one source's drives become bins. Bins are left-open and right-closed; a value at or below the
 * lowest edge goes to the first bin, a value above the highest edge to the last.
 *
 * <p>The published estimator instead clamps values to {@code [e_0 + 1e-4, e_K]} first. For bins
 * wider than 1e-4 both rules agree. Narrower bins, from a small adaptive range, also work here.
 *
 * @param count number of bins, 1 to {@value #MOST_BINS}
 * @param range where the bins lie
 * @see <a href="https://doi.org/10.48550/arXiv.2306.02149">Makkeh et al. 2025</a>
 */
public record Binning(int count, BinRange range) implements Serializable {
  /** The largest number of samples of a data set. Each neuron needs as many edges as bins. */
  public static final int MOST_BINS = 1_000_000;

  public Binning {
    Objects.requireNonNull(range, "range");
    if (count < 1 || count > MOST_BINS) {
      throw new IllegalArgumentException(
          "count is " + count + "; allowed are 1 to " + MOST_BINS + " bins");
    }
  }

  /**
   * A reusable assigner of this binning.
   *
   * @param maxSamples largest batch it will see, 1 or more
   */
  public BinAssigner assigner(int maxSamples) {
    if (maxSamples < 1) {
      throw new IllegalArgumentException("maxSamples is " + maxSamples + "; allowed is 1 or more");
    }
    return range.assigner(count, maxSamples);
  }

  /**
   * Assigns one batch; {@link #assigner} does the same repeatedly without allocation.
   *
   * @param drives the batch is {@code drives[from..from+samples)}
   * @param from index of the first sample
   * @param samples 1 or more
   * @param bins [samples or more], {@code bins[0..samples)} is overwritten with 0 to count - 1
   */
  public void assign(double[] drives, int from, int samples, int[] bins) {
    assigner(samples).assign(drives, from, samples, bins);
  }
}

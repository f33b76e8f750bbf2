package org.infomorph.bins;

import java.io.Serializable;
import java.util.Objects;

/**
 * How one source's drives become bins: hard bins, or with a kernel soft bins. Hard bins are
 * left-open and right-closed; a value at or below the lowest edge goes to the first bin, a value
 * above the highest edge to the last.
 *
 * <p>The published estimator instead clamps values to {@code [e_0 + 1e-4, e_K]} first. For bins
 * wider than 1e-4 both rules agree. Narrower bins, from a small adaptive range, also work here.
 *
 * @param count number of bins, 1 to {@value #MOST_BINS}
 * @param range where the bins lie; of equal width if there is a kernel
 * @param kernel how a drive is spread over bins
 * @see <a href="https://doi.org/10.48550/arXiv.2306.02149">Makkeh et al. 2025</a>
 */
public record Binning(int count, BinRange range, Kernel kernel) implements Serializable {
  /** The largest number of samples of a data set. Each neuron needs as many edges as bins. */
  public static final int MOST_BINS = 1_000_000;

  public Binning {
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(kernel, "kernel");
    if (count < 1 || count > MOST_BINS) {
      throw new IllegalArgumentException(
          "count is " + count + "; allowed are 1 to " + MOST_BINS + " bins");
    }
    if (!(kernel instanceof Kernel.Hard) && !(range instanceof BinRange.EqualWidth)) {
      throw new IllegalArgumentException(
          "a kernel needs bins of equal width; range is equal_mass, allowed are normalised,"
              + " adaptive or [lo, hi]");
    }
  }

  /** Hard bins. */
  public Binning(int count, BinRange range) {
    this(count, range, new Kernel.Hard());
  }

  /** Whether a drive may belong to several bins. */
  public boolean isSoft() {
    return !(kernel instanceof Kernel.Hard);
  }

  /** The largest number of bins that a drive can touch; 1 for hard bins. */
  public int mostTouched() {
    return isSoft() ? (int) Math.min(count, Math.floor(2 * reach()) + 2) : 1;
  }

  /** The number of bins that a drive touches on average, away from the ends of the range. */
  public double meanTouched() {
    return isSoft() ? Math.min(count, 2 * reach() + 1) : 1;
  }

  /** Half the width of the cut kernel, in widths of a bin. */
  private double reach() {
    return kernel.sigma() * KernelCurve.reachOf(kernel);
  }

  /**
   * A reusable assigner of this binning to hard bins, whatever its kernel.
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
   * Reusable memberships of this binning.
   *
   * @param maxSamples largest batch they will see, 1 or more
   */
  public Memberships memberships(int maxSamples) {
    return Memberships.of(this, maxSamples);
  }

  /**
   * Assigns one batch to hard bins; {@link #assigner} does the same repeatedly without allocation.
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

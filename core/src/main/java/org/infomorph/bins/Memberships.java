package org.infomorph.bins;

import java.util.Arrays;

/**
 * To which bins each drive of a batch belongs, by which shares, and how the shares change with the
 * drive. The bins of a drive lie side by side. Where bins follow the batch, as in a range from its
 * minimum to its maximum, the edges are treated as constant in the derivatives.
 *
 * <p>A binning without kernel gives one bin, with share 1 and derivative 0. Reusable, without
 * allocation. Not thread-safe.
 *
 * @see Kernel
 */
public abstract sealed class Memberships {
  private final int most;
  private final int[] first;
  private final int[] counts;
  private final double[] shares;
  private final double[] slopes;

  private Memberships(int most, int samples) {
    this.most = most;
    first = new int[samples];
    counts = new int[samples];
    shares = new double[Math.multiplyExact(most, samples)];
    slopes = new double[shares.length];
  }

  static Memberships of(Binning binning, int maxSamples) {
    return binning.isSoft()
        ? new Spread(binning, maxSamples)
        : new InOneBin(binning, maxSamples);
  }

  /**
   * Takes a batch of one neuron's drives, all of them finite.
   *
   * @param drives the batch is {@code drives[from..from+samples)}
   * @param from index of the first sample
   * @param samples 1 or more, at most the largest batch
   */
  public abstract void assign(double[] drives, int from, int samples);

  /** Whether shares change with the drives. */
  public abstract boolean isSoft();

  /** The first of a sample's bins. */
  public int first(int sample) {
    return first[sample];
  }

  /** The number of a sample's bins, 1 to {@link #most}. */
  public int count(int sample) {
    return counts[sample];
  }

  /** The largest number of bins that a drive can touch. */
  public int most() {
    return most;
  }

  /**
   * The shares m_k, {@code [samples][most]}: those of a sample begin at {@code sample * most}, and
   * add up to 1.
   */
  public double[] shares() {
    return shares;
  }

  /** The derivatives dm_k/dx, in the places of the shares. */
  public double[] slopes() {
    return slopes;
  }

  /** Each drive in one bin. */
  private static final class InOneBin extends Memberships {
    private final BinAssigner assigner;

    private InOneBin(Binning binning, int maxSamples) {
      super(1, maxSamples);
      assigner = binning.assigner(maxSamples);
      Arrays.fill(shares(), 1);
      Arrays.fill(super.counts, 1);
    }

    @Override
    public void assign(double[] drives, int from, int samples) {
      assigner.assign(drives, from, samples, super.first);
    }

    @Override
    public boolean isSoft() {
      return false;
    }
  }

  /** Each drive in the bins within the kernel's reach. */
  private static final class Spread extends Memberships {
    private final int bins;
    private final BinRange.EqualWidth range;
    private final KernelCurve curve;
    private final double inverseSigma;

    /** In widths of a bin. */
    private final double reach;

    private final double[] ends = new double[2];

    private Spread(Binning binning, int maxSamples) {
      super(binning.mostTouched(), maxSamples);
      bins = binning.count();
      range = (BinRange.EqualWidth) binning.range();
      curve = KernelCurve.of(binning.kernel());
      inverseSigma = 1 / binning.kernel().sigma();
      reach = binning.reach();
    }

    @Override
    public void assign(double[] drives, int from, int samples) {
      range.ends(drives, from, samples, ends);
      double lo = ends[0];
      boolean oneBin = lo == ends[1];
      double inverseWidth = oneBin ? 0 : bins / (ends[1] - lo);
      for (int s = 0; s < samples; s++) {
        double v = oneBin ? Double.NEGATIVE_INFINITY : (drives[from + s] - lo) * inverseWidth;
        place(s, v, inverseWidth);
      }
    }

    /** Places a sample by its distance v from the lowest edge, in widths of a bin. */
    private void place(int sample, double v, double inverseWidth) {
      int low = Math.max(1, (int) Math.min(bins, Math.ceil(v - reach))); // inner edges in reach
      int high = (int) Math.max(0, Math.min(bins - 1, Math.floor(v + reach)));
      int at = sample * super.most;
      double[] shares = super.shares;
      double[] slopes = super.slopes;
      double scale = inverseSigma * inverseWidth;
      double below = 0;
      double densityBelow = 0;
      for (int edge = low; edge <= high; edge++) {
        double u = (edge - v) * inverseSigma;
        double distribution = curve.distribution(u);
        double density = curve.density(u);
        shares[at] = Math.max(0, distribution - below);
        slopes[at] = (densityBelow - density) * scale;
        below = distribution;
        densityBelow = density;
        at++;
      }
      shares[at] = 1 - below;
      slopes[at] = densityBelow * scale;
      super.first[sample] = low - 1;
      super.counts[sample] = Math.max(0, high - low + 1) + 1;
    }

    @Override
    public boolean isSoft() {
      return true;
    }
  }
}

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
    return binning.isSoft() ? new Spread(binning, maxSamples) : new InOneBin(binning, maxSamples);
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
    private final double[] ends = new double[2];

    /** By sample: how far the drive lies above the lowest inner edge in reach. */
    private final double[] distances;

    private Spread(Binning binning, int maxSamples) {
      super(binning.mostTouched(), maxSamples);
      bins = binning.count();
      range = (BinRange.EqualWidth) binning.range();
      curve = KernelCurve.of(binning.kernel(), binning.mostTouched(), maxSamples);
      distances = new double[maxSamples];
    }

    @Override
    public void assign(double[] drives, int from, int samples) {
      range.ends(drives, from, samples, ends);
      double lo = ends[0];
      if (lo == ends[1]) {
        oneBin(samples);
        return;
      }
      double inverseWidth = bins / (ends[1] - lo);
      findEdges(drives, from, samples, lo, inverseWidth);
      curve.at(samples, distances, super.counts, super.most, super.shares, super.slopes);
      for (int s = 0; s < samples; s++) {
        differences(s * super.most, super.counts[s] - 1, inverseWidth);
      }
    }

    private void oneBin(int samples) {
      for (int s = 0; s < samples; s++) {
        super.first[s] = 0;
        super.counts[s] = 1;
        differences(s * super.most, 0, 0);
      }
    }

    private void findEdges(double[] drives, int from, int samples, double lo, double inverseWidth) {
      double reach = curve.reach();
      for (int s = 0; s < samples; s++) {
        double v = (drives[from + s] - lo) * inverseWidth; // in widths of a bin
        int lowest = (int) Math.ceil(v - reach);
        int highest = (int) Math.floor(v + reach);
        // Rounding of the sums may let an edge in that is out of reach; these differences are
        // exact.
        lowest += lowest - v < -reach ? 1 : 0;
        highest -= highest - v > reach ? 1 : 0;
        lowest = lowest < 1 ? 1 : lowest > bins ? bins : lowest;
        highest = highest > bins - 1 ? bins - 1 : highest;
        distances[s] = v - lowest;
        super.first[s] = lowest - 1;
        super.counts[s] = highest < lowest ? 1 : highest - lowest + 2;
      }
    }

    /** From F and f at the edges to the shares of the bins between, and their derivatives. */
    private void differences(int at, int edges, double inverseWidth) {
      double[] shares = super.shares;
      double[] slopes = super.slopes;
      double below = 0;
      double densityBelow = 0;
      for (int i = at; i < at + edges; i++) {
        double distribution = shares[i];
        double density = slopes[i];
        double share = distribution - below;
        shares[i] = share < 0 ? 0 : share;
        slopes[i] = (densityBelow - density) * inverseWidth;
        below = distribution;
        densityBelow = density;
      }
      shares[at + edges] = below > 1 ? 0 : 1 - below;
      slopes[at + edges] = densityBelow * inverseWidth;
    }

    @Override
    public boolean isSoft() {
      return true;
    }
  }
}

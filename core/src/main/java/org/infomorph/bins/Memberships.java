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
  /** Where a drive touches more than two bins, the places of a sample are a multiple of this. */
  private static final int BLOCK = 4;

  private final int stride;
  private final int[] first;
  private final int[] counts;
  private final double[] shares;
  private final double[] slopes;

  private Memberships(int most, int samples) {
    stride = most <= 2 ? 2 : (most + BLOCK) / BLOCK * BLOCK;
    first = new int[samples];
    counts = new int[samples];
    shares = new double[Math.multiplyExact(stride, samples)];
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

  /** The number of a sample's bins, 1 to {@link #stride}. */
  public int count(int sample) {
    return counts[sample];
  }

  /** By sample, the first of its bins. */
  public int[] firsts() {
    return first;
  }

  /** By sample, the number of its bins. */
  public int[] counts() {
    return counts;
  }

  /** The number of places of a sample: 2, or a multiple of 4. */
  public int stride() {
    return stride;
  }

  /**
   * The shares m_k, {@code [samples][stride]}: those of a sample begin at {@code sample * stride},
   * and add up to 1. The places beyond the sample's bins are 0, so that a loop may run over pairs
   * or blocks of places.
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
      for (int s = 0; s < maxSamples; s++) {
        shares()[s * stride()] = 1;
        super.counts[s] = 1;
      }
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
    /** Number of samples whose F and f are kept together. */
    private static final int STRIP = 64;

    private final int bins;
    private final BinRange.EqualWidth range;
    private final KernelCurve curve;
    private final double[] ends = new double[2];

    /** By sample: how far the drive lies above the lowest inner edge in reach. */
    private final double[] distances;

    /**
     * F and f at the edges of each sample. Where a drive touches at most two bins, the one edge
     * between them; else, for some of the samples, the edges follow 0, and 1 follows the edges, up
     * to the stride.
     */
    private final double[] distributions;

    private final double[] densities;

    private Spread(Binning binning, int maxSamples) {
      super(binning.mostTouched(), maxSamples);
      bins = binning.count();
      range = (BinRange.EqualWidth) binning.range();
      distances = new double[maxSamples];
      distributions = new double[stride() == 2 ? maxSamples : STRIP * stride()];
      densities = new double[distributions.length];
      curve = KernelCurve.of(binning.kernel(), stride(), maxSamples);
    }

    @Override
    public void assign(double[] drives, int from, int samples) {
      range.ends(drives, from, samples, ends);
      double lo = ends[0];
      double inverseWidth = bins / (ends[1] - lo);
      if (lo == ends[1]) {
        Arrays.fill(super.first, 0, samples, 0);
        oneBin(samples);
      } else if (stride() == 2) {
        if (findNearestEdges(drives, from, samples, lo, inverseWidth)) {
          curve.at(samples, distances, distributions, densities);
          halves(samples, inverseWidth);
        } else {
          oneBin(samples);
        }
      } else {
        findEdges(drives, from, samples, lo, inverseWidth);
        for (int begin = 0; begin < samples; begin += STRIP) {
          strip(begin, Math.min(STRIP, samples - begin), inverseWidth);
        }
      }
    }

    /** Every drive in its first bin alone. */
    private void oneBin(int samples) {
      Arrays.fill(shares(), 0, samples * stride(), 0);
      Arrays.fill(slopes(), 0, samples * stride(), 0);
      Arrays.fill(super.counts, 0, samples, 1);
      for (int at = 0; at < samples * stride(); at += stride()) {
        shares()[at] = 1;
      }
    }

    /**
     * For a reach below half a width: the bins on both sides of the nearest edge, or the bin that
     * the drive is in. Returns whether some drive has an edge in reach.
     */
    private boolean findNearestEdges(
        double[] drives, int from, int samples, double lo, double inverseWidth) {
      double reach = curve.reach();
      int last = bins - 1;
      int most = 1;
      for (int s = 0; s < samples; s++) {
        double v = (drives[from + s] - lo) * inverseWidth; // in widths of a bin
        int own = Math.max(0, Math.min(last, (int) v));
        int nearest = v - own > 0.5 ? own + 1 : own;
        double distance = v - nearest;
        int count = Math.abs(distance) <= reach && nearest > 0 && nearest <= last ? 2 : 1;
        distances[s] = count == 2 ? distance : 0;
        super.first[s] = count == 2 ? nearest - 1 : own;
        super.counts[s] = count;
        most |= count;
      }
      return most > 1;
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

    /** From F and f at one edge to the shares of the bins below and above, and their slopes. */
    private void halves(int samples, double inverseWidth) {
      double[] shares = shares();
      double[] slopes = slopes();
      for (int s = 0; s < samples; s++) {
        double below = distributions[s];
        double slope = densities[s] * inverseWidth;
        if (super.counts[s] == 1) {
          below = 1;
          slope = 0;
        }
        double above = 1 - below;
        shares[2 * s] = below < 0 ? 0 : below;
        shares[2 * s + 1] = above < 0 ? 0 : above;
        slopes[2 * s] = -slope;
        slopes[2 * s + 1] = slope;
      }
    }

    /** Shares and slopes of some samples: few, so that F and f stay in the nearest cache. */
    private void strip(int begin, int samples, double inverseWidth) {
      curve.at(begin, samples, distances, super.counts, stride(), distributions, densities);
      ends(begin, samples);
      differences(begin * stride(), samples * stride(), inverseWidth);
    }

    /** F is 0 before the first edge of a sample, and 1 after its last one. */
    private void ends(int begin, int samples) {
      for (int s = 0; s < samples; s++) {
        int at = s * stride();
        distributions[at] = 0;
        densities[at] = 0;
        for (int i = at + super.counts[begin + s]; i < at + stride(); i++) {
          distributions[i] = 1;
          densities[i] = 0;
        }
      }
    }

    /**
     * From F and f at the edges to the shares of the bins between, and their derivatives. From one
     * sample to the next, F falls from 1 to 0, which makes a share of 0. The upper edges are copied
     * first: the JIT vectorises no loop that reads two neighbours of one array.
     */
    private void differences(int at, int places, double inverseWidth) {
      double[] shares = shares();
      double[] slopes = slopes();
      System.arraycopy(distributions, 1, shares, at, places - 1);
      System.arraycopy(densities, 1, slopes, at, places - 1);
      shares[at + places - 1] = 0;
      slopes[at + places - 1] = 0;
      for (int i = 0; i < places; i++) {
        shares[at + i] = Math.max(0, shares[at + i] - distributions[i]);
      }
      for (int i = 0; i < places; i++) {
        slopes[at + i] = (densities[i] - slopes[at + i]) * inverseWidth;
      }
    }

    @Override
    public boolean isSoft() {
      return true;
    }
  }
}

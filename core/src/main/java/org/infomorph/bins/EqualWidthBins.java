package org.infomorph.bins;

/**
 * K bins of equal width from lo to hi; the k-th bin is (e_k, e_{k+1}].
 *
 * <p>Edges are counted from the nearer end, {@code e_k = lo + (hi - lo) k / K} or {@code hi - (hi -
 * lo) (K - k) / K}, so a symmetric range has symmetric edges. A drive's distance from the highest
 * edge, in bins, gives its bin up to rounding. If a drive of a batch lies so near to an edge that
 * rounding could matter, comparisons with the edges decide, for the whole batch.
 */
final class EqualWidthBins {
  /** With a larger margin most drives would be near an edge. */
  private static final double LARGEST_MARGIN = 1e-3;

  /** Products with larger slopes could overflow within the range. */
  private static final double LARGEST_SLOPE = 0x1p1000;

  private static final BinLoops LOOPS = BinLoops.fastest();

  private final int count;

  /**
   * Edges around each bin. The outermost edges are NaN, because a comparison with NaN never puts a
   * value beyond them.
   */
  private final double[] edges;

  /** The place of each sample's bin, counted from the highest bin. */
  private double[] places = {};

  private double hi;
  private double inverseWidth;

  /**
   * More than the rounding errors of a distance and of the edges, in bins: less than 20 roundings
   * of numbers up to the largest end of the range or its span.
   */
  private double margin;

  EqualWidthBins(int count) {
    this.count = count;
    this.edges = new double[count + 1];
  }

  /** Sets the range, {@code lo < hi}. */
  void range(double lo, double hi) {
    double span = hi - lo;
    this.hi = hi;
    this.inverseWidth = count / span;
    for (int k = 1; k < count; k++) {
      edges[k] = 2 * k < count + 1 ? lo + span * k / count : hi - span * (count - k) / count;
    }
    edges[0] = Double.NaN;
    edges[count] = Double.NaN;
    double largest = Math.max(span, Math.max(Math.abs(lo), Math.abs(hi)));
    margin = 64 * Math.ulp(1.0) * largest * inverseWidth;
  }

  /** Overwrites {@code bins[0..samples)} with the bins of {@code drives[from..] / divisor}. */
  void assign(double[] drives, int from, int samples, double divisor, int[] bins) {
    double slope = inverseWidth / divisor;
    boolean safe = margin < LARGEST_MARGIN && slope >= Double.MIN_NORMAL && slope < LARGEST_SLOPE;
    if (!safe || isNearAnEdge(drives, from, samples, slope, bins)) {
      compare(drives, from, samples, divisor, bins);
    }
  }

  /** Overwrites the bins, and tells whether one of them may be wrong. */
  private boolean isNearAnEdge(double[] drives, int from, int samples, double slope, int[] bins) {
    if (places.length < samples) {
      places = new double[samples];
    }
    double top = hi * inverseWidth;
    boolean near =
        LOOPS.isNearAnEdge(drives, from, samples, top, slope, 0.5 - margin, count, places);
    int last = count - 1;
    for (int s = 0; s < samples; s++) {
      bins[s] = last - (int) places[s];
    }
    return near;
  }

  /** A run of equal drives, typical of labels and of silent sources, is compared once. */
  private void compare(double[] drives, int from, int samples, double divisor, int[] bins) {
    int last = count - 1;
    for (int s = 0; s < samples; s++) {
      if (s > 0 && drives[from + s] == drives[from + s - 1]) {
        bins[s] = bins[s - 1];
        continue;
      }
      double value = drives[from + s] / divisor;
      int fromTop = (int) ((hi - value) * inverseWidth);
      int k = last - Math.max(0, Math.min(last, fromTop));
      k -= value <= edges[k] ? 1 : 0;
      k += value > edges[k + 1] ? 1 : 0;
      bins[s] = k;
    }
  }
}

package org.infomorph.bins;

/**
 * K bins of equal width from lo to hi; the k-th bin is (e_k, e_{k+1}].
 *
 * <p>Edges are counted from the nearer end, {@code e_k = lo + (hi - lo) k / K} or {@code hi - (hi -
 * lo) (K - k) / K}, so a symmetric range has symmetric edges. A quotient gives the bin of a value
 * up to rounding; two comparisons with the edges then decide.
 */
final class EqualWidthBins {
  private final int count;

  /**
   * Edges around each bin. The outermost edges are NaN, because a comparison with NaN never puts a
   * value beyond them.
   */
  private final double[] edges;

  private double hi;
  private double inverseWidth;

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
  }

  /**
   * Overwrites {@code bins[0..samples)} with the bins of {@code drives[from..] / divisor}. A run of
   * equal drives, typical of labels, is binned once.
   */
  void assign(double[] drives, int from, int samples, double divisor, int[] bins) {
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

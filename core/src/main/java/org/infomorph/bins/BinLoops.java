package org.infomorph.bins;

import org.infomorph.loops.Vectors;

/**
 * The inner loop of {@link EqualWidthBins} in two implementations, plain and with vectors, which
 * give the same bits. Stateless.
 */
interface BinLoops {
  /**
   * Finds the bins of drives, and tells whether one of them lies so near to an edge that its bin
   * may be wrong. A drive's distance from the highest edge, in bins, is {@code top - drive *
   * slope}.
   *
   * @param drives read from {@code from} on
   * @param far largest distance from a bin's middle that is not near an edge, in bins
   * @param count number of bins
   * @param places overwritten from 0 with whole numbers from 0, the highest bin, to count - 1; NaN
   *     may stay NaN
   */
  boolean isNearAnEdge(
      double[] drives,
      int from,
      int samples,
      double top,
      double slope,
      double far,
      int count,
      double[] places);

  /** The fastest implementation that this JVM can run. */
  static BinLoops fastest() {
    return Vectors.fastest(BinLoops.class, "org.infomorph.bins.VectorBinLoops", PlainBinLoops::new);
  }
}

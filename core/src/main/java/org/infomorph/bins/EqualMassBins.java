package org.infomorph.bins;

import java.util.Arrays;

/** Bins between the quantiles of each batch; see {@link BinRange.EqualMass}. */
final class EqualMassBins implements BinAssigner {
  private final int count;
  private final double[] sorted;
  private final double[] innerEdges;

  EqualMassBins(int count, int maxSamples) {
    this.count = count;
    this.sorted = new double[maxSamples];
    this.innerEdges = new double[count - 1];
  }

  /**
   * Rank r is at least k B / count exactly if the ceil(k B / count)-th smallest value is smaller.
   */
  @Override
  public void assign(double[] drives, int from, int samples, int[] bins) {
    System.arraycopy(drives, from, sorted, 0, samples);
    Arrays.sort(sorted, 0, samples);
    for (int k = 1; k < count; k++) {
      innerEdges[k - 1] = sorted[(int) (((long) k * samples + count - 1) / count) - 1];
    }
    for (int s = 0; s < samples; s++) {
      bins[s] = edgesBelow(drives[from + s]);
    }
  }

  private int edgesBelow(double value) {
    int low = 0;
    int high = innerEdges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (innerEdges[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

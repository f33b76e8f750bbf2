package org.infomorph.math;

import java.util.Arrays;
import java.util.Optional;

/**
 * Samples of unsigned bytes of which most are 0, as in pictures of digits. Only the nonzero bytes
 * of each sample are stored, with their units. For few neurons, products with this form are faster
 * than a BLAS product with all values, because less data moves through memory. The order of each
 * sum is fixed and the same on every machine. Immutable.
 */
public final class SparseRows {
  /** Largest share of nonzero values. In handwritten digits the share is a fifth. */
  private static final double MOST_DENSE = 0.3;

  /** Entries in a cache line of 64 bytes. */
  private static final int CACHE_LINE = 32;

  private static final int LONGEST_STEP = 255;

  private final int units;

  /**
   * Sample s has the entries {@code starts[s]} to {@code starts[s + 1] - 1}, in the order of units.
   */
  private final int[] starts;

  /**
   * Each entry combines a byte with the step from the previous entry's unit, {@code step << 8 |
   * byte}. This takes half the memory of entries that hold the unit itself. A longer step is split
   * over several entries; all of them except the last have byte 0.
   */
  private final char[] entries;

  private SparseRows(int units, int[] starts, char[] entries) {
    this.units = units;
    this.starts = starts;
    this.entries = entries;
  }

  /**
   * The nonzero entries of the samples; empty if there are too many.
   *
   * @param units values of one sample
   * @param bytes {@code [samples][units]}
   */
  public static Optional<SparseRows> of(int units, byte[] bytes) {
    int[] starts = new int[bytes.length / units + 1];
    long most = (long) (MOST_DENSE * bytes.length);
    for (int s = 0; s < starts.length - 1; s++) {
      starts[s + 1] = starts[s] + enter(units, bytes, s, null, 0);
      if (starts[s + 1] > most) {
        return Optional.empty();
      }
    }
    char[] entries = new char[starts[starts.length - 1]];
    for (int s = 0; s < starts.length - 1; s++) {
      enter(units, bytes, s, entries, starts[s]);
    }
    return Optional.of(new SparseRows(units, starts, entries));
  }

  /** Writes one sample's entries if the array is not null; returns their number. */
  private static int enter(int units, byte[] bytes, int sample, char[] entries, int at) {
    int count = 0;
    int last = 0;
    for (int u = 0; u < units; u++) {
      byte value = bytes[sample * units + u];
      if (value != 0 || u - last == LONGEST_STEP) {
        if (entries != null) {
          entries[at + count] = (char) (u - last << 8 | value & 0xff);
        }
        last = u;
        count++;
      }
    }
    return count;
  }

  /** Number of values of one sample. */
  int units() {
    return units;
  }

  /**
   * Writes all values of one sample.
   *
   * @param table what each of the 256 bytes reads as
   * @param to overwritten from {@code at} on
   */
  void write(int sample, float[] table, float[] to, int at) {
    Arrays.fill(to, at, at + units, table[0]);
    int u = at;
    for (int e = starts[sample]; e < starts[sample + 1]; e++) {
      u += entries[e] >>> 8;
      to[u] = table[entries[e] & 0xff];
    }
  }

  /** Sums over one sample's entries, see {@link SparseLoops#sum}. */
  void sum(
      SparseLoops loops,
      int sample,
      float[] weights,
      int neurons,
      int stride,
      float[] out,
      int at) {
    loops.sum(entries, starts[sample], starts[sample + 1], weights, neurons, stride, out, at);
  }

  /** Adds up products with one sample's entries, see {@link SparseLoops#spread}. */
  void spread(
      SparseLoops loops,
      int sample,
      float[] factors,
      int at,
      float[] sums,
      int neurons,
      int stride) {
    loops.spread(entries, starts[sample], starts[sample + 1], factors, at, sums, neurons, stride);
  }

  /**
   * Reads one entry per cache line of each sample, so that the samples are in the cache when the
   * sums need them. The samples lie anywhere in memory, and the processor overlaps these
   * independent reads.
   *
   * @param order indices of samples, read from {@code from} to {@code to - 1}
   * @return a meaningless number, so that the compiler does not remove the reads
   */
  int touch(int[] order, int from, int to) {
    int seen = 0;
    for (int s = from; s < to; s++) {
      int end = starts[order[s] + 1];
      for (int e = starts[order[s]]; e < end; e += CACHE_LINE) {
        seen ^= entries[e];
      }
    }
    return seen;
  }
}

package org.infomorph.math;

import java.util.Arrays;
import java.util.Optional;

/**
 * Samples of unsigned bytes most of which are 0, as in pictures of digits: of each sample only the
 * others, with their units. Few neurons read such samples faster from here than a BLAS does from
 * all values, which has to move them through memory first. Sums have a fixed order, the same on
 * every machine. Immutable.
 */
public final class SparseRows {
  /** Share of values that may be other than 0. Of handwritten digits it is a fifth. */
  private static final double MOST_DENSE = 0.3;

  /** Entries of 64 bytes. */
  private static final int CACHE_LINE = 32;

  private static final int LONGEST_STEP = 255;

  private final int units;

  /** Sample s has the entries {@code starts[s]} to {@code starts[s + 1] - 1}, by unit. */
  private final int[] starts;

  /**
   * Byte and step from the last entry's unit in one, {@code step << 8 | byte}: half the memory to
   * move of what units would take. Longer steps are of several entries, all but the last of byte 0.
   */
  private final char[] entries;

  private SparseRows(int units, int[] starts, char[] entries) {
    this.units = units;
    this.starts = starts;
    this.entries = entries;
  }

  /**
   * The entries of some samples; empty if there are too many of them.
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

  /** Writes one sample's entries, unless there is nowhere to; returns how many they are. */
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
   * Reads a little of each of some samples, which lie anywhere in memory, so that they are at hand
   * when they are summed over: reads that nothing depends on are waited for together.
   *
   * @param order indices of samples; those at {@code from} to {@code to - 1} are read
   * @return a number without meaning, for the compiler to see a use
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

package org.infomorph.math;

import java.util.Arrays;
import java.util.Optional;

/**
 * Samples of unsigned bytes most of which are 0, as in pictures of digits: of each sample only the
 * others, with their units. Few neurons read such samples faster from here than a BLAS does from
 * all values, which has to move them through memory first. Sums are of doubles and in a fixed
 * order, the same on every machine. Immutable.
 */
public final class SparseRows {
  /** Share of values that may be other than 0. Of handwritten digits it is a fifth. */
  private static final double MOST_DENSE = 0.3;

  private static final int MOST_UNITS = 1 << 24;

  private final int units;

  /** Sample s has the entries {@code starts[s]} to {@code starts[s + 1] - 1}, by unit. */
  private final int[] starts;

  /** Unit and byte in one: {@code unit << 8 | byte}, so that one stream is read, not two. */
  private final int[] entries;

  private SparseRows(int units, int[] starts, int[] entries) {
    this.units = units;
    this.starts = starts;
    this.entries = entries;
  }

  /**
   * The entries of some samples; empty if there are too many of them, or too many units.
   *
   * @param units values of one sample
   * @param bytes {@code [samples][units]}
   */
  public static Optional<SparseRows> of(int units, byte[] bytes) {
    int count = 0;
    for (byte value : bytes) {
      count += value == 0 ? 0 : 1;
    }
    if (count > MOST_DENSE * bytes.length || units > MOST_UNITS) {
      return Optional.empty();
    }
    int[] starts = new int[bytes.length / units + 1];
    int[] entries = new int[count];
    int entry = 0;
    for (int s = 0; s < starts.length - 1; s++) {
      for (int u = 0; u < units; u++) {
        byte value = bytes[s * units + u];
        if (value != 0) {
          entries[entry++] = u << 8 | value & 0xff;
        }
      }
      starts[s + 1] = entry;
    }
    return Optional.of(new SparseRows(units, starts, entries));
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
    for (int e = starts[sample]; e < starts[sample + 1]; e++) {
      to[at + (entries[e] >>> 8)] = table[entries[e] & 0xff];
    }
  }

  /** The same in double precision; a byte v reads as {@code offset + scale * v}. */
  void write(int sample, double offset, double scale, double[] to, int at) {
    Arrays.fill(to, at, at + units, offset);
    for (int e = starts[sample]; e < starts[sample + 1]; e++) {
      to[at + (entries[e] >>> 8)] = offset + scale * (entries[e] & 0xff);
    }
  }

  /**
   * The sums {@code Σ_u w_nu v_u} over one sample's bytes v, for some neurons.
   *
   * @param weights unit-major, {@code [units][neurons]}
   * @param out neuron n's sum goes to {@code out[n * stride + at]}
   */
  void sums(int sample, double[] weights, int neurons, double[] out, int stride, int at) {
    int from = starts[sample];
    int to = starts[sample + 1];
    int n = 0;
    for (; n + 5 <= neurons; n += 5) {
      sumFive(from, to, weights, neurons, n, out, n * stride + at, stride);
    }
    for (; n < neurons; n++) {
      double sum = 0;
      for (int e = from; e < to; e++) {
        sum += weights[(entries[e] >>> 8) * neurons + n] * (entries[e] & 0xff);
      }
      out[n * stride + at] = sum;
    }
  }

  /** Five sums fit the registers; ten take longer than twice five. */
  private void sumFive(
      int from, int to, double[] weights, int neurons, int n, double[] out, int at, int stride) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    for (int e = from; e < to; e++) {
      int w = (entries[e] >>> 8) * neurons + n;
      double value = entries[e] & 0xff;
      s0 += weights[w] * value;
      s1 += weights[w + 1] * value;
      s2 += weights[w + 2] * value;
      s3 += weights[w + 3] * value;
      s4 += weights[w + 4] * value;
    }
    out[at] = s0;
    out[at + stride] = s1;
    out[at + 2 * stride] = s2;
    out[at + 3 * stride] = s3;
    out[at + 4 * stride] = s4;
  }

  /**
   * Adds {@code d_n v_u} to the sum of each neuron and unit, for one sample's bytes v.
   *
   * @param factors d_n is {@code factors[n * stride + at]}
   * @param sums unit-major, {@code [units][neurons]}
   */
  void spread(int sample, double[] factors, int stride, int at, double[] sums, int neurons) {
    int from = starts[sample];
    int to = starts[sample + 1];
    int n = 0;
    for (; n + 5 <= neurons; n += 5) {
      spreadFive(from, to, factors, n * stride + at, stride, sums, neurons, n);
    }
    for (; n < neurons; n++) {
      double factor = factors[n * stride + at];
      for (int e = from; e < to; e++) {
        sums[(entries[e] >>> 8) * neurons + n] += factor * (entries[e] & 0xff);
      }
    }
  }

  private void spreadFive(
      int from, int to, double[] factors, int at, int stride, double[] sums, int neurons, int n) {
    double d0 = factors[at];
    double d1 = factors[at + stride];
    double d2 = factors[at + 2 * stride];
    double d3 = factors[at + 3 * stride];
    double d4 = factors[at + 4 * stride];
    for (int e = from; e < to; e++) {
      int s = (entries[e] >>> 8) * neurons + n;
      double value = entries[e] & 0xff;
      sums[s] += d0 * value;
      sums[s + 1] += d1 * value;
      sums[s + 2] += d2 * value;
      sums[s + 3] += d3 * value;
      sums[s + 4] += d4 * value;
    }
  }
}

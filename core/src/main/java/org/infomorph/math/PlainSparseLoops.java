package org.infomorph.math;

/** Loops that every JVM runs. Tests compare the vector loops with them. */
final class PlainSparseLoops implements SparseLoops {
  @Override
  public void sum(
      char[] entries,
      int from,
      int to,
      float[] weights,
      int neurons,
      int stride,
      float[] out,
      int at) {
    int n = 0;
    for (; n + 5 <= neurons; n += 5) {
      sumFive(entries, from, to, weights, n, stride, out, at + n);
    }
    for (; n < neurons; n++) {
      float sum = 0;
      int w = n;
      for (int e = from; e < to; e++) {
        w += (entries[e] >>> 8) * stride;
        sum += weights[w] * (entries[e] & 0xff);
      }
      out[at + n] = sum;
    }
  }

  /** Five sums fit into the registers; a loop over ten takes longer than two loops over five. */
  private static void sumFive(
      char[] entries, int from, int to, float[] weights, int n, int stride, float[] out, int at) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    int w = n;
    for (int e = from; e < to; e++) {
      w += (entries[e] >>> 8) * stride;
      float value = entries[e] & 0xff;
      s0 += weights[w] * value;
      s1 += weights[w + 1] * value;
      s2 += weights[w + 2] * value;
      s3 += weights[w + 3] * value;
      s4 += weights[w + 4] * value;
    }
    out[at] = s0;
    out[at + 1] = s1;
    out[at + 2] = s2;
    out[at + 3] = s3;
    out[at + 4] = s4;
  }

  @Override
  public void spread(
      char[] entries,
      int from,
      int to,
      float[] factors,
      int at,
      float[] sums,
      int neurons,
      int stride) {
    int n = 0;
    for (; n + 5 <= neurons; n += 5) {
      spreadFive(entries, from, to, factors, at + n, sums, n, stride);
    }
    for (; n < neurons; n++) {
      float factor = factors[at + n];
      int s = n;
      for (int e = from; e < to; e++) {
        s += (entries[e] >>> 8) * stride;
        sums[s] += factor * (entries[e] & 0xff);
      }
    }
  }

  private static void spreadFive(
      char[] entries, int from, int to, float[] factors, int at, float[] sums, int n, int stride) {
    float d0 = factors[at];
    float d1 = factors[at + 1];
    float d2 = factors[at + 2];
    float d3 = factors[at + 3];
    float d4 = factors[at + 4];
    int s = n;
    for (int e = from; e < to; e++) {
      s += (entries[e] >>> 8) * stride;
      float value = entries[e] & 0xff;
      sums[s] += d0 * value;
      sums[s + 1] += d1 * value;
      sums[s + 2] += d2 * value;
      sums[s + 3] += d3 * value;
      sums[s + 4] += d4 * value;
    }
  }
}

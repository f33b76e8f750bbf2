package org.infomorph.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over vectors of eight neurons. They use only one vector type: with two types in one method,
 * the compiler optimises neither.
 */
final class VectorSparseLoops implements SparseLoops {
  private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;

  VectorSparseLoops() {}

  /** True if the processor has vectors of this size, so the JVM need not make them objects. */
  static boolean fit() {
    return FloatVector.SPECIES_PREFERRED.length() >= LANES;
  }

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
    if (stride == LANES) {
      sumEight(entries, from, to, weights, out, at);
    } else {
      sumSixteen(entries, from, to, weights, out, at);
    }
  }

  private static void sumEight(
      char[] entries, int from, int to, float[] weights, float[] out, int at) {
    FloatVector sum = FloatVector.zero(EIGHT);
    int w = 0;
    for (int e = from; e < to; e++) {
      w += (entries[e] >>> 8) * LANES;
      float value = entries[e] & 0xff;
      sum = sum.add(FloatVector.fromArray(EIGHT, weights, w).mul(value));
    }
    sum.intoArray(out, at);
  }

  private static void sumSixteen(
      char[] entries, int from, int to, float[] weights, float[] out, int at) {
    FloatVector low = FloatVector.zero(EIGHT);
    FloatVector high = FloatVector.zero(EIGHT);
    int w = 0;
    for (int e = from; e < to; e++) {
      w += (entries[e] >>> 8) * (2 * LANES);
      float value = entries[e] & 0xff;
      low = low.add(FloatVector.fromArray(EIGHT, weights, w).mul(value));
      high = high.add(FloatVector.fromArray(EIGHT, weights, w + LANES).mul(value));
    }
    low.intoArray(out, at);
    high.intoArray(out, at + LANES);
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
    if (stride == LANES) {
      spreadEight(entries, from, to, factors, at, sums);
    } else {
      spreadSixteen(entries, from, to, factors, at, sums);
    }
  }

  private static void spreadEight(
      char[] entries, int from, int to, float[] factors, int at, float[] sums) {
    FloatVector factor = FloatVector.fromArray(EIGHT, factors, at);
    int s = 0;
    for (int e = from; e < to; e++) {
      s += (entries[e] >>> 8) * LANES;
      float value = entries[e] & 0xff;
      FloatVector.fromArray(EIGHT, sums, s).add(factor.mul(value)).intoArray(sums, s);
    }
  }

  private static void spreadSixteen(
      char[] entries, int from, int to, float[] factors, int at, float[] sums) {
    FloatVector low = FloatVector.fromArray(EIGHT, factors, at);
    FloatVector high = FloatVector.fromArray(EIGHT, factors, at + LANES);
    int s = 0;
    for (int e = from; e < to; e++) {
      s += (entries[e] >>> 8) * (2 * LANES);
      float value = entries[e] & 0xff;
      FloatVector.fromArray(EIGHT, sums, s).add(low.mul(value)).intoArray(sums, s);
      FloatVector.fromArray(EIGHT, sums, s + LANES).add(high.mul(value)).intoArray(sums, s + LANES);
    }
  }
}

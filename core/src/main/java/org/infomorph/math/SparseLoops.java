package org.infomorph.math;

import org.infomorph.loops.Vectors;

/**
 * The inner loops over the entries of one sparse sample (see {@link SparseRows}), for a few neurons
 * side by side. There are two implementations, plain loops and vector loops ({@link Vectors}). Both
 * add the same products in the same order for each neuron, so both give the same bits. Stateless.
 */
interface SparseLoops {
  /** The length of an array over neurons is a multiple of this number. */
  int LANES = 8;

  /** The largest number of neurons side by side. */
  int MOST_NEURONS = 2 * LANES;

  /**
   * The sums {@code Σ_e w_{u(e), n} v_e} of each neuron n.
   *
   * @param entries {@code step << 8 | v}, where step is the distance from the previous entry's
   *     unit, or from unit 0 for the first; entries {@code from} to {@code to - 1} are read
   * @param weights {@code [units][stride]}
   * @param neurons up to {@link #MOST_NEURONS}
   * @param stride neurons rounded up to a multiple of {@link #LANES}
   * @param out overwritten from {@code at} on, {@code [stride]}
   */
  void sum(
      char[] entries,
      int from,
      int to,
      float[] weights,
      int neurons,
      int stride,
      float[] out,
      int at);

  /**
   * Adds {@code d_n v_e} to {@code sums[u(e)][n]} for each entry and neuron.
   *
   * @param factors d, from {@code at} on, {@code [stride]}
   * @param sums {@code [units][stride]}
   */
  void spread(
      char[] entries,
      int from,
      int to,
      float[] factors,
      int at,
      float[] sums,
      int neurons,
      int stride);

  /** The fastest implementation that this JVM can run. */
  static SparseLoops fastest() {
    return Vectors.fastest(
        SparseLoops.class, "org.infomorph.math.VectorSparseLoops", PlainSparseLoops::new);
  }
}

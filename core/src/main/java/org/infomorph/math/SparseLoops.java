package org.infomorph.math;

import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The inner loops over the entries of one sparse sample (see {@link SparseRows}), for a few neurons
 * side by side. There are two implementations: plain loops and vector loops. The vector loops run
 * where the JVM has {@code jdk.incubator.vector} and compiles it, and the processor has vectors of
 * at least 256 bits. Both add the same products in the same order for each neuron, so both give the
 * same bits. Stateless.
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
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        && compilesVectors(System.getProperties())) {
      try {
        // By name: the class that uses the module is compiled separately and must not be loaded if
        // the module is missing.
        var vectors = Class.forName("org.infomorph.math.VectorSparseLoops");
        if ((boolean) vectors.getDeclaredMethod("fit").invoke(null)) {
          return (SparseLoops) vectors.getDeclaredConstructor().newInstance();
        }
      } catch (ReflectiveOperationException | LinkageError unusable) {
        Logger.getLogger(SparseLoops.class.getName())
            .log(Level.WARNING, "no vectors in this JVM ({0}): plain loops", unusable + "");
      }
    }
    return new PlainSparseLoops();
  }

  /**
   * True for JVMs with HotSpot's second compiler, C2. Without C2 every vector is an object, and a
   * trial takes ten times as long.
   *
   * @param properties the system properties of the JVM
   */
  static boolean compilesVectors(Properties properties) {
    String info = properties.getProperty("java.vm.info", "");
    return properties.getProperty("java.vm.name", "").contains("Server VM")
        && !properties.getProperty("java.vm.version", "").contains("jvmci")
        && !info.contains("interpreted")
        && !info.contains("emulated-client");
  }
}

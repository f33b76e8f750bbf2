package org.infomorph.loops;

import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Chooses between two implementations of the same loops, plain ones and vector ones, both with the
 * same bits. Vector loops run where the JVM has {@code jdk.incubator.vector} and compiles it, and
 * the processor has vectors of at least 256 bits.
 */
public final class Vectors {
  private Vectors() {}

  /**
   * The fastest implementation that this JVM can run.
   *
   * @param type what both implement
   * @param vectorLoops the name of the class of vector loops. It is compiled separately and must
   *     not be loaded if the module is missing. It has a constructor without arguments, and a
   *     static method {@code fit} that says whether the processor has such vectors
   * @param plainLoops makes the plain loops
   */
  public static <T> T fastest(Class<T> type, String vectorLoops, Supplier<T> plainLoops) {
    if (areUsable()) {
      try {
        var vectors = Class.forName(vectorLoops, true, type.getClassLoader());
        var fit = vectors.getDeclaredMethod("fit");
        fit.setAccessible(true);
        if ((boolean) fit.invoke(null)) {
          var constructor = vectors.getDeclaredConstructor();
          constructor.setAccessible(true);
          return type.cast(constructor.newInstance());
        }
      } catch (ReflectiveOperationException | LinkageError unusable) {
        Logger.getLogger(Vectors.class.getName())
            .log(Level.WARNING, "no vectors in this JVM ({0}): plain loops", unusable + "");
      }
    }
    return plainLoops.get();
  }

  /** Whether this JVM has the module and compiles its vectors; processors differ in addition. */
  public static boolean areUsable() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        && areCompiled(System.getProperties());
  }

  /**
   * True for JVMs with HotSpot's second compiler, C2. Without C2 every vector is an object, and a
   * trial takes ten times as long.
   *
   * @param properties the system properties of the JVM
   */
  static boolean areCompiled(Properties properties) {
    String info = properties.getProperty("java.vm.info", "");
    return properties.getProperty("java.vm.name", "").contains("Server VM")
        && !properties.getProperty("java.vm.version", "").contains("jvmci")
        && !info.contains("interpreted")
        && !info.contains("emulated-client");
  }
}

package org.infomorph.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * The BLAS of this JVM: the OpenBLAS that is bundled, on one thread, or netlib's Java code where no
 * native library loads. Chosen once, at first use.
 *
 * <p>The system property {@code infomorph.blas} decides: {@code native} (the default: OpenBLAS, or
 * Java if that cannot be loaded) or {@code java}.
 */
public final class Blas {
  /** Held strongly: a logger nobody holds forgets its level. */
  private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib.blas");

  private static final Blas INSTANCE = load(System.getProperty("infomorph.blas", "native"));

  private final BLAS blas;
  private final String name;

  private Blas(BLAS blas, String name) {
    this.blas = blas;
    this.name = name;
  }

  /** The BLAS that products use. */
  static BLAS get() {
    return INSTANCE.blas;
  }

  /** What runs, for people and for the record: {@code OpenBLAS 0.3.31} or {@code VectorBLAS}. */
  public static String description() {
    return INSTANCE.name;
  }

  private static Blas load(String choice) {
    NETLIB.setLevel(Level.WARNING);
    if (!choice.equals("native") && !choice.equals("java")) {
      throw new IllegalArgumentException(
          "infomorph.blas is " + choice + "; allowed are native, java");
    }
    if (choice.equals("native")) {
      try {
        return openBlas();
      } catch (RuntimeException | LinkageError absent) {
        Logger.getLogger(Blas.class.getName())
            .log(Level.WARNING, "no native BLAS on this machine ({0}): Java products", absent + "");
      }
    }
    BLAS java = JavaBLAS.getInstance();
    return new Blas(java, java.getClass().getSimpleName());
  }

  private static Blas openBlas() {
    // JavaCPP unpacks the library and its Fortran run time and loads them in the right order;
    // netlib then opens the very same file.
    Loader.load(org.bytedeco.openblas.global.openblas_nolapack.class);
    String file =
        Loader.getLoadedLibraries().entrySet().stream()
            .filter(e -> e.getKey().startsWith("openblas_nolapack"))
            .map(java.util.Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("OpenBLAS was not unpacked"));
    openblas_nolapack.blas_set_num_threads(1);
    System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", file);
    return new Blas(NativeBLAS.getInstance(), "OpenBLAS " + version());
  }

  private static String version() {
    String version = openblas_nolapack.class.getPackage().getImplementationVersion();
    return version == null ? "bundled" : version;
  }
}

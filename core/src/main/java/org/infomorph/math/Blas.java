package org.infomorph.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * What multiplies matrices in this JVM: one choice for all of it, so that its results can be told
 * apart by that choice. It is made by {@link #use}, else at the first product by {@link #preset}.
 */
public final class Blas {
  /** The choices. */
  public enum Choice {
    /**
     * The OpenBLAS that is bundled, on one thread: fastest, the last bits depend on the processor.
     * Where it does not load, netlib's code in Java.
     */
    NATIVE,
    /** Loops in Java whose sums have a fixed order: the same numbers on every machine. */
    JAVA;

    /**
     * The choice by its name, in lower case as users write it.
     *
     * @throws IllegalArgumentException if there is none such
     */
    public static Choice named(String name) {
      for (Choice choice : values()) {
        if (choice.toString().equals(name)) {
          return choice;
        }
      }
      throw new IllegalArgumentException("blas is " + name + "; allowed are native, java");
    }

    /** The choice that gave {@link #description}, wherever that was. */
    public static Choice of(String description) {
      return description.equals(STRICT) ? JAVA : NATIVE;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String STRICT = "strict Java";

  /** As the library calls itself, in whatever jar it comes. */
  private static final String LIBRARY =
      org.bytedeco.openblas.global.openblas_nolapack.OPENBLAS_VERSION.strip();

  /** Held strongly: a logger nobody holds forgets its level. */
  private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib.blas");

  private static Blas loaded;

  private final Choice choice;
  private final Supplier<Gemm> gemm;
  private final String description;

  private Blas(Choice choice, Supplier<Gemm> gemm, String description) {
    this.choice = choice;
    this.gemm = gemm;
    this.description = description;
  }

  /**
   * Makes the choice of this JVM, before its first product or in agreement with it.
   *
   * @throws IllegalStateException if this JVM multiplies by the other one already
   */
  public static synchronized void use(Choice choice) {
    if (loaded == null) {
      loaded = load(choice);
    } else if (loaded.choice != choice) {
      throw new IllegalStateException(
          "blas "
              + choice
              + " was asked for, but this JVM multiplies by "
              + loaded.description
              + " already; one JVM never mixes the two");
    }
  }

  /**
   * What the system property {@code infomorph.blas} asks for, else native.
   *
   * @throws IllegalArgumentException if it asks for anything else
   */
  public static Choice preset() {
    return Choice.named(System.getProperty("infomorph.blas", Choice.NATIVE.toString()));
  }

  /** What runs, for people and for the record, such as {@code OpenBLAS 0.3.31}. */
  public static String description() {
    return get().description;
  }

  /**
   * One name for the same library: older versions wrote that of its Java wrapper, {@code OpenBLAS
   * 0.3.31-1.5.13}, or {@code OpenBLAS bundled} where the jar did not say it, which can only mean
   * the one of this version.
   */
  public static String normalForm(String description) {
    return description
        .replaceFirst("^OpenBLAS bundled", LIBRARY)
        .replaceFirst("^(OpenBLAS [\\d.]+)-[\\d.]+", "$1");
  }

  /** Products for one thread. */
  static Gemm gemm() {
    return get().gemm.get();
  }

  private static synchronized Blas get() {
    if (loaded == null) {
      loaded = load(preset());
    }
    return loaded;
  }

  private static Blas load(Choice choice) {
    if (choice == Choice.JAVA) {
      return new Blas(choice, PlainGemm::new, STRICT);
    }
    NETLIB.setLevel(Level.WARNING);
    try {
      return openBlas();
    } catch (RuntimeException | LinkageError absent) {
      Logger.getLogger(Blas.class.getName())
          .log(Level.WARNING, "no native BLAS on this machine ({0}): Java products", absent + "");
      BLAS java = JavaBLAS.getInstance();
      return new Blas(
          choice,
          () -> new NetlibGemm(java),
          "netlib " + java.getClass().getSimpleName() + ", as no native BLAS loads");
    }
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
    BLAS blas = NativeBLAS.getInstance();
    return new Blas(Choice.NATIVE, () -> new NetlibGemm(blas), LIBRARY + kernels());
  }

  /** OpenBLAS fits its kernels to the processor, unless it is told for which. */
  private static String kernels() {
    return Optional.ofNullable(System.getenv("OPENBLAS_CORETYPE"))
        .map(core -> " for " + core)
        .orElse("");
  }
}

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
 * The library that multiplies matrices in this JVM. There is one choice per JVM, so each result
 * belongs to a known library. {@link #use} makes the choice; otherwise {@link #preset} makes it at
 * the first product.
 */
public final class Blas {
  /** The choices. */
  public enum Choice {
    /**
     * The bundled OpenBLAS on one thread. It is the fastest choice, but the last bits depend on the
     * processor. Where it does not load, netlib's Java code replaces it.
     */
    NATIVE,
    /** Loops in Java whose sums have a fixed order: the same numbers on every machine. */
    JAVA;

    /**
     * The choice with this name, in lower case as users write it.
     *
     * @throws IllegalArgumentException if there is no such choice
     */
    public static Choice named(String name) {
      for (Choice choice : values()) {
        if (choice.toString().equals(name)) {
          return choice;
        }
      }
      throw new IllegalArgumentException("blas is " + name + "; allowed are native, java");
    }

    /** The choice that produced a {@link #description}, in this JVM or another one. */
    public static Choice of(String description) {
      return description.equals(STRICT) ? JAVA : NATIVE;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String STRICT = "strict Java";

  /** The library's own name and version, whichever jar it comes in. */
  private static final String LIBRARY =
      org.bytedeco.openblas.global.openblas_nolapack.OPENBLAS_VERSION.strip();

  /** A strong reference: a logger that is garbage collected loses its level. */
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
   * Makes the choice for this JVM. A call after the first product must repeat the choice in use.
   *
   * @throws IllegalStateException if this JVM already uses the other choice
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
   * The choice named by the system property {@code infomorph.blas}; native without it.
   *
   * @throws IllegalArgumentException if the property has any other value
   */
  public static Choice preset() {
    return Choice.named(System.getProperty("infomorph.blas", Choice.NATIVE.toString()));
  }

  /** The library in use, for logs and result records, such as {@code OpenBLAS 0.3.31}. */
  public static String description() {
    return get().description;
  }

  /**
   * One name for the same library. Older versions of this program wrote the version of the Java
   * wrapper, {@code OpenBLAS 0.3.31-1.5.13}, or {@code OpenBLAS bundled} where the jar named no
   * version. The latter can only mean the library of this version.
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
    // netlib then opens the same file.
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

  /** OpenBLAS chooses its kernels for the processor, unless an environment variable names them. */
  private static String kernels() {
    return Optional.ofNullable(System.getenv("OPENBLAS_CORETYPE"))
        .map(core -> " for " + core)
        .orElse("");
  }
}

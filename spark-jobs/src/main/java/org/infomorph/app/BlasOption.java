package org.infomorph.app;

import java.util.Optional;
import org.infomorph.math.Blas;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option for the library that multiplies matrices. */
final class BlasOption {
  @Option(
      names = "--blas",
      paramLabel = "native|java",
      converter = Converter.class,
      description =
          "What multiplies matrices: native (OpenBLAS, fastest, the last bits depend on the"
              + " processor), or java (the same numbers on every machine).")
  private Blas.Choice option;

  /** The user's choice, if any. */
  Optional<Blas.Choice> given() {
    return Optional.ofNullable(option);
  }

  /** The choice of the user or of the JVM's system property; otherwise native. */
  Blas.Choice choice() {
    return given().orElseGet(Blas::preset);
  }

  static final class Converter implements ITypeConverter<Blas.Choice> {
    @Override
    public Blas.Choice convert(String name) {
      try {
        return Blas.Choice.named(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}

package org.infomorph.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.infomorph.trial.SpecException;
import picocli.CommandLine.Option;

/** Where data files are looked for. */
final class DataFolder {
  private static final String VARIABLE = "INFOMORPH_DATA";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of data files; else INFOMORPH_DATA, else ./data.")
  private Path option;

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new SpecException(VARIABLE + ": " + text + " is not a path: " + e.getReason());
    }
  }

  /** The folder on this machine. */
  Path path() {
    return DataPlace.onDriver(asked());
  }

  private Path asked() {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)).map(DataFolder::path))
        .orElse(Path.of("data"));
  }
}

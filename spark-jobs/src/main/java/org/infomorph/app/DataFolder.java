package org.infomorph.app;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where data files are looked for. */
final class DataFolder {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of data files; else INFOMORPH_DATA, else ./data.")
  private Path option;

  /** The folder on this machine. */
  Path path() {
    return DataPlace.onDriver(asked());
  }

  private Path asked() {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(System.getenv("INFOMORPH_DATA")).map(Path::of))
        .orElse(Path.of("data"));
  }
}

package org.infomorph.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.infomorph.run.DataPlace;
import org.infomorph.session.Sessions;
import picocli.CommandLine.Option;

/** The folder of data files. */
final class DataFolder {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of data files; else INFOMORPH_DATA, else ./data.")
  private Path option;

  /** The folder on this machine. */
  Path path() {
    return onDriver(Optional.ofNullable(option).orElseGet(DataPlace::usual));
  }

  /**
   * The folder on the driver, before Spark starts. A driver started by the cluster finds the files
   * sent with it in its working directory; a driver started by the user sees only the user's files.
   */
  private static Path onDriver(Path asked) {
    return onDriver(asked, System.getProperties());
  }

  static Path onDriver(Path asked, Properties settings) {
    return Sessions.startedByCluster(settings) && !Files.isDirectory(asked)
        ? Path.of("").toAbsolutePath()
        : asked;
  }
}

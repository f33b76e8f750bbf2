package org.infomorph.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.infomorph.run.DataPlace;
import org.infomorph.session.Sessions;
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
    return onDriver(Optional.ofNullable(option).orElseGet(DataPlace::usual));
  }

  /**
   * The folder on the driver, before Spark is there. A driver that the cluster has started finds
   * what was sent along in its working directory; one that the user has started sees the user's
   * files, and only those.
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

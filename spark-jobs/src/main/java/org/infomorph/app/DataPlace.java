package org.infomorph.app;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;

/**
 * Where data files are, for any machine of a cluster: in the folder that was asked for, where that
 * exists; else among what spark-submit has sent along, by {@code --archives} or {@code --files}.
 *
 * @param asked the folder as given, absolute
 */
record DataPlace(String asked) implements Serializable {
  DataPlace(Path asked) {
    this(asked.toAbsolutePath().toString());
  }

  /** The folder on the machine of the executor that asks. */
  Path onExecutor() {
    var folder = Path.of(asked);
    return Files.isDirectory(folder) || SparkEnv.get() == null
        ? folder
        : Path.of(SparkFiles.getRootDirectory());
  }

  /**
   * The folder on the driver, before Spark is there. A driver that the cluster has started finds
   * what was sent along in its working directory; one that the user has started sees the user's
   * files, and only those.
   */
  static Path onDriver(Path asked) {
    return onDriver(asked, System.getProperties());
  }

  static Path onDriver(Path asked, Properties settings) {
    return Sessions.startedByCluster(settings) && !Files.isDirectory(asked)
        ? Path.of("").toAbsolutePath()
        : asked;
  }
}

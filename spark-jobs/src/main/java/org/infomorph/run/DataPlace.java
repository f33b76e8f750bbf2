package org.infomorph.run;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.infomorph.form.SpecException;

/**
 * Where data files are, for any machine of a cluster: in the folder that was asked for, where that
 * exists; else among what spark-submit has sent along, by {@code --archives} or {@code --files}.
 *
 * @param asked the folder as given, absolute
 */
public record DataPlace(String asked) implements Serializable {
  private static final String VARIABLE = "INFOMORPH_DATA";

  /** The folder, as the driver knows it. */
  public DataPlace(Path asked) {
    this(asked.toAbsolutePath().toString());
  }

  /** The folder on the machine of the executor that asks. */
  public Path onExecutor() {
    var folder = Path.of(asked);
    return Files.isDirectory(folder) || SparkEnv.get() == null
        ? folder
        : Path.of(SparkFiles.getRootDirectory());
  }

  /**
   * Where data is looked for if nothing else is said.
   *
   * @throws SpecException if the variable has no path
   */
  public static Path usual() {
    var text = System.getenv(VARIABLE);
    return text == null ? Path.of("data") : usual(text);
  }

  static Path usual(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new SpecException(VARIABLE + ": " + text + " is not a path: " + e.getReason());
    }
  }
}

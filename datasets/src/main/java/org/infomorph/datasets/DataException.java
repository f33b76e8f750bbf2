package org.infomorph.datasets;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Data that is missing or not what it should be: a user's error, told in one line that names the
 * file, what was found and what is allowed.
 */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * The message is {@code file: problem}.
   *
   * @param file the file or folder at fault
   * @param problem what was found and what is allowed, one line
   */
  public DataException(Path file, String problem) {
    super(file + ": " + problem);
  }
}

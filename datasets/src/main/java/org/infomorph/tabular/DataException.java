package org.infomorph.tabular;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Missing or invalid data: a user's error. The message is one line that gives the file, the value
 * found and the allowed values.
 */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * The message is {@code file: problem}.
   *
   * @param file the faulty file or folder
   * @param problem what was found and what is allowed, one line
   */
  public DataException(Path file, String problem) {
    super(file + ": " + problem);
  }
}

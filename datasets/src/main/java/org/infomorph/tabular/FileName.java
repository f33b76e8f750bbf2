package org.infomorph.tabular;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file of the data folder, or one array of a {@code .npz} file there: {@code mnist.npz:x_train}.
 *
 * @param path the file's path below the data folder
 * @param array the name of the array; empty: the only one
 */
public record FileName(String path, String array) {
  private static final String ARRAY_MARK = ".npz:";

  /**
   * Parses a name.
   *
   * @throws IllegalArgumentException if it is empty, no path, absolute, or leads out of the data
   *     folder
   */
  public static FileName of(String text) {
    int mark = text.indexOf(ARRAY_MARK);
    int end = mark < 0 ? text.length() : mark + ARRAY_MARK.length() - 1;
    var name = new FileName(text.substring(0, end), mark < 0 ? "" : text.substring(end + 1));
    if (name.path.isBlank()) {
      throw new IllegalArgumentException("file is empty; allowed is a file such as penguins.csv");
    }
    try {
      var path = Path.of(name.path).normalize();
      // The id of a trial must be the same on every machine.
      if (path.isAbsolute() || path.startsWith("..")) {
        throw new IllegalArgumentException(
            "file is " + text + "; allowed is a file inside the data folder (--data DIR)");
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("file is " + text + ", which is no path", e);
    }
    return name;
  }

  /** The file in a data folder. */
  public Path in(Path dataFolder) {
    return dataFolder.resolve(path).normalize();
  }

  TableFile open(Path dataFolder, boolean header) throws IOException {
    return TableFile.open(in(dataFolder), array, header);
  }
}

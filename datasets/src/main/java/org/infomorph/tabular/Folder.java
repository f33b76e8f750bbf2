package org.infomorph.tabular;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a data set in files: inside the data folder, or absolute. */
public final class Folder {
  private Folder() {}

  /**
   * Checks the folder's name, not whether the folder exists.
   *
   * @param example an allowed name, for messages
   * @throws IllegalArgumentException if {@code directory} is blank, not a path, or leads out of the
   *     data folder by {@code ..}
   */
  public static void check(String directory, String example) {
    if (directory == null || directory.isBlank()) {
      throw new IllegalArgumentException(
          "directory is empty; allowed is a folder such as " + example);
    }
    Path path = Path.of(directory).normalize();
    if (!path.isAbsolute() && path.startsWith("..")) {
      throw new IllegalArgumentException(
          "directory is "
              + directory
              + "; allowed is a folder inside the data folder, or an absolute path");
    }
  }

  /**
   * Finds the folder.
   *
   * @param howToGet advice for the message if the folder is missing
   */
  public static Path find(Path dataFolder, String directory, String howToGet) throws DataException {
    Path folder = dataFolder.resolve(directory).normalize();
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder, "no such folder; " + howToGet);
    }
    return folder;
  }
}

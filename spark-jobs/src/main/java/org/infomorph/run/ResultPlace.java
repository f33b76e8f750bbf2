package org.infomorph.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.infomorph.form.SpecException;

/**
 * Where on this machine results are to go: a folder, or a place where one can be made.
 *
 * @param path as the user gave it, with the sweep's name
 */
record ResultPlace(Path path) {
  /**
   * Finds out, without writing, whether something else than a folder is in the way.
   *
   * @throws SpecException naming what is in the way
   */
  void check() {
    var reason = "";
    for (var at = path.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      try {
        var found = Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        checkFolder(at, found);
        break;
      } catch (NoSuchFileException e) {
        continue; // it can be made, if what it lies in can
      } catch (FileSystemException e) {
        reason = reason(e); // as where what it lies in is a file
      } catch (IOException e) {
        reason = e.getMessage();
      }
    }
    if (!reason.isEmpty()) {
      throw problem(path + " cannot be made: " + reason);
    }
  }

  private static void checkFolder(Path at, BasicFileAttributes found) {
    if (found.isSymbolicLink() && !Files.exists(at)) {
      throw problem(at + " is a link that leads nowhere; results need a folder");
    }
    if (!Files.isDirectory(at)) {
      throw problem(at + " is a file; results need a folder");
    }
  }

  /**
   * Makes the folder, if it is not there.
   *
   * @throws SpecException if it cannot be made
   */
  void make() {
    try {
      Files.createDirectories(path);
    } catch (FileSystemException e) {
      throw problem(path + " cannot be made: " + reason(e));
    } catch (IOException e) {
      throw problem(path + " cannot be made: " + e.getMessage());
    }
  }

  private static String reason(FileSystemException e) {
    return e.getReason() == null ? "the file system refuses it" : e.getReason();
  }

  private static SpecException problem(String text) {
    return new SpecException(text);
  }
}

package org.infomorph.observations;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;
import org.infomorph.form.SpecException;

/**
 * A file that appears under its name when it is complete. Links are followed; a file that is there
 * keeps its permissions, a new one has the usual ones. What is no regular file, such as a pipe or
 * {@code /dev/null}, is written to directly.
 *
 * @param named the path that the user has named, for messages
 * @param target where the bytes go, no link
 */
record OutputFile(Path named, Path target) {
  private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");
  private static final int MOST_LINKS = 40; // as Linux has it

  /** Writes bytes to a stream, and leaves it open. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * The place of a file.
   *
   * @throws SpecException if it is a folder, or there is no folder for it
   */
  static OutputFile at(Path named) {
    try {
      Path target = target(named.toAbsolutePath());
      Path parent = target.getParent();
      if (parent == null || !Files.isDirectory(parent)) {
        throw new SpecException(named + ": there is no folder " + parent + " to write it to");
      }
      if (Files.isDirectory(target)) {
        throw new SpecException(named + ": is a folder; allowed is the name of a file");
      }
      return new OutputFile(named, target);
    } catch (IOException e) {
      throw new SpecException(named + ": cannot be written: " + e.getMessage());
    }
  }

  /** Follows links, also one that leads to a file that is not there yet. */
  private static Path target(Path path) throws IOException {
    Path at = path;
    for (int i = 0; Files.isSymbolicLink(at) && !Files.exists(at); i++) {
      if (i == MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return Files.isSymbolicLink(at) && Files.isRegularFile(at) ? at.toRealPath() : at;
  }

  /** Whether these bytes go where the program prints. */
  boolean isStandardOutput() {
    try {
      return Files.exists(STANDARD_OUTPUT)
          && Files.exists(named)
          && Files.isSameFile(named, STANDARD_OUTPUT);
    } catch (IOException e) {
      return false; // a system without such a path
    }
  }

  /**
   * Writes the file.
   *
   * @throws IOException if it cannot be written; an earlier file is then as it was
   */
  void write(Content content) throws IOException {
    if (isStandardOutput()) {
      // Opened by its name, a file behind it would begin anew. Not closed: others go on printing.
      content.writeTo(new FileOutputStream(FileDescriptor.out));
    } else if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (var out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
        content.writeTo(out);
      }
    } else {
      replace(content);
    }
  }

  private void replace(Content content) throws IOException {
    Path staged = target.resolveSibling(".infomorph-" + UUID.randomUUID() + ".tmp");
    try {
      try (var out = Files.newOutputStream(staged, StandardOpenOption.CREATE_NEW)) {
        content.writeTo(out);
      }
      var before = Files.getFileAttributeView(target, PosixFileAttributeView.class);
      if (before != null && Files.exists(target)) {
        Files.setPosixFilePermissions(staged, before.readAttributes().permissions());
      }
      Files.move(staged, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(staged);
    }
  }
}

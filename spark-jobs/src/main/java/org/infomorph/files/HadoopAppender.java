package org.infomorph.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files that grow line by line, on Hadoop's two kinds of file systems. */
final class HadoopAppender {
  private HadoopAppender() {}

  private static byte[] bytes(String line) {
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** A file that contains every line as soon as it is appended. */
  static final class Growing implements Folder.Appender {
    private final FileSystem files;
    private final Path path;
    private final String name;
    private final FSDataOutputStream out;
    private boolean torn;
    private boolean closed;
    private IOException failure;

    /**
     * @param name the file's name in messages
     */
    Growing(FileSystem files, Path path, String name, FSDataOutputStream out) {
      this.files = files;
      this.path = path;
      this.name = name;
      this.out = out;
    }

    @Override
    public void append(String line) throws IOException {
      if (torn) { // the next line must not continue half a line
        throw new IOException("an earlier line could not be written");
      }
      torn = true;
      out.write(bytes(line));
      out.hflush();
      torn = false;
    }

    @Override
    public void force() throws IOException {
      out.hsync();
      if (!files.exists(path)) { // for a while, data nodes accept lines for a deleted file
        throw new FolderLostException(
            name + ": somebody deleted this file while it was written; the run stops");
      }
    }

    /**
     * Flushed data of a failed stream can still be read once the file system itself has closed the
     * file.
     */
    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      if (failure == null) {
        try {
          out.close();
          closed = true;
          return;
        } catch (IOException e) {
          failure = e;
        }
      }
      if (!LeftOpenFile.of(files, path).recover()) {
        throw new IOException(failure.getMessage(), failure);
      }
      closed = true;
    }
  }

  /** An object that appears with all its lines when it is closed. No request is made before. */
  static final class Whole implements Folder.Appender {
    private final FileSystem files;
    private final Path path;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private boolean tried;
    private boolean closed;

    Whole(FileSystem files, Path path) {
      this.files = files;
      this.path = path;
    }

    @Override
    public void append(String line) {
      lines.writeBytes(bytes(line));
    }

    @Override
    public void force() {
      // nothing is stored yet, so there is nothing to force
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      boolean again = tried; // a failed request may still have taken effect
      try (var out = HadoopOutput.create(files, path, again)) {
        tried = true;
        lines.writeTo(out);
      }
      closed = true;
    }
  }
}

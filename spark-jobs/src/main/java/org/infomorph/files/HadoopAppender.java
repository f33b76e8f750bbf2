package org.infomorph.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files that grow by lines, on Hadoop's two kinds of file systems. */
final class HadoopAppender {
  private HadoopAppender() {}

  private static byte[] bytes(String line) {
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** A file that has every line as soon as it is appended. */
  static final class Growing implements Folder.Appender {
    private final FileSystem files;
    private final Path path;
    private final String name;
    private final FSDataOutputStream out;
    private boolean torn;
    private boolean closed;
    private IOException failure;

    /**
     * @param name how messages name the file
     */
    Growing(FileSystem files, Path path, String name, FSDataOutputStream out) {
      this.files = files;
      this.path = path;
      this.name = name;
      this.out = out;
    }

    @Override
    public void append(String line) throws IOException {
      if (torn) { // half a line must not become the beginning of the next one
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
      if (!files.exists(path)) { // machines take lines for a file that is deleted, for a while
        throw new FolderLostException(
            name + ": somebody has deleted this file while it was written; the run stops");
      }
    }

    /**
     * What was flushed to a stream that has failed can still be read, when the file system has
     * closed the file without the stream's help.
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

  /** An object that appears, with all its lines, when it is closed; no request is made before. */
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
      // there is nothing yet that could be forced
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      boolean again = tried; // a request that failed may have been carried out
      try (var out = HadoopOutput.create(files, path, again)) {
        tried = true;
        lines.writeTo(out);
      }
      closed = true;
    }
  }
}

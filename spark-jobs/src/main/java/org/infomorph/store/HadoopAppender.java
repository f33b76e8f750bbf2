package org.infomorph.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files that grow by lines, on Hadoop's two kinds of file systems. */
final class HadoopAppender {
  private HadoopAppender() {}

  /**
   * Begins a file. In S3 that asks for nothing before: a file in the place of a folder, which would
   * be found by that, has no name that the store uses.
   */
  static FSDataOutputStream create(FileSystem files, Path path, boolean overwrite)
      throws IOException {
    @SuppressWarnings("unchecked") // Hadoop leaves the types away
    FSDataOutputStreamBuilder<FSDataOutputStream, ?> file = files.createFile(path);
    file.recursive();
    file.overwrite(overwrite);
    file.opt("fs.s3a.create.performance", true);
    return file.build();
  }

  private static byte[] bytes(String line) {
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** A file that has every line as soon as it is appended. */
  static final class Growing implements Folder.Appender {
    private final FSDataOutputStream out;
    private final WritePermit permit;
    private boolean torn;

    Growing(FSDataOutputStream out, WritePermit permit) {
      this.out = out;
      this.permit = permit;
    }

    @Override
    public void append(String line) throws IOException {
      permit.check();
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
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** An object that appears, with all its lines, when it is closed; no request is made before. */
  static final class Whole implements Folder.Appender {
    private final FileSystem files;
    private final Path path;
    private final WritePermit permit;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    Whole(FileSystem files, Path path, WritePermit permit) {
      this.files = files;
      this.path = path;
      this.permit = permit;
    }

    @Override
    public void append(String line) throws IOException {
      permit.checkAtOnce();
      lines.writeBytes(bytes(line));
    }

    @Override
    public void force() {
      // there is nothing yet that could be forced
    }

    @Override
    public void close() throws IOException {
      permit.check();
      try (var out = create(files, path, false)) {
        lines.writeTo(out);
      }
    }
  }
}

package org.infomorph.files;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;

/**
 * Output to Hadoop's file systems. A failed HDFS stream throws the same exception object from every
 * call, including {@code close}. Java then refuses to add the exception to itself, and the user
 * sees only "Self-suppression not permitted". This class throws a new exception for each failure.
 */
final class HadoopOutput extends OutputStream implements Syncable, StreamCapabilities {
  private final FSDataOutputStream out;
  private IOException last;

  private HadoopOutput(FSDataOutputStream out) {
    this.out = out;
  }

  /**
   * Creates a file. In S3, Hadoop makes no request first; that request would only detect a folder
   * of the same name, and the store never uses the name of a folder for a file.
   */
  static FSDataOutputStream create(FileSystem files, Path path, boolean overwrite)
      throws IOException {
    @SuppressWarnings("unchecked") // Hadoop omits the type arguments
    FSDataOutputStreamBuilder<FSDataOutputStream, ?> file = files.createFile(path);
    file.recursive();
    file.overwrite(overwrite);
    file.opt("fs.s3a.create.performance", true);
    return new FSDataOutputStream(new HadoopOutput(file.build()), null);
  }

  private interface Call {
    void run() throws IOException;
  }

  private void call(Call call) throws IOException {
    try {
      call.run();
    } catch (IOException e) {
      if (e == last) {
        throw new IOException(e.getMessage(), e);
      }
      last = e;
      throw e;
    }
  }

  @Override
  public void write(int value) throws IOException {
    call(() -> out.write(value));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    call(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    call(out::flush);
  }

  @Override
  public void hflush() throws IOException {
    call(out::hflush);
  }

  @Override
  public void hsync() throws IOException {
    call(out::hsync);
  }

  @Override
  public void close() throws IOException {
    call(out::close);
  }

  @Override
  public boolean hasCapability(String capability) {
    return out.hasCapability(capability);
  }
}

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
 * What is written to Hadoop's file systems. A stream of HDFS that has failed throws the very same
 * exception again from every call, {@code close} included; Java then refuses to add the exception
 * to itself, and "Self-suppression not permitted" is all that anybody learns. Here each failure is
 * an exception of its own.
 */
final class HadoopOutput extends OutputStream implements Syncable, StreamCapabilities {
  private final FSDataOutputStream out;
  private IOException last;

  private HadoopOutput(FSDataOutputStream out) {
    this.out = out;
  }

  /**
   * A new file. In S3 that asks for nothing before: a file in the place of a folder, which would be
   * found by that, has no name that the store uses.
   */
  static FSDataOutputStream create(FileSystem files, Path path, boolean overwrite)
      throws IOException {
    @SuppressWarnings("unchecked") // Hadoop leaves the types away
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

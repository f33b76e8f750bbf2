package org.infomorph.files;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.CannotObtainBlockLengthException;
import org.apache.hadoop.hdfs.DFSUtilClient;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;
import org.apache.hadoop.util.Progressable;

/**
 * A local folder that fails as HDFS does: a stream that has failed throws the same exception again
 * from every call, and its file stays open until its lease is recovered.
 */
public final class FlakyFileSystem extends RawLocalFileSystem implements LeaseRecoverable {
  /** What happens to bytes that are to be flushed. */
  public enum Writing {
    WELL,
    /** Nothing reaches the file. */
    LOST,
    /** All reaches the file, and the writer is told that it did not. */
    DONE_BUT_REFUSED,
    /** An error of the JVM, as where a native library cannot be loaded. */
    ERROR
  }

  private final Set<org.apache.hadoop.fs.Path> leftOpen = ConcurrentHashMap.newKeySet();
  private volatile Writing writing = Writing.WELL;
  private volatile int looksUntilClosed;

  public FlakyFileSystem() throws IOException {
    initialize(URI.create("file:///"), new Configuration());
  }

  public HadoopFolder folder(Path place) {
    var uri = "file:" + place.toAbsolutePath();
    return new HadoopFolder(this, new org.apache.hadoop.fs.Path(uri), uri, FolderKind.TIMES);
  }

  public void writing(Writing how) {
    writing = how;
  }

  /** Makes a file one that a killed writer has left open. */
  public void leaveOpen(Path file, int looks) {
    leftOpen.add(new org.apache.hadoop.fs.Path("file:" + file.toAbsolutePath()));
    looksUntilClosed = looks;
  }

  @Override
  public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize) throws IOException {
    if (leftOpen.contains(makeQualified(path))) {
      throw new CannotObtainBlockLengthException("Cannot obtain block length for LocatedBlock");
    }
    return super.open(path, bufferSize);
  }

  /** With a number of the file, as HDFS has it. */
  @Override
  public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
    var status = super.getFileStatus(path);
    if (!status.isFile()) {
      return status;
    }
    var key = Files.readAttributes(pathToFile(path).toPath(), BasicFileAttributes.class);
    return new HdfsFileStatus.Builder()
                .length(status.getLen())
                .mtime(status.getModificationTime())
                .fileId(key.creationTime().to(TimeUnit.NANOSECONDS))
                .path(DFSUtilClient.string2Bytes(path.getName()))
                .build()
            instanceof FileStatus numbered
        ? withPath(numbered, status.getPath())
        : status;
  }

  private static FileStatus withPath(FileStatus status, org.apache.hadoop.fs.Path path) {
    status.setPath(path);
    return status;
  }

  @Override
  public boolean recoverLease(org.apache.hadoop.fs.Path path) {
    return !leftOpen.contains(makeQualified(path));
  }

  @Override
  public boolean isFileClosed(org.apache.hadoop.fs.Path path) {
    if (--looksUntilClosed <= 0) {
      leftOpen.remove(makeQualified(path));
    }
    return recoverLease(path);
  }

  @Override
  public FSDataOutputStream create(
      org.apache.hadoop.fs.Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    var out = super.create(path, overwrite, bufferSize, replication, blockSize, progress);
    return new FSDataOutputStream(new Flaky(out), null);
  }

  /** As builders of files call it. */
  @Override
  public FSDataOutputStream create(
      org.apache.hadoop.fs.Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    var out =
        super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
    return new FSDataOutputStream(new Flaky(out), null);
  }

  private final class Flaky extends OutputStream implements Syncable, StreamCapabilities {
    private final FSDataOutputStream out;
    private IOException failure;

    Flaky(FSDataOutputStream out) {
      this.out = out;
    }

    private void check() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      check();
      if (writing == Writing.ERROR) {
        throw new UnsatisfiedLinkError("no such library");
      }
      if (writing != Writing.LOST) {
        out.write(bytes, offset, length);
        out.hflush();
      }
      if (writing != Writing.WELL) {
        failure = new IOException("All datanodes are bad. Aborting...\nand more");
        throw failure;
      }
    }

    @Override
    public void hflush() throws IOException {
      check();
      out.hflush();
    }

    @Override
    public void hsync() throws IOException {
      check();
      out.hsync();
    }

    @Override
    public void close() throws IOException {
      out.close();
      check();
    }

    @Override
    public boolean hasCapability(String capability) {
      return out.hasCapability(capability);
    }
  }
}

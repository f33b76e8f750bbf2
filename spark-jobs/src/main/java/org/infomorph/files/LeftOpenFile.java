package org.infomorph.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;

/**
 * A file whose writer has died. HDFS keeps the file open for this writer for up to an hour, and its
 * end cannot be read while a machine that stores it is down. The holder of the lock may ask HDFS to
 * close the file immediately.
 */
public final class LeftOpenFile {
  /** HDFS abandons an attempt to agree on the end of a file after about this time. */
  private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Optional<LeaseRecoverable> files;
  private final Path path;

  private LeftOpenFile(Optional<LeaseRecoverable> files, Path path) {
    this.files = files;
    this.path = path;
  }

  /** A file of any file system, open or closed. */
  public static LeftOpenFile of(FileSystem files, Path path) throws IOException {
    if (files instanceof LeaseRecoverable hdfs) {
      return new LeftOpenFile(Optional.of(hdfs), path);
    }
    if (files.getUri().getScheme().equals("viewfs")) { // its paths point into other file systems
      var resolved = files.resolvePath(path);
      return resolved.getFileSystem(files.getConf()) instanceof LeaseRecoverable hdfs
          ? new LeftOpenFile(Optional.of(hdfs), resolved)
          : new LeftOpenFile(Optional.empty(), path);
    }
    return new LeftOpenFile(Optional.empty(), path);
  }

  /**
   * Asks the file system to close the file; returns whether it is closed. On file systems where
   * files need no closing, every file counts as closed.
   */
  boolean recover() throws IOException {
    return files.isEmpty() || files.get().recoverLease(path);
  }

  /**
   * Waits until the file is closed.
   *
   * @param name the file's name in messages
   * @param notes receives one line if the wait is not short
   * @param most the longest wait
   * @param pause the time between two checks
   */
  public void close(String name, Consumer<String> notes, Duration most, Duration pause)
      throws IOException {
    if (files.isEmpty()) {
      return;
    }
    long begun = System.nanoTime();
    long asked = begun;
    if (recover()) {
      return;
    }
    notes.accept(
        "waiting until HDFS has closed %s, which a killed run left open (%d s at most)"
            .formatted(name, most.toSeconds()));
    String reason = "";
    while (System.nanoTime() - begun < most.toNanos()) {
      pause(pause);
      try {
        if (files.get().isFileClosed(path)) {
          return;
        }
        if (System.nanoTime() - asked > ASK_AGAIN_NANOS) {
          asked = System.nanoTime();
          recover();
        }
      } catch (FileNotFoundException e) {
        throw e;
      } catch (IOException e) { // tried again
        reason = " (" + HadoopFileSystems.firstLine(e) + ")";
      }
    }
    throw new IOException(
        "%s: HDFS could not close this file, which a killed run left open, within %d s%s; maybe a machine that holds the file is down: start again when it is up"
            .formatted(name, most.toSeconds(), reason));
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while HDFS closed a file");
    }
  }
}

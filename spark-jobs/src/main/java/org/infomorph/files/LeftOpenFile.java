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
 * A file whose writer is gone. HDFS keeps it open for the writer, for up to an hour, and its end
 * cannot be read while a machine that holds it is away. The holder of our lock may ask HDFS to
 * close it now.
 */
public final class LeftOpenFile {
  /** HDFS gives up an attempt to agree on the end of a file after about this time. */
  private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Optional<LeaseRecoverable> files;
  private final Path path;

  private LeftOpenFile(Optional<LeaseRecoverable> files, Path path) {
    this.files = files;
    this.path = path;
  }

  /** A file, which may as well be closed, of any file system. */
  public static LeftOpenFile of(FileSystem files, Path path) throws IOException {
    if (files instanceof LeaseRecoverable hdfs) {
      return new LeftOpenFile(Optional.of(hdfs), path);
    }
    if (files.getUri().getScheme().equals("viewfs")) { // names of places in others
      var resolved = files.resolvePath(path);
      return resolved.getFileSystem(files.getConf()) instanceof LeaseRecoverable hdfs
          ? new LeftOpenFile(Optional.of(hdfs), resolved)
          : new LeftOpenFile(Optional.empty(), path);
    }
    return new LeftOpenFile(Optional.empty(), path);
  }

  /** Asks for it to be closed; whether it is. Where files need no closing they count as closed. */
  boolean recover() throws IOException {
    return files.isEmpty() || files.get().recoverLease(path);
  }

  /**
   * Waits until it is closed.
   *
   * @param name how messages name it
   * @param notes told once, if it takes longer than a moment
   * @param most how long to wait at most
   * @param pause between two looks
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
        "%s: HDFS could not close this file, which a killed run left open, within %d s%s; is a machine that holds it down? Start again when it is up"
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

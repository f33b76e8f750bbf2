package org.infomorph.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.CannotObtainBlockLengthException;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/**
 * The file of a {@link HeartbeatLock}: it names its owner, and its modification time, by the file
 * system's clock, is the owner's last sign of life.
 *
 * <p>A renewal sets the modification time if the file system can do this. It needs no space, so a
 * full disk or a quota never costs the lock. On other file systems the file is rewritten; object
 * stores replace the file in one step or leave it unchanged.
 */
final class LockFile {
  private final FileSystem files;
  private final Path file;
  private final String owner;
  private final LongSupplier nanoTime;

  /** Whether the file's time can be set; the first attempt shows it. */
  private boolean touchable = true;

  /**
   * Whether a rewrite of the file was begun and has failed; the file may then be empty or missing.
   */
  private boolean rewriting;

  /** The id of the file, as long as it is the file that this owner has created. */
  private Optional<Long> id = Optional.empty();

  /** The file system's clock, in milliseconds, at time 0 of this process's clock. */
  private long clock;

  /**
   * @param owner the content of the file when this process owns it
   * @param nanoTime a clock
   */
  LockFile(FileSystem files, Path file, String owner, LongSupplier nanoTime) {
    this.files = files;
    this.file = file;
    this.owner = owner;
    this.nanoTime = nanoTime;
  }

  /** Creates the file unless it exists. */
  boolean create() throws IOException {
    try {
      write(false);
      return true;
    } catch (IOException e) {
      if (files.exists(file)) {
        return false;
      }
      throw e;
    }
  }

  private void write(boolean overwrite) throws IOException {
    try (var out = HadoopOutput.create(files, file, overwrite)) {
      out.write(owner.getBytes(StandardCharsets.UTF_8));
    }
  }

  void delete() throws IOException {
    files.delete(file, false);
  }

  /** The owner in the file. */
  String read() throws IOException {
    return read(files, file);
  }

  /** The content of a lock file; "" if its end cannot be read, for example if it was left open. */
  static String read(FileSystem files, Path file) throws IOException {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (CannotObtainBlockLengthException e) {
      return "";
    }
  }

  /** Milliseconds since the owner's last sign of life. */
  long age() throws IOException {
    long beaten = files.getFileStatus(file).getModificationTime();
    return now() - beaten;
  }

  /** The time by the file system's clock, in milliseconds. */
  private long now() throws IOException {
    var probe = file.suffix("." + UUID.randomUUID());
    try {
      files.create(probe, false).close();
      return files.getFileStatus(probe).getModificationTime();
    } finally {
      files.delete(probe, false);
    }
  }

  /** Remembers the id of the file just created. */
  void know() throws IOException {
    setClock(files.getFileStatus(file).getModificationTime());
    id = id();
  }

  private void setClock(long millis) {
    clock = millis - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
  }

  /**
   * The id of the file in HDFS. The lock of another run is another file, even if it has the same
   * name.
   */
  private Optional<Long> id() throws IOException {
    return files.getFileStatus(file) instanceof HdfsFileStatus status
        ? Optional.of(status.getFileId())
        : Optional.empty();
  }

  /**
   * Renews the file if it belongs to this owner.
   *
   * @return empty if it does; otherwise the content of the file
   * @throws FileNotFoundException if somebody has deleted the file
   */
  Optional<String> renew() throws IOException {
    var holder = holder();
    if (holder.equals(owner)) {
      touchable = touchable && touch();
      if (!touchable) {
        rewrite(true);
      }
      return Optional.empty();
    }
    if (rewriting && holder.isEmpty()) {
      rewrite(files.exists(file));
      return Optional.empty();
    }
    return Optional.of(holder);
  }

  private String holder() throws IOException {
    if (id.isPresent() && id.equals(id())) {
      return owner; // the file is unchanged, so its bytes need not be read
    }
    try {
      return read();
    } catch (FileNotFoundException e) {
      if (rewriting) {
        return "";
      }
      throw e;
    }
  }

  private void rewrite(boolean overwrite) throws IOException {
    rewriting = true;
    id = Optional.empty();
    write(overwrite);
    rewriting = false;
  }

  /** Sets the file's time; returns false if this has no effect. */
  private boolean touch() throws IOException {
    try {
      setClock(now());
    } catch (FileNotFoundException e) {
      throw new IOException(e); // concerns the probe file, not the lock
    } catch (IOException e) {
      // no space for a probe file: use the clock of the last probe
    }
    long time = clock + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
    long before = files.getFileStatus(file).getModificationTime();
    try {
      files.setTimes(file, time, -1);
    } catch (UnsupportedOperationException e) {
      return false;
    }
    long after = files.getFileStatus(file).getModificationTime();
    return after != before || after == time; // many file systems silently do nothing
  }
}

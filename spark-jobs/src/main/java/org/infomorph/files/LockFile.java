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
 * The file of a {@link HeartbeatLock}: it names its owner, and its time of modification, by the
 * file system's clock, is the owner's last sign of life.
 *
 * <p>Renewing sets the time, where the file system can do that: it needs no room, so that no full
 * disk and no quota ever costs the lock. Else the file is written anew, which in object stores
 * replaces it in one step or leaves it as it was.
 */
final class LockFile {
  private final FileSystem files;
  private final Path file;
  private final String owner;
  private final LongSupplier nanoTime;

  /** Whether the file's time can be set; found out by doing it. */
  private boolean touchable = true;

  /** Whether writing the file anew was begun and has failed: it may be empty, or away. */
  private boolean rewriting;

  /** The file's, as long as it is the one that this owner has made. */
  private Optional<Long> id = Optional.empty();

  /** Milliseconds of the file system's clock when ours was 0. */
  private long clock;

  /**
   * @param owner what the file says when it is ours
   * @param nanoTime a clock
   */
  LockFile(FileSystem files, Path file, String owner, LongSupplier nanoTime) {
    this.files = files;
    this.file = file;
    this.owner = owner;
    this.nanoTime = nanoTime;
  }

  /** Makes it, unless there is one. */
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

  /** The owner that it names. */
  String read() throws IOException {
    return read(files, file);
  }

  /** What a lock file says; "" if its end cannot be read, as of one left open. */
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

  /** Remembers the file that was just made. */
  void know() throws IOException {
    setClock(files.getFileStatus(file).getModificationTime());
    id = id();
  }

  private void setClock(long millis) {
    clock = millis - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
  }

  /** What HDFS tells files by: another run's lock is another file, even of the same name. */
  private Optional<Long> id() throws IOException {
    return files.getFileStatus(file) instanceof HdfsFileStatus status
        ? Optional.of(status.getFileId())
        : Optional.empty();
  }

  /**
   * Shows a sign of life, if the file is the owner's.
   *
   * @return empty if it is; else what is in it
   * @throws FileNotFoundException if somebody has deleted it
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
      return owner; // the file has never changed, and no machine is needed that holds its bytes
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

  /** Sets the file's time; false where that has no effect. */
  private boolean touch() throws IOException {
    try {
      setClock(now());
    } catch (FileNotFoundException e) {
      throw new IOException(e); // the probe's, not the lock's
    } catch (IOException e) {
      // no room for a probe: by the clock as it was
    }
    long time = clock + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
    long before = files.getFileStatus(file).getModificationTime();
    try {
      files.setTimes(file, time, -1);
    } catch (UnsupportedOperationException e) {
      return false;
    }
    long after = files.getFileStatus(file).getModificationTime();
    return after != before || after == time; // many file systems do nothing, and say nothing
  }
}

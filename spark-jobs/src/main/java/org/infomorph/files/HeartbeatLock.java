package org.infomorph.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.infomorph.form.SpecException;

/**
 * A lock for file systems that do not release locks when a process is killed. The lock is a file
 * that names its owner. The owner renews the file's modification time every few seconds. If the
 * file has not been renewed for a given time, by the file system's clock, the owner counts as dead
 * and another process may take the lock. An owner stops writing if the file names another owner, or
 * if the owner could not renew the file for that time. One gap remains, as with every lock file:
 * the system or the network can suspend an owner between this check and its next write, and the
 * owner then makes one more change.
 *
 * <p>{@link LockFile} renews the file.
 */
final class HeartbeatLock implements FolderLock {
  /**
   * The time constants of a lock.
   *
   * @param beat between two signs of life
   * @param stale time without a sign of life after which the owner counts as dead
   * @param settle time until the file system shows which of two processes took the lock last
   */
  record Times(Duration beat, Duration stale, Duration settle) {}

  static final Times USUAL_TIMES =
      new Times(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(2));

  /** A process that waits for a dead holder gives up after this many times {@link Times#stale}. */
  private static final int PATIENCE = 3;

  private static final Pattern OWNER =
      Pattern.compile("process (\\d+) on (.*), ([^ ,]+)(?: ([^ ,]+))?", Pattern.DOTALL);

  private final LockFile file;
  private final String folder;
  private final String owner;
  private final Times times;
  private final boolean exclusive;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService heart;
  private final Runnable atExit = this::releaseAtExit;
  private volatile String lost = "";
  private volatile long lastBeat;

  private HeartbeatLock(
      FileSystem files,
      Path path,
      String folder,
      Times times,
      boolean exclusive,
      LongSupplier nanoTime) {
    this.folder = folder;
    this.times = times;
    this.exclusive = exclusive;
    this.nanoTime = nanoTime;
    owner =
        "process %d on %s, %s%s"
            .formatted(
                ProcessHandle.current().pid(),
                host(),
                UUID.randomUUID(),
                ProcessMark.own().map(mark -> " " + mark).orElse(""));
    file = new LockFile(files, path, owner, nanoTime);
    lastBeat = nanoTime.getAsLong();
    heart = Executors.newSingleThreadScheduledExecutor(HeartbeatLock::daemon);
  }

  /**
   * Takes the lock.
   *
   * @param folder the name of the locked folder in messages
   * @param exclusive whether only one of two processes can create a file, and whether data is
   *     visible as soon as it is written
   * @throws SpecException if another process holds the lock
   */
  static HeartbeatLock take(
      FileSystem files,
      Path file,
      String folder,
      Times times,
      boolean exclusive,
      LockRequest request)
      throws IOException {
    return take(files, file, folder, times, exclusive, request, System::nanoTime);
  }

  /**
   * @param nanoTime a clock
   */
  static HeartbeatLock take(
      FileSystem files,
      Path file,
      String folder,
      Times times,
      boolean exclusive,
      LockRequest request,
      LongSupplier nanoTime)
      throws IOException {
    var lock = new HeartbeatLock(files, file, folder, times, exclusive, nanoTime);
    try {
      lock.take(request);
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.heart.shutdownNow();
      throw e;
    }
  }

  /** The holder of a lock, named as in {@link LockRequest}; empty if the lock is free. */
  static Optional<String> holder(FileSystem files, Path file) throws IOException {
    try {
      return Optional.of(named(LockFile.read(files, file)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private void take(LockRequest request) throws IOException {
    boolean certain = exclusive;
    long begun = System.nanoTime();
    boolean told = false;
    while (!create()) {
      try {
        var holder = file.read();
        long age = file.age();
        if (age <= times.stale().toMillis() && !isOver(holder, request)) {
          long waited = System.nanoTime() - begun;
          if (!request.waits() || waited > PATIENCE * times.stale().toNanos()) {
            throw refusal(holder, age);
          }
          if (!told) {
            request
                .notes()
                .accept(
                    "%s: waiting up to %d s for the lock of %s, in case it is dead"
                        .formatted(folder, times.stale().toSeconds() - age / 1000, named(holder)));
            told = true;
          }
          sleep(times.stale().dividedBy(20));
          continue;
        }
        file.delete();
        certain = false; // another process may be doing the same
      } catch (FileNotFoundException e) {
        // released in the meantime
      }
    }
    if (!certain) {
      sleep(times.settle());
      var holder = file.read();
      if (!holder.equals(owner)) {
        throw refusal(holder, 0);
      }
    }
    file.know();
    long nanos = times.beat().toNanos();
    heart.scheduleWithFixedDelay(this::beatOrStop, nanos, nanos, TimeUnit.NANOSECONDS);
    // After Spark has stopped, before Hadoop closes its file systems.
    ShutdownHookManager.get().addShutdownHook(atExit, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1);
  }

  /** Whether the lock may be taken from a holder with a recent sign of life. */
  private static boolean isOver(String holder, LockRequest request) {
    if (!request.broken().isEmpty() && request.broken().equals(named(holder))) {
      return true;
    }
    var parts = OWNER.matcher(holder);
    return parts.matches()
        && parts.group(4) != null
        && parts.group(2).equals(host())
        && ProcessMark.parse(parts.group(4))
            .map(mark -> mark.isGone(Long.parseLong(parts.group(1))))
            .orElse(false);
  }

  private SpecException refusal(String holder, long age) {
    return new SpecException(
        "%s: another run is writing here (%s, seen %d s ago); wait for it, or stop it and wait %d s"
                .formatted(folder, named(holder), age / 1000, times.stale().toSeconds())
            + ", or see --break-lock");
  }

  private boolean create() throws IOException {
    long begun = nanoTime.getAsLong();
    boolean created = file.create();
    if (created) {
      lastBeat = begun;
    }
    return created;
  }

  /** A scheduled task that throws is not run again, so no exception may escape. */
  private void beatOrStop() {
    try {
      beat();
    } catch (Error e) {
      lost = "its lock cannot be renewed (" + e + ")";
    }
  }

  /** A sign of life, unless the lock turns out to be lost. */
  synchronized void beat() {
    if (!lost.isEmpty()) {
      return;
    }
    long begun = nanoTime.getAsLong();
    try {
      var other = file.renew();
      if (other.isEmpty()) {
        lastBeat = begun;
      } else if (other.get().isEmpty()) {
        lost = "its lock file was emptied";
      } else {
        lost = "another run has taken over (" + named(other.get()) + ")";
      }
    } catch (FileNotFoundException e) {
      lost = "its lock file was deleted";
    } catch (IOException | RuntimeException e) {
      // The next beat tries again; check() fails if no beat succeeds for too long.
    }
  }

  @Override
  public void check() throws IOException {
    checkThatItIsHeld();
    long mostSilent = times.stale().multipliedBy(2).dividedBy(3).toNanos();
    if (silentFor() > mostSilent) {
      beat();
      checkThatItIsHeld();
      if (silentFor() > mostSilent) {
        // Not final: a beat that finds this owner's name regains the lock.
        throw new IOException(
            "%s: the lock could not be renewed for %d s, so another run may take it; this run stops"
                .formatted(folder, TimeUnit.NANOSECONDS.toSeconds(silentFor())));
      }
    }
  }

  @Override
  public void verify() throws IOException {
    beat();
    check();
  }

  /** A line becomes visible at once, so the lock must be known to be held. */
  @Override
  public void checkAtOnce() throws IOException {
    if (exclusive) {
      check();
    } else {
      checkThatItIsHeld();
    }
  }

  private void checkThatItIsHeld() throws IOException {
    if (!lost.isEmpty()) {
      throw new FolderLostException(
          folder + ": " + lost + "; this run stops, and what it has stored is safe");
    }
  }

  private long silentFor() {
    return nanoTime.getAsLong() - lastBeat;
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    heart.shutdownNow();
    try {
      ShutdownHookManager.get().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the JVM is shutting down, and the hook releases the lock
    }
    release();
  }

  private synchronized void release() throws IOException {
    if (lost.isEmpty()) {
      lost = "the lock was given back";
      try {
        if (file.read().equals(owner)) {
          file.delete();
        }
      } catch (FileNotFoundException e) {
        // the file was already deleted
      }
    }
  }

  private void releaseAtExit() {
    try {
      release();
    } catch (IOException e) {
      // the lock becomes stale
    }
  }

  private static String named(String holder) {
    return holder.isEmpty() ? "just beginning" : holder.replaceFirst(", [^,]*$", "");
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }

  private static void sleep(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "infomorph-lock");
    thread.setDaemon(true);
    return thread;
  }
}

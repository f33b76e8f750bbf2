package org.infomorph.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
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
import org.apache.hadoop.hdfs.CannotObtainBlockLengthException;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;
import org.apache.hadoop.util.ShutdownHookManager;
import org.infomorph.trial.SpecException;

/**
 * A lock where no kernel gives one back after a kill: a file that names its owner, and whose time
 * of modification its owner renews again and again. Who finds one that was not for a while, by the
 * clock of the file system, takes it over; an owner who finds another's name in it, or could not
 * renew it for as long, writes nothing any more. Between finding and writing an owner may be
 * stopped, by the system or by the net, for longer than that, and make one more change: no lock
 * file can prevent it.
 *
 * <p>Renewing sets the time, where the file system can do that: it needs no room, so that no full
 * disk and no quota ever costs the lock. Else the file is written anew, which in object stores
 * replaces it in one step or leaves it as it was.
 */
final class HeartbeatLock implements FolderLock {
  /**
   * How long things take.
   *
   * @param beat between two signs of life
   * @param stale without a sign of life after which the owner counts as dead
   * @param settle until the file system shows who was last of two that took the lock at a time
   */
  record Times(Duration beat, Duration stale, Duration settle) {}

  static final Times USUAL_TIMES =
      new Times(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(2));

  /** Who waits for a holder to be dead gives up after so many times the time for that. */
  private static final int PATIENCE = 3;

  private static final Pattern OWNER =
      Pattern.compile("process (\\d+) on (.*), ([^ ,]+)(?: ([^ ,]+))?", Pattern.DOTALL);

  private final FileSystem files;
  private final Path file;
  private final String folder;
  private final String owner;
  private final Times times;
  private final boolean exclusive;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService heart;
  private final Runnable atExit = this::releaseAtExit;
  private volatile String lost = "";
  private volatile long lastBeat;

  /** Whether the file's time can be set; found out by doing it. */
  private boolean touchable = true;

  /** Whether writing the file anew was begun and has failed: it may be empty, or away. */
  private boolean rewriting;

  /** The lock file's, as long as it is the one that this owner has made. */
  private Optional<Long> id = Optional.empty();

  /** Milliseconds of the file system's clock when ours was 0. */
  private long clock;

  private HeartbeatLock(
      FileSystem files,
      Path file,
      String folder,
      Times times,
      boolean exclusive,
      LongSupplier nanoTime) {
    this.files = files;
    this.file = file;
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
    lastBeat = nanoTime.getAsLong();
    heart = Executors.newSingleThreadScheduledExecutor(HeartbeatLock::daemon);
  }

  /**
   * Takes the lock.
   *
   * @param folder how messages name what is locked
   * @param exclusive whether the file system lets only one of two create a file, and shows what is
   *     written as it is written
   * @throws SpecException if somebody else has it
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

  /** Who has a lock, as {@link LockRequest} takes it; empty if nobody has. */
  static Optional<String> holder(FileSystem files, Path file) throws IOException {
    try {
      return Optional.of(named(read(files, file)));
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
        var holder = read(files, file);
        long age = age();
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
        files.delete(file, false);
        certain = false; // another one may be doing the same
      } catch (FileNotFoundException e) {
        // given back just now
      }
    }
    if (!certain) {
      sleep(times.settle());
      var holder = read(files, file);
      if (!holder.equals(owner)) {
        throw refusal(holder, 0);
      }
    }
    setClock(files.getFileStatus(file).getModificationTime());
    id = id();
    long nanos = times.beat().toNanos();
    heart.scheduleWithFixedDelay(this::beatOrStop, nanos, nanos, TimeUnit.NANOSECONDS);
    // After Spark has stopped, before Hadoop closes its file systems.
    ShutdownHookManager.get().addShutdownHook(atExit, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1);
  }

  /** Whether its lock may be taken from a holder that has shown a sign of life not long ago. */
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
    long begun = nanoTime.getAsLong();
    try (var out = HadoopOutput.create(files, file, overwrite)) {
      out.write(owner.getBytes(StandardCharsets.UTF_8));
    }
    lastBeat = begun;
  }

  /** What a lock file says; "" if its end cannot be read, as of one left open. */
  private static String read(FileSystem files, Path file) throws IOException {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (CannotObtainBlockLengthException e) {
      return "";
    }
  }

  /** Milliseconds since the owner's last sign of life. */
  private long age() throws IOException {
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

  private void setClock(long millis) {
    clock = millis - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
  }

  /** The heart must not stop in silence: a scheduled task that throws is not run again. */
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
    try {
      var holder = holderOrNone();
      if (holder.equals(owner)) {
        renew();
      } else if (rewriting && holder.isEmpty()) {
        rewrite(files.exists(file));
      } else {
        lost =
            holder.isEmpty()
                ? "its lock file was emptied"
                : "another run has taken over (" + named(holder) + ")";
      }
    } catch (FileNotFoundException e) {
      lost = "its lock file was deleted";
    } catch (IOException | RuntimeException e) {
      // Tried again; check() gives up when it has been in vain for too long.
    }
  }

  private String holderOrNone() throws IOException {
    if (id.isPresent() && id.equals(id())) {
      return owner; // the file has never changed, and no machine is needed that holds its bytes
    }
    try {
      return read(files, file);
    } catch (FileNotFoundException e) {
      if (rewriting) {
        return "";
      }
      throw e;
    }
  }

  /** What HDFS tells files by: another run's lock is another file, even of the same name. */
  private Optional<Long> id() throws IOException {
    return files.getFileStatus(file) instanceof HdfsFileStatus status
        ? Optional.of(status.getFileId())
        : Optional.empty();
  }

  private void renew() throws IOException {
    if (touchable) {
      touchable = touch();
    }
    if (!touchable) {
      rewrite(true);
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
    long begun = nanoTime.getAsLong();
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
    if (after == before && after != time) { // many file systems do nothing, and say nothing
      return false;
    }
    lastBeat = begun;
    return true;
  }

  @Override
  public void check() throws IOException {
    checkThatItIsHeld();
    long mostSilent = times.stale().multipliedBy(2).dividedBy(3).toNanos();
    if (silentFor() > mostSilent) {
      beat();
      checkThatItIsHeld();
      if (silentFor() > mostSilent) {
        // Not for good: a beat that finds our own name makes it ours again.
        throw new IOException(
            "%s: the lock could not be renewed for %d s, and another run may take it; this one stops"
                .formatted(folder, TimeUnit.NANOSECONDS.toSeconds(silentFor())));
      }
    }
  }

  @Override
  public void verify() throws IOException {
    beat();
    check();
  }

  /** Where a line is written at once, a lock that may be lost is not enough. */
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
          folder + ": " + lost + "; this one stops, what it has stored is safe");
    }
  }

  private long silentFor() {
    return nanoTime.getAsLong() - lastBeat;
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    heart.shutdownNow();
    try {
      ShutdownHookManager.get().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the JVM is going down, and the hook is what it is for
    }
    release();
  }

  private synchronized void release() throws IOException {
    if (lost.isEmpty()) {
      lost = "the lock was given back";
      try {
        if (read(files, file).equals(owner)) {
          files.delete(file, false);
        }
      } catch (FileNotFoundException e) {
        // somebody else was tidy
      }
    }
  }

  private void releaseAtExit() {
    try {
      release();
    } catch (IOException e) {
      // then it grows stale
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

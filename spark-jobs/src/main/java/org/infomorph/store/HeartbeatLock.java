package org.infomorph.store;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.infomorph.trial.SpecException;

/**
 * A lock where no kernel gives one back after a kill: a file that names its owner, written anew
 * again and again. Who finds one that was not for a while, by the clock of the file system, takes
 * it over; an owner who finds another's name in it, or could not write it for as long, writes
 * nothing any more. Between finding and writing an owner may be stopped, by the system or by the
 * net, for longer than that, and make one more change: no lock file can prevent it.
 */
final class HeartbeatLock implements WritePermit, Closeable {
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

  private final FileSystem files;
  private final Path file;
  private final String folder;
  private final String owner;
  private final Times times;
  private final ScheduledExecutorService heart;
  private final Runnable atExit = this::releaseAtExit;
  private volatile String lost = "";
  private volatile long lastBeat = System.nanoTime();

  private HeartbeatLock(FileSystem files, Path file, String folder, String owner, Times times) {
    this.files = files;
    this.file = file;
    this.folder = folder;
    this.owner = owner;
    this.times = times;
    heart = Executors.newSingleThreadScheduledExecutor(HeartbeatLock::daemon);
  }

  /**
   * Takes the lock.
   *
   * @param folder how messages name what is locked
   * @param exclusive whether the file system lets only one of two create a file
   * @throws SpecException if somebody else has it
   */
  static HeartbeatLock take(
      FileSystem files, Path file, String folder, Times times, boolean exclusive)
      throws IOException {
    var owner =
        "process %d on %s, %s".formatted(ProcessHandle.current().pid(), host(), UUID.randomUUID());
    var lock = new HeartbeatLock(files, file, folder, owner, times);
    try {
      lock.take(exclusive);
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.heart.shutdownNow();
      throw e;
    }
  }

  private void take(boolean exclusive) throws IOException {
    boolean certain = exclusive;
    while (!create()) {
      try {
        var holder = holder();
        long age = age();
        if (age <= times.stale().toMillis()) {
          throw refusal(holder, age);
        }
        files.delete(file, false);
        certain = false; // another one may be doing the same
      } catch (FileNotFoundException e) {
        // given back just now
      }
    }
    if (!certain) {
      sleep(times.settle());
      var holder = holder();
      if (!holder.equals(owner)) {
        throw refusal(holder, 0);
      }
    }
    long nanos = times.beat().toNanos();
    heart.scheduleWithFixedDelay(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
    // After Spark has stopped, before Hadoop closes its file systems.
    ShutdownHookManager.get().addShutdownHook(atExit, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1);
  }

  private SpecException refusal(String holder, long age) {
    return new SpecException(
        "%s: another run is writing here (%s, seen %d s ago); wait for it, or stop it and wait %d s"
            .formatted(folder, named(holder), age / 1000, times.stale().toSeconds()));
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
    long begun = System.nanoTime();
    try (var out = files.create(file, overwrite)) {
      out.write(owner.getBytes(StandardCharsets.UTF_8));
    }
    lastBeat = begun;
  }

  private String holder() throws IOException {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Milliseconds since the owner's last sign of life. */
  private long age() throws IOException {
    long beaten = files.getFileStatus(file).getModificationTime();
    var probe = file.suffix("." + UUID.randomUUID());
    try {
      files.create(probe, false).close();
      return files.getFileStatus(probe).getModificationTime() - beaten;
    } finally {
      files.delete(probe, false);
    }
  }

  /** A sign of life, unless the lock turns out to be lost. */
  synchronized void beat() {
    if (!lost.isEmpty()) {
      return;
    }
    try {
      var holder = holder();
      if (holder.equals(owner)) {
        write(true);
      } else {
        lost = "another run has taken over (" + named(holder) + ")";
      }
    } catch (FileNotFoundException e) {
      lost = "its lock file was deleted";
    } catch (IOException e) {
      // Tried again; check() gives up when it has been in vain for too long.
    }
  }

  @Override
  public void check() throws IOException {
    checkAtOnce();
    long mostSilent = times.stale().multipliedBy(2).dividedBy(3).toNanos();
    if (silentFor() > mostSilent) {
      beat();
      checkAtOnce();
      if (silentFor() > mostSilent) {
        throw new IOException(
            "%s: the lock could not be renewed for %d s, and another run may take it; this one stops"
                .formatted(folder, TimeUnit.NANOSECONDS.toSeconds(silentFor())));
      }
    }
  }

  @Override
  public void checkAtOnce() throws IOException {
    if (!lost.isEmpty()) {
      throw new IOException(folder + ": " + lost + "; this one stops, what it has stored is safe");
    }
  }

  private long silentFor() {
    return System.nanoTime() - lastBeat;
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
        if (holder().equals(owner)) {
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

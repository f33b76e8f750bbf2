package org.infomorph.watch;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.infomorph.form.SpecException;
import org.infomorph.report.LiveReport;
import org.infomorph.run.SweepFolder;
import org.infomorph.store.TableFollower;
import org.infomorph.sweep.Asked;

/**
 * A sweep's folder that is looked at again and again, and the page's data of what was found last.
 * One thread looks; any number of threads ask.
 */
final class Followed implements AutoCloseable {
  /**
   * Numbers of 4 bytes of the trials' history: half a gigabyte of them, and a quarter of the
   * memory, at most. Beside a run, the memory is the driver's.
   */
  private static final long MOST_NUMBERS =
      Math.min(128_000_000, Runtime.getRuntime().maxMemory() / 4 / Float.BYTES);

  /** After data took a time to make, so many times of it pass before the next. */
  private static final long PAUSES = 2;

  private final SweepFolder folder;
  private final long pauseNanos;
  private final Consumer<String> notes;
  private final TableFollower follower;
  private final Thread thread;
  private LiveReport report;
  private State state = new State(0, "", Optional.empty(), false);
  private boolean closed;
  private String lastNote = "";
  private long askedSize = -1;
  private Asked asked;

  /** Whether something was found that is not shown yet, also by a look that then failed. */
  private boolean changed;

  /**
   * What there is to show.
   *
   * @param version grows with each change; 0 before the first
   * @param name of the sweep
   * @param data for the page
   * @param ended whether every trial that was asked for has ended
   */
  record State(long version, String name, Optional<byte[]> data, boolean ended) {}

  /**
   * @param notes receives one line if the folder cannot be read at present
   */
  Followed(SweepFolder folder, long pauseNanos, Consumer<String> notes) {
    this.folder = folder;
    this.pauseNanos = pauseNanos;
    this.notes = notes;
    follower = new TableFollower(folder.trials());
    thread = new Thread(this::run, "infomorph-follow");
    thread.setDaemon(true);
  }

  void begin() {
    thread.start();
  }

  private void run() {
    long pause = pauseNanos;
    do {
      long before = System.nanoTime();
      try {
        look();
        lastNote = "";
      } catch (IOException | RuntimeException e) {
        note(String.valueOf(e.getMessage())); // it may pass; the page stays as it is
      } catch (OutOfMemoryError e) {
        synchronized (this) {
          report = null; // the sweep may need the memory
        }
        note("there is too little memory for so many trials");
        return;
      }
      pause = Math.max(pauseNanos, PAUSES * (System.nanoTime() - before));
    } while (waited(pause));
  }

  private void note(String text) {
    var line = text.lines().findFirst().orElse("");
    if (!line.equals(lastNote)) {
      lastNote = line;
      notes.accept("what is shown is not renewed at present: " + line);
    }
  }

  private void look() throws IOException {
    if (!folder.exists()) {
      return; // a run that has just begun
    }
    changed |= readAsked();
    if (asked == null) {
      return;
    }
    if (report == null) {
      var made = new LiveReport(folder.folder(), asked.sweep().measure(), MOST_NUMBERS);
      synchronized (this) {
        report = made;
      }
    }
    changed |= follower.follow(report::accept);
    if (changed) {
      var data = report.data(asked);
      show(data, report.finished() >= asked.trials());
      changed = false;
    }
  }

  /** Reads what was asked for if that may have changed; says whether it has. */
  private boolean readAsked() throws IOException {
    long size = folder.askedSize();
    if (asked != null && size == askedSize) {
      return false;
    }
    try {
      asked = folder.asked();
    } catch (SpecException e) {
      if (size < 0) {
        return false; // there is nothing yet
      }
      throw e;
    }
    askedSize = size;
    return true;
  }

  private synchronized void show(byte[] data, boolean ended) {
    state = new State(state.version() + 1, asked.sweep().name(), Optional.of(data), ended);
    notifyAll();
  }

  /** Waits; false if it is over. */
  private synchronized boolean waited(long nanos) {
    try {
      long end = System.nanoTime() + nanos;
      for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !closed;
  }

  /** What there is now. */
  synchronized State state() {
    return state;
  }

  /**
   * Waits for a newer version than one, at most for a time.
   *
   * @return what there is then; nothing if it is over
   */
  synchronized Optional<State> after(long version, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos;
        left > 0 && !closed && state.version() <= version;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return closed ? Optional.empty() : Optional.of(state);
  }

  /** The history of a point, as JSON; nothing before there is a report. */
  Optional<String> history(int point) {
    LiveReport now;
    synchronized (this) {
      now = report;
    }
    return Optional.ofNullable(now).map(live -> live.history(point));
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

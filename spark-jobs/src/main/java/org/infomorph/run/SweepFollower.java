package org.infomorph.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.infomorph.form.SpecException;
import org.infomorph.report.LiveReport;
import org.infomorph.result.TrialResult;
import org.infomorph.store.TableFollower;
import org.infomorph.sweep.Asked;

/**
 * Looks at a sweep's folder again and again, beside a run or from another process, and tells of
 * what it found. One thread looks; any number of threads may close it. A look that fails is noted
 * once, and the next one tries again.
 */
public final class SweepFollower implements AutoCloseable {
  private final SweepFolder folder;
  private final Pace pace;
  private final Reader reader;
  private final Consumer<String> notes;
  private final TableFollower follower;
  private final Thread thread;

  /** The trials of a study, by their ids; none of another sweep, whose page needs no more. */
  private final Map<String, EndedTrial> ended = new LinkedHashMap<>();

  private LiveReport report;
  private boolean closed;
  private String lastNote = "";
  private long askedSize = -1;
  private Asked asked;

  /** Whether something was found that the reader does not know yet, also by a look that failed. */
  private boolean changed;

  /**
   * How often it looks, and how much of it it keeps.
   *
   * @param first nanoseconds until the first look
   * @param pause nanoseconds from a look to the next, by how many the look has taken
   * @param mostTrials of sweeps with more, nothing is read
   * @param mostNumbers so many numbers of the trials' history are kept, of 4 bytes each
   */
  public record Pace(long first, LongUnaryOperator pause, long mostTrials, long mostNumbers) {}

  /** Who is told. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Something has changed. Called by one thread at a time.
     *
     * @param study what a study has found; empty of another sweep
     */
    void changed(LiveReport report, Asked asked, Optional<LiveReport.Study> study)
        throws IOException;
  }

  private SweepFollower(SweepFolder folder, Pace pace, Reader reader, Consumer<String> notes) {
    this.folder = folder;
    this.pace = pace;
    this.reader = reader;
    this.notes = notes;
    follower = new TableFollower(folder.trials());
    thread = new Thread(this::run, "infomorph-follow");
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param folder of the sweep, which may not exist yet
   * @param notes receives a clause when a look fails, or when nothing is read
   */
  public static SweepFollower begin(
      SweepFolder folder, Pace pace, Reader reader, Consumer<String> notes) {
    var follower = new SweepFollower(folder, pace, reader, notes);
    follower.thread.start();
    return follower;
  }

  private void run() {
    for (long pause = pace.first(); waited(pause); ) {
      long before = System.nanoTime();
      try {
        look();
      } catch (IOException | RuntimeException e) {
        note(String.valueOf(e.getMessage())); // it may pass: the next look tries again
      } catch (OutOfMemoryError e) {
        forget(); // the sweep may need the memory
        note("there is too little memory for so many trials");
        return;
      }
      pause = pace.pause().applyAsLong(System.nanoTime() - before);
    }
  }

  private synchronized void forget() {
    report = null;
    ended.clear();
  }

  private void note(String text) {
    var line = text.lines().findFirst().orElse("");
    if (!line.equals(lastNote)) {
      lastNote = line;
      notes.accept(line);
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
    if (asked.trials() > pace.mostTrials()) {
      note("the sweep has more than " + pace.mostTrials() + " trials");
      return;
    }
    if (report == null) {
      var made = new LiveReport(folder.folder(), asked.sweep().measure(), pace.mostNumbers());
      synchronized (this) {
        report = made;
      }
    }
    changed |= follower.follow(this::accept);
    if (changed) {
      reader.changed(report, asked, study());
      changed = false;
    }
    lastNote = "";
  }

  private void accept(TrialResult trial) {
    report.accept(trial);
    if (asked.sweep().decides()) {
      ended.put(trial.trialId(), EndedTrial.of(trial, asked.sweep().measure()));
    }
  }

  private Optional<LiveReport.Study> study() {
    return asked.sweep().decides()
        ? Optional.of(
            new LiveReport.Study(
                StudyLook.of(asked, ended.values()), StudyTables.of(asked, ended.values())))
        : Optional.empty();
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

  /** The report of what was found last; empty before. */
  public synchronized Optional<LiveReport> report() {
    return Optional.ofNullable(report);
  }

  /** Ends, after a look that is going on. */
  @Override
  public void close() {
    closeWithin(0);
  }

  /**
   * Ends.
   *
   * @param millis for how long it waits for a look that is going on; 0 for as long as that takes
   */
  public void closeWithin(long millis) {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.infomorph.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderLostException;

/**
 * States of trials that longer trials may continue from, one file for each trial, until the study
 * has decided about it. States save time and carry no result: one that is missing, for whatever
 * reason, costs the time to train again. So a state may be lost where a row of {@code trials} may
 * not: files are written in the background, and a file that cannot be written is only noted.
 *
 * <p>This class is safe for use by several threads. Only the holder of the sweep's lock may use it.
 */
public final class KeptStates implements AutoCloseable {
  /** What is kept at a time at most: more would fill a disk for the sake of time. */
  private static final long MOST_BYTES = 8L << 30;

  /** How many characters of states wait in memory to be written. */
  private static final int MOST_WAITING = 64 << 20;

  private static final int THREADS = 2;

  private static final String NAME = "states";

  private final Folder parent;
  private final Folder folder;
  private final Consumer<String> notes;
  private final long mostBytes;

  /** What is in the folder, with the size of each in characters. */
  private final Map<String, Long> there = new HashMap<>();

  private final Map<String, String> waiting = new HashMap<>();
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final ExecutorService writers;
  private IOException lost;

  /** The size of all that is in the folder or waits, in characters. */
  private long size;

  private long largest;
  private boolean noted;

  /**
   * @param parent the folder of the sweep, for a writer that may change it
   * @param notes told, once, that states cannot be kept
   */
  public KeptStates(Folder parent, Consumer<String> notes) {
    this(parent, notes, MOST_BYTES);
  }

  KeptStates(Folder parent, Consumer<String> notes, long mostBytes) {
    this.parent = parent;
    this.folder = parent.folder(NAME);
    this.notes = notes;
    this.mostBytes = mostBytes;
    try {
      for (var trialId : parent.exists(NAME) ? parent.list(NAME) : List.<String>of()) {
        if (there.isEmpty()) {
          largest = folder.size(trialId); // states of one study are about as large as each other
        }
        there.put(trialId, largest);
        size += largest;
      }
    } catch (IOException e) {
      note("the states of an earlier run cannot be read (" + e.getMessage() + ")");
    }
    writers =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              var thread = new Thread(work, "infomorph-states");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Keeps a trial's state.
   *
   * @param text the state, as the trial has returned it
   * @throws IOException if the folder is no longer this run's
   */
  public void keep(String trialId, String text) throws IOException {
    synchronized (this) {
      if (lost != null) {
        throw lost;
      }
      if (writers.isShutdown()) {
        return;
      }
      largest = Math.max(largest, text.length());
      if (size + text.length() > mostBytes) {
        note("states would take more than " + (mostBytes >> 20) + " MB");
        return;
      }
      size += text.length();
      replaced(waiting.put(trialId, text));
    }
    int taken = Math.min(text.length(), MOST_WAITING);
    room.acquireUninterruptibly(taken);
    execute(() -> write(trialId, taken));
  }

  /** Counts a state no longer that was waiting; null if none was. */
  private void replaced(String text) {
    size -= text == null ? 0 : text.length();
  }

  /** After the end, trials of a run that was stopped may still come. */
  private synchronized void execute(Runnable work) {
    if (!writers.isShutdown()) {
      writers.execute(work);
    }
  }

  private void write(String trialId, int taken) {
    try {
      String text;
      synchronized (this) {
        text = waiting.get(trialId);
      }
      if (text != null) { // not dropped in the meantime
        folder.publish(text.getBytes(StandardCharsets.UTF_8), trialId);
        written(trialId);
      }
    } catch (FolderLostException e) {
      synchronized (this) {
        lost = e;
      }
    } catch (IOException e) {
      note("a state could not be written (" + e.getMessage() + ")");
      synchronized (this) {
        replaced(waiting.remove(trialId));
      }
    } finally {
      room.release(taken);
    }
  }

  /** A state that was dropped while it was written goes at once. */
  private void written(String trialId) throws IOException {
    synchronized (this) {
      var text = waiting.remove(trialId);
      if (text != null) {
        var before = there.put(trialId, (long) text.length());
        size -= before == null ? 0 : before;
        return;
      }
    }
    folder.delete(trialId);
  }

  private synchronized void note(String why) {
    if (!noted) {
      notes.accept(why + "; trials without a state are trained from their beginning");
      noted = true;
    }
  }

  /** The state of a trial; empty if none was kept, or it cannot be read. */
  public Optional<String> of(String trialId) {
    synchronized (this) {
      if (waiting.containsKey(trialId)) {
        return Optional.of(waiting.get(trialId));
      }
      if (!there.containsKey(trialId)) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(folder.read(trialId));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Drops a trial's state, if there is one, in the background. */
  public synchronized void drop(String trialId) {
    replaced(waiting.remove(trialId));
    var written = there.remove(trialId);
    if (written != null) {
      size -= written;
      execute(() -> delete(trialId));
    }
  }

  private void delete(String trialId) {
    try {
      folder.delete(trialId);
    } catch (IOException e) {
      note("a state could not be deleted (" + e.getMessage() + ")");
    }
  }

  /** Ends the writers, and deletes all states. */
  public void dropAll() throws IOException {
    close();
    parent.deleteFolder(NAME);
  }

  /** The size of the largest state that is known, in characters; 0 if none is. */
  public synchronized long largest() {
    return largest;
  }

  /** Ends the writers, after what they still have to write. */
  @Override
  public void close() {
    synchronized (this) {
      writers.shutdown();
    }
    boolean interrupted = false;
    while (true) {
      try {
        if (writers.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true; // what waits is little, and saves much
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.infomorph.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.parquet.example.data.Group;
import org.infomorph.trial.ResultLine;
import org.infomorph.trial.TrialResult;

/**
 * The table {@code trials} of one sweep, open for writing: finished trials, each whole and once.
 *
 * <p>A trial goes into a journal the moment it is appended, and from there, with its neighbours,
 * into a parquet file that appears in one atomic step; small files are merged as they gather.
 * Whatever is killed, opening the table again finishes or forgets what was begun.
 */
public final class TrialTable implements Closeable {
  /** How long a finished trial may wait in the journal until other programs see it. */
  private static final long VISIBLE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int MOST_WAITING = 5_000;
  private static final int MOST_SMALL_PARTS = 64;
  private static final String LOCK = "_lock";

  private final Folder folder;
  private final Closeable lock;
  private final Journal journal;
  private final Compaction<Group> compaction;
  private final Optional<WeightsTable> weights;
  private final Set<String> ids;
  private final List<String> damaged;
  private final ScheduledExecutorService committer;
  private volatile IOException failure;

  /**
   * Where the networks of trials are kept.
   *
   * @param folder of the table {@code weights}
   * @param keep whether a trial, by its id, keeps its network if it is OK: one whose network is not
   *     there is taken out of the table, so that it can be run again
   */
  public record Weights(Folder folder, Predicate<String> keep) {}

  private TrialTable(Folder folder, Recovery recovery, Closeable lock) {
    this.folder = folder;
    this.lock = lock;
    weights = recovery.weights();
    journal = new Journal(folder, recovery.lastSegment() + 1);
    ids = recovery.trialIds();
    damaged = recovery.damaged();
    compaction = new Compaction<>(folder, Parts.TRIALS, folder);
    committer = Executors.newScheduledThreadPool(2, TrialTable::daemon);
    committer.scheduleWithFixedDelay(() -> noteFailure(journal::force), 1, 1, TimeUnit.SECONDS);
    committer.scheduleWithFixedDelay(
        () -> noteFailure(this::commitWhatIsDue), 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Opens the table, after finishing what a killed writer left.
   *
   * @param folder the table's folder, created if need be
   * @param present told of every trial that is there already
   * @throws org.infomorph.trial.SpecException if another process is writing here
   */
  public static TrialTable open(Path folder, Consumer<TrialSummary> present) throws IOException {
    return open(new LocalFolder(folder), present);
  }

  /** The same, wherever the folder is. */
  public static TrialTable open(Folder folder, Consumer<TrialSummary> present) throws IOException {
    return open(folder, Optional.empty(), present);
  }

  /** The same with a table of weights beside it. */
  public static TrialTable open(Folder folder, Weights weights, Consumer<TrialSummary> present)
      throws IOException {
    return open(folder, Optional.of(weights), present);
  }

  private static TrialTable open(
      Folder folder, Optional<Weights> kept, Consumer<TrialSummary> present) throws IOException {
    var locks = new Locks(folder.lock(LOCK));
    try {
      var recovery = new Recovery(folder, kept, locks);
      recovery.run(present);
      var table = new TrialTable(folder, recovery, locks);
      table.forget(recovery.unmatched());
      return table;
    } catch (IOException | RuntimeException e) {
      locks.close();
      throw e;
    }
  }

  /** Files that could not be read and were moved to {@code _damaged}: their trials are missing. */
  public List<String> damaged() {
    return List.copyOf(damaged);
  }

  /** Whether the trial is there. */
  public synchronized boolean contains(String trialId) {
    return ids.contains(trialId);
  }

  /**
   * Adds a finished trial; when this returns no kill can lose it, or in an object store 5 seconds
   * later. A trial that is there already stays as it is.
   *
   * @param trialId its id
   * @param line its result, as {@link ResultLine#of} writes it
   * @throws IOException if this or an earlier trial cannot be written
   */
  public synchronized void append(String trialId, String line) throws IOException {
    throwFailure();
    if (weights.isEmpty() && ResultLine.hasWeights(line)) {
      throw new IllegalArgumentException(trialId + " keeps weights; this table has none beside it");
    }
    if (!ids.contains(trialId)) {
      journal.append(line);
      ids.add(trialId);
    }
  }

  /**
   * Takes trials out of the table, so that they can be run again.
   *
   * @param trialIds their ids; those that are not there are ignored
   */
  public void forget(Set<String> trialIds) throws IOException {
    if (trialIds.isEmpty()) {
      return;
    }
    synchronized (compaction) {
      flush();
      compaction.remove(trialIds::contains);
      if (weights.isPresent()) { // last: without its trial nobody asks for them
        weights.get().remove(trialIds);
      }
    }
    synchronized (this) {
      ids.removeAll(trialIds);
    }
  }

  /** Makes all that was appended visible to other programs. */
  public void flush() throws IOException {
    journal.seal();
    commitSealed();
  }

  /** Makes all visible and merges small files: the table is as it will be left. */
  public void finish() throws IOException {
    throwFailure();
    synchronized (compaction) {
      flush();
      compaction.run();
      if (weights.isPresent()) {
        weights.get().merge(0);
      }
    }
  }

  /** Finishes, and lets the next writer in. */
  @Override
  public void close() throws IOException {
    try (lock) {
      committer.shutdown();
      committer.awaitTermination(1, TimeUnit.HOURS);
      finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; the next start commits what is in the journal", e);
    }
  }

  /**
   * Reads a table that another process may be writing: what is in its files and its journal.
   *
   * @param folder the table's folder
   * @param trials told of every trial, once
   */
  public static void scan(Path folder, Consumer<TrialSummary> trials) throws IOException {
    new TableScan(new LocalFolder(folder)).run(trials);
  }

  /**
   * Reads a table with all its columns, as {@link #scan} does with some.
   *
   * @param folder the table's folder
   * @param trials told of every trial, once, in any order
   */
  public static void scanWhole(Path folder, Consumer<TrialResult> trials) throws IOException {
    scanWhole(new LocalFolder(folder), trials);
  }

  /** The same, wherever the folder is. */
  public static void scanWhole(Folder folder, Consumer<TrialResult> trials) throws IOException {
    new TableScan(folder).whole(trials);
  }

  /** The same, wherever the folder is. */
  public static void scan(Folder folder, Consumer<TrialSummary> trials) throws IOException {
    new TableScan(folder).run(trials);
  }

  private void commitWhatIsDue() throws IOException {
    if (journal.isDue(VISIBLE_AFTER_NANOS, MOST_WAITING, Journal.FULL_CHARACTERS)) {
      journal.seal();
    }
    if (journal.hasSealed()) {
      commitSealed();
      mergeIfMany();
    }
  }

  /** What fails in the background stops the next append. */
  private void noteFailure(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = new IOException(e);
    }
  }

  private void throwFailure() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  private void mergeIfMany() throws IOException {
    synchronized (compaction) {
      if (compaction.smallParts() > MOST_SMALL_PARTS) {
        compaction.run();
      }
      if (weights.isPresent()) {
        weights.get().merge(MOST_SMALL_PARTS);
      }
    }
  }

  private void commitSealed() throws IOException {
    synchronized (compaction) {
      for (long segment : journal.sealed()) {
        new Commit(folder, weights).run(segment);
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "infomorph-commit");
    thread.setDaemon(true);
    return thread;
  }
}

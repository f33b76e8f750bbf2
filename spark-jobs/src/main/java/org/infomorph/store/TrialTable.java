package org.infomorph.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.parquet.example.data.Group;
import org.infomorph.store.Parts.Part;
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
  private static final long MOST_WAITING_CHARACTERS = 64L << 20;
  private static final int MOST_SMALL_PARTS = 64;
  private static final String LOCK = "_lock";
  private static final String DAMAGED = "_damaged";

  private final Folder folder;
  private final Closeable lock;
  private final Journal journal;
  private final Compaction compaction;
  private final Set<String> ids;
  private final List<String> damaged;
  private final ScheduledExecutorService committer;
  private volatile IOException failure;

  private TrialTable(
      Folder folder, Closeable lock, Journal journal, Set<String> ids, List<String> damaged) {
    this.folder = folder;
    this.lock = lock;
    this.journal = journal;
    this.ids = ids;
    this.damaged = damaged;
    compaction = new Compaction(folder);
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
    var lock = folder.lock(LOCK);
    try {
      new Compaction(folder).recover();
      for (long segment : Journal.segments(folder)) {
        commit(folder, segment);
      }
      var ids = new HashSet<String>();
      var damaged = new ArrayList<String>();
      long last = 0;
      for (var part : Parts.list(folder)) {
        last = Math.max(last, part.last());
        for (var trial : readOrSetAside(folder, part, damaged)) {
          ids.add(trial.trialId());
          present.accept(trial);
        }
      }
      return new TrialTable(folder, lock, new Journal(folder, last + 1), ids, damaged);
    } catch (IOException | RuntimeException e) {
      lock.close();
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
   * @param line its result, as {@link org.infomorph.trial.ResultFormat#toJson} writes it
   * @throws IOException if this or an earlier trial cannot be written
   */
  public synchronized void append(String trialId, String line) throws IOException {
    throwFailure();
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
    Predicate<Group> unwanted = row -> trialIds.contains(row.getString("trial_id", 0));
    synchronized (compaction) {
      flush();
      for (var part : Parts.list(folder)) {
        var found = new AtomicBoolean();
        Parts.read(
            folder,
            part.name(),
            TrialSummary.ID,
            row -> found.compareAndSet(false, unwanted.test(row)));
        if (found.get()) {
          compaction.remove(part, unwanted);
        }
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
  public static void scanWhole(Folder folder, Consumer<TrialResult> trials) throws IOException {
    new TableScan(folder).whole(trials);
  }

  /** The same, wherever the folder is. */
  public static void scan(Folder folder, Consumer<TrialSummary> trials) throws IOException {
    new TableScan(folder).run(trials);
  }

  private void commitWhatIsDue() throws IOException {
    if (journal.isDue(VISIBLE_AFTER_NANOS, MOST_WAITING, MOST_WAITING_CHARACTERS)) {
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
    }
  }

  private void commitSealed() throws IOException {
    synchronized (compaction) {
      for (long segment : journal.sealed()) {
        commit(folder, segment);
      }
    }
  }

  /** Turns a journal segment into a part; crashing anywhere and doing it again gives the same. */
  private static void commit(Folder folder, long segment) throws IOException {
    if (!isCommitted(folder, segment)) {
      var results = Journal.read(folder, segment);
      if (!results.isEmpty()) {
        var staged = Parts.staged(segment, segment);
        folder.delete(staged);
        try (var writer = Parts.writer(folder, staged)) {
          for (var result : results) {
            writer.write(TrialSchema.toRow(result));
          }
        }
        folder.publish(staged, Parts.sealed(folder, staged, segment, segment).name());
      }
    }
    Journal.delete(folder, segment);
  }

  private static boolean isCommitted(Folder folder, long segment) throws IOException {
    for (var part : Parts.list(folder)) {
      if (part.first() == segment && part.last() == segment) {
        return Parts.isIntact(folder, part);
      }
    }
    return false;
  }

  private static List<TrialSummary> readOrSetAside(Folder folder, Part part, List<String> damaged)
      throws IOException {
    if (Parts.isIntact(folder, part)) {
      var trials = new ArrayList<TrialSummary>();
      Parts.read(
          folder, part.name(), TrialSummary.COLUMNS, row -> trials.add(TrialSummary.of(row)));
      return trials;
    }
    var aside = DAMAGED + "/" + part.name();
    folder.publish(part.name(), aside);
    damaged.add(folder.describe(aside));
    return List.of();
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

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
import org.infomorph.files.Folder;
import org.infomorph.files.FolderLock;
import org.infomorph.files.FolderLostException;
import org.infomorph.files.GuardedFolder;
import org.infomorph.files.LocalFolder;
import org.infomorph.files.LockRequest;
import org.infomorph.files.Patience;
import org.infomorph.files.WritePermit;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialResult;

/**
 * The table {@code trials} of one sweep, open for writing: every finished trial, complete and
 * exactly once.
 *
 * <p>An appended trial goes into a journal at once. Later it goes, together with other trials, into
 * a parquet file that appears in one atomic step. Small files are merged when there are several.
 * After any kill, the next opening of the table finishes or undoes unfinished work.
 *
 * <p>Failed operations are retried for a minute. Once a second, or every ten seconds in an object
 * store, the writer checks that the lock, the journal and the parquet files still exist. If
 * somebody deletes them, the writer stops, so it never reports a missing trial as stored.
 */
public final class TrialTable implements Closeable, WritePermit {
  /** The longest time that a finished trial waits in the journal before other programs see it. */
  private static final long VISIBLE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int MOST_WAITING = 5_000;
  private static final int MOST_SMALL_PARTS = 64;

  /** The name of the lock in a table's folder. */
  public static final String LOCK = "_lock";

  /** Seconds between two checks of the files if each check is a request that costs money. */
  private static final long SECONDS_BETWEEN_REQUESTS = 10;

  private final GuardedFolder folder;
  private final FolderLock lock;
  private final Journal journal;
  private final Compaction<Group> compaction;
  private final Optional<WeightsTable> weights;
  private final Set<String> ids;
  private final List<String> damaged;
  private final Patience patience;
  private final ScheduledExecutorService committer;
  private volatile IOException failure;

  /** Whether an operation was begun and has failed, so it must be finished or undone. */
  private boolean untidy;

  /**
   * The table of kept networks.
   *
   * @param folder the folder of the table {@code weights}
   * @param keep tells, by its id, whether a trial that is OK keeps its network; a trial whose
   *     network is missing is removed from the table, so it can run again
   */
  public record Weights(Folder folder, Predicate<String> keep) {}

  private TrialTable(GuardedFolder folder, Recovery recovery, FolderLock lock, Opening opening) {
    this.folder = folder;
    this.lock = lock;
    weights = recovery.weights();
    patience = opening.patience();
    journal =
        new Journal(
            folder,
            recovery.lastSegment() + 1,
            Journal.FULL_CHARACTERS,
            patience,
            opening.request().notes());
    ids = recovery.trialIds();
    damaged = recovery.damaged();
    compaction = new Compaction<>(folder, Parts.TRIALS, folder);
    committer = Executors.newScheduledThreadPool(3, TrialTable::daemon);
    everySeconds(1, journal::force);
    everySeconds(1, this::commitWhatIsDue);
    everySeconds(folder.keepsWhatIsAppended() ? 1 : SECONDS_BETWEEN_REQUESTS, this::verify);
  }

  private void everySeconds(long seconds, Patience.Work work) {
    var tries = patience.new Tries();
    committer.scheduleWithFixedDelay(
        () -> noteFailure(work, tries), seconds, seconds, TimeUnit.SECONDS);
  }

  /** How to open a table: what to do about another writer, and how long to retry. */
  private record Opening(LockRequest request, Patience patience) {
    static Opening usual(Folder folder, LockRequest request) {
      return new Opening(request, folder.failuresMayPass() ? Patience.USUAL : Patience.NONE);
    }
  }

  /**
   * Opens the table, after finishing the work of a killed writer.
   *
   * @param folder the table's folder, created if missing
   * @param present receives every trial that the table already has
   * @throws org.infomorph.form.SpecException if another process is writing here
   */
  public static TrialTable open(Path folder, Consumer<TrialSummary> present) throws IOException {
    return open(new LocalFolder(folder), present);
  }

  /** The same for any folder. */
  public static TrialTable open(Folder folder, Consumer<TrialSummary> present) throws IOException {
    return open(folder, Optional.empty(), present, Opening.usual(folder, LockRequest.USUAL));
  }

  /** The same, with another {@link Patience}. */
  static TrialTable open(Folder folder, Consumer<TrialSummary> present, Patience patience)
      throws IOException {
    return open(folder, Optional.empty(), present, new Opening(LockRequest.USUAL, patience));
  }

  /** The same with a table of weights beside it. */
  public static TrialTable open(Folder folder, Weights weights, Consumer<TrialSummary> present)
      throws IOException {
    return open(folder, Optional.of(weights), present, Opening.usual(folder, LockRequest.USUAL));
  }

  /**
   * The same with a request for the case that another writer holds the lock.
   *
   * @param request also has the receiver of one line for each wait
   */
  public static TrialTable open(
      Folder folder, Weights weights, Consumer<TrialSummary> present, LockRequest request)
      throws IOException {
    return open(folder, Optional.of(weights), present, Opening.usual(folder, request));
  }

  private static TrialTable open(
      Folder folder, Optional<Weights> kept, Consumer<TrialSummary> present, Opening opening)
      throws IOException {
    var lock = folder.lock(LOCK, opening.request());
    try {
      var guarded = new GuardedFolder(folder, lock);
      var weights =
          kept.map(place -> new Weights(new GuardedFolder(place.folder(), lock), place.keep()));
      var recovery = new Recovery(guarded, weights, opening.request().notes());
      recovery.run(present);
      var table = new TrialTable(guarded, recovery, lock, opening);
      table.forget(recovery.unmatched());
      return table;
    } catch (IOException | RuntimeException e) {
      try {
        lock.close();
      } catch (IOException again) { // the first exception says more
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /** Files that could not be read and were moved to {@code _damaged}: their trials are missing. */
  public List<String> damaged() {
    return List.copyOf(damaged);
  }

  /** The number of trials that are there. */
  public synchronized int size() {
    return ids.size();
  }

  /** Whether the table has the trial. */
  public synchronized boolean contains(String trialId) {
    return ids.contains(trialId);
  }

  /**
   * Adds a finished trial. Once this method returns, or 5 seconds later in an object store, the
   * trial survives any kill. A trial that the table already has stays unchanged.
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
      journal.append(trialId, line);
      ids.add(trialId);
    }
  }

  /**
   * Removes trials from the table, so they can run again.
   *
   * @param trialIds their ids; unknown ids are ignored
   */
  public void forget(Set<String> trialIds) throws IOException {
    if (trialIds.isEmpty()) {
      return;
    }
    patience.persist(() -> remove(trialIds));
    synchronized (this) {
      ids.removeAll(trialIds);
    }
  }

  private void remove(Set<String> trialIds) throws IOException {
    journal.seal();
    change(
        () -> {
          commitSealed();
          compaction.remove(trialIds::contains);
          if (weights.isPresent()) { // last: weights without a trial are never used
            weights.get().remove(trialIds);
          }
        });
  }

  /** Makes all appended trials visible to other programs. */
  public void flush() throws IOException {
    patience.persist(
        () -> {
          journal.seal();
          change(this::commitSealed);
        });
  }

  /**
   * Makes all trials visible and merges small files: the final state of the table.
   *
   * @throws IOException if an appended trial is missing
   */
  public void finish() throws IOException {
    throwFailure();
    int trials;
    synchronized (this) {
      trials = ids.size();
    }
    patience.persist(
        () -> {
          journal.seal();
          change(
              () -> {
                commitSealed();
                compaction.run();
                if (weights.isPresent()) {
                  weights.get().merge(0);
                }
              });
          lock.verify();
          verify();
        });
    long rows;
    synchronized (compaction) {
      rows = compaction.rows();
    }
    if (rows < trials) {
      throw new FolderLostException(
          "%s: has %d rows, but %d trials were written"
              .formatted(folder.describe(""), rows, trials));
    }
  }

  /**
   * Checks that all written files exist and that this writer may write.
   *
   * @throws IOException if not
   */
  @Override
  public void check() throws IOException {
    throwFailure();
    lock.check();
  }

  @Override
  public void checkAtOnce() throws IOException {
    throwFailure();
    lock.checkAtOnce();
  }

  private void verify() throws IOException {
    lock.check();
    synchronized (compaction) {
      folder.verify();
      if (weights.isPresent()) {
        weights.get().verify();
      }
    }
  }

  /** Finishes, and releases the lock for the next writer. */
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
   * Reads the parquet files and the journal of a table that another process may be writing.
   *
   * @param folder the table's folder
   * @param trials receives every trial once
   */
  public static void scan(Path folder, Consumer<TrialSummary> trials) throws IOException {
    new TableScan(new LocalFolder(folder)).run(trials);
  }

  /**
   * Reads a table with all its columns, as {@link #scan} does with some.
   *
   * @param folder the table's folder
   * @param trials receives every trial once, in any order
   */
  public static void scanWhole(Path folder, Consumer<TrialResult> trials) throws IOException {
    scanWhole(new LocalFolder(folder), trials);
  }

  /** The same for any folder. */
  public static void scanWhole(Folder folder, Consumer<TrialResult> trials) throws IOException {
    new TableScan(folder).whole(trials);
  }

  /**
   * The same, without files that cannot be read at present.
   *
   * @param notes receives one line for each such file
   */
  public static void scanWhole(Folder folder, Consumer<TrialResult> trials, Consumer<String> notes)
      throws IOException {
    new TableScan(folder, notes).whole(trials);
  }

  /** The same for any folder. */
  public static void scan(Folder folder, Consumer<TrialSummary> trials) throws IOException {
    new TableScan(folder).run(trials);
  }

  /**
   * The same, without files that cannot be read at present.
   *
   * @param notes receives one line for each such file
   */
  public static void scan(Folder folder, Consumer<TrialSummary> trials, Consumer<String> notes)
      throws IOException {
    new TableScan(folder, notes).run(trials);
  }

  /**
   * Looks for journal files that cannot be read at present.
   *
   * @param notes receives one line for each of them
   */
  public static void noteWhatCannotBeRead(Folder folder, Consumer<String> notes)
      throws IOException {
    new TableScan(folder, notes).journal();
  }

  private void commitWhatIsDue() throws IOException {
    if (journal.isDue(VISIBLE_AFTER_NANOS, MOST_WAITING, Journal.FULL_CHARACTERS)) {
      journal.seal();
    }
    if (journal.hasSealed()) {
      change(this::commitSealed);
      change(this::mergeIfMany);
    }
  }

  /**
   * If background work fails for long, or for good, the next append throws. Every exception is
   * caught: a scheduled task that throws is not run again, and its exception is not shown.
   */
  private void noteFailure(Patience.Work work, Patience.Tries tries) {
    try {
      work.run();
      tries.end();
    } catch (IOException e) {
      if (!tries.areLeft(e)) {
        fail(e);
      }
    } catch (RuntimeException | Error e) {
      fail(new IOException(e.toString(), e));
    }
  }

  /** Keeps the first failure, which is the most informative. */
  private void fail(IOException e) {
    if (failure == null) {
      failure = e;
    }
  }

  private void throwFailure() throws IOException {
    var known = failure;
    if (known != null) {
      throw Patience.isForGood(known)
          ? new FolderLostException(known.getMessage(), known)
          : new IOException(known.getMessage(), known);
    }
  }

  private void mergeIfMany() throws IOException {
    if (compaction.smallParts() > MOST_SMALL_PARTS) {
      compaction.run();
    }
    if (weights.isPresent()) {
      weights.get().merge(MOST_SMALL_PARTS);
    }
  }

  /** Changes parts, after finishing or undoing failed operations. */
  private void change(Patience.Work work) throws IOException {
    synchronized (compaction) {
      if (untidy) {
        compaction.recover();
        if (weights.isPresent()) {
          weights.get().recover();
        }
      }
      untidy = true;
      work.run();
      untidy = false;
    }
  }

  private void commitSealed() throws IOException {
    var commit = new Commit(folder, weights);
    for (var segment : journal.sealed()) {
      commit.run(segment);
      journal.committed(segment);
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "infomorph-commit");
    thread.setDaemon(true);
    return thread;
  }
}

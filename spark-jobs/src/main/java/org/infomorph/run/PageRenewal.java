package org.infomorph.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.infomorph.report.LiveReport;
import org.infomorph.store.TableFollower;
import org.infomorph.sweep.Asked;

/**
 * Renews the page of a sweep while it runs, so that whoever opens it sees how far the sweep is. It
 * takes trials from the journal, needs no Spark, and takes at most 2 % of one core's time. A page
 * that cannot be renewed is none of the sweep's concerns: the sweep makes it at its end.
 */
final class PageRenewal implements AutoCloseable {
  /** A page that is opened in a browser need not be newer. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** After the page took a time to make, so many times of it pass before the next. */
  private static final long PAUSES = 50;

  /** Beyond so many trials the driver's memory is for the sweep alone. */
  private static final long MOST_TRIALS = 200_000;

  /** Of 4 bytes each. */
  private static final long MOST_NUMBERS = 16_000_000;

  private final SweepFolder folder;
  private final long pauseNanos;
  private final TableFollower follower;
  private final Thread thread;
  private LiveReport report;
  private boolean over;

  private PageRenewal(SweepFolder folder, long pauseNanos) {
    this.folder = folder;
    this.pauseNanos = pauseNanos;
    follower = new TableFollower(folder.trials());
    thread = new Thread(this::run, "infomorph-page");
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param folder of the sweep, which this process may write to
   */
  static PageRenewal begin(SweepFolder folder) {
    return begin(folder, PAUSE_NANOS);
  }

  /** The same with another pause. */
  static PageRenewal begin(SweepFolder folder, long pauseNanos) {
    var renewal = new PageRenewal(folder, pauseNanos);
    renewal.thread.start();
    return renewal;
  }

  private void run() {
    try {
      for (long pause = pauseNanos; waited(pause); ) {
        long before = System.nanoTime();
        renew();
        pause = Math.max(pauseNanos, PAUSES * (System.nanoTime() - before));
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      report = null; // the sweep needs the memory, and makes the page at its end
    }
  }

  /** Waits; false if it is over. */
  private synchronized boolean waited(long nanos) {
    try {
      long end = System.nanoTime() + nanos;
      for (long left = nanos; left > 0 && !over; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !over;
  }

  private void renew() throws IOException {
    var asked = folder.asked();
    if (asked.trials() > MOST_TRIALS) {
      return;
    }
    if (report == null) {
      report = new LiveReport(folder.folder(), asked.sweep().measure(), MOST_NUMBERS);
    }
    if (follower.follow(report::accept)) {
      write(asked);
    }
  }

  private void write(Asked asked) throws IOException {
    try {
      report.writePage(folder.folder(), asked);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Ends, after a page that is being written. */
  @Override
  public void close() {
    synchronized (this) {
      over = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.infomorph.run;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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

  private final SweepFollower follower;

  private PageRenewal(SweepFollower follower) {
    this.follower = follower;
  }

  /**
   * Begins.
   *
   * @param folder of the sweep, which this process may write to
   * @param notes receives one line where the page is not renewed
   */
  static PageRenewal begin(SweepFolder folder, Consumer<String> notes) {
    var pace =
        new SweepFollower.Pace(
            PAUSE_NANOS, took -> Math.max(PAUSE_NANOS, PAUSES * took), MOST_TRIALS, MOST_NUMBERS);
    return begin(folder, pace, notes);
  }

  /** The same at another pace. */
  static PageRenewal begin(SweepFolder folder, SweepFollower.Pace pace, Consumer<String> notes) {
    return new PageRenewal(
        SweepFollower.begin(
            folder,
            pace,
            (report, asked, study) -> report.writePage(folder.folder(), asked, study),
            why -> notes.accept("report.html is not renewed before the end: " + why)));
  }

  /** Ends, after a page that is being written. */
  @Override
  public void close() {
    follower.close();
  }
}

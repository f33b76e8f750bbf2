package org.infomorph.watch;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.infomorph.report.LiveReport;
import org.infomorph.run.SweepFolder;
import org.infomorph.run.SweepFollower;
import org.infomorph.sweep.Asked;

/** The page's data of a sweep that is followed. One thread looks; any number of threads ask. */
final class Followed implements AutoCloseable {
  /**
   * Numbers of 4 bytes of the trials' history: half a gigabyte of them, and a quarter of the
   * memory, at most. Beside a run, the memory is the driver's.
   */
  private static final long MOST_NUMBERS =
      Math.min(128_000_000, Runtime.getRuntime().maxMemory() / 4 / Float.BYTES);

  /** A trial that has ended is in the data so much later: docs/report.md says 5 s on the page. */
  private static final long PROMISE_NANOS = TimeUnit.SECONDS.toNanos(4);

  /** How long the end of a program waits for a look that is going on. */
  private static final long MOST_WAIT_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final SweepFollower follower;
  private State state = new State(0, "", Optional.empty(), false);
  private boolean closed;

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
   * Begins to look.
   *
   * @param pauseNanos between looks at least
   * @param notes receives one line if the folder cannot be read at present
   */
  Followed(SweepFolder folder, long pauseNanos, Consumer<String> notes) {
    var pace =
        new SweepFollower.Pace(0, took -> pause(pauseNanos, took), Long.MAX_VALUE, MOST_NUMBERS);
    follower =
        SweepFollower.begin(
            folder,
            pace,
            this::show,
            why -> notes.accept("what is shown is not renewed at present: " + why));
  }

  /**
   * The pause after a look: twice the time that the look has taken, so that a run beside it has the
   * machine for two thirds of the time. It is shorter where that would break the promise and may
   * keep it: a trial waits for the rest of one look, for the pause, and for the next look.
   *
   * @param least nanoseconds
   * @param took nanoseconds
   */
  static long pause(long least, long took) {
    long keeping = PROMISE_NANOS - 2 * took;
    return Math.max(least, keeping < took ? took : Math.min(2 * took, keeping));
  }

  private void show(LiveReport report, Asked asked, Optional<LiveReport.Study> study)
      throws IOException {
    var data = report.data(asked, study);
    boolean ended = report.finished() >= asked.trials();
    synchronized (this) {
      state = new State(state.version() + 1, asked.sweep().name(), Optional.of(data), ended);
      notifyAll();
    }
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
    return follower.report().map(live -> live.history(point));
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    follower.closeWithin(MOST_WAIT_MILLIS);
  }
}

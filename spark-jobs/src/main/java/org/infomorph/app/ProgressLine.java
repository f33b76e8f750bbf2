package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.infomorph.run.RunListener.Work;

/**
 * Shows the progress: one line that is redrawn on a terminal, otherwise a line from time to time.
 */
final class ProgressLine {
  private static final boolean TERMINAL = Terminal.isThere();

  private static final int COLUMNS = Integer.getInteger("infomorph.columns", 80);
  private static final long REDRAW_MILLIS = 500;
  private static final long PLAIN_MILLIS = 10_000;

  /** Moves to the beginning of the line and erases it. */
  static final String ERASE = "\r\u001b[K";

  private final PrintWriter out;
  private final Supplier<String> line;
  private Throwable failure;
  private boolean ended;

  /**
   * @param line returns the progress; called from another thread
   */
  ProgressLine(PrintWriter out, Supplier<String> line) {
    this.out = out;
    this.line = line;
  }

  /**
   * Shows the line while the work runs, and a final time after success. After a failure the line is
   * not shown again, because its counts may be wrong. If the line cannot be shown, the work is
   * interrupted, because the cause, such as a lack of memory, also affects the work.
   */
  void during(Work work) throws IOException {
    var timer = Executors.newSingleThreadScheduledExecutor(ProgressLine::daemon);
    long period = TERMINAL ? REDRAW_MILLIS : PLAIN_MILLIS;
    during(work, timer, period);
  }

  /**
   * @param timer shows the line; this method shuts it down
   * @param period milliseconds between two updates
   */
  void during(Work work, ScheduledExecutorService timer, long period) throws IOException {
    var worker = Thread.currentThread();
    timer.scheduleAtFixedRate(() -> show(worker), period, period, TimeUnit.MILLISECONDS);
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      throwFailure(e);
      throw e;
    } finally {
      timer.shutdownNow();
      synchronized (this) {
        ended = true;
        out.print(TERMINAL ? ERASE : "");
        out.flush();
      }
    }
    throwFailure(null);
    out.println(line.get());
  }

  private synchronized void throwFailure(Exception work) throws IOException {
    if (failure != null) {
      Thread.interrupted(); // the interrupt was for the work and may have come too late
      var thrown = new IOException("the progress could not be shown: " + failure, failure);
      if (work != null) {
        thrown.addSuppressed(work);
      }
      throw thrown;
    }
  }

  /**
   * Shows the line. Catches all exceptions, because a scheduled task that throws ends silently and
   * never runs again.
   */
  private synchronized void show(Thread worker) {
    if (ended) {
      return;
    }
    try {
      show();
    } catch (RuntimeException | Error e) {
      if (failure == null) {
        failure = e;
        worker.interrupt();
      }
    }
  }

  private synchronized void show() {
    if (TERMINAL) {
      var text = line.get();
      out.print(ERASE + text.substring(0, Math.min(text.length(), COLUMNS - 1)));
      out.flush();
    } else {
      out.println(line.get());
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "infomorph-progress");
    thread.setDaemon(true);
    return thread;
  }
}

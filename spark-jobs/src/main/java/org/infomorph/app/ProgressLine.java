package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.infomorph.run.RunListener.Work;

/** Shows how things are: one line that is redrawn on a terminal, else a line now and then. */
final class ProgressLine {
  private static final boolean TERMINAL = Terminal.isThere();

  private static final int COLUMNS = Integer.getInteger("infomorph.columns", 80);
  private static final long REDRAW_MILLIS = 500;
  private static final long PLAIN_MILLIS = 10_000;

  /** To the beginning of the line, and away with what stands there. */
  static final String ERASE = "\r\u001b[K";

  private final PrintWriter out;
  private final Supplier<String> line;
  private Throwable failure;
  private boolean ended;

  /**
   * @param line asked for how things are, from a thread of its own
   */
  ProgressLine(PrintWriter out, Supplier<String> line) {
    this.out = out;
    this.line = line;
  }

  /**
   * Shows the line as long as the work lasts, and once more for good when it has ended well: what
   * was counted of work that failed may not be there. If the line cannot be shown, the work is
   * interrupted: what breaks here, such as memory that runs out, breaks more.
   */
  void during(Work work) throws IOException {
    var timer = Executors.newSingleThreadScheduledExecutor(ProgressLine::daemon);
    long period = TERMINAL ? REDRAW_MILLIS : PLAIN_MILLIS;
    during(work, timer, period);
  }

  /**
   * @param timer shows the line, and is shut down
   * @param period milliseconds from one showing to the next
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
      Thread.interrupted(); // it was for the work, and may have come too late for it
      var thrown = new IOException("the progress could not be shown: " + failure, failure);
      if (work != null) {
        thrown.addSuppressed(work);
      }
      throw thrown;
    }
  }

  /** Of what a scheduled task throws nobody hears, and the task is never run again. */
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

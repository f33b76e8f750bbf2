package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

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

  /** What is waited for. */
  interface Work {
    void run() throws IOException;
  }

  /**
   * @param line asked for how things are, from a thread of its own
   */
  ProgressLine(PrintWriter out, Supplier<String> line) {
    this.out = out;
    this.line = line;
  }

  /** Shows the line as long as the work lasts, and once more for good when it has ended. */
  void during(Work work) throws IOException {
    var timer = Executors.newSingleThreadScheduledExecutor(ProgressLine::daemon);
    long period = TERMINAL ? REDRAW_MILLIS : PLAIN_MILLIS;
    timer.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS);
    try {
      work.run();
    } finally {
      timer.shutdownNow();
      synchronized (this) {
        out.println((TERMINAL ? ERASE : "") + line.get());
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

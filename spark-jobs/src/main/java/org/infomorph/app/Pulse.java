package org.infomorph.app;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import org.infomorph.sweep.Texts;

/**
 * Standard output that is never silent for long. While nothing is printed, a line on standard error
 * says from time to time that the program is still working, and quotes the last printed line.
 */
final class Pulse extends FilterWriter {
  /** A little longer than the period of {@link ProgressLine}, whose line is more informative. */
  private static final Duration PERIOD = Duration.ofSeconds(11);

  private static final int MOST_SHOWN = 80;

  private final PrintWriter err;
  private final StringBuilder line = new StringBuilder();
  private String last = "the start";
  private long spoken;
  private long told;

  /**
   * @param now the time, in nanoseconds
   */
  Pulse(Writer out, PrintWriter err, long now) {
    super(out);
    this.err = err;
    spoken = now;
    told = now;
  }

  /** Begins to watch in a daemon thread. */
  static Pulse start(Writer out, PrintWriter err) {
    var pulse = new Pulse(out, err, System.nanoTime());
    var thread = new Thread(pulse::watch, "infomorph-pulse");
    thread.setDaemon(true);
    thread.start();
    return pulse;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(PERIOD.toMillis() / 10);
        look(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints a line if there was no output for a while. */
  void look(long now) {
    String text = null;
    synchronized (lock) {
      if (now - told >= PERIOD.toNanos()) {
        told = now;
        text = "still at work, " + Texts.duration((now - spoken) * 1e-9) + " after: " + last;
      }
    }
    if (text != null) {
      err.println(text);
    }
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    write(new String(text, from, length), 0, length);
  }

  @Override
  public void write(int character) throws IOException {
    write(String.valueOf((char) character), 0, 1);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    synchronized (lock) {
      out.write(text, from, length);
      note(text.substring(from, from + length));
      spoken = System.nanoTime();
      told = spoken;
    }
  }

  /** Records the current line as a terminal shows it: a carriage return begins the line again. */
  private void note(String text) {
    for (char c : text.toCharArray()) {
      if (c == '\n' && !line.toString().isBlank()) {
        last = line.toString().replace(ProgressLine.ERASE.strip(), "");
      }
      if (c == '\n' || c == '\r') {
        line.setLength(0);
      } else if (line.length() < MOST_SHOWN) {
        line.append(c);
      }
    }
  }
}

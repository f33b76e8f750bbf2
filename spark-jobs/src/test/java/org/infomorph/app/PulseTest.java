package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final long SECOND = 1_000_000_000;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final long start = System.nanoTime();
  private final Pulse pulse = new Pulse(out, new PrintWriter(err, true), start);

  @Test
  void silenceIsBrokenEveryFewSecondsOnStandardError() {
    for (int seconds = 0; seconds <= 35; seconds++) {
      pulse.look(start + seconds * SECOND);
    }

    var lines = err.toString().lines().toList();
    assertEquals(3, lines.size(), err.toString());
    assertEquals("still at work, 11 s after: the start", lines.get(0));
    assertEquals("", out.toString());
  }

  @Test
  void itSaysAfterWhichLine() {
    try (var printer = new PrintWriter(pulse)) {
      printer.println("reading");
      printer.printf("\r\u001b[K3 of 8%n");
      printer.print("half a line");
      long now = System.nanoTime();
      pulse.look(now + 9 * SECOND);
      assertEquals("", err.toString());
      pulse.look(now + 12 * SECOND);
      assertTrue(err.toString().endsWith(" s after: 3 of 8\n"), err.toString());
    }
    assertEquals("reading\n\r\u001b[K3 of 8\nhalf a line", out.toString());
  }
}

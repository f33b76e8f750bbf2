package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter written = new StringWriter();
  private final PrintWriter out = new PrintWriter(written, true);

  @Test
  void lineIsShownForGoodWhenTheWorkHasEndedWell() throws IOException {
    new ProgressLine(out, () -> "8 of 8 done").during(() -> {});

    assertEquals("8 of 8 done\n", written.toString());
  }

  @Test
  void nothingIsCountedWhenTheWorkHasFailed() {
    var line = new ProgressLine(out, () -> "8 of 8 done");

    assertThrows(
        IOException.class,
        () ->
            line.during(
                () -> {
                  throw new IOException("the folder is gone");
                }));

    assertEquals("", written.toString());
  }

  @Test
  void errorWhileShowingEndsTheWorkLoudly() {
    var line =
        new ProgressLine(
            out,
            () -> {
              throw new OutOfMemoryError("while showing");
            });

    var error =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () ->
                assertThrows(
                    IOException.class,
                    () ->
                        line.during(
                            ProgressLineTest::longWork,
                            Executors.newSingleThreadScheduledExecutor(),
                            10)));

    assertTrue(error.getMessage().contains("while showing"), error.getMessage());
    assertEquals("", written.toString());
  }

  private static void longWork() throws IOException {
    try {
      Thread.sleep(600_000);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}

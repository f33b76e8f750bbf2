package org.infomorph.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;

/**
 * How long a failed operation is retried. Failures of file servers often pass: a machine restarts,
 * or a name node is in safe mode.
 *
 * @param most total time of retries
 * @param first first pause, doubled after each try
 * @param longest longest pause
 */
public record Patience(Duration most, Duration first, Duration longest) {
  public static final Patience USUAL =
      new Patience(Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ofSeconds(5));

  public static final Patience NONE = new Patience(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Whether a retry is pointless, because a file or folder no longer exists. */
  public static boolean isForGood(IOException e) {
    return e instanceof FolderLostException
        || e instanceof NoSuchFileException
        || e instanceof FileNotFoundException;
  }

  /** Work that may be retried from its beginning. */
  public interface Work {
    void run() throws IOException;
  }

  /** Does the work, with retries if necessary. */
  public void persist(Work work) throws IOException {
    var tries = new Tries();
    while (true) {
      try {
        work.run();
        return;
      } catch (IOException e) {
        if (!tries.areLeft(e)) {
          throw e;
        }
        sleep(tries.pause());
      }
    }
  }

  private static void sleep(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The retries of one operation, counted from its first failure. */
  public final class Tries {
    private long failedFirst;
    private boolean failing;
    private Duration pause = first;

    /** Whether the operation may be retried after this failure. */
    public boolean areLeft(IOException e) {
      long now = System.nanoTime();
      if (!failing) {
        failing = true;
        failedFirst = now;
      }
      return !isForGood(e) && now - failedFirst < most.toNanos();
    }

    /** The pause before the next try. */
    public Duration pause() {
      var now = pause;
      var doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(longest) < 0 ? doubled : longest;
      return now;
    }

    /** To be called after success. */
    public void end() {
      failing = false;
      pause = first;
    }
  }
}

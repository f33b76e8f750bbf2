package org.infomorph.tasks;

import java.io.Serializable;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkEnv;
import org.infomorph.result.TrialRunner;

/**
 * The time limit of a trial. A trial that exceeds the limit is interrupted, and every training loop
 * notices the interrupt. A trial that does not react is abandoned. On a cluster its executor is
 * ended after the answer has reached the driver, because nothing else stops a Java thread.
 *
 * @param seconds positive; infinite for no limit
 */
record TimeLimit(double seconds) implements Serializable {
  static final TimeLimit NONE = new TimeLimit(Double.POSITIVE_INFINITY);

  private static final long GRACE_SECONDS = 5;
  private static final long SECONDS_TO_ANSWER = 5;
  private static final String DRIVER = "driver";

  TimeLimit {
    if (!(seconds > 0)) {
      throw new IllegalArgumentException(
          "time_limit_seconds is " + seconds + "; it must be positive");
    }
  }

  /** A trial took too long. */
  static final class Exceeded extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean endsExecutor;

    Exceeded(String message, boolean endsExecutor) {
      super(message);
      this.endsExecutor = endsExecutor;
    }

    /** Whether this JVM will end soon, so that all results must go to the driver now. */
    boolean endsExecutor() {
      return endsExecutor;
    }
  }

  /** Runs a trial within the limit. */
  String run(TrialRunner runner, String spec) throws Exceeded {
    if (Double.isInfinite(seconds)) {
      return runner.run(spec);
    }
    var trial = new FutureTask<>(() -> runner.run(spec));
    var thread = new Thread(trial, Thread.currentThread().getName() + ", limited");
    thread.setDaemon(true);
    thread.start();
    try {
      return trial.get((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw exceeded(ends(thread));
    } catch (InterruptedException e) {
      ends(thread);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  private Exceeded exceeded(boolean ended) {
    var text =
        String.format(Locale.ROOT, "took longer than its time_limit_seconds, %s", number(seconds));
    if (ended) {
      return new Exceeded(text, false);
    }
    if (SparkEnv.get() == null || DRIVER.equals(SparkEnv.get().executorId())) {
      return new Exceeded(text + ", and does not stop: its thread goes on", false);
    }
    CompletableFuture.delayedExecutor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
        .execute(() -> Runtime.getRuntime().halt(1));
    return new Exceeded(text + ", and did not stop: its executor was ended", true);
  }

  private static String number(double seconds) {
    return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
  }

  private static boolean ends(Thread thread) {
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (RuntimeException) thrown; // runners declare no checked exceptions
  }
}

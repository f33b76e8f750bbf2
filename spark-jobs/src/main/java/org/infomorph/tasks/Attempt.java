package org.infomorph.tasks;

import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.infomorph.result.TrialRunner;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * One try of some trials, one after the other, on an executor: what a task of a {@link TrialJob}
 * does. What comes of one trial is no other's business.
 */
final class Attempt extends AbstractFunction2<TaskContext, Iterator<String[]>, Attempt.Outcome[]>
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int READS = 3;
  private static final long SECONDS_BETWEEN_READS = 1;

  private final TrialRunner runner;
  private final TimeLimit limit;
  private final int most;
  private final long room;

  /** What came of a trial. */
  enum Kind {
    /** Its result. */
    RESULT,
    /** It failed by its own fault, and would do so again. */
    FAILED,
    /** It failed by its own fault, and its executor ends as soon as it has answered. */
    STUCK,
    /** Something it needs could not be had; another executor may have it. */
    AGAIN,
    /** It ran out of memory, maybe by another trial's fault. */
    ALONE,
    /** Its executor died each time, maybe by another trial's fault. */
    DIED,
    /** The task ended before its turn came. */
    NOT_BEGUN
  }

  /**
   * What came of a trial.
   *
   * @param text the result as the runner gave it; else the reason, one line
   */
  record Outcome(Kind kind, String text) implements Serializable {}

  /**
   * @param limit how long a trial may take
   * @param most how often a trial may be begun: a task that Spark tries once more than that has
   *     taken its executors with it, and is handed back
   * @param room characters that the results of one task together should not exceed: a trial whose
   *     result would probably be too much is not begun, unless it is the first
   */
  Attempt(TrialRunner runner, TimeLimit limit, int most, long room) {
    this.runner = runner;
    this.limit = limit;
    this.most = most;
    this.room = room;
  }

  /** What came of the first trials of a task, in their order; the others are not begun. */
  @Override
  public Outcome[] apply(TaskContext context, Iterator<String[]> tasks) {
    if (context.attemptNumber() >= most) {
      return new Outcome[] {new Outcome(Kind.DIED, "its executor died each of " + most + " times")};
    }
    var outcomes = new ArrayList<Outcome>();
    long size = 0;
    int largest = 0; // the next result will hardly be larger
    for (var spec : tasks.next()) {
      if (size + largest > room) {
        break;
      }
      var outcome = attempt(context, spec);
      outcomes.add(outcome);
      size += outcome.text().length();
      largest = Math.max(largest, outcome.text().length());
      if (outcome.kind() == Kind.STUCK) {
        break;
      }
    }
    return outcomes.toArray(Outcome[]::new);
  }

  private Outcome attempt(TaskContext context, String spec) {
    try {
      return new Outcome(Kind.RESULT, run(spec));
    } catch (UncheckedIOException e) {
      return failed(context, Kind.AGAIN, e.getCause());
    } catch (OutOfMemoryError e) {
      return failed(context, Kind.ALONE, e);
    } catch (TimeLimit.Exceeded e) {
      return new Outcome(e.endsExecutor() ? Kind.STUCK : Kind.FAILED, e.getMessage());
    } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
      return failed(context, Kind.FAILED, e);
    } // other errors are the JVM's: Spark ends the executor
  }

  /** A file system that hangs for a moment must not cost a trial. */
  private String run(String spec) throws TimeLimit.Exceeded {
    for (int read = 1; ; read++) {
      try {
        return limit.run(runner, spec);
      } catch (UncheckedIOException e) {
        if (read == READS) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_READS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the next try notices
    }
  }

  private static Outcome failed(TaskContext context, Kind kind, Throwable cause) {
    if (context.isInterrupted()) { // a copy whose twin has finished, or a run that is stopped
      throw new CancellationException("nobody waits for this trial any more");
    }
    return new Outcome(kind, cause.toString().replaceAll("\\s+", " "));
  }
}

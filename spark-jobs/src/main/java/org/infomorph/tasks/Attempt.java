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
 * One attempt at a few trials, one after the other, on an executor: the work of a task of a {@link
 * TrialJob}. The outcome of one trial does not affect the others.
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

  /** The outcome of a trial. */
  enum Kind {
    /** The trial has a result. */
    RESULT,
    /** The trial failed through its own fault and would fail again. */
    FAILED,
    /** The trial failed through its own fault, and its executor ends after it has answered. */
    STUCK,
    /** The trial lacked a resource that another executor may have. */
    AGAIN,
    /** The trial ran out of memory, perhaps through another trial's fault. */
    ALONE,
    /** The trial's executor died each time, perhaps through another trial's fault. */
    DIED,
    /** The task ended before the trial began. */
    NOT_BEGUN
  }

  /**
   * The outcome of a trial.
   *
   * @param text the runner's result; otherwise the reason, one line
   */
  record Outcome(Kind kind, String text) implements Serializable {}

  /**
   * @param limit the time limit of a trial
   * @param most how often a trial may be started; if Spark tries a task more often, the task has
   *     killed its executors and is handed back
   * @param room the largest number of characters of all results of a task; a later trial whose
   *     result would probably exceed it is not started
   */
  Attempt(TrialRunner runner, TimeLimit limit, int most, long room) {
    this.runner = runner;
    this.limit = limit;
    this.most = most;
    this.room = room;
  }

  /**
   * The outcomes of the first trials of a task, in their order; the other trials were not started.
   */
  @Override
  public Outcome[] apply(TaskContext context, Iterator<String[]> tasks) {
    if (context.attemptNumber() >= most) {
      return new Outcome[] {new Outcome(Kind.DIED, "its executor died each of " + most + " times")};
    }
    var outcomes = new ArrayList<Outcome>();
    long size = 0;
    int largest = 0; // the next result is probably not larger
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
    } // other errors concern the JVM: Spark ends the executor
  }

  /** Retries, because a short outage of a file system must not cost a trial. */
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
      Thread.currentThread().interrupt(); // the next attempt notices the interrupt
    }
  }

  private static Outcome failed(TaskContext context, Kind kind, Throwable cause) {
    if (context.isInterrupted()) { // the task's copy has finished, or the run is being stopped
      throw new CancellationException("nobody waits for this trial any more");
    }
    return new Outcome(kind, cause.toString().replaceAll("\\s+", " "));
  }
}

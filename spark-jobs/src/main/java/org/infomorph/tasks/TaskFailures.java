package org.infomorph.tasks;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Remembers why Spark's tasks failed. Spark reports only to a listener how an executor died. */
final class TaskFailures extends SparkListener {
  /** The local property of a job's thread that holds the job's name in this class. */
  static final String JOB = "infomorph.job";

  /** The same for one Spark job; each Spark job has another name. */
  static final String SUBMISSION = "infomorph.submission";

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final long LONG_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private record Task(String job, int partition) {}

  /** The number of a task's failures that Spark counts, and the reason of the last failure. */
  private record Count(int failures, String reason) {}

  /** The known facts about one Spark job. */
  private static final class Submission {
    private final Map<Integer, Count> counts = new TreeMap<>();
    private boolean ended;
  }

  private final Map<Integer, String> jobsByStage = new ConcurrentHashMap<>();
  private final Map<Task, String> reasons = new ConcurrentHashMap<>();
  private final Map<Integer, String> submissionsByJob = new HashMap<>();
  private final Map<Integer, String> submissionsByStage = new HashMap<>();
  private final Map<String, Submission> submissions = new HashMap<>();

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    var submission = start.properties() == null ? null : start.properties().getProperty(SUBMISSION);
    if (submission != null) {
      submissionsByJob.put(start.jobId(), submission);
    }
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    var submission = submissionsByJob.remove(end.jobId());
    if (submission != null) {
      of(submission).ended = true;
      notifyAll();
    }
  }

  private Submission of(String submission) {
    return submissions.computeIfAbsent(submission, name -> new Submission());
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    var properties = submitted.properties();
    var job = properties == null ? null : properties.getProperty(JOB);
    if (job != null) {
      jobsByStage.put(submitted.stageInfo().stageId(), job);
    }
    var submission = properties == null ? null : properties.getProperty(SUBMISSION);
    if (submission != null) {
      submissionsByStage.put(submitted.stageInfo().stageId(), submission);
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    var job = jobsByStage.get(end.stageId());
    if (job != null && end.reason() instanceof TaskFailedReason reason && end.taskInfo().failed()) {
      var text = reason.toErrorString().lines().findFirst().orElse("").strip();
      reasons.put(new Task(job, end.taskInfo().index()), text);
      var submission = submissionsByStage.get(end.stageId());
      if (submission != null && reason.countTowardsTaskFailures()) {
        of(submission)
            .counts
            .merge(
                end.taskInfo().index(),
                new Count(1, text),
                (old, now) -> new Count(old.failures() + 1, now.reason()));
      }
      notifyAll();
    }
  }

  /**
   * The tasks of a job that Spark has given up, by partition, with the reason of the last failure.
   * Waits until Spark has reported all events of the job.
   *
   * @param most number of failures after which Spark gives a task up
   */
  synchronized Map<Integer, String> givenUp(String submission, int most) {
    waitUntil(() -> of(submission).ended, LONG_PATIENCE_NANOS);
    var found = new TreeMap<Integer, String>();
    of(submission)
        .counts
        .forEach(
            (partition, count) -> {
              if (count.failures() >= most) {
                found.put(partition, count.reason());
              }
            });
    return found;
  }

  /** Forgets a finished job. */
  synchronized void forget(String submission) {
    submissions.remove(submission);
  }

  /** The reason of a task's last failure; waits briefly, because Spark reports it with a delay. */
  synchronized Optional<String> last(String job, int partition) {
    var task = new Task(job, partition);
    waitUntil(() -> reasons.containsKey(task), PATIENCE_NANOS);
    return Optional.ofNullable(reasons.get(task));
  }

  private synchronized void waitUntil(BooleanSupplier condition, long nanos) {
    long deadline = System.nanoTime() + nanos;
    try {
      while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
        TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

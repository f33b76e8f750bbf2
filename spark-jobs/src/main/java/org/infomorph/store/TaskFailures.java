package org.infomorph.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Remembers why Spark's tasks failed: the only one who knows how an executor died. */
final class TaskFailures extends SparkListener {
  /** The local property of a job's thread that names the job here. */
  static final String JOB = "infomorph.job";

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private record Task(String job, int partition) {}

  private final Map<Integer, String> jobsByStage = new ConcurrentHashMap<>();
  private final Map<Task, String> reasons = new ConcurrentHashMap<>();

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    var job = submitted.properties() == null ? null : submitted.properties().getProperty(JOB);
    if (job != null) {
      jobsByStage.put(submitted.stageInfo().stageId(), job);
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    var job = jobsByStage.get(end.stageId());
    if (job != null && end.reason() instanceof TaskFailedReason reason && end.taskInfo().failed()) {
      var text = reason.toErrorString().lines().findFirst().orElse("").strip();
      reasons.put(new Task(job, end.taskInfo().index()), text);
      notifyAll();
    }
  }

  /** Why a task failed last; waits a little, as Spark tells of it in its own time. */
  synchronized Optional<String> last(String job, int partition) {
    var task = new Task(job, partition);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (!reasons.containsKey(task) && System.nanoTime() < deadline) {
        TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.ofNullable(reasons.get(task));
  }
}

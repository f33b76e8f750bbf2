package org.infomorph.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.infomorph.trial.TrialRunner;

/**
 * Runs trials as Spark tasks, one each, and hands every result over the moment it comes: no trial
 * waits for another, and one that fails takes no other with it.
 */
public final class TrialTasks {
  /** Trials in one Spark job; the next job waits in the scheduler, so that no core ever does. */
  private static final int CHUNK = 10_000;

  private static final String GROUP = "infomorph-trials";

  private final JavaSparkContext spark;
  private final TrialRunner runner;
  private final int chunk;

  /** Takes results, one at a time. */
  public interface Results {
    /**
     * A trial has ended.
     *
     * @param trial its index
     * @param line its result, as the runner gave it
     */
    void ended(int trial, String line) throws IOException;

    /**
     * A trial has no result: it threw, or took its executor with it every time it was tried.
     *
     * @param reason what is known of it, one line
     */
    void lost(int trial, String reason) throws IOException;
  }

  /**
   * @param runner runs a trial on an executor
   */
  public TrialTasks(JavaSparkContext spark, TrialRunner runner) {
    this(spark, runner, CHUNK);
  }

  TrialTasks(JavaSparkContext spark, TrialRunner runner, int chunk) {
    this.spark = spark;
    this.runner = runner;
    this.chunk = chunk;
  }

  /**
   * Runs trials, in about the order of their indices, until each has ended or is lost.
   *
   * @param trials how many
   * @param specs canonical specification of a trial by its index; asked when its turn comes near
   * @throws IOException if a result could not be taken, or Spark itself failed
   */
  public void run(int trials, IntFunction<String> specs, Results results) throws IOException {
    var threads = Executors.newCachedThreadPool();
    var jobs = new ArrayList<Future<Void>>();
    var room = new Semaphore(2 * chunk);
    try {
      for (int from = 0; from < trials; from += chunk) {
        int to = Math.min(from + chunk, trials);
        while (!room.tryAcquire(to - from, 1, TimeUnit.SECONDS)) {
          throwFailureOf(jobs);
        }
        jobs.add(threads.submit(job(from, to, specs, results, room)));
      }
      for (var job : jobs) {
        await(job);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      if (jobs.stream().anyMatch(job -> !job.isDone())) {
        spark.cancelJobGroup(GROUP);
      }
      threads.shutdownNow();
    }
  }

  private Callable<Void> job(
      int from, int to, IntFunction<String> specs, Results results, Semaphore room) {
    return () -> {
      spark.setJobGroup(GROUP, "trials " + from + " to " + (to - 1));
      new TrialJob(spark, runner, from, to, specs, results, room::release).run();
      return null;
    };
  }

  private static void throwFailureOf(List<Future<Void>> jobs)
      throws IOException, InterruptedException {
    for (var job : jobs) {
      if (job.isDone()) {
        await(job);
      }
    }
  }

  private static void await(Future<Void> job) throws IOException, InterruptedException {
    try {
      job.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }
}

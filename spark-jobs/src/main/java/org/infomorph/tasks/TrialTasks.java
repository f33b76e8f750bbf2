package org.infomorph.tasks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.infomorph.result.TrialRunner;
import org.infomorph.tasks.Attempt.Kind;
import org.infomorph.tasks.Attempt.Outcome;

/**
 * Runs trials as Spark tasks, one task per trial, and passes every result on when it arrives. No
 * trial waits for another, and a failed trial affects no other. Small trials can run in packs, one
 * task per pack, because a task costs more than a small trial. The results of a pack arrive when
 * its last trial has ended.
 *
 * <p>Each pack is tried once. A trial may have no result then, because its executor died, memory
 * ran out, its data could not be read, or the pack ended early. Such a trial runs again in a task
 * of its own.
 *
 * <p>The cause of a failure is not always clear. A trial whose data could not be read runs again in
 * a second round. A trial that ran out of memory, or whose executor died twice, may be the victim
 * of another trial in the same JVM. It runs again, alone, after all other trials have finished, and
 * only this outcome counts.
 */
public final class TrialTasks {
  /**
   * Number of trials in one Spark job. The next job already waits in the scheduler, so no core is
   * idle.
   */
  private static final int CHUNK = 10_000;

  /**
   * How often a trial is started beside other trials, by Spark's retries, before it becomes
   * suspect.
   */
  private static final int ATTEMPTS = 2;

  /** How often a suspect trial is started alone. */
  private static final int ATTEMPTS_ALONE = 3;

  /** The largest direct result; a larger one waits on its executor until the driver fetches it. */
  private static final String MOST_BYTES = "spark.task.maxDirectResultSize";

  private static final String SPECULATION = "spark.speculation";

  private static final String GROUP = "infomorph-trials-";

  private final JavaSparkContext spark;
  private final TrialRunner runner;
  private final TimeLimit limit;
  private final int chunk;
  private final long room;

  /** The job group of only these trials, because other callers may run trials in the same Spark. */
  private final String group = GROUP + UUID.randomUUID();

  /** Receives results, one at a time. */
  public interface Results {
    /**
     * A trial has ended.
     *
     * @param trial its index
     * @param line the runner's result
     */
    void ended(int trial, String line) throws IOException;

    /**
     * A trial has no result: it threw an exception, took too long, or killed its executor in every
     * attempt.
     *
     * @param reason the known reason, one line
     */
    void lost(int trial, String reason) throws IOException;

    /**
     * Called about once a second while trials run, even if no trial ends.
     *
     * @throws IOException if it is pointless to run more trials
     */
    default void check() throws IOException {}
  }

  /**
   * @param runner runs a trial on an executor
   * @param timeLimitSeconds the time limit of a trial; positive, may be infinite
   */
  public TrialTasks(JavaSparkContext spark, TrialRunner runner, double timeLimitSeconds) {
    this(spark, runner, new TimeLimit(timeLimitSeconds), CHUNK);
  }

  /**
   * The same for trials whose texts are large.
   *
   * @param chunk how many trials a Spark job has at most, 1 or more; the texts of two jobs are in
   *     memory at a time
   */
  public TrialTasks(
      JavaSparkContext spark, TrialRunner runner, double timeLimitSeconds, int chunk) {
    this(spark, runner, new TimeLimit(timeLimitSeconds), Math.min(chunk, CHUNK));
  }

  TrialTasks(JavaSparkContext spark, TrialRunner runner, TimeLimit limit, int chunk) {
    this.spark = spark;
    this.runner = runner;
    this.limit = limit;
    this.chunk = chunk;
    room = spark.getConf().getSizeAsBytes(MOST_BYTES, "1m") * 3 / 4; // the rest is for overhead
  }

  /**
   * Runs trials, roughly in the order of their indices, until each has ended or is lost.
   *
   * @param trials number of trials
   * @param specs a trial's specification by its index, as its runner takes it; called shortly
   *     before the trial runs, maybe more than once
   * @throws IOException if a result could not be stored, or Spark itself failed
   */
  public void run(int trials, IntFunction<String> specs, Results results) throws IOException {
    run(singly(IntStream.range(0, trials).boxed().toList()), specs, results);
  }

  /**
   * Runs packs of trials, roughly in their order, until every trial has ended or is lost. The
   * trials of a pack run one after the other.
   *
   * @param packs indices of the trials of each pack, 1 to 10 000
   * @param specs a trial's specification by its index, as its runner takes it; called shortly
   *     before the trial runs, maybe more than once
   * @throws IllegalArgumentException if a pack is empty or too large
   * @throws IOException if a result could not be stored, or Spark itself failed
   */
  public void run(List<List<Integer>> packs, IntFunction<String> specs, Results results)
      throws IOException {
    for (var pack : packs) {
      if (pack.isEmpty() || pack.size() > chunk) {
        throw new IllegalArgumentException(
            "a pack has " + pack.size() + " trials; allowed are 1 to " + chunk);
      }
    }
    var failures = new TaskFailures();
    spark.sc().addSparkListener(failures);
    try {
      new Rounds(specs, results, failures).run(packs);
    } finally {
      spark.sc().removeSparkListener(failures);
    }
  }

  private static List<List<Integer>> singly(List<Integer> trials) {
    return trials.stream().map(List::of).toList();
  }

  /** The rounds of one call. */
  private final class Rounds {
    private final IntFunction<String> specs;
    private final Results results;
    private final TaskFailures failures;
    private final List<Integer> unpacked = new ArrayList<>();
    private final List<Integer> again = new ArrayList<>();
    private final List<Integer> alone = new ArrayList<>();

    Rounds(IntFunction<String> specs, Results results, TaskFailures failures) {
      this.specs = specs;
      this.results = results;
      this.failures = failures;
    }

    void run(List<List<Integer>> packs) throws IOException {
      if (packs.stream().allMatch(pack -> pack.size() == 1)) {
        runTogether("first", packs, ATTEMPTS, this::takeFirst);
      } else {
        runTogether("packs", packs, attemptsOfPacks(), this::takePacked);
        Collections.sort(unpacked);
        runTogether("first", singly(unpacked), ATTEMPTS, this::takeFirst);
      }
      Collections.sort(again);
      runTogether("again", singly(again), ATTEMPTS, this::takeSecond);
      Collections.sort(alone);
      for (int trial : alone) {
        runAlone(trial);
      }
    }

    /**
     * A pack whose executor died is split at once, because at most one of its trials is to blame.
     * If Spark starts copies of slow tasks, a second attempt does not prove that an executor died.
     */
    private int attemptsOfPacks() {
      return spark.getConf().getBoolean(SPECULATION, false) ? ATTEMPTS : 1;
    }

    private void takePacked(int trial, Outcome outcome) throws IOException {
      synchronized (results) {
        switch (outcome.kind()) {
          case RESULT -> results.ended(trial, outcome.text());
          case FAILED, STUCK -> results.lost(trial, outcome.text());
          default -> unpacked.add(trial);
        }
      }
    }

    private void takeFirst(int trial, Outcome outcome) throws IOException {
      synchronized (results) {
        if (outcome.kind() == Kind.AGAIN) {
          again.add(trial);
        } else {
          takeSecond(trial, outcome);
        }
      }
    }

    private void takeSecond(int trial, Outcome outcome) throws IOException {
      synchronized (results) {
        switch (outcome.kind()) {
          case RESULT -> results.ended(trial, outcome.text());
          case ALONE, DIED -> alone.add(trial);
          default -> results.lost(trial, outcome.text());
        }
      }
    }

    private void runAlone(int trial) throws IOException {
      var job = "alone-" + trial;
      var outcomes = new ArrayList<Outcome>();
      runTogether(
          job, singly(List.of(trial)), ATTEMPTS_ALONE, (index, outcome) -> outcomes.add(outcome));
      var outcome = outcomes.get(0);
      if (outcome.kind() == Kind.RESULT) {
        results.ended(trial, outcome.text());
      } else if (outcome.kind() == Kind.DIED) {
        var last =
            failures.last(group + job, 0).map(reason -> "; the last time: " + reason).orElse("");
        results.lost(trial, outcome.text() + last);
      } else {
        results.lost(trial, outcome.text());
      }
    }

    /** Runs chunk after chunk. Each chunk is a job in its own thread; two jobs run at a time. */
    private void runTogether(
        String name, List<List<Integer>> packs, int attempts, TrialJob.Outcomes outcomes)
        throws IOException {
      var attempt = new Attempt(runner, limit, attempts, room);
      var threads = Executors.newCachedThreadPool();
      var jobs = new ArrayList<Future<Void>>();
      var waiting = new Semaphore(2 * chunk);
      TrialJob.Outcomes counted =
          (trial, outcome) -> {
            outcomes.take(trial, outcome);
            waiting.release();
          };
      boolean through = false;
      try {
        for (int from = 0; from < packs.size(); ) {
          int trials = packs.get(from).size();
          int to = from + 1;
          while (to < packs.size() && trials + packs.get(to).size() <= chunk) {
            trials += packs.get(to++).size();
          }
          var some = packs.subList(from, to);
          from = to;
          while (!waiting.tryAcquire(trials, 1, TimeUnit.SECONDS)) {
            throwFailureOf(jobs);
            results.check();
          }
          var job = new TrialJob(spark, attempt, some, specs, counted, failures);
          jobs.add(threads.submit(() -> runJob(name, job)));
        }
        for (var job : jobs) {
          while (!isDone(job)) { // another job may have failed while this one takes hours
            throwFailureOf(jobs);
            results.check();
          }
        }
        throwFailureOf(jobs);
        through = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        if (!through) { // Spark continues the tasks of a job whose result could not be stored
          spark.cancelJobGroup(group);
        }
        threads.shutdownNow();
      }
    }
  }

  private Void runJob(String name, TrialJob job) throws IOException {
    spark.setJobGroup(group, "trials", true);
    spark.setLocalProperty(TaskFailures.JOB, group + name);
    job.run();
    return null;
  }

  private static void throwFailureOf(List<Future<Void>> jobs)
      throws IOException, InterruptedException {
    for (var job : jobs) {
      if (job.isDone()) {
        await(job);
      }
    }
  }

  /** Waits for at most a second. */
  private static boolean isDone(Future<Void> job) throws InterruptedException {
    try {
      job.get(1, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      // the caller asks later for the outcome
    }
    return true;
  }

  private static void await(Future<Void> job) throws IOException, InterruptedException {
    try {
      job.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }
}

package org.infomorph.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.apache.spark.SparkDriverExecutionException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.infomorph.trial.TrialRunner;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** One Spark job: some trials, each a partition and so a task of its own. */
final class TrialJob {
  private static final Pattern ABORTED =
      Pattern.compile(
          "Task (\\d+) in stage \\S+ failed \\d+ times, most recent failure: ([^\\n]*)");

  private final JavaSparkContext spark;
  private final TrialRunner runner;
  private final int from;
  private final int to;
  private final IntFunction<String> specs;
  private final TrialTasks.Results results;
  private final Runnable ended;
  private final BitSet done = new BitSet();

  /**
   * @param from index of the first trial
   * @param to index after the last one
   * @param ended told, without more, of each trial that has ended or is lost
   */
  TrialJob(
      JavaSparkContext spark,
      TrialRunner runner,
      int from,
      int to,
      IntFunction<String> specs,
      TrialTasks.Results results,
      Runnable ended) {
    this.spark = spark;
    this.runner = runner;
    this.from = from;
    this.to = to;
    this.specs = specs;
    this.results = results;
    this.ended = ended;
  }

  void run() throws IOException {
    var left = left();
    while (!left.isEmpty()) {
      try {
        submit(left);
      } catch (Exception e) { // Scala code throws checked ones that it does not declare
        loseOne(left, e);
      }
      left = left();
    }
  }

  private List<Integer> left() {
    var left = new ArrayList<Integer>();
    synchronized (results) {
      for (int trial = from; trial < to; trial++) {
        if (!done.get(trial)) {
          left.add(trial);
        }
      }
    }
    return left;
  }

  private void submit(List<Integer> trials) {
    var rdd = spark.parallelize(trials.stream().map(specs::apply).toList(), trials.size());
    var partitions = CollectionConverters.asScala(indices(trials.size())).toSeq();
    spark
        .sc()
        .runJob(
            rdd.rdd(),
            new Task(runner),
            partitions,
            new Handler(trials),
            ClassTag$.MODULE$.apply(Output.class));
  }

  private static List<Object> indices(int count) {
    var indices = new ArrayList<Object>();
    for (int i = 0; i < count; i++) {
      indices.add(i);
    }
    return indices;
  }

  /** A job ends with the first task that fails too often: that one is lost, the rest go on. */
  private void loseOne(List<Integer> trials, Exception failure) throws IOException {
    if (failure instanceof SparkDriverExecutionException && failure.getCause() != null) {
      var cause = failure.getCause();
      throw cause instanceof UncheckedIOException io ? io.getCause() : new IOException(cause);
    }
    var aborted = ABORTED.matcher(String.valueOf(failure.getMessage()));
    if (!aborted.find()) {
      throw new IOException(failure);
    }
    take(trials.get(Integer.parseInt(aborted.group(1))), new Output(null, aborted.group(2)));
  }

  private void take(int trial, Output output) throws IOException {
    synchronized (results) {
      if (done.get(trial)) {
        return;
      }
      if (output.line != null) {
        results.ended(trial, output.line);
      } else {
        results.lost(trial, output.reason);
      }
      done.set(trial);
    }
    ended.run();
  }

  /** What comes back of a trial: its result, or the reason why there is none. */
  private static final class Output implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    private final String line;
    private final String reason;

    Output(String line, String reason) {
      this.line = line;
      this.reason = reason;
    }
  }

  /** Runs on the executor. */
  private static final class Task extends AbstractFunction2<TaskContext, Iterator<String>, Output>
      implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    private final TrialRunner runner;

    Task(TrialRunner runner) {
      this.runner = runner;
    }

    @Override
    public Output apply(TaskContext context, Iterator<String> specs) {
      try {
        return new Output(runner.run(specs.next()), null);
      } catch (Exception
          | OutOfMemoryError
          | StackOverflowError
          | LinkageError
          | AssertionError e) {
        if (context.isInterrupted()) { // a copy of a task whose twin has finished
          throw e;
        }
        return new Output(null, e.toString().replaceAll("\\s+", " "));
      }
    }
  }

  /** Runs on the driver, in the scheduler's one thread: it must be quick. */
  private final class Handler extends AbstractFunction2<Object, Output, BoxedUnit> {
    private final List<Integer> trials;

    Handler(List<Integer> trials) {
      this.trials = trials;
    }

    @Override
    public BoxedUnit apply(Object partition, Output output) {
      try {
        take(trials.get((Integer) partition), output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return BoxedUnit.UNIT;
    }
  }
}

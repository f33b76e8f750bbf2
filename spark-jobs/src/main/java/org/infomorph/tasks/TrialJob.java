package org.infomorph.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.apache.spark.SparkDriverExecutionException;
import org.apache.spark.api.java.JavaSparkContext;
import org.infomorph.tasks.Attempt.Kind;
import org.infomorph.tasks.Attempt.Outcome;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** One Spark job: packs of trials; each pack is a partition and so a task. */
final class TrialJob {
  private static final Pattern LOCAL_WITH_RETRIES =
      Pattern.compile("local\\[[^,]*,\\s*(\\d+)\\s*]");

  private static final Outcome NOT_BEGUN = new Outcome(Kind.NOT_BEGUN, "its task ended early");

  private final JavaSparkContext spark;
  private final Attempt attempt;
  private final List<List<Integer>> packs;
  private final IntFunction<String> specs;
  private final Outcomes outcomes;
  private final TaskFailures failures;
  private final BitSet done;

  /** Receives the outcome of each trial when it arrives. */
  @FunctionalInterface
  interface Outcomes {
    /**
     * Called once for each finished trial, by one thread at a time.
     *
     * @param trial its index
     */
    void take(int trial, Outcome outcome) throws IOException;
  }

  /**
   * @param attempt the work of a task
   * @param packs indices of the trials, grouped by task
   * @param specs canonical specification of a trial by its index
   * @param failures listens to the events of this Spark
   */
  TrialJob(
      JavaSparkContext spark,
      Attempt attempt,
      List<List<Integer>> packs,
      IntFunction<String> specs,
      Outcomes outcomes,
      TaskFailures failures) {
    this.spark = spark;
    this.attempt = attempt;
    this.packs = packs;
    this.specs = specs;
    this.outcomes = outcomes;
    this.failures = failures;
    done = new BitSet(packs.size());
  }

  void run() throws IOException {
    for (var left = left(); !left.isEmpty(); left = left()) {
      var submission = UUID.randomUUID().toString();
      spark.setLocalProperty(TaskFailures.SUBMISSION, submission);
      try {
        submit(left);
      } catch (Exception e) { // Scala code throws undeclared checked exceptions
        giveUp(left, submission, e);
      } finally {
        failures.forget(submission);
      }
    }
  }

  /** Positions of the unfinished packs in the list of packs. */
  private synchronized List<Integer> left() {
    var left = new ArrayList<Integer>();
    for (int i = done.nextClearBit(0); i < packs.size(); i = done.nextClearBit(i + 1)) {
      left.add(i);
    }
    return left;
  }

  private void submit(List<Integer> positions) {
    var texts = positions.stream().map(position -> texts(packs.get(position))).toList();
    var rdd = spark.parallelize(texts, texts.size());
    var partitions = new ArrayList<Object>();
    for (int i = 0; i < texts.size(); i++) {
      partitions.add(i);
    }
    spark
        .sc()
        .runJob(
            rdd.rdd(),
            attempt,
            CollectionConverters.asScala(partitions).toSeq(),
            new Handler(positions),
            ClassTag$.MODULE$.apply(Outcome[].class));
  }

  private String[] texts(List<Integer> pack) {
    return pack.stream().map(specs::apply).toArray(String[]::new);
  }

  /**
   * A job ends with the first task that Spark gives up: this task's pack is finished, the other
   * packs continue.
   */
  private void giveUp(List<Integer> positions, String submission, Exception failure)
      throws IOException {
    if (failure instanceof SparkDriverExecutionException && failure.getCause() != null) {
      var cause = failure.getCause();
      throw cause instanceof UncheckedIOException io ? io.getCause() : new IOException(cause);
    }
    var givenUp = failures.givenUp(submission, mostFailures());
    if (givenUp.isEmpty()) {
      throw new IOException(failure);
    }
    for (var task : givenUp.entrySet()) {
      take(positions.get(task.getKey()), new Outcome[] {new Outcome(Kind.ALONE, task.getValue())});
    }
  }

  /** Number of failures after which Spark gives up a task and its job. */
  private int mostFailures() {
    var master = spark.master();
    if (master.startsWith("local") && !master.startsWith("local-cluster")) {
      var retrying = LOCAL_WITH_RETRIES.matcher(master);
      return retrying.matches() ? Integer.parseInt(retrying.group(1)) : 1;
    }
    return spark.getConf().getInt("spark.task.maxFailures", 4);
  }

  private synchronized void take(int position, Outcome[] come) throws IOException {
    if (!done.get(position)) {
      var pack = packs.get(position);
      for (int i = 0; i < pack.size(); i++) {
        outcomes.take(pack.get(i), i < come.length ? come[i] : NOT_BEGUN);
      }
      done.set(position);
    }
  }

  /** Runs on the driver, in the scheduler's one thread: it must be quick. */
  private final class Handler extends AbstractFunction2<Object, Outcome[], BoxedUnit> {
    private final List<Integer> positions;

    Handler(List<Integer> positions) {
      this.positions = positions;
    }

    @Override
    public BoxedUnit apply(Object partition, Outcome[] come) {
      try {
        take(positions.get((Integer) partition), come);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Error e) { // an error that ends Spark's thread would make all others wait for ever
        throw new UncheckedIOException(new IOException(e.toString(), e));
      }
      return BoxedUnit.UNIT;
    }
  }
}

package org.infomorph.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.infomorph.estimate.Packs;
import org.infomorph.files.Folder;
import org.infomorph.form.CanonicalJson;
import org.infomorph.math.Blas;
import org.infomorph.result.TrialRunner;
import org.infomorph.run.DataPlace;
import org.infomorph.run.LocalTrials;
import org.infomorph.store.ContentHash;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.tasks.SparkSettings;
import org.infomorph.tasks.TrialTasks;
import org.infomorph.trial.TrialSpec;

/**
 * A program that runs a small sweep with one Spark context, in some order and with some trouble,
 * and prints the hash of its trials and how many were tried more than once.
 */
final class SweepElsewhere {
  static final String TWO_HOSTS = "two hosts";
  private static final String SWEEP = SweepFiles.SWEEP + "seeds: 3\n";

  /** What befalls a trial. */
  enum Trouble {
    NONE,
    /** Every first attempt dies after all its work. */
    RETRIES,
    /** One first attempt does not come back for long: its copy is first. */
    SPECULATION,
    /** The first attempt of one trial ends its executor. */
    DEATH
  }

  /** Runs a trial, for the first time perhaps in vain; notes each attempt in a file of its own. */
  record Troubled(LocalTrials trials, Trouble trouble, String notes, String victim)
      implements TrialRunner {
    @Override
    public String run(String spec) {
      var result = trials.run(spec);
      var task = TaskContext.get();
      var id = TrialSpec.bind("trial", CanonicalJson.read(spec)).trialId();
      boolean first = task.attemptNumber() == 0;
      if (trouble == Trouble.DEATH && id.equals(victim) && !Files.exists(Path.of(notes, id))) {
        note(id);
        Runtime.getRuntime().halt(1);
      }
      note(id);
      if (first && trouble == Trouble.RETRIES) {
        throw new Error("the first attempt is lost");
      }
      if (first && trouble == Trouble.SPECULATION && task.partitionId() == 0) {
        sleepUntilKilled();
      }
      return result;
    }

    private void note(String trialId) {
      try {
        Files.writeString(
            Path.of(notes, trialId),
            "begun\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void sleepUntilKilled() {
      try {
        Thread.sleep(120_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException("killed, as its copy has ended", e);
      }
    }
  }

  private SweepElsewhere() {}

  /**
   * @param args folder; master, or {@value #TWO_HOSTS}; trouble; seed of the order, 0 for none;
   *     trials in a pack
   */
  public static void main(String[] args) throws IOException {
    var folder = Path.of(args[0]);
    var trials = SweepFiles.trials(SweepFiles.sweep(folder, SWEEP));
    var order = new ArrayList<>(trials.trials());
    long shuffle = Long.parseLong(args[3]);
    if (shuffle != 0) {
      Collections.shuffle(order, new Random(shuffle));
    }
    var trouble = Trouble.valueOf(args[2]);
    int pack = Integer.parseInt(args[4]);
    if (args[1].equals(TWO_HOSTS)) {
      var conf = settings("to be known", trouble);
      try (var cluster = new TwoHosts(folder.toString(), conf)) {
        run(folder, trials, order, conf.setMaster(cluster.url()), trouble, pack);
      }
    } else {
      run(folder, trials, order, settings(args[1], trouble), trouble, pack);
    }
    report(folder);
  }

  private static SparkConf settings(String master, Trouble trouble) {
    var conf = SparkSettings.local(master).set("spark.executor.memory", "512m");
    conf.set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    if (trouble == Trouble.SPECULATION) {
      conf.set("spark.speculation", "true")
          .set("spark.speculation.interval", "20ms")
          .set("spark.speculation.quantile", "0.1")
          .set("spark.speculation.multiplier", "1.1")
          .set("spark.speculation.minTaskRuntime", "50ms");
    }
    return conf;
  }

  private static void run(
      Path folder,
      SweepTrials trials,
      List<SweepTrials.Trial> order,
      SparkConf conf,
      Trouble trouble,
      int pack)
      throws IOException {
    var notes = Files.createDirectories(folder.resolve("notes"));
    var runner =
        new Troubled(
            new LocalTrials(new DataPlace(Path.of("none")), Blas.preset()),
            trouble,
            notes.toString(),
            order.get(order.size() / 2).trialId());
    var context = JavaSparkContext.fromSparkContext(SparkContext.getOrCreate(conf));
    try (var table = TrialTable.open(folder.resolve("trials"), trial -> {})) {
      new TrialTasks(context, runner, Double.POSITIVE_INFINITY)
          .run(
              packs(order.size(), pack),
              index -> trials.canonical(order.get(index)),
              new TrialTasks.Results() {
                @Override
                public void ended(int trial, String line) throws IOException {
                  table.append(order.get(trial).trialId(), line);
                }

                @Override
                public void lost(int trial, String reason) throws IOException {
                  throw new IOException("trial " + trial + " is lost: " + reason);
                }
              });
    } finally {
      context.stop();
    }
  }

  /** Not by {@link Packs}: a sweep this small would hardly be packed. */
  private static List<List<Integer>> packs(int trials, int most) {
    var indices = IntStream.range(0, trials).boxed().toList();
    return IntStream.range(0, (trials + most - 1) / most)
        .mapToObj(i -> indices.subList(i * most, Math.min(trials, (i + 1) * most)))
        .toList();
  }

  private static void report(Path folder) throws IOException {
    var hash = new ContentHash();
    TrialTable.scanWhole(Folder.at(folder.resolve("trials").toString()), hash::add);
    int again = 0;
    try (var trials = Files.list(folder.resolve("notes"))) {
      for (var trial : trials.toList()) {
        again += Files.readAllLines(trial).size() - 1;
      }
    }
    System.out.println(hash.hash() + " " + hash.trials() + " " + again);
  }
}

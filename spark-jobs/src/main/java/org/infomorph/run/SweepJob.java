package org.infomorph.run;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.infomorph.estimate.Packs;
import org.infomorph.estimate.Tally;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialRunner;
import org.infomorph.store.TrialSummary;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.sweep.Texts;
import org.infomorph.tasks.TrialTasks;

/**
 * Runs what is missing of a sweep, round after round, and makes its tables and report. In each
 * round the plan says with what was measured so far which points come next.
 */
public final class SweepJob {
  private final Rounds rounds;
  private final SweepFolder folder;
  private final TrialRunner runner;
  private final Supplier<SparkSession> spark;
  private final RunListener listener;
  private final Consent consent;
  private final int pack;
  private final Tally tally;
  private final Origins origins = new Origins();
  private final Set<String> runAgain = new HashSet<>();

  /** Trials that are there, and may be of a later round. */
  private final Map<String, TrialSummary> early = new HashMap<>();

  /** The measure by trial, if the plan may ask for it. */
  private final Map<String, Double> scores = new HashMap<>();

  /**
   * @param rounds of the sweep, the first one asked for
   * @param folder where results are and go
   * @param runner runs a trial on an executor
   * @param spark asked only if there is something to run
   * @param listener told of what happens
   * @param consent what the user agrees to
   * @param pack trials at most that run one after the other in one task
   */
  public SweepJob(
      Rounds rounds,
      SweepFolder folder,
      TrialRunner runner,
      Supplier<SparkSession> spark,
      RunListener listener,
      Consent consent,
      int pack) {
    this.rounds = rounds;
    this.folder = folder;
    this.runner = runner;
    this.spark = spark;
    this.listener = listener;
    this.consent = consent;
    this.pack = pack;
    tally = new Tally(rounds.sweep(), rounds.trials());
  }

  /**
   * Runs.
   *
   * @return what came of the sweep's trials
   */
  public Tally run() throws IOException {
    try (var table =
        TrialTable.open(
            folder.trials(), weights(), this::present, consent.request(listener::note))) {
      for (var damaged : table.damaged()) {
        listener.note("damaged, set aside, its trials run again: " + damaged);
      }
      if (!consent.otherVersions()) {
        origins.refuseOtherVersions(folder.folder());
      }
      var mine = folder.guardedBy(table);
      do {
        forget(table);
        mine.write(rounds.asked());
        runRound(table);
      } while (nextRound());
      // Within the lock on the trials, as two runs must not write one table.
      outputs(mine).makeWhatIsMissing();
    }
    origins.mixedBlas().ifPresent(listener::note);
    return tally;
  }

  private SweepOutputs outputs(SweepFolder place) {
    return new SweepOutputs(rounds.asked(), place, spark, listener);
  }

  private void forget(TrialTable table) throws IOException {
    if (!runAgain.isEmpty()) {
      listener.note(Texts.count(runAgain.size(), "failed trial") + " will run again");
      table.forget(runAgain);
      runAgain.clear();
    }
  }

  /** Asks the plan for the next points; false if it has none. */
  private boolean nextRound() {
    if (!rounds.next(this::score)) {
      return false;
    }
    tally.follow(rounds.trials());
    for (var trial : rounds.trials().trials()) {
      var there = early.remove(trial.trialId());
      if (there != null) {
        take(there);
      }
    }
    return true;
  }

  private OptionalDouble score(String trialId) {
    var score = scores.get(trialId);
    return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
  }

  /** Where networks go, and the trials of this sweep that keep theirs. */
  private TrialTable.Weights weights() {
    var keep = new HashSet<String>();
    for (var trial : rounds.trials().trials()) {
      if (trial.keepsWeights()) {
        keep.add(trial.trialId());
      }
    }
    return new TrialTable.Weights(folder.weights(), keep::contains);
  }

  private void present(TrialSummary trial) {
    if (!tally.isOfTheSweep(trial.trialId())) {
      origins.count(trial);
      if (rounds.mayGoOn()) {
        early.put(trial.trialId(), trial);
      }
    } else if (take(trial)) {
      origins.count(trial);
    }
  }

  /** Counts a trial of the sweep that is there; false if it is to run again. */
  private boolean take(TrialSummary trial) {
    if (consent.retryFailed() && trial.status() == TrialResult.Status.FAILED) {
      runAgain.add(trial.trialId());
      return false;
    }
    tally.present(trial);
    keepScore(trial);
    return true;
  }

  private void keepScore(TrialSummary trial) {
    var score = trial.scores().get(rounds.sweep().measure());
    if (rounds.mayGoOn() && trial.status() == TrialResult.Status.OK && score != null) {
      scores.put(trial.trialId(), score);
    }
  }

  private void runRound(TrialTable table) throws IOException {
    var trials = rounds.trials();
    var missing = missing(table);
    listener.note(
        Texts.points(trials.points().size(), trials.distinctPoints().size())
            + ", "
            + Texts.count(trials.trials().size(), "trial")
            + ": "
            + (missing.isEmpty() ? "all are there" : missing.size() + " to run"));
    if (missing.isEmpty()) {
      table.finish();
    } else {
      run(table, missing);
    }
  }

  /** What takes longest comes first, so that no core is left alone with it at the end. */
  private List<SweepTrials.Trial> missing(TrialTable table) {
    var missing = new ArrayList<SweepTrials.Trial>();
    for (var trial : rounds.trials().trials()) {
      if (!table.contains(trial.trialId())) {
        missing.add(trial);
      }
    }
    missing.sort(Comparator.comparingDouble(trial -> -trial.cost()));
    return missing;
  }

  private void run(TrialTable table, List<SweepTrials.Trial> missing) throws IOException {
    var context = JavaSparkContext.fromSparkContext(spark.get().sparkContext());
    var results = new Keep(table, missing);
    var tasks = new TrialTasks(context, runner, rounds.sweep().timeLimitSeconds());
    var packs = Packs.of(missing, pack, coresToCome(context));
    tally.begin(context.defaultParallelism());
    var trials = rounds.trials();
    listener.during(
        tally::line,
        () -> {
          tasks.run(packs, index -> trials.canonical(missing.get(index)), results);
          table.finish(); // before anybody is told that all is done
        });
  }

  /** Executors that were asked for may not be there yet. */
  private static int coresToCome(JavaSparkContext context) {
    var conf = context.getConf();
    int asked = conf.getInt("spark.executor.instances", 0) * conf.getInt("spark.executor.cores", 1);
    return Math.max(
        context.defaultParallelism(), Math.max(asked, conf.getInt("spark.cores.max", 0)));
  }

  /** Puts results into the table and counts them. */
  private final class Keep implements TrialTasks.Results {
    private final TrialTable table;
    private final List<SweepTrials.Trial> running;

    Keep(TrialTable table, List<SweepTrials.Trial> running) {
      this.table = table;
      this.running = running;
    }

    @Override
    public void ended(int trial, String line) throws IOException {
      var ended = running.get(trial);
      table.append(ended.trialId(), ResultLine.at(rounds.trials().place(ended), line));
      var summary = TrialSummary.of(ResultLine.result(line));
      origins.count(summary);
      tally.ended(summary);
      keepScore(summary);
      listener.ended(summary);
    }

    @Override
    public void check() throws IOException {
      table.check();
    }

    @Override
    public void lost(int trial, String reason) throws IOException {
      var lost = running.get(trial);
      var trials = rounds.trials();
      var result =
          new TrialResult(
              lost.trialId(),
              trials.pointId(lost.point()),
              lost.seed(),
              trials.canonical(lost),
              TrialResult.Status.FAILED,
              reason,
              Instant.now(),
              0,
              CodeVersion.get(),
              Map.of(),
              Map.of(),
              List.of(),
              List.of());
      ended(trial, ResultFormat.toJson(result));
    }
  }
}

package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.infomorph.store.LockRequest;
import org.infomorph.store.TrialSummary;
import org.infomorph.store.TrialTable;
import org.infomorph.store.TrialTasks;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.trial.CodeVersion;
import org.infomorph.trial.ResultFormat;
import org.infomorph.trial.ResultLine;
import org.infomorph.trial.TrialResult;
import org.infomorph.trial.TrialRunner;

/** Runs what is missing of a sweep, and makes its tables and report. */
final class SweepJob {
  private final Sweep sweep;
  private final SweepTrials trials;
  private final SweepFolder folder;
  private final TrialRunner runner;
  private final Supplier<SparkSession> spark;
  private final PrintWriter out;
  private final Consent consent;
  private final int pack;
  private final Tally tally;
  private final Origins origins = new Origins();
  private final Set<String> runAgain = new HashSet<>();

  /**
   * What the user agrees to.
   *
   * @param otherVersions trials of other versions of this code stay, beside those of this one
   * @param retryFailed trials of the sweep that failed are run again
   * @param waits a run that may be dead is waited for, until it surely is
   * @param broken whose lock is taken away, dead or alive; "" for nobody's
   */
  record Consent(boolean otherVersions, boolean retryFailed, boolean waits, String broken) {
    static final Consent NONE = new Consent(false, false);

    Consent(boolean otherVersions, boolean retryFailed) {
      this(otherVersions, retryFailed, false, "");
    }

    LockRequest request(PrintWriter out) {
      return new LockRequest(waits, broken, out::println);
    }
  }

  /** As the other one, each trial a task of its own. */
  SweepJob(
      Sweep sweep,
      SweepTrials trials,
      SweepFolder folder,
      TrialRunner runner,
      Supplier<SparkSession> spark,
      PrintWriter out,
      Consent consent) {
    this(sweep, trials, folder, runner, spark, out, consent, 1);
  }

  /**
   * @param trials all trials of the sweep
   * @param folder where results are and go
   * @param runner runs a trial on an executor
   * @param spark started only if there is something to run
   * @param consent what the user agrees to
   * @param pack trials at most that run one after the other in one task
   */
  SweepJob(
      Sweep sweep,
      SweepTrials trials,
      SweepFolder folder,
      TrialRunner runner,
      Supplier<SparkSession> spark,
      PrintWriter out,
      Consent consent,
      int pack) {
    this.sweep = sweep;
    this.trials = trials;
    this.folder = folder;
    this.runner = runner;
    this.spark = spark;
    this.out = out;
    this.consent = consent;
    this.pack = pack;
    tally = new Tally(sweep, trials);
  }

  /**
   * Runs.
   *
   * @return the exit code
   */
  int run() throws IOException {
    try (var table =
        TrialTable.open(folder.trials(), weights(), this::present, consent.request(out))) {
      for (var damaged : table.damaged()) {
        out.println("damaged, set aside, its trials run again: " + damaged);
      }
      if (!consent.otherVersions()) {
        origins.refuseOtherVersions(folder.folder());
      }
      if (!runAgain.isEmpty()) {
        out.println(Texts.count(runAgain.size(), "failed trial") + " will run again");
        table.forget(runAgain);
      }
      var mine = folder.guardedBy(table);
      mine.write(sweep);
      var missing = missing(table);
      out.println(
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
      // Within the lock on the trials, as two runs must not write one table.
      new SweepOutputs(sweep, trials, mine, spark, out).makeWhatIsMissing();
    }
    origins.mixedBlas().ifPresent(out::println);
    new BestPoints(sweep, folder.tables()).print(out);
    new SweepOutputs(sweep, trials, folder, spark, out).printReport();
    return tally.failed() > 0 ? Main.SOME_FAILED : Main.DONE;
  }

  /** Where networks go, and the trials of this sweep that keep theirs. */
  private TrialTable.Weights weights() {
    var keep = new HashSet<String>();
    for (var trial : trials.trials()) {
      if (trial.keepsWeights()) {
        keep.add(trial.trialId());
      }
    }
    return new TrialTable.Weights(folder.weights(), keep::contains);
  }

  private void present(TrialSummary trial) {
    boolean failed = trial.status() == TrialResult.Status.FAILED;
    if (consent.retryFailed() && failed && tally.isOfTheSweep(trial.trialId())) {
      runAgain.add(trial.trialId());
    } else {
      origins.count(trial);
      tally.present(trial);
    }
  }

  /** What takes longest comes first, so that no core is left alone with it at the end. */
  private List<SweepTrials.Trial> missing(TrialTable table) {
    var missing = new ArrayList<SweepTrials.Trial>();
    for (var trial : trials.trials()) {
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
    var tasks = new TrialTasks(context, runner, sweep.timeLimitSeconds());
    var packs = Packs.of(missing, pack, coresToCome(context));
    tally.begin(context.defaultParallelism());
    new ProgressLine(out, tally::line)
        .during(
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
      table.append(running.get(trial).trialId(), line);
      var summary = TrialSummary.of(ResultLine.result(line));
      origins.count(summary);
      tally.ended(summary);
    }

    @Override
    public void check() throws IOException {
      table.check();
    }

    @Override
    public void lost(int trial, String reason) throws IOException {
      var lost = running.get(trial);
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

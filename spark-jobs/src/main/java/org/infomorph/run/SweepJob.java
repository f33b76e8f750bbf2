package org.infomorph.run;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.infomorph.estimate.Packs;
import org.infomorph.estimate.Tally;
import org.infomorph.measuring.Outcome;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialRequest;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialRunner;
import org.infomorph.store.KeptStates;
import org.infomorph.store.TrialSummary;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Ending;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.StudyState;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.sweep.Texts;
import org.infomorph.tasks.TrialTasks;

/**
 * Runs what is missing of a sweep, round after round, and makes its tables and report. In each
 * round the plan says with what was measured so far which points come next.
 */
public final class SweepJob {
  /**
   * Characters of the states that the trials of one Spark job take along. Each lane has two jobs in
   * the driver's memory at a time.
   */
  private static final long MOST_CHARACTERS = 32L << 20;

  private final Rounds rounds;
  private final SweepFolder folder;
  private final TrialRunner runner;
  private final Supplier<SparkSession> spark;
  private final RunListener listener;
  private final Consent consent;
  private final int pack;
  private final Tally tally;
  private final Origins origins = new Origins();
  private final Throttle lastWritten = new Throttle();
  private final Throttle lastLooked = new Throttle();
  private Ending ending = Ending.OPEN;

  private final Set<String> runAgain = new HashSet<>();

  /** What came of trials, by their ids, if the sweep decides by it. */
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

  /** Trials that are there, and may be asked for in a later round. */
  private final Map<String, TrialSummary> early = new HashMap<>();

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
    return run(mine -> outputs(mine).makeWhatIsMissing());
  }

  /** Runs the trials alone: makes neither tables nor a report. */
  Tally runTrials() throws IOException {
    return run(mine -> {});
  }

  /** What is made of the trials. */
  private interface Making {
    void of(SweepFolder mine) throws IOException;
  }

  private Tally run(Making outputs) throws IOException {
    try (var table =
        TrialTable.open(
            folder.trials(), weights(), this::present, consent.request(listener::note))) {
      for (var damaged : table.damaged()) {
        listener.note("damaged and set aside; its trials run again: " + damaged);
      }
      if (!consent.otherVersions()) {
        origins.refuseOtherVersions(folder.folder());
      }
      origins.refuseOtherData(folder.folder(), rounds.data());
      var mine = folder.guardedBy(table);
      forget(table);
      if (rounds.sweep().decides()) {
        learn();
      }
      try (var states = new KeptStates(mine.folder(), listener::note)) {
        runRounds(table, mine, states);
        if (rounds.isOver() && rounds.sweep().perPoint().continues(1)) {
          states.dropAll();
        }
      }
      // Within the lock on the trials, as two runs must not write one table.
      outputs.of(mine);
    }
    origins.mixedBlas().ifPresent(listener::note);
    return tally;
  }

  private SweepOutputs outputs(SweepFolder place) {
    return new SweepOutputs(asked(), place, spark, listener);
  }

  /** What the sweep has asked for, and why a study has ended. */
  public Asked asked() {
    return rounds.asked().ended(ending);
  }

  /** Takes a look at a study for the line of progress. */
  private void look() {
    var asked = rounds.asked().withoutConfirmation();
    double seconds =
        rounds.trials().trials().stream()
            .filter(trial -> !rounds.trials().confirms(trial))
            .flatMap(trial -> outcome(trial.trialId()).stream())
            .mapToDouble(Outcome::seconds)
            .sum();
    var used = new StudyState.Used(asked.trials(), asked.epochs(), seconds);
    var state = new StudyState(rounds.sweep(), rounds.measured(), used);
    tally.alsoSays(state::line);
  }

  private void forget(TrialTable table) throws IOException {
    if (!runAgain.isEmpty()) {
      listener.note(Texts.count(runAgain.size(), "failed trial") + " will run again");
      table.forget(runAgain);
      runAgain.clear();
    }
  }

  /** Reads what came of the trials that are there. */
  private void learn() throws IOException {
    TrialTable.scanWhole(folder.trials(), this::learn, listener::note);
  }

  private void learn(TrialResult trial) {
    outcomes.put(trial.trialId(), EndedTrial.outcome(trial, rounds.sweep().measure()));
  }

  /**
   * Lets the lanes take turns: at its turn, a lane waits for its own trials, and then asks for
   * more, while those of the other lane run.
   */
  private void runRounds(TrialTable table, SweepFolder mine, KeptStates states) throws IOException {
    mine.write(rounds.asked());
    noteWhatIsThere(table);
    if (rounds.sweep().decides()) {
      look();
    }
    var lanes = new Lanes(Rounds.LANES);
    var page = PageRenewal.begin(mine, listener::note);
    try {
      listener.during(
          tally::line,
          () -> {
            for (int lane = 0; lane < Rounds.LANES; lane++) {
              begin(lanes, lane, table, states);
            }
            for (int lane = 0; !rounds.isOver(); lane = (lane + 1) % Rounds.LANES) {
              lanes.await(lane);
              if (rounds.waitsForTheOther(lane, this::outcome)) {
                lanes.awaitAll();
              }
              int round = rounds.open(lane);
              boolean goesOn = !rounds.turn(lane, this::outcome).isEmpty();
              if (round >= 0) {
                dropStates(round, table, states);
              }
              if (goesOn) {
                follow(table, mine);
                begin(lanes, lane, table, states);
              }
            }
            lanes.awaitAll();
            table.finish(); // before anybody is told that all is done
            if (rounds.sweep().decides()) {
              look();
            }
          });
    } finally {
      lanes.end();
      page.close(); // before the same page is made of the tables
    }
    if (rounds.sweep().decides()) {
      ending = rounds.ending();
      mine.write(asked());
      listener.note(
          "%s, %s, %s: %s"
              .formatted(
                  Texts.count(rounds.measured().size(), "round"),
                  Texts.count(rounds.trials().points().size(), "point"),
                  Texts.count(rounds.trials().trials().size(), "trial"),
                  ending.words(rounds.sweep())));
    }
  }

  private Optional<Outcome> outcome(String trialId) {
    return Optional.ofNullable(outcomes.get(trialId));
  }

  private void begin(Lanes lanes, int lane, TrialTable table, KeptStates states) {
    var missing = missing(rounds.asked(lane), table);
    if (!missing.isEmpty()) {
      lanes.begin(lane, () -> run(table, missing, states));
    }
  }

  /**
   * Drops the states that no trial needs any more, after a decision about a round: those of
   * candidates that do not go on, and those that a finished trial has continued.
   */
  private void dropStates(int round, TrialTable table, KeptStates states) {
    rounds
        .continuations(round)
        .forEach(
            (shorter, longer) -> {
              if (longer.isEmpty() || table.contains(longer)) {
                states.drop(shorter);
              }
            });
  }

  /** Takes in the trials of another round, some of which may be there. */
  private void follow(TrialTable table, SweepFolder mine) throws IOException {
    tally.follow(rounds.trials());
    for (var trial : early.isEmpty() ? List.<SweepTrials.Trial>of() : rounds.trials().trials()) {
      var there = early.remove(trial.trialId());
      if (there != null) {
        take(there);
      }
    }
    forget(table);
    if (lastWritten.isDue()) {
      mine.write(rounds.asked());
    }
    if (lastLooked.isDue()) {
      look();
    }
  }

  private void noteWhatIsThere(TrialTable table) {
    var trials = rounds.trials();
    var there = new HashSet<String>();
    long missing = 0;
    for (var trial : trials.trials()) {
      if (table.contains(trial.trialId())) {
        there.add(trial.trialId());
      } else {
        missing++;
      }
    }
    listener.note(
        Texts.points(trials.points().size(), trials.distinctPoints().size())
            + ", "
            + Texts.count(trials.trials().size(), "trial")
            + ": "
            + (missing == 0 ? "all are there" : missing + " to run"));
    int others = table.size() - there.size();
    if (others > 0 && !rounds.sweep().decides()) { // a study does not know yet what it will ask for
      listener.note(
          "the folder also holds %s that this sweep does not ask for; tables and report leave %s out"
              .formatted(Texts.count(others, "trial"), others == 1 ? "it" : "them"));
    }
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
      if (rounds.sweep().decides()) {
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
      outcomes.remove(trial.trialId()); // what it will come to is not known
      return false;
    }
    tally.present(trial);
    return true;
  }

  /** What takes longest comes first, so that no core is left alone with it at the end. */
  private static List<SweepTrials.Trial> missing(List<SweepTrials.Trial> asked, TrialTable table) {
    var missing = new ArrayList<SweepTrials.Trial>();
    for (var trial : asked) {
      if (!table.contains(trial.trialId())) {
        missing.add(trial);
      }
    }
    missing.sort(Comparator.comparingDouble(trial -> -trial.cost()));
    return missing;
  }

  private void run(TrialTable table, List<SweepTrials.Trial> missing, KeptStates states)
      throws IOException {
    var context = JavaSparkContext.fromSparkContext(spark.get().sparkContext());
    var results = new Keep(table, states, missing);
    int cores = coresToCome(context);
    int chunk = trialsPerJob(missing, states, cores);
    var tasks = new TrialTasks(context, runner, rounds.sweep().timeLimitSeconds(), chunk);
    var packs = Packs.of(missing, Math.min(pack, chunk), cores);
    tally.begin(context.defaultParallelism());
    tasks.run(packs, index -> request(missing.get(index), states), results);
  }

  /** What a runner is asked for: a trial that continues another one takes its state along. */
  private String request(SweepTrials.Trial trial, KeptStates states) {
    var state = rounds.beginning(trial).flatMap(states::of);
    return new TrialRequest(rounds.trials().canonical(trial), rounds.mayContinue(trial), state)
        .text();
  }

  private int trialsPerJob(List<SweepTrials.Trial> missing, KeptStates states, int cores) {
    boolean take = missing.stream().anyMatch(trial -> rounds.beginning(trial).isPresent());
    long fit = take ? MOST_CHARACTERS / Math.max(1, states.largest()) : Integer.MAX_VALUE;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(2L * cores, fit));
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
    private final KeptStates states;
    private final List<SweepTrials.Trial> running;

    Keep(TrialTable table, KeptStates states, List<SweepTrials.Trial> running) {
      this.table = table;
      this.states = states;
      this.running = running;
    }

    @Override
    public void ended(int trial, String returned) throws IOException {
      var ended = running.get(trial);
      var line = ResultLine.withoutState(returned);
      var result = ResultLine.result(line);
      Origins.refuseOtherData(result, rounds.data());
      table.append(ended.trialId(), ResultLine.at(rounds.trials().place(ended), line));
      var state = ResultLine.state(returned);
      if (state.isPresent()) {
        states.keep(ended.trialId(), state.get());
      }
      rounds.beginning(ended).ifPresent(states::drop);
      var summary = TrialSummary.of(result);
      origins.count(summary);
      tally.ended(summary);
      if (rounds.sweep().decides()) {
        learn(result);
      }
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
              trials.pointId(lost.point(), lost.setting()),
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

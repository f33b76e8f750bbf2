package org.infomorph.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.infomorph.form.SpecException;
import org.infomorph.measuring.Cohort;
import org.infomorph.measuring.Labels;
import org.infomorph.measuring.Outcome;
import org.infomorph.measuring.Want;
import org.infomorph.plan.GivenPlan;
import org.infomorph.plan.IndexedPlan;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Proposal;
import org.infomorph.plan.Round;
import org.infomorph.plan.StudyPlan;
import org.infomorph.space.Point;
import org.infomorph.trial.TrialSpec;

/**
 * The rounds of a sweep. Two lanes take turns. At its turn, when its trials have ended, a lane
 * either goes on with its points, if they need more trials to be measured, or asks the plan for new
 * ones. What a lane sees depends on the order of the turns alone, never on which trial ended first:
 * so a sweep asks for the same trials on any number of cores, and after any kill.
 */
public final class Rounds {
  /** Two rounds are under way at a time. */
  public static final int LANES = 2;

  private static final int SECONDS_PER_HOUR = 3600;

  private static final Function<String, Optional<Outcome>> NOTHING = trialId -> Optional.empty();

  private final Sweep sweep;
  private final Consumer<TrialSpec> check;
  private final SweepTrials trials;
  private final Optional<StudyPlan.Study> study;

  /** What the plan has asked for, round by round. */
  private final List<Round> rounds = new ArrayList<>();

  /** The index of the first point of each round. */
  private final List<Integer> firstPoints = new ArrayList<>();

  /** The round that each lane measures now, or -1. */
  private final int[] open = {-1, -1};

  /** The trials that each lane has asked for at its last turn. */
  private final List<List<SweepTrials.Trial>> asked = new ArrayList<>();

  /** How many epochs the trials so far add to those that they continue, if the budget counts. */
  private double epochs;

  /** For how long the trials have trained that turns so far have waited for. */
  private double seconds;

  /** Whether the best points were asked for again. */
  private boolean confirmed;

  /** Turns in a row that asked for nothing while no round was open. */
  private int idle;

  private Supplier<Map<String, String>> data = Map::of;

  private Rounds(Sweep sweep, Consumer<TrialSpec> check) {
    this.sweep = sweep;
    this.check = check;
    trials = new SweepTrials(sweep);
    study = sweep.plan() instanceof StudyPlan plan ? Optional.of(begin(plan)) : Optional.empty();
    for (int lane = 0; lane < LANES; lane++) {
      asked.add(List.of());
    }
  }

  /**
   * Asks for the first round of each lane, which look at no scores.
   *
   * @param check further conditions on trials, as {@link SweepTrials#bind} takes them
   * @throws SpecException for the first trial that is not allowed, with its point
   */
  public static Rounds begin(Sweep sweep, Consumer<TrialSpec> check) {
    var rounds = new Rounds(sweep, check);
    for (int lane = 0; lane < LANES; lane++) {
      rounds.turn(lane, NOTHING);
    }
    return rounds;
  }

  /**
   * Says how the contents of the user's own data are known.
   *
   * @param fingerprints of the data that trials were checked against, by the names of the data sets
   */
  public void setData(Supplier<Map<String, String>> fingerprints) {
    data = fingerprints;
  }

  /** The fingerprints of the user's own data that was looked at so far. */
  public Map<String, String> data() {
    return data.get();
  }

  private StudyPlan.Study begin(StudyPlan plan) {
    try {
      return plan.begin(sweep.space(), sweep.premise());
    } catch (IllegalArgumentException e) {
      throw SpecException.at(sweep.file(), "plan", e.getMessage());
    }
  }

  /**
   * The rounds of a sweep as far as its trials have ended: a study decides again as it has decided
   * before.
   *
   * @param results what came of a trial, by its id
   */
  public static Rounds replay(Sweep sweep, Function<String, Optional<Outcome>> results) {
    var rounds = begin(sweep, spec -> {});
    for (int lane = 0; !rounds.isOver(); lane = (lane + 1) % LANES) {
      if (!rounds.asked(lane).stream().allMatch(t -> results.apply(t.trialId()).isPresent())
          || rounds.waitsForTheOther(lane, results)) {
        return rounds;
      }
      rounds.turn(lane, results);
    }
    return rounds;
  }

  /** The index of the first point of a round. */
  public int firstPoint(int round) {
    return firstPoints.get(round);
  }

  /** The sweep. */
  public Sweep sweep() {
    return sweep;
  }

  /** The trials of all rounds so far. */
  public SweepTrials trials() {
    return trials;
  }

  /** The trials that a lane has asked for at its last turn. */
  public List<SweepTrials.Trial> asked(int lane) {
    return asked.get(lane);
  }

  /** What the plan has asked for so far, for those who count and draw. */
  public Asked asked() {
    return Asked.of(asStored(), trials).counted(epochs);
  }

  /** Rounds so far, with what was measured at their points. */
  public List<Round> measured() {
    return List.copyOf(rounds);
  }

  /** Whether the budget, and not the plan, has no more trials to give. */
  public boolean budgetIsUsedUp() {
    return left() < sweep.perPoint().first();
  }

  /** Why nothing more is asked for. */
  public Ending ending() {
    if (!isOver()) {
      return Ending.OPEN;
    }
    if (!budgetIsUsedUp()) {
      return Ending.PLAN;
    }
    if (hoursAreUsedUp()) {
      return Ending.CORE_HOURS;
    }
    return epochs < sweep.budget().epochs() ? Ending.TRIALS : Ending.EPOCHS;
  }

  /** Whether nothing will be asked for any more. */
  public boolean isOver() {
    return isDecided() && (confirmed || !sweep.confirmation().isGiven());
  }

  /** Whether there is nothing left to decide. */
  private boolean isDecided() {
    return idle >= LANES || !sweep.decides() && open[0] < 0 && open[1] < 0;
  }

  /** The indices of all points that have a value, the best first. */
  public List<Integer> candidates() {
    return Candidates.of(sweep, rounds);
  }

  /**
   * Asks for the best points once more, with seeds that no decision has seen and none will: those
   * after the most that a point may have.
   *
   * @param lane whose trials have ended; these become its own
   * @return the trials, which count in no budget; none if the study confirms nothing, or has
   */
  private List<SweepTrials.Trial> confirm(int lane) {
    asked.set(lane, List.of());
    if (confirmed || !sweep.confirmation().isGiven()) {
      return List.of();
    }
    confirmed = true;
    var points = rounds.stream().flatMap(round -> round.points().stream()).toList();
    var seen = new HashSet<String>();
    var wants = new ArrayList<Want>();
    var origins = new ArrayList<SweepTrials.Origin>();
    var candidates = candidates();
    for (int i = 0; i < candidates.size() && wants.size() < sweep.confirmation().points(); i++) {
      int point = candidates.get(i);
      int setting = points.get(point).rung();
      if (seen.add(trials.pointId(point, setting))) {
        var known =
            String.format(
                Locale.ROOT,
                "rank %d of %d with %.4g",
                wants.size() + 1,
                candidates.size(),
                points.get(point).value().getAsDouble());
        int seeds = sweep.confirmation().seeds();
        wants.add(new Want(point, setting, sweep.seeds(), seeds, Ask.CONFIRMATION, known));
        origins.add(new SweepTrials.Origin(rounds.size(), lane, Ask.CONFIRMATION, known));
      }
    }
    asked.set(lane, trials.ask(wants, origins, check));
    return asked.get(lane);
  }

  /**
   * A lane's turn; lanes take turns from 0 on. The trials of the lane have ended. When all is
   * decided, the lane {@linkplain #confirm confirms}.
   *
   * @param results what came of a trial, by its id
   * @return the trials that it asks for now, also as {@link #asked(int)}; maybe none
   * @throws SpecException for the first trial that is not allowed, with its point
   * @throws IllegalArgumentException if a point of the plan does not fit the axes
   */
  public List<SweepTrials.Trial> turn(int lane, Function<String, Optional<Outcome>> results) {
    if (sweep.decides() && isDecided()) {
      return confirm(lane);
    }
    for (var ended : asked.get(lane)) {
      seconds += results.apply(ended.trialId()).map(Outcome::seconds).orElse(0.0);
    }
    var wants = open[lane] < 0 || !sweep.decides() ? List.<Want>of() : stage(open[lane], results);
    if (wants.isEmpty()) {
      close(lane, results);
      wants = newRound(lane, results);
    }
    asked.set(lane, wants.isEmpty() ? List.of() : ask(wants, lane));
    idle = wants.isEmpty() && open[0] < 0 && open[1] < 0 ? idle + 1 : 0;
    return asked.get(lane);
  }

  /**
   * Whether a lane's points share trials that the other lane has asked for and that have not ended:
   * then the lane's turn has to wait for the other lane's trials, too.
   */
  public boolean waitsForTheOther(int lane, Function<String, Optional<Outcome>> results) {
    if (open[lane] < 0 || !sweep.decides()) {
      return false;
    }
    int first = firstPoints.get(open[lane]);
    int end = first + rounds.get(open[lane]).points().size();
    return trials.idsOf(first, end).stream().anyMatch(id -> results.apply(id).isEmpty());
  }

  private List<SweepTrials.Trial> ask(List<Want> wants, int lane) {
    int round = open[lane];
    var origins = new ArrayList<SweepTrials.Origin>();
    for (var want : wants) {
      var reason = want.reason();
      var known = want.known();
      if (reason.isEmpty()) {
        boolean decided = !proposals.isEmpty();
        reason = decided ? proposals.get(want.point()).reason() : "plan";
        known = decided ? proposals.get(want.point()).known() : "";
      }
      origins.add(new SweepTrials.Origin(round, lane, reason, known));
    }
    int first = firstPoints.get(round);
    var absolute =
        wants.stream()
            .map(
                want ->
                    new Want(
                        first + want.point(),
                        want.setting(),
                        want.firstSeed(),
                        want.seeds(),
                        want.reason(),
                        want.known()))
            .toList();
    var asked = trials.ask(absolute, origins, check);
    if (Double.isFinite(sweep.budget().epochs())) {
      asked.forEach(trial -> epochs += epochs(trial));
    }
    return asked;
  }

  /**
   * The epochs that a trial adds to those of the trial that it continues. They follow from what was
   * asked for; whether a kept state was there has no influence on decisions.
   */
  private double epochs(SweepTrials.Trial trial) {
    double all = trials.spec(trial).training().epochs();
    int setting = trial.setting();
    return sweep.perPoint().continues(setting)
        ? all - sweep.perPoint().setting(setting - 1).doubleValue()
        : all;
  }

  /**
   * The trial that a trial continues, if its state was kept.
   *
   * @return the id of the shorter trial; empty if the trial continues none
   */
  public Optional<String> beginning(SweepTrials.Trial trial) {
    return trials.beginning(trial);
  }

  /** Whether a longer trial may continue a trial, so that its state has to be kept. */
  public boolean mayContinue(SweepTrials.Trial trial) {
    return sweep.perPoint().continues(trial.setting() + 1) && !trials.confirms(trial);
  }

  /** The round that a lane measures now; -1 if none. */
  public int open(int lane) {
    return open[lane];
  }

  /**
   * The trials of a round that may be continued, each with the trial that continues it.
   *
   * @return by id; an empty text for a trial that nothing continues, as far as is decided
   */
  public Map<String, String> continuations(int round) {
    int first = firstPoints.get(round);
    return trials.continuations(first, first + rounds.get(round).points().size());
  }

  /** The plan's reasons for the points of the round that was asked for last. */
  private List<Proposal> proposals = List.of();

  /** What a round needs next to be measured, as far as the budget goes. */
  private List<Want> stage(int round, Function<String, Optional<Outcome>> results) {
    var wants = sweep.perPoint().next(cohort(round, results));
    var taken = new ArrayList<Want>();
    long left = left();
    for (var want : wants) { // those that a method would rather have come first
      if (want.seeds() > left) {
        break;
      }
      left -= want.seeds();
      taken.add(want);
    }
    taken.sort(Comparator.comparingInt(Want::point));
    return taken;
  }

  private long left() {
    long counted = trials.trials().size() - trials.confirming();
    return epochs < sweep.budget().epochs() && !hoursAreUsedUp()
        ? sweep.budget().trials() - counted
        : 0;
  }

  private boolean hoursAreUsedUp() {
    return seconds >= SECONDS_PER_HOUR * sweep.budget().coreHours();
  }

  /** The trials of a round, and what came of them. */
  public Cohort cohort(int round, Function<String, Optional<Outcome>> results) {
    int first = firstPoints.get(round);
    return new Cohort(
        rounds.get(round).points().size(),
        (point, setting, seed) ->
            seed < sweep.seeds() // the seeds after them confirm, and nothing is decided by them
                ? trials.trialId(first + point, setting, seed).flatMap(results)
                : Optional.empty(),
        new Labels(sweep.phases().silentBits(), sweep.phases().dominantShare()),
        sweep.maximise());
  }

  private void close(int lane, Function<String, Optional<Outcome>> results) {
    int round = open[lane];
    if (round >= 0 && sweep.decides()) {
      var cohort = cohort(round, results);
      var points = rounds.get(round).points();
      rounds.set(
          round,
          new Round(
              lane,
              IntStream.range(0, points.size())
                  .mapToObj(i -> sweep.perPoint().measured(cohort, i, points.get(i).point()))
                  .toList()));
    }
    open[lane] = -1;
  }

  private List<Want> newRound(int lane, Function<String, Optional<Outcome>> results) {
    int atMost = (int) Math.min(Integer.MAX_VALUE, left() / sweep.perPoint().first());
    var points = atMost < 1 ? List.<Point>of() : points(lane, atMost);
    if (points.isEmpty()) {
      return List.of();
    }
    open[lane] = rounds.size();
    firstPoints.add(trials.points().size());
    rounds.add(new Round(lane, points.stream().map(Measured::open).toList()));
    trials.add(points);
    return stage(open[lane], results);
  }

  private List<Point> points(int lane, int atMost) {
    proposals = List.of();
    if (study.isPresent()) {
      proposals = study.get().next(List.copyOf(rounds), lane, atMost);
      var points = proposals.stream().map(Proposal::point).toList();
      points.forEach(sweep.space()::check);
      return points;
    }
    if (sweep.plan() instanceof IndexedPlan) {
      return indexed(lane, atMost);
    }
    if (lane != 0) {
      return List.of();
    }
    var measured = rounds.stream().flatMap(round -> round.points().stream()).toList();
    if (measured.size() >= sweep.plan().size(sweep.space())) {
      return List.of();
    }
    var points = sweep.plan().next(sweep.space(), measured, atMost);
    points.forEach(sweep.space()::check);
    return points;
  }

  /**
   * All points at once. If they are measured in stages, half of them in each lane: so there is work
   * for all cores when a stage ends.
   */
  private List<Point> indexed(int lane, int atMost) {
    long size = sweep.plan().size(sweep.space());
    int there = trials.points().size();
    long here = sweep.perPoint().isFixed() || lane == 1 ? size - there : (size + 1) / 2;
    if (there >= size || lane == 0 && there > 0) {
      return List.of();
    }
    var asked = Collections.<Measured>nCopies(there, null);
    return sweep.plan().next(sweep.space(), asked, (int) Math.min(here, atMost));
  }

  /**
   * The sweep as a file keeps it: a plan that no file could name stands there as the points that it
   * has asked for.
   */
  public Sweep asStored() {
    return sweep.plan() instanceof IndexedPlan || sweep.plan() instanceof StudyPlan
        ? sweep
        : sweep.with(new GivenPlan(trials.points()));
  }
}

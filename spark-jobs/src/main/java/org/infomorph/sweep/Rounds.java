package org.infomorph.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import org.infomorph.form.SpecException;
import org.infomorph.plan.GivenPlan;
import org.infomorph.plan.IndexedPlan;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Sample;
import org.infomorph.trial.TrialSpec;

/**
 * The rounds of a sweep: its plan is asked for points, their trials are run, and the plan is asked
 * again with what was measured, until it has no more points. A plan that looks at no scores has one
 * round.
 */
public final class Rounds {
  /** What is measured of trials that have not run: nothing. */
  private static final Function<String, OptionalDouble> NOTHING = trialId -> OptionalDouble.empty();

  private final Sweep sweep;
  private final Consumer<TrialSpec> check;
  private SweepTrials trials;

  private Rounds(Sweep sweep, Consumer<TrialSpec> check) {
    this.sweep = sweep;
    this.check = check;
    trials = SweepTrials.bind(sweep, List.of(), check);
  }

  /**
   * Asks for the first round.
   *
   * @param check further conditions on trials, as {@link SweepTrials#bind} takes them
   * @throws SpecException for the first trial that is not allowed, with its point
   */
  public static Rounds begin(Sweep sweep, Consumer<TrialSpec> check) {
    var rounds = new Rounds(sweep, check);
    rounds.next(NOTHING);
    return rounds;
  }

  /** The sweep. */
  public Sweep sweep() {
    return sweep;
  }

  /** The trials of all rounds so far. */
  public SweepTrials trials() {
    return trials;
  }

  /** What the plan has asked for so far, for those who count and draw. */
  public Asked asked() {
    return Asked.of(asStored(), trials);
  }

  /** Whether the plan may ask for more points. */
  public boolean mayGoOn() {
    return trials.points().size() < sweep.plan().size(sweep.space());
  }

  /**
   * Asks for the next round, whose trials are then among {@link #trials}.
   *
   * @param scores the sweep's measure of a trial, by its id; empty if the trial failed
   * @return false if the plan is at its end
   * @throws SpecException for the first trial that is not allowed, with its point
   * @throws IllegalArgumentException if a point of the plan does not fit the axes
   */
  public boolean next(Function<String, OptionalDouble> scores) {
    if (!mayGoOn()) {
      return false;
    }
    int atMost = (int) (Sweep.MOST_TRIALS / sweep.seeds()) - trials.points().size();
    var points = sweep.plan().next(sweep.space(), measured(scores), atMost);
    if (!(sweep.plan() instanceof IndexedPlan)) { // whose points are made of the axes' own values
      points.forEach(sweep.space()::check);
    }
    trials = trials.and(points, check);
    return !points.isEmpty();
  }

  /** All points so far with the measure over their seeds. */
  private List<Measured> measured(Function<String, OptionalDouble> scores) {
    var values = new HashMap<String, List<Double>>();
    for (var trial : trials.trials()) {
      scores
          .apply(trial.trialId())
          .ifPresent(
              score ->
                  values
                      .computeIfAbsent(trials.pointId(trial.point()), id -> new ArrayList<>())
                      .add(score));
    }
    var measured = new ArrayList<Measured>();
    for (int i = 0; i < trials.points().size(); i++) {
      var ofPoint = values.getOrDefault(trials.pointId(i), List.of()); // equal points share them
      measured.add(
          Measured.of(
              trials.points().get(i),
              Sample.of(ofPoint.stream().mapToDouble(Double::doubleValue).toArray())));
    }
    return measured;
  }

  /**
   * The sweep as a file keeps it: a plan that no file could name stands there as the points that it
   * has asked for.
   */
  public Sweep asStored() {
    return sweep.plan() instanceof IndexedPlan ? sweep : sweep.with(new GivenPlan(trials.points()));
  }
}

package org.infomorph.estimate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.infomorph.store.TrialSummary;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.sweep.Texts;

/** What is known of a sweep's trials so far: counts, time, and the best point. */
public final class Tally {
  private final Map<String, SweepTrials.Trial> open = new HashMap<>();
  private SweepTrials trials;
  private final Standing standing;
  private final TimeLeft timeLeft;

  /** Of the trials of a first round. */
  public Tally(Sweep sweep, SweepTrials trials) {
    this(sweep, trials, System::nanoTime);
  }

  /**
   * @param nanoTime a clock
   */
  public Tally(Sweep sweep, SweepTrials trials, LongSupplier nanoTime) {
    standing = new Standing(sweep);
    timeLeft = new TimeLeft(List.of(), () -> nanoTime.getAsLong() * 1e-9);
    follow(trials);
  }

  /**
   * Takes the trials of another round in.
   *
   * @param all those that are known already, in their order, and then the new ones
   */
  public synchronized void follow(SweepTrials all) {
    int known = trials == null ? 0 : trials.trials().size();
    trials = all;
    standing.follow(all.points(), all.trials().size());
    for (var trial : all.trials().subList(known, all.trials().size())) {
      open.put(trial.trialId(), trial);
      timeLeft.expect(trial);
    }
  }

  /**
   * Says that the trials which are still open begin to run.
   *
   * @param cores trials at a time
   */
  public synchronized void begin(int cores) {
    timeLeft.begin(cores);
  }

  /** Counts a trial that an earlier run has finished; one that is not of this sweep is left out. */
  public synchronized void present(TrialSummary result) {
    var trial = count(result);
    if (trial != null) {
      timeLeft.present(trial);
    }
  }

  /** Counts a trial that this run has finished. */
  public synchronized void ended(TrialSummary result) {
    var trial = count(result);
    if (trial != null) {
      timeLeft.ended(trial, result.seconds());
    }
  }

  private SweepTrials.Trial count(TrialSummary result) {
    var trial = open.remove(result.trialId());
    if (trial != null) {
      standing.count(trial.point(), result);
    }
    return trial;
  }

  /** Whether a trial that is not counted yet is of this sweep. */
  public synchronized boolean isOfTheSweep(String trialId) {
    return open.containsKey(trialId);
  }

  /** Trials that have ended. */
  public synchronized int done() {
    return (int) standing.done();
  }

  /** Those of them that failed or diverged. */
  public synchronized int failed() {
    return (int) standing.failed();
  }

  /** Trials that have not ended. */
  public synchronized int left() {
    return open.size();
  }

  /** Seconds until all is done; NaN as long as no trial has finished in this run. */
  public synchronized double secondsLeft() {
    return timeLeft.seconds();
  }

  /** One line for whoever waits. */
  public synchronized String line() {
    double seconds = secondsLeft();
    var time =
        open.isEmpty()
            ? ""
            : Double.isNaN(seconds)
                ? ", time left not known yet"
                : ", about " + Texts.duration(seconds) + " to go";
    return standing.counts() + time + standing.best();
  }
}

package org.infomorph.estimate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.infomorph.store.TrialSummary;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.sweep.Texts;

/** The progress of a sweep's trials: counts, time, and the best point. */
public final class Tally {
  private final Map<String, SweepTrials.Trial> open = new HashMap<>();
  private final Set<String> confirming = new HashSet<>();
  private int known;
  private final Standing standing;
  private final TimeLeft timeLeft;
  private volatile Supplier<String> study = () -> "";

  /** A tally of the trials of a first round. */
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
   * Adds the trials of another round.
   *
   * @param all the known trials in their order, followed by the new ones
   */
  public synchronized void follow(SweepTrials all) {
    standing.follow(all.points(), all.trials().size());
    for (var trial : all.trials().subList(known, all.trials().size())) {
      open.put(trial.trialId(), trial);
      if (all.confirms(trial)) {
        confirming.add(trial.trialId());
      }
      timeLeft.expect(trial);
    }
    known = all.trials().size();
  }

  /**
   * To be called when the unfinished trials begin to run.
   *
   * @param cores number of trials at a time
   */
  public synchronized void begin(int cores) {
    timeLeft.begin(cores);
  }

  /** Counts a trial that an earlier run has finished; ignores trials of other sweeps. */
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
      boolean confirms = confirming.remove(trial.trialId());
      standing.count(trial.point(), confirms ? Standing.CONFIRMS : trial.setting(), result);
    }
    return trial;
  }

  /** Whether a trial belongs to this sweep and is not counted yet. */
  public synchronized boolean isOfTheSweep(String trialId) {
    return open.containsKey(trialId);
  }

  /** Number of finished trials. */
  public synchronized int done() {
    return (int) standing.done();
  }

  /** Number of finished trials that failed or diverged. */
  public synchronized int failed() {
    return (int) standing.failed();
  }

  /** Number of unfinished trials. */
  public synchronized int left() {
    return open.size();
  }

  /**
   * Seconds until all trials have finished; NaN as long as this run has finished none, and 0 if
   * those that are running have taken longer than expected.
   */
  public synchronized double secondsLeft() {
    return timeLeft.seconds();
  }

  /**
   * Lets the line of progress say more.
   *
   * @param words asked whenever the line is, from its thread; may take a while
   */
  public void alsoSays(Supplier<String> words) {
    study = words;
  }

  /** One line that shows the progress. */
  public String line() {
    var more = study.get(); // not while trials that end wait for this tally
    return line(more.isEmpty() ? "" : ", " + more);
  }

  private synchronized String line(String more) {
    var time = open.isEmpty() ? "" : ", " + time(secondsLeft());
    return standing.counts() + time + more + standing.best();
  }

  private static String time(double seconds) {
    if (Double.isNaN(seconds)) {
      return "time left not known yet";
    }
    return seconds > 0
        ? "about " + Texts.duration(seconds) + " to go"
        : "longer than expected from trials before";
  }
}

package org.infomorph.app;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.infomorph.store.TrialSummary;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.trial.TrialResult.Status;

/** What is known of a sweep's trials so far: counts, time, and the best point. */
final class Tally {
  private final Sweep sweep;
  private final SweepTrials trials;
  private final Map<String, SweepTrials.Trial> open = new HashMap<>();
  private final double[] sums;
  private final int[] counts;
  private int done;
  private int failed;
  private final TimeLeft timeLeft;

  Tally(Sweep sweep, SweepTrials trials) {
    this(sweep, trials, System::nanoTime);
  }

  /**
   * @param nanoTime a clock
   */
  Tally(Sweep sweep, SweepTrials trials, LongSupplier nanoTime) {
    this.sweep = sweep;
    this.trials = trials;
    sums = new double[trials.points().size()];
    counts = new int[trials.points().size()];
    for (var trial : trials.trials()) {
      open.put(trial.trialId(), trial);
    }
    timeLeft = new TimeLeft(trials.trials(), () -> nanoTime.getAsLong() * 1e-9);
  }

  /**
   * Says that the trials which are still open begin to run.
   *
   * @param cores trials at a time
   */
  synchronized void begin(int cores) {
    timeLeft.begin(cores);
  }

  /** Counts a trial that an earlier run has finished; one that is not of this sweep is left out. */
  synchronized void present(TrialSummary result) {
    var trial = count(result);
    if (trial != null) {
      timeLeft.present(trial);
    }
  }

  /** Counts a trial that this run has finished. */
  synchronized void ended(TrialSummary result) {
    var trial = count(result);
    if (trial != null) {
      timeLeft.ended(trial, result.seconds());
    }
  }

  private SweepTrials.Trial count(TrialSummary result) {
    var trial = open.remove(result.trialId());
    if (trial == null) {
      return null;
    }
    done++;
    if (result.status() != Status.OK) {
      failed++;
    }
    var score = result.scores().get(sweep.measure());
    if (result.status() == Status.OK && score != null) {
      sums[trial.point()] += score;
      counts[trial.point()]++;
    }
    return trial;
  }

  /** Whether a trial that is not counted yet is of this sweep. */
  synchronized boolean isOfTheSweep(String trialId) {
    return open.containsKey(trialId);
  }

  synchronized int done() {
    return done;
  }

  synchronized int failed() {
    return failed;
  }

  synchronized int left() {
    return open.size();
  }

  /** Seconds until all is done; NaN as long as no trial has finished in this run. */
  synchronized double secondsLeft() {
    return timeLeft.seconds();
  }

  /** One line for whoever waits. */
  synchronized String line() {
    var text = new StringBuilder();
    text.append(done).append(" of ").append(trials.trials().size()).append(" done, ");
    text.append(failed).append(" failed, ").append(open.size()).append(" left");
    double seconds = secondsLeft();
    if (!open.isEmpty()) {
      text.append(", ")
          .append(
              Double.isNaN(seconds)
                  ? "time left not known yet"
                  : "about " + Texts.duration(seconds) + " to go");
    }
    int best = best();
    if (best >= 0) {
      text.append(", best ")
          .append(sweep.measure())
          .append(' ')
          .append(Texts.number(sums[best] / counts[best]))
          .append(trials.points().get(best).values().isEmpty() ? "" : " at ")
          .append(Texts.point(sweep, trials.points().get(best)));
    }
    return text.toString();
  }

  /** The point with the highest mean over the seeds so far, the first of several; or -1. */
  private int best() {
    int best = -1;
    for (int point = 0; point < sums.length; point++) {
      if (counts[point] > 0
          && (best < 0 || sums[point] / counts[point] > sums[best] / counts[best])) {
        best = point;
      }
    }
    return best;
  }
}

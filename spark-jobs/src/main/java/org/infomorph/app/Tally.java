package org.infomorph.app;

import java.util.HashMap;
import java.util.Map;
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
  private double costLeft;
  private double costRun;
  private double secondsRun;

  Tally(Sweep sweep, SweepTrials trials) {
    this.sweep = sweep;
    this.trials = trials;
    sums = new double[trials.points().size()];
    counts = new int[trials.points().size()];
    for (var trial : trials.trials()) {
      open.put(trial.trialId(), trial);
      costLeft += trial.cost();
    }
  }

  /** Counts a trial that an earlier run has finished; one that is not of this sweep is left out. */
  synchronized void present(TrialSummary result) {
    count(result);
  }

  /** Counts a trial that this run has finished. */
  synchronized void ended(TrialSummary result) {
    var trial = count(result);
    if (trial != null) {
      costRun += trial.cost();
      secondsRun += result.seconds();
    }
  }

  private SweepTrials.Trial count(TrialSummary result) {
    var trial = open.remove(result.trialId());
    if (trial == null) {
      return null;
    }
    done++;
    costLeft -= trial.cost();
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

  synchronized int done() {
    return done;
  }

  synchronized int failed() {
    return failed;
  }

  synchronized int left() {
    return open.size();
  }

  /**
   * Seconds until all is done, from the time that finished trials took for their cost.
   *
   * @param cores trials that run at a time
   * @return NaN as long as no trial has finished in this run
   */
  synchronized double secondsLeft(int cores) {
    return costRun > 0
        ? secondsRun / costRun * costLeft / Math.min(cores, open.size())
        : Double.NaN;
  }

  /** One line for whoever waits. */
  synchronized String line(int cores) {
    var text = new StringBuilder();
    text.append(done).append(" of ").append(trials.trials().size()).append(" done, ");
    text.append(failed).append(" failed, ").append(open.size()).append(" left");
    double seconds = secondsLeft(cores);
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

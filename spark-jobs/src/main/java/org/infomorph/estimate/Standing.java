package org.infomorph.estimate;

import java.util.Arrays;
import java.util.List;
import org.infomorph.measuring.Bisect;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.space.Point;
import org.infomorph.store.TrialSummary;
import org.infomorph.sweep.StudyState;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.Texts;

/**
 * The number of finished trials of a sweep, and the best point so far. Stores two numbers per
 * point, whatever the number of trials.
 */
public final class Standing {
  /** The level of trials that confirm: they are done, and say nothing of which point is best. */
  static final int CONFIRMS = -1;

  private final Sweep sweep;
  private List<Point> points = List.of();
  private double[] sums = {};
  private int[] counts = {};
  private int[] levels = {};
  private long trials;
  private long done;
  private long failed;

  /** The standing of a sweep whose points are not known yet. */
  public Standing(Sweep sweep) {
    this.sweep = sweep;
  }

  /**
   * Adds the points that the sweep has asked for.
   *
   * @param all its points: first the known points, then new ones
   * @param ofAll total number of trials of these points
   */
  public void follow(List<Point> all, long ofAll) {
    points = all;
    sums = Arrays.copyOf(sums, all.size());
    counts = Arrays.copyOf(counts, all.size());
    levels = Arrays.copyOf(levels, all.size());
    trials = ofAll;
  }

  /**
   * Counts a trial that has ended.
   *
   * @param point index of its point
   * @param level trials of a higher level say more of a point: those of lower ones count no more;
   *     below 0 for trials that confirm
   */
  public void count(int point, int level, TrialSummary trial) {
    done++;
    if (trial.status() != Status.OK) {
      failed++;
      return;
    }
    var score = trial.scores().get(sweep.measure());
    if (score == null || level < levels[point]) {
      return;
    }
    if (level > levels[point]) {
      levels[point] = level;
      sums[point] = 0;
      counts[point] = 0;
    }
    sums[point] += score;
    counts[point]++;
  }

  /** Number of finished trials. */
  public long done() {
    return done;
  }

  /** Number of finished trials that failed or diverged. */
  public long failed() {
    return failed;
  }

  /** Number of unfinished trials. */
  public long left() {
    return trials - done;
  }

  /** The counts in words. */
  public String counts() {
    return done + " of " + trials + " done, " + failed + " failed, " + left() + " left";
  }

  /**
   * The best point in words, after a comma. Empty if no point has a measure, and for bisections: a
   * mean over all values of the bisected field says nothing ({@link StudyState#line} has the
   * capacity).
   */
  public String best() {
    if (sweep.perPoint() instanceof Bisect) {
      return "";
    }
    int best = -1;
    for (int point = 0; point < sums.length; point++) {
      if (counts[point] > 0 && (best < 0 || isBetter(point, best))) {
        best = point;
      }
    }
    if (best < 0) {
      return "";
    }
    return ", best "
        + sweep.measure()
        + ' '
        + Texts.number(mean(best))
        + (points.get(best).values().isEmpty() ? "" : " at ")
        + Texts.point(sweep, points.get(best));
  }

  private boolean isBetter(int point, int other) {
    if (levels[point] != levels[other]) {
      return levels[point] > levels[other];
    }
    return sweep.maximise() ? mean(point) > mean(other) : mean(point) < mean(other);
  }

  private double mean(int point) {
    return sums[point] / counts[point];
  }
}

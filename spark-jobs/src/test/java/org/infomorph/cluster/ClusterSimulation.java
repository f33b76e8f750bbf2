package org.infomorph.cluster;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.infomorph.math.Seeds;

/**
 * A sweep or a study on a cluster that nobody here has: cores that work side by side, and one
 * driver that does one thing at a time, launches tasks and takes results in the order in which they
 * come.
 *
 * @param launchSeconds of the driver, for each task
 * @param takeSeconds of the driver, for each result, journal included
 * @param commitSeconds of the thread that turns the journal into parquet, for each trial
 * @param networkSeconds between the driver's decision and the trial's begin, and back
 * @param startSeconds until the first task can be launched
 */
record ClusterSimulation(
    double launchSeconds,
    double takeSeconds,
    double commitSeconds,
    double networkSeconds,
    double startSeconds) {

  /** What the trials of {@code conf/sweeps/shapes/mixed.yaml} took on one core, in seconds. */
  private static final double[] REAL_DURATIONS = {
    0.05, 0.06, 0.12, 0.18, 0.19, 0.19, 0.21, 0.29, 0.32, 0.5, 0.53, 0.55, 0.56, 0.56, 0.58, 0.63,
    0.7, 0.72, 2.2, 2.41, 2.93, 2.96, 3.12, 3.43, 11.28, 12.24, 13.61
  };

  /**
   * What came of it.
   *
   * @param seconds from start to the last result
   * @param coresBusy share of the cores' time that trials had, until the last one began
   * @param driverBusy share of the driver's time, until then
   * @param bound what would have to be faster first
   */
  record Run(int trials, double seconds, double coresBusy, double driverBusy, String bound) {}

  /** A finished trial on its way to the driver, or, with a core of -1, a lane that has decided. */
  private record Event(double time, int lane, int core) {}

  /**
   * Runs trials whose durations are drawn from those of a real sweep, scaled to another mean; what
   * takes longest does not come first, as nobody knows it before.
   *
   * @param meanSeconds of a trial
   */
  Run run(int trials, int cores, double meanSeconds) {
    return run(trials, trials, 1, 0, cores, meanSeconds);
  }

  /**
   * Runs a study: each of two lanes asks for a round of trials, and for the next one when its own
   * have ended.
   *
   * @param round trials of a round
   * @param decideSeconds of another thread, for each trial of a round
   */
  Run study(int trials, int round, double decideSeconds, int cores, double meanSeconds) {
    return run(trials, round, 2, decideSeconds, cores, meanSeconds);
  }

  private Run run(
      int trials, int round, int lanes, double decideSeconds, int cores, double meanSeconds) {
    var random = new Seeds(1).stream("durations");
    var events = new PriorityQueue<Event>(Comparator.comparingDouble(Event::time));
    var ready = new ArrayDeque<Integer>(); // lanes, once for each of their trials
    var free = new ArrayDeque<Integer>();
    for (int core = 0; core < cores; core++) {
      free.add(core);
    }
    int[] open = new int[lanes];
    int asked = 0;
    for (int lane = 0; lane < lanes; lane++) {
      open[lane] = Math.min(round, trials - asked);
      asked += open[lane];
      ready.addAll(Collections.nCopies(open[lane], lane));
    }
    double driver = startSeconds;
    double driverWork = 0;
    double work = 0;
    double lastBegin = 0;
    int taken = 0;
    while (taken < trials) {
      if (!ready.isEmpty() && !free.isEmpty()) {
        driver += launchSeconds;
        driverWork += launchSeconds;
        double seconds = duration(random.nextDouble(), meanSeconds);
        work += seconds;
        lastBegin = driver + networkSeconds;
        events.add(new Event(lastBegin + seconds + networkSeconds, ready.poll(), free.poll()));
        continue;
      }
      var event = events.poll();
      driver = Math.max(driver, event.time());
      int lane = event.lane();
      if (event.core() < 0) { // what it asks for
        ready.addAll(Collections.nCopies(open[lane], lane));
        continue;
      }
      driver += takeSeconds;
      driverWork += takeSeconds;
      taken++;
      free.push(event.core());
      if (--open[lane] == 0 && asked < trials) {
        open[lane] = Math.min(round, trials - asked);
        asked += open[lane];
        events.add(new Event(driver + round * decideSeconds, lane, -1));
      }
    }
    double driverBusy = driverWork / (lastBegin - startSeconds);
    double commits = trials * commitSeconds / (driver - startSeconds);
    double busy = work / (cores * (driver - startSeconds));
    return new Run(
        taken,
        Math.max(driver, startSeconds + trials * commitSeconds),
        Math.min(1, busy),
        Math.min(1, driverBusy),
        driverBusy > 0.95
            ? "the driver's one scheduling thread"
            : commits > 0.95
                ? "the writing of parquet"
                : busy < 0.9 && round < trials
                    ? "the rounds: cores wait for the longest trials of both lanes"
                    : "the cores, and the last long trials");
  }

  private static double duration(double uniform, double meanSeconds) {
    double drawn = REAL_DURATIONS[(int) (uniform * REAL_DURATIONS.length)];
    return drawn * meanSeconds / Arrays.stream(REAL_DURATIONS).average().orElseThrow();
  }
}

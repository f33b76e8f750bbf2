package org.infomorph.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.infomorph.math.Seeds;

/**
 * A sweep on a cluster that nobody here has: cores that work side by side, and one driver that does
 * one thing at a time, launches tasks and takes results in the order in which they come.
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

  /** A finished trial on its way to the driver. */
  private record Result(double arrives, int core) {}

  /**
   * Runs trials whose durations are drawn from those of a real sweep, scaled to another mean; what
   * takes longest does not come first, as nobody knows it before.
   *
   * @param meanSeconds of a trial
   */
  Run run(int trials, int cores, double meanSeconds) {
    var random = new Seeds(1).stream("durations");
    var arriving = new PriorityQueue<Result>(Comparator.comparingDouble(Result::arrives));
    double driver = startSeconds;
    double driverWork = 0;
    double work = 0;
    double lastBegin = 0;
    int launched = 0;
    int taken = 0;
    double end = 0;
    for (int core = 0; core < cores && launched < trials; core++, launched++) {
      driver += launchSeconds;
      driverWork += launchSeconds;
      double seconds = duration(random.nextDouble(), meanSeconds);
      work += seconds;
      lastBegin = driver + networkSeconds;
      arriving.add(new Result(lastBegin + seconds + networkSeconds, core));
    }
    while (!arriving.isEmpty()) {
      var result = arriving.poll();
      driver = Math.max(driver, result.arrives()) + takeSeconds;
      driverWork += takeSeconds;
      taken++;
      end = driver;
      if (launched < trials) {
        driver += launchSeconds;
        driverWork += launchSeconds;
        launched++;
        double seconds = duration(random.nextDouble(), meanSeconds);
        work += seconds;
        lastBegin = driver + networkSeconds;
        arriving.add(new Result(lastBegin + seconds + networkSeconds, result.core()));
      }
    }
    double driverBusy = driverWork / (lastBegin - startSeconds);
    double commits = trials * commitSeconds / (end - startSeconds);
    return new Run(
        taken,
        Math.max(end, startSeconds + trials * commitSeconds),
        Math.min(1, work / (cores * (end - startSeconds))),
        Math.min(1, driverBusy),
        driverBusy > 0.95
            ? "the driver's one scheduling thread"
            : commits > 0.95 ? "the writing of parquet" : "the cores, and the last long trials");
  }

  private static double duration(double uniform, double meanSeconds) {
    double drawn = REAL_DURATIONS[(int) (uniform * REAL_DURATIONS.length)];
    return drawn * meanSeconds / Arrays.stream(REAL_DURATIONS).average().orElseThrow();
  }
}

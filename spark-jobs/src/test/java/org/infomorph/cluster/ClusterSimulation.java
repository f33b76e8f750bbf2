package org.infomorph.cluster;

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

  /** As measured on two cores; docs/scaling.md says how. */
  static final ClusterSimulation MEASURED = new ClusterSimulation(0.2e-3, 0.3e-3, 0.2e-3, 2e-3, 20);

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
   * Runs trials whose durations have a log-normal distribution of sigma 1, as mixed sizes have;
   * what takes longest does not come first, as nobody knows it before.
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
      double seconds = duration(random.nextGaussian(), meanSeconds);
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
        double seconds = duration(random.nextGaussian(), meanSeconds);
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

  private static double duration(double gaussian, double meanSeconds) {
    return meanSeconds * StrictMath.exp(gaussian - 0.5);
  }
}

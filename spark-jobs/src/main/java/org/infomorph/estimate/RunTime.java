package org.infomorph.estimate;

import java.util.Comparator;
import java.util.List;
import org.infomorph.sweep.SweepTrials;

/**
 * How long a run takes, from start to end.
 *
 * @param training seconds in which trials run
 * @param around seconds before and after: the JVM, Spark, the tables
 */
public record RunTime(double training, double around) {
  /**
   * Spark's start, the end of the table of trials and the tables of one trial, on a free machine.
   */
  private static final double SPARK_AND_TABLES = 14;

  /** What the tables take for one trial more. */
  private static final double TABLES_OF_A_TRIAL = 0.0015;

  /** A task, and keeping its result. */
  private static final double TASK = 0.003;

  /**
   * Puts it together.
   *
   * @param trials that are to run
   * @param cores trials at a time
   * @param start seconds from the start of this JVM to the end of binding, which a run needs as
   *     well
   */
  public static RunTime of(
      Probe.Finding found, List<SweepTrials.Trial> trials, int cores, double start) {
    double[] seconds =
        trials.stream()
            .sorted(Comparator.comparingDouble(trial -> -trial.cost()))
            .mapToDouble(trial -> found.speeds().seconds(trial) + TASK)
            .toArray();
    double training =
        Schedule.makespan(seconds, cores) + found.warmUp() / Math.min(cores, trials.size());
    double around = SPARK_AND_TABLES + TABLES_OF_A_TRIAL * trials.size();
    return new RunTime(training, start + found.waiting() * around);
  }

  public double seconds() {
    return training + around;
  }
}

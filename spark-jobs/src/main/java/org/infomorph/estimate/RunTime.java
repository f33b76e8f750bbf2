package org.infomorph.estimate;

import java.util.Comparator;
import java.util.List;
import org.infomorph.sweep.SweepTrials;

/**
 * The duration of a run from start to end.
 *
 * @param training seconds in which trials run
 * @param around seconds before and after the trials: the JVM, Spark, the tables
 */
public record RunTime(double training, double around) {
  /**
   * Seconds for Spark's start, the completion of the table of trials, and the tables of a single
   * trial, on an idle machine.
   */
  private static final double SPARK_AND_TABLES = 14;

  /** Seconds that the tables take for each further trial. */
  private static final double TABLES_OF_A_TRIAL = 0.0015;

  /** Seconds for a task and for storing its result. */
  private static final double TASK = 0.003;

  /**
   * Computes the duration of a run.
   *
   * @param trials the trials to run
   * @param cores number of trials at a time
   * @param start seconds from the start of this JVM to the end of binding, which a run also needs
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

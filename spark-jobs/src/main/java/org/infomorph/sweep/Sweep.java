package org.infomorph.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.infomorph.trial.SpecException;
import org.infomorph.trial.SpecFile;
import org.infomorph.trial.SpecPath;

/**
 * A family of trials: one of them, the axes along which it is varied, which points to run, and how
 * often.
 *
 * @param file how messages name the sweep
 * @param name the folder of its results
 * @param trial the trial that is varied
 * @param space its axes
 * @param plan the points
 * @param seeds trials per point: the trial's seed, + 1, ...
 * @param measure the score by which points are ranked
 * @param timeLimitSeconds how long one trial may take; infinite if there is no limit. Decides no
 *     number, and so is no part of a trial
 * @param phases what makes a phase in the tables; no part of a trial either
 */
public record Sweep(
    String file,
    String name,
    TrialTemplate trial,
    ParameterSpace space,
    Plan plan,
    int seeds,
    String measure,
    double timeLimitSeconds,
    PhaseThresholds phases) {
  public static final int DEFAULT_SEEDS = 1;
  public static final String DEFAULT_MEASURE = "test_accuracy";
  public static final double DEFAULT_TIME_LIMIT_SECONDS = Double.POSITIVE_INFINITY;
  public static final String DEFAULT_PLAN = "grid";
  public static final long DEFAULT_PLAN_SEED = 0;

  private static final SpecPath UNTIL = SpecPath.parse("training.until");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern MEASURE = Pattern.compile("[a-z][a-z0-9_]*");

  public Sweep {
    Objects.requireNonNull(file);
    Objects.requireNonNull(trial);
    Objects.requireNonNull(phases);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name " + name + " becomes a folder; allowed are letters, digits, . _ and -");
    }
    if (!MEASURE.matcher(measure).matches()) {
      throw new IllegalArgumentException("the measure " + measure + " is not the name of a score");
    }
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds is " + seeds + "; allowed is 1 and more");
    }
    if (!(timeLimitSeconds > 0)) {
      throw new IllegalArgumentException(
          "time_limit_seconds is " + timeLimitSeconds + "; allowed are positive numbers");
    }
    plan.check(space);
  }

  /**
   * Reads a sweep file and the trial that it names.
   *
   * @param assignments changes as {@code path=value}, made before the axes apply: to the sweep
   *     where the path begins with one of its keys, else to the trial
   * @throws SpecException if anything in it is unknown, missing or not allowed
   */
  public static Sweep read(Path file, List<String> assignments) {
    return SweepFormat.read(file, assignments);
  }

  /**
   * The sweep of a text that {@link #toJson} has made, as YAML; no other file is read.
   *
   * @param file how messages name the text
   * @throws SpecException as {@link #read}, and if its trial is not in it
   */
  public static Sweep stored(String file, String text) {
    return SweepFormat.read(file, SpecFile.parseObject(file, text));
  }

  /** Whether some of its trials may end before their last epoch. */
  public boolean mayEndEarly() {
    return !trial.tree().at("/training/until").isEmpty()
        || space.axes().stream()
            .map(Axis::path)
            .anyMatch(path -> path.contains(UNTIL) || UNTIL.contains(path));
  }

  /** The sweep with its trial in it and all defaults filled in; reading it gives the same sweep. */
  public ObjectNode toJson() {
    return SweepFormat.write(this);
  }
}

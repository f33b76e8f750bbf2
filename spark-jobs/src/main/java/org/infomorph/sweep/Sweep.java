package org.infomorph.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.measuring.Bisect;
import org.infomorph.measuring.PerPoint;
import org.infomorph.plan.IndexedPlan;
import org.infomorph.plan.Plan;
import org.infomorph.plan.Premise;
import org.infomorph.plan.StudyPlan;
import org.infomorph.space.Axis;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * A family of trials: one of them, the axes along which it is varied, which points to run, and how
 * often.
 *
 * @param file how messages name the sweep
 * @param name the folder of its results
 * @param trial the trial that is varied
 * @param space its axes
 * @param plan the points
 * @param perPoint how a point is measured: with which seeds, the trial's seed, + 1, ...
 * @param measure the score by which points are ranked
 * @param maximise whether a higher measure is a better one
 * @param budget what ends a plan that decides
 * @param confirmation how the best points of a study are measured again at its end
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
    PerPoint perPoint,
    String measure,
    boolean maximise,
    Budget budget,
    Confirmation confirmation,
    double timeLimitSeconds,
    PhaseThresholds phases) {
  public static final int DEFAULT_SEEDS = 1;
  public static final String DEFAULT_MEASURE = "test_accuracy";

  /** The default where the trial holds samples out of training: a test score should not choose. */
  public static final String DEFAULT_MEASURE_BY_VALIDATION = "validation_accuracy";

  public static final double DEFAULT_TIME_LIMIT_SECONDS = Double.POSITIVE_INFINITY;
  public static final String DEFAULT_PLAN = "grid";
  public static final long DEFAULT_PLAN_SEED = 0;

  /**
   * More trials than this are refused before any is made. So many take about 0.5 GB to plan, half
   * of the heap of a small driver, and hours for their tasks alone; more of them are a mistake.
   */
  public static final long MOST_TRIALS = 2_000_000;

  /** From here on, the number of seeds looks like a seed. */
  private static final int MANY_SEEDS = 1000;

  /** The longest name of a file that file systems take, in bytes. */
  private static final int LONGEST_NAME = 255;

  private static final SpecPath UNTIL = SpecPath.parse("training.until");
  private static final Set<String> COLUMNS_OF_STUDIES =
      Set.of(
          "round",
          "lane",
          "setting",
          "first_seed",
          "seeds",
          "reason",
          "known",
          "label",
          "probability",
          "depth",
          "boundary",
          "threshold",
          "rank",
          "score",
          "chosen_mean",
          "chosen_half_width",
          "chosen_seeds",
          "fresh_mean",
          "fresh_sd",
          "fresh_half_width",
          "fresh_seeds",
          "difference");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern MEASURE = Pattern.compile("[a-z][a-z0-9_]*");

  public Sweep {
    Objects.requireNonNull(file);
    Objects.requireNonNull(trial);
    Objects.requireNonNull(phases);
    checkName(name);
    if (!MEASURE.matcher(measure).matches()) {
      throw new IllegalArgumentException("the measure " + measure + " is not the name of a score");
    }
    Objects.requireNonNull(budget);
    if (!(timeLimitSeconds > 0)) {
      throw new IllegalArgumentException(
          "time_limit_seconds is " + timeLimitSeconds + "; allowed are positive numbers");
    }
    plan.check(space);
    checkPath(space, perPoint);
    if (plan instanceof StudyPlan || !perPoint.isFixed()) {
      checkDecides(measure);
      checkLabels(space);
    }
    checkConfirmation(plan, perPoint, confirmation);
    if (plan instanceof StudyPlan study) {
      checkTogether(study, perPoint);
      checkBudget(study.firstPoints(space), plan.size(space), perPoint, budget);
    } else {
      if (budget.isGiven() && plan instanceof IndexedPlan) {
        throw new IllegalArgumentException(
            "budget: found one, but this plan asks for all its points at once; allowed with refine,"
                + " search, knockout and prune");
      }
      checkTrials(plan.size(space), perPoint.most());
    }
  }

  private static void checkConfirmation(Plan plan, PerPoint perPoint, Confirmation confirmation) {
    if (!confirmation.isGiven()) {
      return;
    }
    if (plan instanceof IndexedPlan && perPoint.isFixed()) {
      throw new IllegalArgumentException(
          "confirm: found one, and a sweep in which nothing is decided; allowed with refine, search,"
              + " knockout, prune, rungs, and seeds until a point is known");
    }
    if (perPoint instanceof Bisect) {
      throw new IllegalArgumentException(
          "confirm: found one, and per_point: bisect, whose points have no trial of their own to"
              + " measure again; allowed with seeds and rungs");
    }
  }

  private static void checkPath(ParameterSpace space, PerPoint perPoint) {
    for (var axis : space.axes()) {
      if (perPoint.path().isPresent() && axis.touches(perPoint.path().get())) {
        throw new IllegalArgumentException(
            "per_point: sets %s, which the axis %s sets, too; allowed is one of them"
                .formatted(perPoint.path().get(), axis.label()));
      }
    }
  }

  /** The tables of studies have columns of their own beside the axes. */
  private static void checkLabels(ParameterSpace space) {
    for (var axis : space.axes()) {
      if (COLUMNS_OF_STUDIES.contains(axis.label())) {
        throw new IllegalArgumentException(
            "the label %s is the name of another column of a study's tables; choose another one"
                .formatted(axis.label()));
      }
    }
  }

  /** What chose a point must not judge it. */
  private static void checkDecides(String measure) {
    if (measure.startsWith("test_")) {
      throw new IllegalArgumentException(
          "measure: found %s, but a test score must not decide; allowed are other scores, such as"
                  .formatted(measure)
              + " validation_accuracy (training: {validation_fraction: 0.2} in the trial)");
    }
  }

  private static void checkTogether(StudyPlan plan, PerPoint perPoint) {
    if (plan.comparesValues() && !perPoint.measuresAlike()) {
      throw new IllegalArgumentException(
          "per_point: found rungs, which train some points longer than others, and a plan that"
              + " compares points; allowed are seeds and bisect, or the plan search");
    }
    if (plan.needsPhases() && !perPoint.knowsPhases()) {
      throw new IllegalArgumentException(
          "plan: looks for boundaries between phases, and a bisected point has a capacity and no"
              + " phase; allowed are at and jump, in units of the bisected field");
    }
  }

  private static void checkBudget(long firstPoints, long points, PerPoint perPoint, Budget budget) {
    if (budget.trials() < firstPoints * perPoint.first()) {
      throw new IllegalArgumentException(
          "budget: found %d trials, but the first round has %d; allowed are that many or more"
              .formatted(budget.trials(), firstPoints * perPoint.first()));
    }
    if (points == Long.MAX_VALUE && !budget.isGiven()) {
      throw new IllegalArgumentException(
          "budget: missing, but the plan has no end of its own; allowed are {trials: N},"
              + " {epochs: N} and {core_hours: H}");
    }
  }

  private static void checkName(String name) {
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "the name %s... becomes a folder; it has %d letters, allowed are %d"
              .formatted(name.substring(0, 40), name.length(), LONGEST_NAME));
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name " + name + " becomes a folder; allowed are letters, digits, . _ and -");
    }
    if (name.endsWith(".")) {
      throw new IllegalArgumentException(
          "the name " + name + " becomes a folder and cannot end with a dot");
    }
  }

  private static void checkTrials(long points, int seeds) {
    if (points > MOST_TRIALS / seeds) {
      long trials = points > Long.MAX_VALUE / seeds ? Long.MAX_VALUE : points * seeds;
      throw new IllegalArgumentException(
          "%s x %d %s are %s trials; allowed are %d%s"
              .formatted(
                  atLeast(points) + (points == 1 ? " point" : " points"),
                  seeds,
                  seeds == 1 ? "seed" : "seeds",
                  atLeast(trials),
                  MOST_TRIALS,
                  seeds < MANY_SEEDS ? "" : seedHint(seeds)));
    }
  }

  private static String atLeast(long count) {
    return count == Long.MAX_VALUE ? "more than " + (count - 1) : Long.toString(count);
  }

  /** What to write where the number of seeds may be meant as a seed. */
  static String seedHint(long seeds) {
    return "; seeds says how many trials a point has; a seed belongs in the trial (seed: "
        + seeds
        + ")";
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
   * The same for programs.
   *
   * @param file path of the sweep file
   * @param assignments changes such as {@code seeds=3} or {@code training.epochs=20}
   * @throws SpecException as the other one, and if the path is none
   */
  public static Sweep read(String file, String... assignments) {
    try {
      return read(Path.of(file), List.of(assignments));
    } catch (InvalidPathException e) {
      throw new SpecException(file + ": is not a path: " + e.getReason());
    }
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

  /**
   * The same sweep with another plan, such as a program's own.
   *
   * @throws IllegalArgumentException if its axes do not suit the plan
   */
  public Sweep with(Plan other) {
    return new Sweep(
        file,
        name,
        trial,
        space,
        other,
        perPoint,
        measure,
        maximise,
        budget,
        confirmation,
        timeLimitSeconds,
        phases);
  }

  /** How many seeds a point may have at most, with one setting. */
  public int seeds() {
    return perPoint.seeds();
  }

  /** Whether what is asked for depends on what was measured. */
  public boolean decides() {
    return !(plan instanceof IndexedPlan) || !perPoint.isFixed();
  }

  /** Whether some of its trials may end before their last epoch. */
  public boolean mayEndEarly() {
    return !trial.tree().at("/training/until").isEmpty()
        || space.axes().stream().anyMatch(axis -> axis.touches(UNTIL));
  }

  /** The sweep with its trial in it and all defaults filled in; reading it gives the same sweep. */
  public ObjectNode toJson() {
    return SweepFormat.write(this);
  }

  /** What a study begins with: the trial's own value of each axis, and which measure is better. */
  public Premise premise() {
    var tree = trial.tree();
    return new Premise(
        new Point(space.axes().stream().map(axis -> own(axis, tree)).toList()),
        perPoint.prefersMore(maximise()));
  }

  /** What a trial has on an axis; missing where the axis's fields differ. */
  private static JsonNode own(Axis axis, ObjectNode tree) {
    var values =
        axis.paths().stream()
            .map(path -> path.find(tree).orElse(MissingNode.getInstance()))
            .distinct()
            .toList();
    return values.size() == 1 ? values.get(0) : MissingNode.getInstance();
  }
}

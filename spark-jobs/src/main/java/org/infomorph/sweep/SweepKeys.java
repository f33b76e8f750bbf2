package org.infomorph.sweep;

import java.util.List;
import org.infomorph.form.Key;
import org.infomorph.form.ValueType;
import org.infomorph.spec.Interval;

/** The keys of a sweep's file, as documentation and schemas show them. */
public final class SweepKeys {
  private static final ValueType NUMBER = new ValueType.Real(Interval.ALL);

  private SweepKeys() {}

  /** All keys. */
  public static List<Key> all() {
    return List.of(
        new Key(
            "name", "the folder of its results, and how it is called", "", new ValueType.Text()),
        new Key(
            "trial",
            "the trial's file, relative to this one, or the trial itself",
            "",
            new ValueType.Either(List.of(new ValueType.Text(), inline()))),
        new Key(
            "axes",
            "by label, what is varied: a path, and one of `linear`, `log` and `values`",
            "{}",
            new ValueType.ByName(new ValueType.Fields(axis()))),
        new Key(
            "plan",
            "which points: `grid`, `listed` (the axes side by side), `given`, or `random` or `sobol`"
                + " with `points`; or a plan that decides: `refine`, `search`, `knockout`, `prune`"
                + " ([studies](studies.md))",
            Sweep.DEFAULT_PLAN,
            StudyKeys.plan()),
        new Key(
            "points",
            "of `random` and `sobol`: how many; of `given`: a list of points, each a list with a"
                + " value for every axis",
            "none",
            new ValueType.Either(
                List.of(
                    new ValueType.Whole(Interval.parse("[1, inf)")),
                    new ValueType.ListOf(new ValueType.ListOf(new ValueType.Anything()))))),
        new Key(
            "plan_seed",
            "of `random` and `sobol`: another seed, other points",
            Long.toString(Sweep.DEFAULT_PLAN_SEED),
            new ValueType.Whole(Interval.ALL)),
        new Key(
            "seeds",
            "trials per point: the trial's seed, + 1, ... A seed itself belongs in the trial (`seed`)."
                + " Or `{from, to, half_width, sure}`: until a point is known well enough",
            Integer.toString(Sweep.DEFAULT_SEEDS),
            StudyKeys.seeds()),
        new Key(
            StudyFormat.PER_POINT,
            "how a point is measured, if not by `seeds` alone ([studies](studies.md))",
            "none",
            StudyKeys.perPoint()),
        new Key(
            "measure",
            "the score by which points are ranked",
            "`validation_accuracy` if the trial has a `validation_fraction`, else `test_accuracy`",
            new ValueType.Text()),
        new Key(
            SweepFormat.DIRECTION,
            "whether a higher measure is a better one",
            "maximise",
            new ValueType.Word(List.of("maximise", "minimise"))),
        new Key(StudyFormat.BUDGET, "what ends a plan that decides", "none", StudyKeys.budget()),
        new Key(
            StudyFormat.CONFIRM,
            "how the best points of a study are measured again at its end, with fresh seeds"
                + " ([studies](studies.md#confirmation))",
            "one point and ten seeds with search and prune, else none",
            StudyKeys.confirm()),
        new Key(
            SweepFormat.TIME_LIMIT,
            "a trial that takes longer is stopped, and becomes a row with the status FAILED. Decides"
                + " no number, and so is no part of `trial_id`",
            "none",
            new ValueType.Real(Interval.parse("(0, inf)"))),
        new Key(
            SweepFormat.PHASES,
            "when tables call a layer silent, and from which share on an atom names its phase."
                + " Decides no number either",
            "{}",
            new ValueType.Fields(phases())));
  }

  /** A trial in the sweep's file may lack what the axes bring. */
  private static ValueType inline() {
    return new ValueType.ByName(new ValueType.Anything());
  }

  private static List<Key> axis() {
    var range =
        new ValueType.Fields(
            List.of(
                new Key("from", "the first value", "", NUMBER),
                new Key("to", "the last value", "", NUMBER),
                new Key(
                    "count",
                    "how many values, both ends included",
                    "a continuum",
                    new ValueType.Whole(Interval.parse("[1, inf)")))));
    return List.of(
        new Key(
            "path",
            "the field of the trial, such as `training.epochs`; layers by their names",
            "none, if there are paths",
            new ValueType.Text()),
        new Key(
            "paths",
            "several fields that are set to the same value, such as the bins of all sources",
            "none",
            new ValueType.ListOf(new ValueType.Text())),
        new Key("linear", "numbers at equal distances", "none", range),
        new Key("log", "numbers at equal ratios", "none", range),
        new Key(
            "values",
            "values of any kind: a list, or by names, which stand for them in tables and figures",
            "none",
            new ValueType.Either(
                List.of(
                    new ValueType.ListOf(new ValueType.Anything()),
                    new ValueType.ByName(new ValueType.Anything())))),
        new Key(
            "label",
            "how figures call the axis, such as `Γ redundancy`; tables have its own name",
            "its name",
            new ValueType.Text()));
  }

  private static List<Key> phases() {
    return List.of(
        new Key(
            SweepFormat.SILENT_BITS,
            "an output entropy below so many bits is silence",
            Double.toString(PhaseThresholds.DEFAULT.silentBits()),
            new ValueType.Real(Interval.parse("[0, inf)"))),
        new Key(
            SweepFormat.DOMINANT_SHARE,
            "the share of the sum of all |bits| from which on one atom names the phase",
            Double.toString(PhaseThresholds.DEFAULT.dominantShare()),
            new ValueType.Real(Interval.parse("(0, 1]"))));
  }
}

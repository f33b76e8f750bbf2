package org.infomorph.sweep;

import java.util.List;
import org.infomorph.form.Key;
import org.infomorph.form.ValueType;
import org.infomorph.form.ValueType.Alternative;
import org.infomorph.plan.RefinePlan;
import org.infomorph.spec.Interval;

/** The keys that make a sweep a study, as documentation and schemas show them. */
final class StudyKeys {
  private static final String NONE = "none";
  private static final ValueType NUMBER = new ValueType.Real(Interval.ALL);
  private static final ValueType ABOVE_ZERO = new ValueType.Real(Interval.parse("(0, inf)"));
  private static final ValueType SOME = new ValueType.Whole(Interval.parse("[1, inf)"));

  private StudyKeys() {}

  /** The plans: those without fields, and those that decide. */
  static ValueType plan() {
    return new ValueType.Either(
        List.of(
            new ValueType.Word(SweepFormat.INDEXED_PLANS),
            new ValueType.OneOf(
                List.of(
                    new Alternative("refine", "points where a boundary is", refine()),
                    new Alternative("search", "the best point", search()),
                    new Alternative("knockout", "each axis in turn changed", knockout()),
                    new Alternative(
                        "prune", "the axis that matters least goes, again and again", prune())))));
  }

  /** How a study ends. */
  static ValueType confirm() {
    return new ValueType.Fields(
        List.of(
            new Key(
                "points",
                "how many of the best points; 0 for none",
                Integer.toString(Confirmation.OF_THE_BEST.points()),
                new ValueType.Whole(Interval.parse("[0, 1000]"))),
            new Key(
                "seeds",
                "how many fresh seeds each of them gets",
                Integer.toString(Confirmation.OF_THE_BEST.seeds()),
                new ValueType.Whole(Interval.parse("[2, 1000]")))));
  }

  private static List<Key> refine() {
    return List.of(
        new Key(
            "levels",
            "how often a cell can be halved along each axis",
            "",
            new ValueType.Whole(Interval.parse("[0, 20]"))),
        threshold("at", "a boundary lies where the measure passes this threshold", NONE),
        new Key(
            "jump",
            "a boundary lies where the measure of neighbours differs by more than this and their"
                + " noise",
            NONE,
            new ValueType.Real(Interval.parse("[0, inf)"))),
        new Key(
            "phases",
            "whether a boundary lies where the phases of the layers differ",
            "true, if neither at nor jump is given",
            new ValueType.Flag()),
        new Key(
            "explore",
            "the share of the points that goes to the least explored volume",
            Double.toString(RefinePlan.EXPLORE),
            new ValueType.Real(Interval.parse("[0, 0.5]"))),
        seed("chooses among equally unexplored cells"));
  }

  private static List<Key> search() {
    return List.of(
        new Key(
            "population",
            "points in a generation; 0 for the usual number",
            "0",
            new ValueType.Whole(Interval.parse("[0, inf)"))),
        new Key(
            "generations",
            "the most generations of a lane; 0 for no limit",
            "0",
            new ValueType.Whole(Interval.parse("[0, inf)"))),
        seed("another seed, other points"));
  }

  private static List<Key> knockout() {
    return List.of(
        base(),
        new Key("to", "what each axis is set to in turn", "0", NUMBER),
        new Key(
            "share",
            "instead of to: less and more by a share of the value",
            NONE,
            new ValueType.Real(Interval.parse("(0, 1]"))),
        new Key("step", "instead of to: less and more by a step", NONE, ABOVE_ZERO));
  }

  private static List<Key> prune() {
    return List.of(
        new Key(
            "tolerance",
            "how much worse than the base point the smallest goal may be",
            "the half width of the base point's interval",
            new ValueType.Real(Interval.parse("[0, inf)"))),
        base(),
        new Key("to", "by axis, the value of a removed axis", "0", ValueType.numbersByName()));
  }

  private static Key base() {
    return new Key(
        "base",
        "by axis, the base point",
        "the trial's own values",
        new ValueType.ByName(new ValueType.Anything()));
  }

  private static Key seed(String says) {
    return new Key(
        "seed", says, Long.toString(Sweep.DEFAULT_PLAN_SEED), new ValueType.Whole(Interval.ALL));
  }

  private static Key threshold(String name, String says, String absent) {
    return new Key(
        name, says, absent, new ValueType.Either(List.of(NUMBER, ValueType.numbersByName())));
  }

  /** A number of seeds, or until when seeds are added. */
  static ValueType seeds() {
    return new ValueType.Either(
        List.of(
            SOME,
            new ValueType.Fields(
                List.of(
                    new Key(
                        "from",
                        "seeds at first",
                        "",
                        new ValueType.Whole(Interval.parse("[2, inf)"))),
                    new Key(
                        "to", "seeds at most", "", new ValueType.Whole(Interval.parse("[3, inf)"))),
                    new Key(
                        "half_width",
                        "enough: half the width of the 95 % interval of the mean",
                        NONE,
                        ABOVE_ZERO),
                    new Key(
                        "sure",
                        "enough: the certainty of the phase",
                        NONE,
                        new ValueType.Real(Interval.parse("(0.5, 1)")))))));
  }

  /** The ways of measuring a point. */
  static ValueType perPoint() {
    return new ValueType.Fields(
        List.of(
            new Key("seeds", "as beside per_point", Integer.toString(Sweep.DEFAULT_SEEDS), seeds()),
            new Key(
                "rungs",
                "the best share of the points trains longer",
                NONE,
                new ValueType.Fields(rungs())),
            new Key(
                "bisect",
                "the largest value of a field at which the measure reaches a threshold",
                NONE,
                new ValueType.Fields(bisect()))));
  }

  private static List<Key> rungs() {
    return List.of(
        new Key("path", "the field of the trial that a rung sets", "", new ValueType.Text()),
        new Key("values", "what it is set to, rung by rung", "", ValueType.numbers()),
        new Key(
            "keep",
            "the share of the points that goes on",
            "",
            new ValueType.Real(Interval.parse("(0, 1)"))));
  }

  private static List<Key> bisect() {
    return List.of(
        new Key("axis", "the field of the trial that is bisected", "", new ValueType.Text()),
        threshold("at_least", "the threshold of the measure", ""),
        new Key("from", "the least value", "", NUMBER),
        new Key("to", "the greatest value", "", NUMBER),
        new Key("step", "between values", "", ABOVE_ZERO));
  }

  /** What ends a study. */
  static ValueType budget() {
    return new ValueType.Fields(
        List.of(
            new Key("trials", "trials in all", NONE, SOME),
            new Key("epochs", "epochs of these in all", NONE, ABOVE_ZERO),
            new Key("core_hours", "for how long cores may train in all", NONE, ABOVE_ZERO)));
  }
}

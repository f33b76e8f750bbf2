package org.infomorph.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.infomorph.space.ParameterSpace;

/**
 * What does each axis do? From a base point, each axis in turn is changed, all others as they are.
 * The points are asked for all at once: the base point, then one or two points an axis. A change
 * that leaves the value as it is gives no point.
 *
 * @param base values of the base point by axis; for the other axes, the trial's own values count
 * @param change what an axis is changed to
 */
public record KnockoutPlan(Map<String, JsonNode> base, Change change) implements StudyPlan {
  /** Changed values are rounded to so many digits: 0.3 plus 10 % is 0.33. */
  private static final MathContext DIGITS = new MathContext(12);

  /** What an axis is changed to. */
  public sealed interface Change {
    /** The values to ask for, in order. */
    double[] from(double value);

    /** How many these are. */
    int count();
  }

  /**
   * Set to a value.
   *
   * @param value the same one for all axes, such as 0: without this weight
   */
  public record To(double value) implements Change {
    public To {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("found to: " + value + "; allowed is a finite number");
      }
    }

    @Override
    public double[] from(double before) {
      return new double[] {value};
    }

    @Override
    public int count() {
      return 1;
    }
  }

  /**
   * Less and more by a share of the value.
   *
   * @param share 0.1 is 10 % less and 10 % more
   */
  public record Share(double share) implements Change {
    public Share {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "found share: " + share + "; allowed is more than 0, up to 1 (0.1 is 10 %)");
      }
    }

    @Override
    public double[] from(double value) {
      return new double[] {rounded(value * (1 - share)), rounded(value * (1 + share))};
    }

    @Override
    public int count() {
      return 2;
    }
  }

  /**
   * Less and more by a step.
   *
   * @param step the same one for all axes
   */
  public record Step(double step) implements Change {
    public Step {
      if (!(step > 0 && Double.isFinite(step))) {
        throw new IllegalArgumentException("found step: " + step + "; allowed is a number above 0");
      }
    }

    @Override
    public double[] from(double value) {
      return new double[] {rounded(value - step), rounded(value + step)};
    }

    @Override
    public int count() {
      return 2;
    }
  }

  public KnockoutPlan {
    base = Collections.unmodifiableMap(new TreeMap<>(base));
    Objects.requireNonNull(change);
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
  }

  @Override
  public void check(ParameterSpace space) {
    BasePoint.check(space, base.keySet());
    if (change instanceof To to) {
      space.axes().forEach(axis -> BasePoint.number(axis, to.value(), "the plan asks for"));
    }
  }

  @Override
  public long size(ParameterSpace space) {
    return 1L + (long) change.count() * space.axes().size();
  }

  @Override
  public Study begin(ParameterSpace space, Premise premise) {
    var start = BasePoint.of(space, premise, base);
    var proposals = new ArrayList<Proposal>();
    proposals.add(new Proposal(start.point(), "base", ""));
    for (var one : changes(start)) {
      var label = space.axes().get(one.axis()).label();
      var known = "%s from %s to %s".formatted(label, start.value(one.axis()), one.to());
      proposals.add(new Proposal(one.point().point(), "knockout", known));
    }
    return (rounds, lane, atMost) ->
        BasePoint.unasked(BasePoint.half(proposals, lane), BasePoint.asked(rounds)).stream()
            .limit(atMost)
            .toList();
  }

  /**
   * What was measured, axis by axis, as far as the trials have ended.
   *
   * @param rounds as {@link Study#next} takes them
   * @return none while the base point is open
   */
  public List<Effect> effects(ParameterSpace space, Premise premise, List<Round> rounds) {
    var start = BasePoint.of(space, premise, base);
    var asked = BasePoint.asked(rounds);
    var before = asked.get(BasePoint.key(start.point()));
    var effects = new ArrayList<Effect>();
    if (before == null || before.open()) {
      return effects;
    }
    for (var one : changes(start)) {
      var after = asked.get(BasePoint.key(one.point().point()));
      if (after != null && !after.open()) {
        var label = space.axes().get(one.axis()).label();
        effects.add(Effect.of(label, start.value(one.axis()), one.to(), before, after));
      }
    }
    return effects;
  }

  private record Changed(int axis, double to, BasePoint point) {}

  private List<Changed> changes(BasePoint start) {
    var changes = new ArrayList<Changed>();
    for (int a = 0; a < start.space().axes().size(); a++) {
      double value = start.value(a);
      for (double to : change.from(value)) {
        if (to != value) {
          changes.add(new Changed(a, to + 0.0, start.with(a, to)));
        }
      }
    }
    return changes;
  }
}

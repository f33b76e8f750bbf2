package org.infomorph.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * The smallest goal that still does it. From a base point, the axis whose removal costs least is
 * set to 0, again and again, until every further removal costs more than is allowed.
 *
 * <p>A step measures the removal of each axis that is still in. Lane 0 asks for the first half of
 * them, lane 1 for the second; the step is decided when both halves are measured. The cost is the
 * loss of the mean against the base point, not against the step before: many small losses add up. A
 * removal whose trials all fail costs infinitely much. Of equal costs, the first axis goes.
 *
 * @param tolerance the cost that is allowed, in units of the measure; if empty, what the noise of
 *     the base point hides, which is half the width of the 95 % confidence interval of its mean (0
 *     with a single seed)
 * @param base values of the base point by axis; for the other axes, the trial's own values count
 * @param to what an axis is set to when it is removed, by axis; 0 for the other axes. An axis that
 *     has this value in the base point counts as removed
 */
public record PrunePlan(
    OptionalDouble tolerance, Map<String, JsonNode> base, Map<String, Double> to)
    implements StudyPlan {
  private static final MathContext SHOWN = new MathContext(4);

  /**
   * A removal that was measured: a row of the table {@code effects}.
   *
   * @param step from 1
   * @param effect of the removal, against the point of this step, where earlier ones are removed
   * @param cost the loss of the mean against the base point, by which the step is decided; infinite
   *     if the trials failed
   * @param removed whether this step has chosen it
   */
  public record Removal(int step, Effect effect, double cost, boolean removed) {}

  /** No axis is removed: none may go, or the step is not measured yet. */
  private static final int NONE = -1;

  /** A step: its point, the axes removed before, those still in, and which of these goes. */
  private record Step(
      BasePoint point,
      List<Integer> removed,
      List<Integer> left,
      boolean measured,
      double[] costs,
      int chosen) {}

  public PrunePlan {
    if (tolerance.isPresent()
        && !(tolerance.getAsDouble() >= 0 && Double.isFinite(tolerance.getAsDouble()))) {
      throw new IllegalArgumentException(
          "found tolerance: " + tolerance.getAsDouble() + "; allowed is 0 or more");
    }
    base = Collections.unmodifiableMap(new TreeMap<>(base));
    to = Collections.unmodifiableMap(new TreeMap<>(to));
  }

  @Override
  public void check(ParameterSpace space) {
    BasePoint.check(space, base.keySet());
    BasePoint.check(space, to.keySet());
    for (int a = 0; a < space.axes().size(); a++) {
      BasePoint.number(space.axes().get(a), target(space, a), "the plan asks for");
    }
  }

  @Override
  public long size(ParameterSpace space) {
    long axes = space.axes().size();
    return 1 + axes * (axes + 1) / 2;
  }

  @Override
  public long firstPoints(ParameterSpace space) {
    return 1L + space.axes().size();
  }

  @Override
  public Study begin(ParameterSpace space, Premise premise) {
    check(space);
    var start = BasePoint.of(space, premise, base);
    return (rounds, lane, atMost) -> {
      var asked = BasePoint.asked(rounds);
      var steps = steps(start, premise, asked);
      var step = steps.get(steps.size() - 1);
      if (step.measured()) {
        return List.of(); // and no axis may go
      }
      var proposals = proposals(start, premise, asked, step);
      // A step of which a part is measured decides nothing: its trials would be lost.
      return BasePoint.unasked(proposals, asked).size() > atMost
          ? List.of()
          : BasePoint.unasked(BasePoint.half(proposals, lane), asked);
    };
  }

  private List<Proposal> proposals(
      BasePoint start, Premise premise, Map<List<Double>, Measured> asked, Step step) {
    var proposals = new ArrayList<Proposal>();
    String known;
    if (step.removed().isEmpty()) {
      proposals.add(new Proposal(start.point(), "base", ""));
      known = "nothing is removed yet";
    } else {
      var before = asked.get(BasePoint.key(start.point()));
      var now = asked.get(BasePoint.key(step.point().point()));
      known =
          "without %s: %s, costs %s of %s allowed"
              .formatted(
                  labels(start.space(), step.removed()),
                  shown(now.sample().mean()),
                  shown(cost(premise, before, now)),
                  shown(allowed(before)));
    }
    for (int axis : step.left()) {
      proposals.add(new Proposal(without(step, axis).point(), "remove", known));
    }
    return proposals;
  }

  /**
   * All removals that are measured, step by step.
   *
   * @param rounds as {@link Study#next} takes them
   */
  public List<Removal> effects(ParameterSpace space, Premise premise, List<Round> rounds) {
    var start = BasePoint.of(space, premise, base);
    var asked = BasePoint.asked(rounds);
    var rows = new ArrayList<Removal>();
    int number = 0;
    for (var step : steps(start, premise, asked)) {
      number++;
      var before = asked.get(BasePoint.key(step.point().point()));
      for (int i = 0; i < step.left().size(); i++) {
        int axis = step.left().get(i);
        var after = asked.get(BasePoint.key(without(step, axis).point()));
        if (before == null || before.open() || after == null || after.open()) {
          continue;
        }
        var effect =
            Effect.of(
                space.axes().get(axis).label(),
                step.point().value(axis),
                target(space, axis),
                before,
                after);
        rows.add(new Removal(number, effect, step.costs()[i], axis == step.chosen()));
      }
    }
    return rows;
  }

  /**
   * The result: the point with all axes removed that may go, as far as steps are decided.
   *
   * @param rounds as {@link Study#next} takes them
   */
  public Point smallest(ParameterSpace space, Premise premise, List<Round> rounds) {
    var steps = steps(BasePoint.of(space, premise, base), premise, BasePoint.asked(rounds));
    return steps.get(steps.size() - 1).point().point(); // at which nothing more has gone
  }

  /** All steps so far; the last one is not measured, or the one at which no axis may go. */
  private List<Step> steps(BasePoint start, Premise premise, Map<List<Double>, Measured> asked) {
    var steps = new ArrayList<Step>();
    var point = start;
    var removed = new ArrayList<Integer>();
    var left = new ArrayList<Integer>();
    for (int a = 0; a < start.space().axes().size(); a++) {
      if (start.value(a) != target(start.space(), a)) {
        left.add(a);
      }
    }
    while (true) {
      var step =
          step(
              start,
              premise,
              asked,
              new Step(point, List.copyOf(removed), List.copyOf(left), false, new double[0], NONE));
      steps.add(step);
      if (step.chosen() == NONE) {
        return steps;
      }
      point = without(step, step.chosen());
      removed.add(step.chosen());
      left.remove((Integer) step.chosen());
    }
  }

  /** The step with what is measured of it. */
  private Step step(
      BasePoint start, Premise premise, Map<List<Double>, Measured> asked, Step step) {
    var before = asked.get(BasePoint.key(start.point()));
    boolean measured = before != null && !before.open();
    var costs = new double[step.left().size()];
    int best = 0;
    for (int i = 0; i < costs.length; i++) {
      var after = asked.get(BasePoint.key(without(step, step.left().get(i)).point()));
      measured &= after != null && !after.open();
      costs[i] = before == null || after == null ? Double.NaN : cost(premise, before, after);
      if (costs[i] < costs[best]) {
        best = i;
      }
    }
    boolean goes = measured && costs.length > 0 && costs[best] <= allowed(before);
    return new Step(
        step.point(),
        step.removed(),
        step.left(),
        measured,
        costs,
        goes ? step.left().get(best) : NONE);
  }

  /** The loss against the base point; infinite where there is no value to judge by. */
  private static double cost(Premise premise, Measured before, Measured after) {
    double loss = before.sample().mean() - after.sample().mean();
    if (Double.isNaN(loss)) {
      return Double.POSITIVE_INFINITY;
    }
    return premise.maximise() ? loss : 0 - loss;
  }

  private double allowed(Measured before) {
    double noise = before.sample().halfWidth();
    return tolerance.orElse(Double.isNaN(noise) ? 0 : noise);
  }

  private double target(ParameterSpace space, int axis) {
    return to.getOrDefault(space.axes().get(axis).label(), 0.0);
  }

  private BasePoint without(Step step, int axis) {
    return step.point().with(axis, target(step.point().space(), axis));
  }

  private static String labels(ParameterSpace space, List<Integer> axes) {
    return axes.stream().map(a -> space.axes().get(a).label()).collect(Collectors.joining(", "));
  }

  private static String shown(double value) {
    return BigDecimal.valueOf(value).round(SHOWN).stripTrailingZeros().toPlainString();
  }
}

package org.infomorph.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.infomorph.space.ParameterSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PrunePlanTest {
  private static final int PLENTY = 1000;
  private static final ParameterSpace SPACE = TwoLanes.space(4);
  private static final Premise PREMISE = new Premise(TwoLanes.point(1, 1, 1, 1), true);

  /** Without a: 4 less. b and c stand in for each other. Without d: 1 less. */
  private static final Function<double[], Sample> MEASURE =
      x -> Sample.of(4 * x[0] + 8 * Math.max(x[1], x[2]) + x[3]);

  private static PrunePlan plan(double tolerance) {
    return new PrunePlan(OptionalDouble.of(tolerance), Map.of(), Map.of());
  }

  private static TwoLanes run(PrunePlan plan, Function<double[], Sample> measure, int budget) {
    return TwoLanes.run(() -> plan.begin(SPACE, PREMISE), measure, budget);
  }

  @Test
  void theCheapestAxisGoesUntilTheNextCostsTooMuch() {
    var plan = plan(2);
    var lanes = run(plan, MEASURE, PLENTY);

    // b (first of two that cost nothing), then d; both a and c cost too much then.
    assertEquals(TwoLanes.point(1, 0, 1, 0), plan.smallest(SPACE, PREMISE, lanes.rounds));
    assertEquals(1 + 4 + 3 + 2, lanes.proposals.size());
    assertEquals(new Proposal(PREMISE.base(), "base", ""), lanes.proposals.get(0));
    assertEquals(
        new Proposal(TwoLanes.point(0, 1, 1, 1), "remove", "nothing is removed yet"),
        lanes.proposals.get(1));
    var last = lanes.proposals.get(9);
    assertEquals("without b, d: 12, costs 1 of 2 allowed", last.known());
    assertTrue(lanes.proposals.size() <= plan.size(SPACE));
  }

  @Test
  void bothLanesHaveTheirHalfOfEveryStep() {
    var rounds = run(plan(2), MEASURE, PLENTY).rounds;

    assertEquals(6, rounds.size());
    for (int step = 0; step < 3; step++) {
      int first = 2 * step;
      assertEquals(1, rounds.get(first).lane() + rounds.get(first + 1).lane());
      int difference = rounds.get(first).points().size() - rounds.get(first + 1).points().size();
      assertTrue(Math.abs(difference) <= 1);
    }
  }

  @Test
  void lossesAddUp() {
    // Each of the two costs 1, which is allowed, but both together cost 2.
    var plan = plan(1);
    var lanes = run(plan, x -> Sample.of(x[0] + x[1] + 9 * x[2] + 9 * x[3]), PLENTY);

    assertEquals(TwoLanes.point(0, 1, 1, 1), plan.smallest(SPACE, PREMISE, lanes.rounds));
  }

  @Test
  void aLowerMeasureMayBeTheBetterOne() {
    var premise = new Premise(PREMISE.base(), false);
    var plan = plan(2);
    var lanes =
        TwoLanes.run(
            () -> plan.begin(SPACE, premise), x -> Sample.of(-MEASURE.apply(x).mean()), PLENTY);

    assertEquals(TwoLanes.point(1, 0, 1, 0), plan.smallest(SPACE, premise, lanes.rounds));
  }

  @Test
  void aRemovalThatFailsIsNotTaken() {
    var plan = plan(100);
    var lanes = run(plan, x -> x[3] == 0 ? Sample.NONE : MEASURE.apply(x), PLENTY);

    assertEquals(TwoLanes.point(0, 0, 0, 1), plan.smallest(SPACE, PREMISE, lanes.rounds));
    var rows = plan.effects(SPACE, PREMISE, lanes.rounds);
    var last = rows.get(rows.size() - 1);
    assertTrue(last.effect().failed() && !last.removed());
    assertEquals(Double.POSITIVE_INFINITY, last.cost());
  }

  @Test
  void withoutAValueAtTheBaseNothingIsRemoved() {
    var plan = plan(100);
    var lanes = run(plan, x -> x[0] == 0 ? Sample.of(1) : Sample.NONE, PLENTY);

    assertEquals(PREMISE.base(), plan.smallest(SPACE, PREMISE, lanes.rounds));
    assertEquals(5, lanes.proposals.size());
  }

  @Test
  void theNoiseOfTheBaseIsAllowedIfNothingElseIs() {
    var plan = new PrunePlan(OptionalDouble.empty(), Map.of(), Map.of());
    // Half the width of the interval is 12.7 * 0.1: without d is within, without a is not.
    Function<double[], Sample> noisy = x -> Sample.of(mean(x) - 0.1, mean(x) + 0.1);
    var lanes = run(plan, noisy, PLENTY);

    assertEquals(TwoLanes.point(1, 0, 1, 0), plan.smallest(SPACE, PREMISE, lanes.rounds));
    // With a single seed no noise is known.
    assertEquals(
        TwoLanes.point(1, 0, 1, 1),
        plan.smallest(SPACE, PREMISE, run(plan, MEASURE, PLENTY).rounds));
  }

  private static double mean(double[] x) {
    return MEASURE.apply(x).mean();
  }

  @Test
  void aStepThatTheBudgetDoesNotAllowIsNotBegun() {
    var plan = plan(2);

    assertEquals(0, run(plan, MEASURE, 4).proposals.size());
    assertEquals(5, run(plan, MEASURE, 5).proposals.size());
    assertEquals(5, run(plan, MEASURE, 7).proposals.size());
    var lanes = run(plan, MEASURE, 8);
    assertEquals(8, lanes.proposals.size());
    assertEquals(TwoLanes.point(1, 0, 1, 0), plan.smallest(SPACE, PREMISE, lanes.rounds));
  }

  @Test
  void anAxisIsSetToItsOwnValueAndOneThatHasItIsRemovedAlready() {
    var plan =
        new PrunePlan(OptionalDouble.of(2), Map.of("a", DoubleNode.valueOf(0)), Map.of("d", 0.25));
    var lanes = run(plan, MEASURE, PLENTY);

    assertEquals(TwoLanes.point(0, 1, 1, 1), lanes.proposals.get(0).point());
    assertEquals(TwoLanes.point(0, 0, 1, 1), lanes.proposals.get(1).point());
    assertEquals(TwoLanes.point(0, 0, 1, 0.25), plan.smallest(SPACE, PREMISE, lanes.rounds));
  }

  @Test
  void allMayGo() {
    var plan = plan(13);
    var lanes = run(plan, MEASURE, PLENTY);

    assertEquals(TwoLanes.point(0, 0, 0, 0), plan.smallest(SPACE, PREMISE, lanes.rounds));
    assertEquals(plan.size(SPACE), lanes.proposals.size());
  }

  @Test
  void effectsAreThoseOfTheStep() {
    var plan = plan(2);
    var lanes = run(plan, MEASURE, PLENTY);
    var rows = plan.effects(SPACE, PREMISE, lanes.rounds);

    assertEquals(9, rows.size());
    assertEquals(
        new PrunePlan.Removal(1, new Effect("b", 1, 0, 13, 13, 0, Double.NaN, false), 0, true),
        rows.get(1));
    assertEquals(
        new PrunePlan.Removal(3, new Effect("a", 1, 0, 12, 8, -4, Double.NaN, false), 5, false),
        rows.get(7));
    assertEquals(
        List.of("b", "d"),
        rows.stream().filter(PrunePlan.Removal::removed).map(row -> row.effect().axis()).toList());
    // Half of the first step: rows, but no decision.
    var half = plan.effects(SPACE, PREMISE, lanes.rounds.subList(0, 1));
    assertEquals(List.of(false, false), half.stream().map(PrunePlan.Removal::removed).toList());
  }

  @Test
  void whatIsNotAllowedIsRefused() {
    refused("found tolerance: -1.0", () -> plan(-1));
    refused("found tolerance: Infinity", () -> plan(Double.POSITIVE_INFINITY));
    refused(
        "the plan gives a value for z; the axes are a, b, c, d",
        () -> new PrunePlan(OptionalDouble.empty(), Map.of(), Map.of("z", 1.0)).check(SPACE));
    refused(
        "the plan asks for 3.0 on the axis a; allowed is -2.0 to 2.0",
        () -> new PrunePlan(OptionalDouble.empty(), Map.of(), Map.of("a", 3.0)).check(SPACE));
  }

  private static void refused(String part, Executable call) {
    var error = assertThrows(IllegalArgumentException.class, call);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}

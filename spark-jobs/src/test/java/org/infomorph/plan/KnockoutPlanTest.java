package org.infomorph.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class KnockoutPlanTest {
  private static final int PLENTY = 1000;
  private static final ParameterSpace SPACE = TwoLanes.space(4);
  private static final Premise PREMISE = new Premise(TwoLanes.point(1, 0, -0.5, 0.3), true);
  private static final KnockoutPlan TO_ZERO = new KnockoutPlan(Map.of(), new KnockoutPlan.To(0));

  private static TwoLanes run(KnockoutPlan plan, int budget) {
    return TwoLanes.run(
        () -> plan.begin(SPACE, PREMISE), x -> Sample.of(x[0] + 2 * x[2], x[0] + 2 * x[2]), budget);
  }

  @Test
  void theBaseComesFirstAndEachAxisThatIsNotZeroAfterIt() {
    var lanes = run(TO_ZERO, PLENTY);

    assertEquals(
        List.of(
            new Proposal(TwoLanes.point(1, 0, -0.5, 0.3), "base", ""),
            new Proposal(TwoLanes.point(0, 0, -0.5, 0.3), "knockout", "a from 1.0 to 0.0"),
            new Proposal(TwoLanes.point(1, 0, 0, 0.3), "knockout", "c from -0.5 to 0.0"),
            new Proposal(TwoLanes.point(1, 0, -0.5, 0), "knockout", "d from 0.3 to 0.0")),
        lanes.proposals);
    assertEquals(List.of(0, 1), lanes.rounds.stream().map(Round::lane).toList());
    assertEquals(2, lanes.rounds.get(0).points().size());
    assertTrue(lanes.proposals.size() <= TO_ZERO.size(SPACE));
  }

  @Test
  void aShareIsLessAndMore() {
    var lanes = run(new KnockoutPlan(Map.of(), new KnockoutPlan.Share(0.1)), PLENTY);

    assertEquals(
        List.of(
            TwoLanes.point(1, 0, -0.5, 0.3),
            TwoLanes.point(0.9, 0, -0.5, 0.3),
            TwoLanes.point(1.1, 0, -0.5, 0.3),
            TwoLanes.point(1, 0, -0.45, 0.3),
            TwoLanes.point(1, 0, -0.55, 0.3),
            TwoLanes.point(1, 0, -0.5, 0.27),
            TwoLanes.point(1, 0, -0.5, 0.33)),
        lanes.proposals.stream().map(Proposal::point).toList());
  }

  @Test
  void aStepChangesAxesThatAreZeroToo() {
    var plan = new KnockoutPlan(Map.of("a", DoubleNode.valueOf(0.1)), new KnockoutPlan.Step(0.2));
    var points = run(plan, PLENTY).proposals.stream().map(Proposal::point).toList();

    assertEquals(plan.size(SPACE), points.size());
    assertEquals(TwoLanes.point(0.1, 0, -0.5, 0.3), points.get(0));
    assertEquals(TwoLanes.point(-0.1, 0, -0.5, 0.3), points.get(1));
    assertEquals(TwoLanes.point(0.3, 0, -0.5, 0.3), points.get(2));
    assertEquals(TwoLanes.point(0.1, -0.2, -0.5, 0.3), points.get(3));
  }

  @Test
  void withASmallBudgetTheFirstAxesAreAsked() {
    assertEquals(1, run(TO_ZERO, 1).proposals.size());
    assertEquals(run(TO_ZERO, PLENTY).proposals.subList(0, 3), run(TO_ZERO, 3).proposals);
  }

  @Test
  void effectsAreDifferencesToTheBase() {
    var rows = TO_ZERO.effects(SPACE, PREMISE, run(TO_ZERO, PLENTY).rounds);

    assertEquals(
        List.of(
            new Effect("a", 1, 0, 0, -1, -1, 0, false),
            new Effect("c", -0.5, 0, 0, 1, 1, 0, false),
            new Effect("d", 0.3, 0, 0, 0, 0, 0, false)),
        rows);
  }

  @Test
  void aChangeWhoseTrialsFailIsARowWithoutAValue() {
    var lanes =
        TwoLanes.run(
            () -> TO_ZERO.begin(SPACE, PREMISE),
            x -> x[0] == 0 ? Sample.NONE : Sample.of(1),
            PLENTY);
    var row = TO_ZERO.effects(SPACE, PREMISE, lanes.rounds).get(0);

    assertTrue(row.failed());
    assertTrue(Double.isNaN(row.changed()) && Double.isNaN(row.difference()));
  }

  @Test
  void nothingIsKnownWhileTheBaseIsOpen() {
    var open = new Round(0, List.of(Measured.open(PREMISE.base())));

    assertEquals(List.of(), TO_ZERO.effects(SPACE, PREMISE, List.of(open)));
  }

  /**
   * By hand: variances of the means 1/2 and 4/4; degrees 1.5^2 / (0.5^2 / 1 + 1^2 / 3) = 27/7. The
   * quantile of t at 27/7 degrees lies between those of 3 and 4 degrees, 3.18245 and 2.77645.
   */
  @Test
  void theIntervalIsWelchs() {
    var one = new Sample(2, 0, 1);
    var other = new Sample(4, 0, 2);
    double t = Effect.halfWidth(one, other) / Math.sqrt(1.5);

    assertEquals(0.975, integrated(27.0 / 7, t), 1e-6);
    assertTrue(t > 2.77645 && t < 3.18245);
    assertEquals(Effect.halfWidth(one, other), Effect.halfWidth(other, one), 1e-12);
    assertTrue(Double.isNaN(Effect.halfWidth(new Sample(1, 0, Double.NaN), other)));
    // Equal variances and counts: 2 (n - 1) degrees.
    assertEquals(
        StudentT.quantile(0.975, 6) * Math.sqrt(2.0 / 4),
        Effect.halfWidth(new Sample(4, 0, 1), new Sample(4, 5, 1)),
        1e-8);
  }

  /** The distribution function of t, its density summed up; by definition, without a library. */
  private static double integrated(double degrees, double end) {
    double total = 0; // of the density without its constant, over x = tan(u)
    double part = 0;
    int steps = 200_000;
    for (int i = 0; i < steps; i++) {
      double u = Math.PI / 2 * (i + 0.5) / steps;
      double x = Math.tan(u);
      double density = Math.pow(1 + x * x / degrees, -(degrees + 1) / 2) * (1 + x * x);
      total += density;
      part += x < end ? density : 0;
    }
    return 0.5 + 0.5 * part / total;
  }

  @Test
  void numbersAreWrittenAsTheAxisWritesThem() {
    var listed = new AxisValues.Listed(List.of(IntNode.valueOf(0), IntNode.valueOf(3)));
    var space = new ParameterSpace(List.of(TwoLanes.axis("a", listed), SPACE.axes().get(1)));
    var premise = new Premise(new Point(List.of(DoubleNode.valueOf(2), IntNode.valueOf(1))), true);
    var answer = TO_ZERO.begin(space, premise).next(List.of(), 0, PLENTY);

    assertEquals(
        List.of(IntNode.valueOf(2), DoubleNode.valueOf(1)), answer.get(0).point().values());
    assertEquals(
        List.of(IntNode.valueOf(0), DoubleNode.valueOf(1)), answer.get(1).point().values());
    refused(
        "the plan asks for 1.5 on the axis a; allowed are whole numbers",
        () -> new KnockoutPlan(Map.of(), new KnockoutPlan.Step(0.5)).begin(space, premise(2, 1)));
  }

  private static Premise premise(double... values) {
    return new Premise(TwoLanes.point(values), true);
  }

  @Test
  void whatCannotBeChangedIsRefused() {
    var none = new Premise(new Point(List.of(MissingNode.getInstance())), true);
    var one = TwoLanes.space(1);
    refused("the trial has no value on the axis a; set goal.a", () -> TO_ZERO.begin(one, none));
    refused(
        "the base point has 3.0 on the axis a; allowed is -2.0 to 2.0",
        () -> TO_ZERO.begin(one, premise(3)));
    refused(
        "the plan asks for 2.2 on the axis a; allowed is -2.0 to 2.0",
        () -> new KnockoutPlan(Map.of(), new KnockoutPlan.Share(0.1)).begin(one, premise(2)));
    refused(
        "the base point has \"x\" on the axis a",
        () ->
            new KnockoutPlan(Map.of("a", TextNode.valueOf("x")), new KnockoutPlan.To(0))
                .begin(one, premise(1)));
    refused(
        "the plan gives a value for z; the axes are a",
        () ->
            new KnockoutPlan(Map.of("z", DoubleNode.valueOf(1)), new KnockoutPlan.To(0))
                .check(one));
    var texts = new AxisValues.Listed(List.<JsonNode>of(TextNode.valueOf("x")));
    refused(
        "the axis a has values of type TEXT",
        () -> TO_ZERO.check(new ParameterSpace(List.of(TwoLanes.axis("a", texts)))));
    var log = new AxisValues.Range(Scale.LOG, 0.1, 1);
    refused(
        "the plan asks for 0.0 on the axis a; allowed is 0.1 to 1.0",
        () -> TO_ZERO.check(new ParameterSpace(List.of(TwoLanes.axis("a", log)))));
    refused("found share: 10.0", () -> new KnockoutPlan.Share(10));
    refused("found step: 0.0", () -> new KnockoutPlan.Step(0));
    refused("found to: NaN", () -> new KnockoutPlan.To(Double.NaN));
  }

  private static void refused(String part, Executable call) {
    var error = assertThrows(IllegalArgumentException.class, call);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}

package org.infomorph.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.infomorph.form.SpecPath;
import org.infomorph.plan.GivenPlan;
import org.infomorph.plan.GridPlan;
import org.infomorph.plan.IndexedPlan;
import org.infomorph.plan.ListedPlan;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Plan;
import org.infomorph.plan.RandomPlan;
import org.infomorph.plan.SobolPlan;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every plan keeps, asked of all that {@link Plan} permits; and what is special to each. */
class PlanTest {
  private static final ParameterSpace SPACE =
      new ParameterSpace(
          List.of(
              axis("a", new AxisValues.Steps(Scale.LINEAR, -1, 1, 5)),
              axis("b", new AxisValues.Steps(Scale.LOG, 0.001, 10, 5))));

  /** One instance of every plan; {@link #everyPlanIsTested} finds the forgotten one. */
  static Stream<Plan> plans() {
    var given = new GivenPlan(new GridPlan().next(SPACE, List.of(), 5));
    return Stream.of(
        given, new GridPlan(), new ListedPlan(), new RandomPlan(24, 7), new SobolPlan(24, 7));
  }

  @Test
  void everyPlanIsTested() {
    var tested = plans().map(plan -> (Object) plan.getClass()).toList();
    assertEquals(leaves(IndexedPlan.class), tested);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void asksForTheSamePointsHoweverManyAtATime(Plan plan) {
    var all = plan.next(SPACE, List.of(), Integer.MAX_VALUE);

    assertEquals(all, asked(plan, 1));
    assertEquals(all, asked(plan, 7));
    assertEquals(all, plan.next(SPACE, List.of(), Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void goesOnAfterARestartWhereItWas(Plan plan) {
    var all = plan.next(SPACE, List.of(), Integer.MAX_VALUE);
    var before = all.subList(0, 3).stream().map(PlanTest::unmeasured).toList();

    assertEquals(all.subList(3, all.size()), plan.next(SPACE, before, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void pointDoesNotDependOnTheOthers(Plan plan) {
    var indexed = (IndexedPlan) plan;
    var all = plan.next(SPACE, List.of(), Integer.MAX_VALUE);

    assertEquals(all.size(), indexed.size(SPACE));
    for (int i = all.size() - 1; i >= 0; i--) {
      assertEquals(all.get(i), indexed.point(SPACE, i));
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void staysWithinTheAxes(Plan plan) {
    for (var point : plan.next(SPACE, List.of(), Integer.MAX_VALUE)) {
      double a = point.values().get(0).doubleValue();
      double b = point.values().get(1).doubleValue();
      assertTrue(a >= -1 && a <= 1 && b >= 0.001 && b <= 10, point.toString());
    }
  }

  @Test
  void gridRunsThroughTheLastAxisFirst() {
    var space =
        new ParameterSpace(
            List.of(axis("a", listed(1, 2)), axis("b", listed(3, 4)), axis("c", listed(5, 6, 7))));

    var points = new GridPlan().next(space, List.of(), 100);

    assertEquals(12, points.size());
    assertEquals(point(1, 3, 5), points.get(0));
    assertEquals(point(1, 3, 6), points.get(1));
    assertEquals(point(1, 4, 5), points.get(3));
    assertEquals(point(2, 4, 7), points.get(11));
  }

  @Test
  void gridWithoutAxesIsTheTrialItself() {
    assertEquals(
        List.of(new Point(List.of())),
        new GridPlan().next(new ParameterSpace(List.of()), List.of(), 5));
  }

  @Test
  void listRunsThroughAllAxesSideBySide() {
    var space = new ParameterSpace(List.of(axis("a", listed(1, 2)), axis("b", listed(3, 4))));

    assertEquals(List.of(point(1, 3), point(2, 4)), new ListedPlan().next(space, List.of(), 5));
  }

  @Test
  void stepsAreTheDecimalsOneWouldWrite() {
    var linear = new AxisValues.Steps(Scale.LINEAR, -1, 1, 21);
    var log = new AxisValues.Steps(Scale.LOG, 1e-4, 10, 6);

    assertEquals(List.of(-1.0, -0.9, -0.8, -0.7, -0.6, -0.5), all(linear).subList(0, 6));
    assertEquals(List.of(1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0), all(log));
  }

  @Test
  void finerStepsMeetTheCoarserOnes() {
    for (var scale : Scale.values()) {
      var coarse = all(new AxisValues.Steps(scale, 0.3, 2.7, 8));
      var fine = all(new AxisValues.Steps(scale, 0.3, 2.7, 22));
      for (int i = 0; i < coarse.size(); i++) {
        assertEquals(coarse.get(i), fine.get(3 * i));
      }
    }
  }

  @Test
  void randomValuesOfAnAxisDoNotDependOnOtherAxesOrOnHowManyPoints() {
    var alone = new ParameterSpace(List.of(SPACE.axes().get(1)));

    for (int i = 0; i < 24; i++) {
      assertEquals(
          new RandomPlan(24, 7).point(SPACE, i).values().get(1),
          new RandomPlan(1000, 7).point(alone, i).values().get(0));
    }
    assertNotEquals(new RandomPlan(24, 7).point(SPACE, 0), new RandomPlan(24, 8).point(SPACE, 0));
  }

  @Test
  void firstPointsOfASobolSequenceDoNotDependOnHowManyFollow() {
    assertEquals(
        new SobolPlan(8, 7).next(SPACE, List.of(), 100),
        new SobolPlan(24, 7).next(SPACE, List.of(), 8));
  }

  @Test
  void everyEighthOfAnAxisGetsTheSameNumberOfSobolPoints() {
    var unit = axis("a", new AxisValues.Range(Scale.LINEAR, 0, 1));
    var other = axis("b", new AxisValues.Range(Scale.LINEAR, 0, 1));
    var space = new ParameterSpace(List.of(unit, other));
    for (int a = 0; a < 2; a++) {
      var counts = new int[8];
      for (var point : new SobolPlan(64, 3).next(space, List.of(), 64)) {
        counts[(int) (8 * point.values().get(a).doubleValue())]++;
      }
      assertEquals(List.of(8, 8, 8, 8, 8, 8, 8, 8), Arrays.stream(counts).boxed().toList());
    }
  }

  @Test
  void drawsFromALogarithmicRangeAreAsOftenInEveryDecade() {
    var axis = axis("a", new AxisValues.Range(Scale.LOG, 1e-4, 1));
    var space = new ParameterSpace(List.of(axis));
    var counts = new int[4];
    for (var point : new SobolPlan(64, 3).next(space, List.of(), 64)) {
      counts[(int) Math.floor(Math.log10(point.values().get(0).doubleValue()) + 4)]++;
    }
    assertEquals(List.of(16, 16, 16, 16), Arrays.stream(counts).boxed().toList());
  }

  @Test
  void listedValuesAreDrawnByTheirIndex() {
    var space = new ParameterSpace(List.of(axis("a", listed(1, 2, 3))));

    var drawn =
        new RandomPlan(60, 1)
            .next(space, List.of(), 60).stream().map(p -> p.values().get(0).intValue()).toList();

    assertEquals(List.of(1, 2, 3), drawn.stream().distinct().sorted().toList());
  }

  private static List<Point> asked(Plan plan, int atATime) {
    var asked = new ArrayList<Measured>();
    for (var next = plan.next(SPACE, asked, atATime);
        !next.isEmpty();
        next = plan.next(SPACE, asked, atATime)) {
      next.forEach(point -> asked.add(unmeasured(point)));
    }
    return asked.stream().map(Measured::point).toList();
  }

  private static Measured unmeasured(Point point) {
    return Measured.open(point);
  }

  private static List<Object> leaves(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(c -> c.isSealed() ? leaves(c).stream() : Stream.of((Object) c))
        .toList();
  }

  private static Axis axis(String label, AxisValues values) {
    return new Axis(label, SpecPath.parse("field." + label), values);
  }

  private static AxisValues listed(int... values) {
    return new AxisValues.Listed(
        Arrays.stream(values).<JsonNode>mapToObj(DoubleNode::valueOf).toList());
  }

  private static Point point(int... values) {
    return new Point(Arrays.stream(values).<JsonNode>mapToObj(DoubleNode::valueOf).toList());
  }

  private static List<Double> all(AxisValues values) {
    var all = new ArrayList<Double>();
    for (int i = 0; i < values.count(); i++) {
      all.add(values.at(i).doubleValue());
    }
    return all;
  }
}

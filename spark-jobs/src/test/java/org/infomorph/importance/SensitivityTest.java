package org.infomorph.importance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.infomorph.importance.Importance.Method;
import org.infomorph.plan.GivenPlan;
import org.infomorph.plan.GridPlan;
import org.infomorph.plan.Plan;
import org.infomorph.plan.Sample;
import org.infomorph.plan.SobolPlan;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;
import org.junit.jupiter.api.Test;

class SensitivityTest {
  private static final ParameterSpace GRID =
      MadeUpPoints.space(
          new AxisValues.Steps(Scale.LINEAR, 0, 1, 8), new AxisValues.Steps(Scale.LOG, 1, 9, 8));

  private static Set<Method> methods(
      ParameterSpace space, Plan plan, List<Point> points, List<Sample> samples) {
    return Sensitivity.of(space, plan, points, samples, true).stream()
        .map(Importance::method)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Method.class)));
  }

  @Test
  void aFullGridIsDecomposedAndOneWithAFailedPointRegressed() {
    var plan = new GridPlan();
    var points = MadeUpPoints.points(GRID, plan);
    var samples = new ArrayList<>(MadeUpPoints.samples(points, x -> x[0] * x[1]));

    assertEquals(Set.of(Method.PED_ANOVA, Method.GRID_ANOVA), methods(GRID, plan, points, samples));
    samples.set(5, Sample.NONE);
    assertEquals(
        Set.of(Method.PED_ANOVA, Method.CHAOS_EXPANSION), methods(GRID, plan, points, samples));
    // More than a tenth is missing, whether or not there are rows for it.
    for (int i = 0; i < 7; i++) {
      samples.set(i, Sample.NONE);
    }
    assertEquals(Set.of(Method.PED_ANOVA), methods(GRID, plan, points, samples));
    assertEquals(
        Set.of(Method.PED_ANOVA),
        methods(GRID, plan, points.subList(7, 64), samples.subList(7, 64)));
  }

  @Test
  void pointsThatASearchChoseHaveNoSobolIndices() {
    var plan = new SobolPlan(128, 1);
    var points = MadeUpPoints.points(MadeUpPoints.cube(), plan);
    var samples = MadeUpPoints.samples(points, MadeUpPoints::ishigami);

    assertEquals(
        Set.of(Method.PED_ANOVA, Method.CHAOS_EXPANSION),
        methods(MadeUpPoints.cube(), plan, points, samples));
    assertEquals(
        Set.of(Method.PED_ANOVA),
        methods(MadeUpPoints.cube(), new GivenPlan(points), points, samples));
  }

  @Test
  void theSameNumbersAtEveryCall() {
    var plan = new SobolPlan(128, 1);
    var points = MadeUpPoints.points(MadeUpPoints.cube(), plan);
    var samples = MadeUpPoints.samples(points, MadeUpPoints::ishigami);

    assertEquals(
        Sensitivity.of(MadeUpPoints.cube(), plan, points, samples, true),
        Sensitivity.of(MadeUpPoints.cube(), plan, points, samples, true));
  }
}

package org.infomorph.importance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.infomorph.importance.Importance.Index;
import org.infomorph.plan.Sample;
import org.infomorph.plan.SobolPlan;
import org.infomorph.space.AxisValues;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;
import org.junit.jupiter.api.Test;

class PedAnovaTest {
  /**
   * By hand: five points at x and five at y, the best two at x. With one more point spread evenly,
   * the densities are 1/2, 1/2 and 5/6, 1/6: the divergence is (2/3)^2 = 4/9.
   */
  @Test
  void countsOfTextsByHand() {
    var space = MadeUpPoints.space(MadeUpPoints.texts("x", "y"));
    var points = new ArrayList<Point>();
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < 10; i++) {
      points.add(new Point(List.<JsonNode>of(TextNode.valueOf(i < 5 ? "x" : "y"))));
      samples.add(Sample.of(i));
    }
    // Whatever has no value is left out.
    points.add(points.get(9));
    samples.add(Sample.NONE);

    var least = PedAnova.of(space, points, samples, 0.2, false);
    assertEquals(4.0 / 9, MadeUpPoints.value(least, Index.DIVERGENCE, "a"), 1e-12);
    assertEquals(1, MadeUpPoints.value(least, Index.SHARE, "a"), 1e-12);
    // With five at x among the best: 11/12 and 1/12, so (5/6)^2.
    var half = PedAnova.of(space, points, samples, 0.5, false);
    assertEquals(25.0 / 36, MadeUpPoints.value(half, Index.DIVERGENCE, "a"), 1e-12);
    // Points as good as the last of the best are among them: here, all.
    var equal = MadeUpPoints.samples(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    var none = PedAnova.of(space, points.subList(0, 10), equal.subList(0, 10), 0.2, true);
    assertEquals(0, MadeUpPoints.value(none, Index.DIVERGENCE, "a"), 1e-12);
  }

  /** The best tenth in the last tenth of an axis: (1 - 0.1) / 0.1 = 9, less what kernels blur. */
  @Test
  void anAxisThatAloneDecidesHasTheLargestDivergence() {
    var space =
        MadeUpPoints.space(
            new AxisValues.Range(Scale.LOG, 1, 100),
            MadeUpPoints.range(0, 1),
            MadeUpPoints.numbers(1, 2, 4, 8));
    var points = MadeUpPoints.points(space, new SobolPlan(2048, 1));
    for (boolean maximise : new boolean[] {true, false}) {
      var rows = PedAnova.of(space, points, MadeUpPoints.samples(points, x -> x[0]), 0.1, maximise);

      assertEquals(9, MadeUpPoints.value(rows, Index.DIVERGENCE, "a"), 0.9);
      assertEquals(0, MadeUpPoints.value(rows, Index.DIVERGENCE, "b"), 0.05);
      assertEquals(0, MadeUpPoints.value(rows, Index.DIVERGENCE, "c"), 0.05);
      assertTrue(MadeUpPoints.value(rows, Index.SHARE, "a") > 0.98);
      var row = MadeUpPoints.row(rows, Index.DIVERGENCE, "a", "");
      assertTrue(row.lower() < row.value() && row.value() < row.upper() && row.lower() > 8);
    }
  }

  /** Near the best of Ishigami's function, all three axes matter. */
  @Test
  void theBestMayDependOnAnAxisThatHasNoFirstOrderIndex() {
    var points = MadeUpPoints.points(MadeUpPoints.cube(), new SobolPlan(2048, 1));
    var samples = MadeUpPoints.samples(points, MadeUpPoints::ishigami);
    var rows = PedAnova.of(MadeUpPoints.cube(), points, samples, 0.1, true);

    var row = MadeUpPoints.row(rows, Index.DIVERGENCE, "c", "");
    assertTrue(row.value() > MadeUpPoints.value(rows, Index.DIVERGENCE, "b"));
    assertTrue(row.lower() > 0.15, row.toString());
  }

  @Test
  void whatIsNotAllowedIsRefused() {
    var space = MadeUpPoints.cube();
    var points = MadeUpPoints.points(space, new SobolPlan(9, 1));
    var samples = MadeUpPoints.samples(points, x -> x[0]);

    assertEquals(List.of(), PedAnova.of(space, points, samples, 0.1, true));
    assertThrows(
        IllegalArgumentException.class, () -> PedAnova.of(space, points, samples, 1, true));
    assertThrows(
        IllegalArgumentException.class,
        () -> PedAnova.of(space, points, samples.subList(1, 9), 0.1, true));
  }
}

package org.infomorph.importance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.infomorph.importance.Importance.Index;
import org.infomorph.math.Seeds;
import org.infomorph.plan.GridPlan;
import org.infomorph.plan.Sample;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Scale;
import org.junit.jupiter.api.Test;

class GridAnovaTest {
  private static final double EXACT = 1e-12;
  private static final ParameterSpace SQUARE =
      MadeUpPoints.space(MadeUpPoints.numbers(0, 1), MadeUpPoints.texts("x", "y"));

  private static List<Importance> rows(ParameterSpace space, List<Sample> samples) {
    return GridAnova.of(space, MadeUpPoints.points(space, new GridPlan()), samples);
  }

  /**
   * By hand: 1 3 / 5 11 have the mean 5, rows 2 and 8, columns 3 and 7, and the interaction is 1 -1
   * / -1 1. The variances are 9, 4 and 1, of 14 in all.
   */
  @Test
  void twoByTwoByHand() {
    var rows = rows(SQUARE, MadeUpPoints.samples(1, 3, 5, 11));

    assertEquals(9.0 / 14, MadeUpPoints.value(rows, Index.FIRST_ORDER, "a"), EXACT);
    assertEquals(10.0 / 14, MadeUpPoints.value(rows, Index.TOTAL, "a"), EXACT);
    assertEquals(4.0 / 14, MadeUpPoints.value(rows, Index.FIRST_ORDER, "b"), EXACT);
    assertEquals(5.0 / 14, MadeUpPoints.value(rows, Index.TOTAL, "b"), EXACT);
    assertEquals(1.0 / 14, MadeUpPoints.row(rows, Index.INTERACTION, "a", "b").value(), EXACT);
    assertTrue(rows.stream().allMatch(row -> Double.isNaN(row.lower())), "no seeds, no interval");
  }

  /**
   * By hand: 0 2 / 3 7 / 6 6 have the mean 4, rows 1, 5, 6 (variance 14/3), columns 3 and 5
   * (variance 1); the interaction 0 0 / -1 1 / 1 -1 has 2/3, and all 19/3.
   */
  @Test
  void threeByTwoByHandInAnyOrder() {
    var space = MadeUpPoints.space(MadeUpPoints.texts("x", "y", "z"), MadeUpPoints.numbers(0, 1));
    var points = new ArrayList<>(MadeUpPoints.points(space, new GridPlan()));
    var samples = new ArrayList<>(MadeUpPoints.samples(0, 2, 3, 7, 6, 6));
    Collections.swap(points, 0, 3);
    Collections.swap(samples, 0, 3);
    var rows = GridAnova.of(space, points, samples);

    assertEquals(14.0 / 19, MadeUpPoints.value(rows, Index.FIRST_ORDER, "a"), EXACT);
    assertEquals(16.0 / 19, MadeUpPoints.value(rows, Index.TOTAL, "a"), EXACT);
    assertEquals(3.0 / 19, MadeUpPoints.value(rows, Index.FIRST_ORDER, "b"), EXACT);
    assertEquals(5.0 / 19, MadeUpPoints.value(rows, Index.TOTAL, "b"), EXACT);
    assertEquals(2.0 / 19, MadeUpPoints.row(rows, Index.INTERACTION, "a", "b").value(), EXACT);
  }

  /**
   * By hand: with 2 seeds of deviation 2 each mean has the variance 2. Of this, each of the three
   * parts has a quarter, and the whole three.
   */
  @Test
  void theNoiseOfSeedsIsSubtracted() {
    var samples =
        MadeUpPoints.samples(1, 3, 5, 11).stream()
            .map(one -> new Sample(2, one.mean(), 2))
            .toList();
    var rows = rows(SQUARE, samples);

    assertEquals((9 - 0.5) / 12.5, MadeUpPoints.value(rows, Index.FIRST_ORDER, "a"), EXACT);
    assertEquals((10 - 1) / 12.5, MadeUpPoints.value(rows, Index.TOTAL, "a"), EXACT);
    assertEquals(
        (1 - 0.5) / 12.5, MadeUpPoints.row(rows, Index.INTERACTION, "a", "b").value(), EXACT);
    assertTrue(rows.stream().allMatch(row -> row.lower() <= row.value()));
    assertTrue(rows.stream().allMatch(row -> row.value() <= row.upper()));
    assertTrue(rows.stream().allMatch(row -> row.lower() < row.upper()));
  }

  /** Ishigami's function on cells' middles, where the mean over an axis is nearly its integral. */
  @Test
  void ishigamisFunctionOnAGrid() {
    double end = Math.PI * 20 / 21;
    var steps = new AxisValues.Steps(Scale.LINEAR, -end, end, 21);
    var space = MadeUpPoints.space(steps, steps, steps);
    var points = MadeUpPoints.points(space, new GridPlan());
    var rows = GridAnova.of(space, points, MadeUpPoints.samples(points, MadeUpPoints::ishigami));

    assertEquals(0.3139, MadeUpPoints.value(rows, Index.FIRST_ORDER, "a"), 0.01);
    assertEquals(0.4424, MadeUpPoints.value(rows, Index.FIRST_ORDER, "b"), 0.01);
    assertEquals(0, MadeUpPoints.value(rows, Index.FIRST_ORDER, "c"), 0.01);
    assertEquals(0.5576, MadeUpPoints.value(rows, Index.TOTAL, "a"), 0.01);
    assertEquals(0.4424, MadeUpPoints.value(rows, Index.TOTAL, "b"), 0.01);
    assertEquals(0.2437, MadeUpPoints.value(rows, Index.TOTAL, "c"), 0.01);
  }

  /** True values of 1 3 / 5 11 under noise of deviation 1, 3 seeds: 95 of 100 intervals hold. */
  @Test
  void intervalsCoverTheTruth() {
    int studies = 200;
    int covered = 0;
    for (int s = 0; s < studies; s++) {
      var stream = new Seeds(s).stream("noise");
      var samples = new ArrayList<Sample>();
      for (double mean : new double[] {1, 3, 5, 11}) {
        samples.add(
            Sample.of(
                mean + stream.nextGaussian(),
                mean + stream.nextGaussian(),
                mean + stream.nextGaussian()));
      }
      var row = MadeUpPoints.row(rows(SQUARE, samples), Index.FIRST_ORDER, "a", "");
      covered += row.lower() <= 9.0 / 14 && 9.0 / 14 <= row.upper() ? 1 : 0;
    }
    // Deviations of three seeds are often too small, and the intervals then too narrow.
    assertTrue(covered >= 0.85 * studies, covered + " of " + studies);
  }

  @Test
  void whatIsNoFullGridIsNotDecomposed() {
    var points = MadeUpPoints.points(SQUARE, new GridPlan());
    var samples = MadeUpPoints.samples(1, 3, 5, 11);
    var twice = List.of(points.get(0), points.get(1), points.get(2), points.get(2));
    var failed = new ArrayList<>(samples);
    failed.set(2, Sample.NONE);

    assertEquals(List.of(), GridAnova.of(SQUARE, points.subList(0, 3), samples.subList(0, 3)));
    assertEquals(List.of(), GridAnova.of(SQUARE, twice, samples));
    assertEquals(List.of(), GridAnova.of(SQUARE, points, failed));
  }
}

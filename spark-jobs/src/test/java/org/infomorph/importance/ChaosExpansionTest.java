package org.infomorph.importance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.infomorph.importance.Importance.Index;
import org.infomorph.math.Seeds;
import org.infomorph.plan.GridPlan;
import org.infomorph.plan.Plan;
import org.infomorph.plan.RandomPlan;
import org.infomorph.plan.Sample;
import org.infomorph.plan.SobolPlan;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosExpansionTest {
  private static final double EXACT = 1e-6;

  /**
   * By hand: with V1 = (1 + pi^4 / 50)^2 / 2, V2 = 49 / 8, V13 = pi^8 (1 / 18 - 1 / 50) / 100, the
   * variance is V1 + V2 + V13.
   */
  private static void checkIshigami(List<Importance> rows, double tolerance) {
    double fourth = Math.pow(Math.PI, 4);
    double v1 = Math.pow(1 + fourth / 50, 2) / 2;
    double v2 = 49.0 / 8;
    double v13 = fourth * fourth * (1.0 / 18 - 1.0 / 50) / 100;
    double v = v1 + v2 + v13;
    assertEquals(0.3139, v1 / v, 1e-4);
    assertEquals(v1 / v, MadeUpPoints.value(rows, Index.FIRST_ORDER, "a"), tolerance);
    assertEquals(v2 / v, MadeUpPoints.value(rows, Index.FIRST_ORDER, "b"), tolerance);
    assertEquals(0, MadeUpPoints.value(rows, Index.FIRST_ORDER, "c"), tolerance);
    assertEquals((v1 + v13) / v, MadeUpPoints.value(rows, Index.TOTAL, "a"), tolerance);
    assertEquals(v2 / v, MadeUpPoints.value(rows, Index.TOTAL, "b"), tolerance);
    assertEquals(v13 / v, MadeUpPoints.value(rows, Index.TOTAL, "c"), tolerance);
    assertEquals(v13 / v, MadeUpPoints.row(rows, Index.INTERACTION, "a", "c").value(), tolerance);
    assertEquals(0, MadeUpPoints.row(rows, Index.INTERACTION, "a", "b").value(), tolerance);
    assertEquals(0, MadeUpPoints.value(rows, Index.UNEXPLAINED, ""), tolerance);
  }

  private static List<Importance> rows(Plan plan) {
    var points = MadeUpPoints.points(MadeUpPoints.cube(), plan);
    return ChaosExpansion.of(
        MadeUpPoints.cube(), points, MadeUpPoints.samples(points, MadeUpPoints::ishigami));
  }

  @ParameterizedTest
  @CsvSource({"512, 1e-4", "4096, 1e-4"})
  void ishigamisFunctionIsKnown(int points, double tolerance) {
    checkIshigami(rows(new SobolPlan(points, 1)), tolerance);
    checkIshigami(rows(new RandomPlan(points, 1)), tolerance);
  }

  @Test
  void aGridWithMissingPointsIsRegressed() {
    var steps = new AxisValues.Steps(Scale.LINEAR, -Math.PI, Math.PI, 15);
    var space = MadeUpPoints.space(steps, steps, steps);
    var points = MadeUpPoints.points(space, new GridPlan());
    var samples = MadeUpPoints.samples(points, MadeUpPoints::ishigami);
    var exact = GridAnova.of(space, points, samples);
    var some = new ArrayList<>(samples);
    for (int i = 0; i < some.size(); i += 11) {
      some.set(i, Sample.NONE);
    }
    var regressed = ChaosExpansion.of(space, points, some);

    assertEquals(List.of(), GridAnova.of(space, points, some));
    for (var row : exact) {
      var other = MadeUpPoints.row(regressed, row.index(), row.axis(), row.other());
      assertEquals(row.value(), other.value(), 0.003, row.toString());
    }
  }

  /** y = 2 u + [text is x] with u uniform in [0, 1): variances 4/12 and 2/9. */
  @Test
  void axesOfTextAndLogarithmicOnesAreTakenAsTheyAreDrawn() {
    var space =
        MadeUpPoints.space(
            new AxisValues.Range(Scale.LOG, 1, 100), MadeUpPoints.texts("x", "y", "z"));
    var points = MadeUpPoints.points(space, new RandomPlan(300, 7));
    var samples =
        points.stream()
            .map(
                point ->
                    Sample.of(
                        Math.log10(point.values().get(0).doubleValue())
                            + (point.values().get(1).textValue().equals("x") ? 1 : 0)))
            .toList();
    var rows = ChaosExpansion.of(space, points, samples);

    assertEquals(0.6, MadeUpPoints.value(rows, Index.FIRST_ORDER, "a"), EXACT);
    assertEquals(0.4, MadeUpPoints.value(rows, Index.TOTAL, "b"), EXACT);
  }

  /** y = x1 x2 + x0 with uniform x in [-1, 1]: variances 1/9 and 1/3. */
  @Test
  void eachPairHasItsOwnRow() {
    var range = MadeUpPoints.range(-1, 1);
    var space = MadeUpPoints.space(range, range, range, range);
    var points = MadeUpPoints.points(space, new RandomPlan(100, 4));
    var rows =
        ChaosExpansion.of(space, points, MadeUpPoints.samples(points, x -> x[1] * x[2] + x[0]));

    assertEquals(0.75, MadeUpPoints.value(rows, Index.FIRST_ORDER, "a"), EXACT);
    assertEquals(0.25, MadeUpPoints.row(rows, Index.INTERACTION, "b", "c").value(), EXACT);
    assertEquals(0.25, MadeUpPoints.value(rows, Index.TOTAL, "c"), EXACT);
    for (var pair : List.of("ab", "ac", "ad", "bd", "cd")) {
      var row = MadeUpPoints.row(rows, Index.INTERACTION, pair.substring(0, 1), pair.substring(1));
      assertEquals(0, row.value(), EXACT);
    }
    assertEquals(0, MadeUpPoints.value(rows, Index.UNEXPLAINED, ""), EXACT);
  }

  /** y = x + noise with variances 1/3 and 1/3 a seed: with 4 seeds the mean has 1/12 of noise. */
  @Test
  void theNoiseOfSeedsIsNoPartOfTheVariance() {
    var space = MadeUpPoints.space(MadeUpPoints.range(-1, 1), MadeUpPoints.range(-1, 1));
    var points = MadeUpPoints.points(space, new SobolPlan(1024, 3));
    var seeded = new ArrayList<Sample>();
    var unseeded = new ArrayList<Sample>();
    for (int i = 0; i < points.size(); i++) {
      var stream = new Seeds(5).stream("noise", i);
      var values = new double[4];
      for (int s = 0; s < values.length; s++) {
        values[s] =
            points.get(i).values().get(0).doubleValue()
                + Math.sqrt(1.0 / 3) * stream.nextGaussian();
      }
      seeded.add(Sample.of(values));
      unseeded.add(new Sample(1, Sample.of(values).mean(), Double.NaN));
    }
    var rows = ChaosExpansion.of(space, points, seeded);
    var without = ChaosExpansion.of(space, points, unseeded);

    assertEquals(1, MadeUpPoints.value(rows, Index.FIRST_ORDER, "a"), 0.02);
    assertEquals(0, MadeUpPoints.value(rows, Index.TOTAL, "b"), 0.01);
    assertEquals(0.8, MadeUpPoints.value(without, Index.FIRST_ORDER, "a"), 0.02);
    assertEquals(0.2, MadeUpPoints.value(without, Index.UNEXPLAINED, ""), 0.02);
  }

  /** y = x + noise, both of variance 1/3: 95 of 100 intervals are to have 1/2 in them. */
  @Test
  void intervalsCoverTheTruth() {
    var space = MadeUpPoints.space(MadeUpPoints.range(-1, 1), MadeUpPoints.range(-1, 1));
    int studies = 100;
    int covered = 0;
    for (int s = 0; s < studies; s++) {
      var points = MadeUpPoints.points(space, new RandomPlan(128, s));
      var stream = new Seeds(s).stream("noise");
      var samples =
          MadeUpPoints.samples(points, x -> x[0] + Math.sqrt(1.0 / 3) * stream.nextGaussian());
      var row =
          MadeUpPoints.row(ChaosExpansion.of(space, points, samples), Index.FIRST_ORDER, "a", "");
      covered += row.lower() <= 0.5 && 0.5 <= row.upper() ? 1 : 0;
    }
    // Three standard deviations of a share of 0.95 in 100 are 0.065.
    assertTrue(covered >= 88, covered + " of 100");
  }

  @Test
  void noiseAloneIsNotExplained() {
    var stream = new Seeds(9).stream("noise");
    var points = MadeUpPoints.points(MadeUpPoints.cube(), new RandomPlan(500, 2));
    var rows =
        ChaosExpansion.of(
            MadeUpPoints.cube(), points, MadeUpPoints.samples(points, x -> stream.nextGaussian()));

    assertEquals(1, MadeUpPoints.value(rows, Index.UNEXPLAINED, ""), 0.05);
    // 295 candidates: an axis without a term has at most 2 log(295) / 500 of the variance.
    var none = MadeUpPoints.row(rows, Index.FIRST_ORDER, "c", "");
    assertEquals(0, none.value());
    assertEquals(2 * Math.log(295) / 500, none.upper(), 0.005);
  }

  @Test
  void aMeasureThatIsConstantHasNoIndices() {
    var points = MadeUpPoints.points(MadeUpPoints.cube(), new RandomPlan(64, 2));
    var rows = ChaosExpansion.of(MadeUpPoints.cube(), points, MadeUpPoints.samples(points, x -> 0));

    assertTrue(rows.stream().allMatch(row -> Double.isNaN(row.value())));
  }

  @Test
  void fewPointsAreNotEnough() {
    assertEquals(List.of(), rows(new RandomPlan(31, 1)));
  }

  /** If this fails, tables that were made before are no longer what is made now. */
  @Test
  void theBitsStayAsTheyAre() {
    var spaces =
        List.of(
            MadeUpPoints.cube(),
            MadeUpPoints.space(
                MadeUpPoints.range(-1, 2),
                MadeUpPoints.numbers(1, 2, 2, 4),
                new AxisValues.Steps(Scale.LOG, 0.1, 10, 12),
                MadeUpPoints.range(0, 1)));
    var text = new StringBuilder();
    for (var space : spaces) {
      for (int count : new int[] {40, 300}) {
        var points = MadeUpPoints.points(space, new SobolPlan(count, 3));
        var stream = new Seeds(count).stream("noise");
        var samples =
            MadeUpPoints.samples(
                points, x -> MadeUpPoints.ishigami(x) + x[0] * x[1] + stream.nextGaussian());
        for (var row : ChaosExpansion.of(space, points, samples)) {
          text.append(row.axis()).append(row.other()).append(row.index());
          text.append(row.value()).append(row.lower()).append(row.upper());
        }
      }
    }
    assertEquals(1206700297, text.toString().hashCode());
  }

  @Test
  void aValueThatIsNoneOfTheAxisIsRefused() {
    ParameterSpace space = MadeUpPoints.space(MadeUpPoints.numbers(1, 2));
    var points = MadeUpPoints.points(space, new RandomPlan(40, 1));
    var other = MadeUpPoints.space(MadeUpPoints.numbers(1, 3));
    var samples = MadeUpPoints.samples(points, x -> x[0]);

    var error =
        assertThrows(
            IllegalArgumentException.class, () -> ChaosExpansion.of(other, points, samples));
    assertTrue(error.getMessage().contains("found the value 2.0 on the axis a"));
  }
}

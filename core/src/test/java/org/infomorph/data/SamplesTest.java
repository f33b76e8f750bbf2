package org.infomorph.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infomorph.math.Precision;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplesTest {
  private static Samples samples() {
    return Samples.ofBytes(2, new byte[] {0, (byte) 255, 10, 20, 30, 40}, 3, new byte[] {2, 0, 1});
  }

  @Test
  void bytesAreUnsigned() {
    assertEquals(255, samples().value(0, 1));
    assertEquals(2, samples().label(0));
  }

  @Test
  void standardisedTrainingValuesHaveMeanZeroAndDeviationOne() {
    double[] moments =
        new SampleSets(samples(), samples()).standardised().training().meanAndDeviation();
    assertEquals(0, moments[0], 1e-12);
    assertEquals(1, moments[1], 1e-12);
  }

  /** A camera's counts around 1e6: their squares need more digits than there are. */
  @Test
  void aLargeMeanLeavesTheDeviationOfRealValues() {
    float[] values = new float[3000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1e6f + (i % 3 - 1);
    }
    double[] moments = Samples.ofFloats(3, values).meanAndDeviation();
    assertEquals(1e6, moments[0]);
    assertEquals(Math.sqrt(2.0 / 3), moments[1], 1e-12);
    double[] shifted = Samples.ofFloats(3, values).affine(5, -2).meanAndDeviation();
    assertEquals(5 - 2e6, shifted[0]);
    assertEquals(2 * Math.sqrt(2.0 / 3), shifted[1], 1e-12);
  }

  @Test
  void equalRealValuesDeviateByNothing() {
    float[] values = new float[3000];
    Arrays.fill(values, 0.1f);
    assertEquals(0, Samples.ofFloats(3, values).meanAndDeviation()[1]);
  }

  @Test
  void testValuesAreStandardisedByTheTrainingValues() {
    Samples test = Samples.ofBytes(2, new byte[] {0, 10}, 3, new byte[] {0});
    SampleSets sets = new SampleSets(samples(), test).standardised();
    assertEquals(sets.training().value(0, 0), sets.test().value(0, 0));
    assertEquals(sets.training().value(1, 0), sets.test().value(0, 1));
  }

  @Test
  void equalValuesCannotBeStandardised() {
    Samples flat = Samples.ofBytes(2, new byte[4], 1, new byte[2]);
    assertThrows(IllegalArgumentException.class, () -> new SampleSets(flat, flat).standardised());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aBatchHoldsTheSamplesAskedForAndTheirClasses(Precision precision) {
    Samples samples = samples().affine(-2, 0.2);
    Batch batch = new Batch(precision, 3, 2, 3);
    batch.fill(samples, new int[] {9, 2, 0}, 1, 2);
    assertEquals(2, batch.size());
    assertEquals(4, batch.input().get(0, 0), 1e-6);
    assertEquals(49, batch.input().get(1, 1), 1e-5);
    assertEquals(1, batch.label().get(0, 1));
    assertEquals(1, batch.label().get(1, 2));
    assertEquals(
        2.0,
        IntStream.range(0, 2)
            .mapToDouble(
                s -> batch.label().get(s, 0) + batch.label().get(s, 1) + batch.label().get(s, 2))
            .sum());
  }

  @Test
  void aSplitHoldsEverySampleOnce() {
    Split split = Split.of(100, 0.2, new Seeds(4));
    assertEquals(20, split.validation().length);
    int[] all =
        IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
            .sorted()
            .toArray();
    assertEquals(IntStream.range(0, 100).boxed().toList(), Arrays.stream(all).boxed().toList());
  }

  @Test
  void realValuesAndCausesAreKept() {
    Samples samples =
        Samples.ofFloats(2, new float[] {.5f, -1, 2, 3}).withCauses(1, new byte[] {0, 1});
    assertEquals(2, samples.size());
    assertEquals(0, samples.classes());
    assertEquals(2, samples.affine(1, 0.5).value(1, 0));
    assertTrue(samples.affine(1, 0.5).hasCause(1, 0));
    assertFalse(samples.hasCause(0, 0));
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Samples.ofBytes(2, new byte[3]));
    assertThrows(IllegalArgumentException.class, () -> Samples.ofFloats(0, new float[3]));
    assertThrows(
        IllegalArgumentException.class,
        () -> Samples.ofBytes(1, new byte[2]).withCauses(2, new byte[2]));
    assertThrows(
        IllegalArgumentException.class, () -> Samples.ofBytes(2, new byte[3], 1, new byte[1]));
    assertThrows(
        IllegalArgumentException.class, () -> Samples.ofBytes(1, new byte[1], 1, new byte[] {1}));
    assertThrows(
        IllegalArgumentException.class, () -> Samples.ofBytes(1, new byte[1], 0, new byte[1]));
  }
}

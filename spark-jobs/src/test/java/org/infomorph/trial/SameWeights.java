package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.infomorph.result.WeightsRow;

/** Compares the rows of networks. */
public final class SameWeights {
  private SameWeights() {}

  /** Compares all numbers, to the last bit. */
  public static void assertSame(List<WeightsRow> expected, List<WeightsRow> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      var one = expected.get(i);
      var two = actual.get(i);
      assertEquals(
          List.of(one.trialId(), one.pointId(), one.seed(), one.epoch(), one.layer(), one.image()),
          List.of(two.trialId(), two.pointId(), two.seed(), two.epoch(), two.layer(), two.image()));
      assertEquals(one.state().source(), two.state().source());
      assertEquals(one.state().neurons(), two.state().neurons());
      assertEquals(one.state().inputs(), two.state().inputs());
      assertArrayEquals(one.state().weights(), two.state().weights());
      assertArrayEquals(one.state().biases(), two.state().biases());
      assertEquals(one.state().weightMoments().steps(), two.state().weightMoments().steps());
      assertArrayEquals(one.state().weightMoments().mean(), two.state().weightMoments().mean());
      assertArrayEquals(
          one.state().weightMoments().meanSquare(), two.state().weightMoments().meanSquare());
      assertEquals(one.state().biasMoments().steps(), two.state().biasMoments().steps());
      assertArrayEquals(one.state().biasMoments().mean(), two.state().biasMoments().mean());
      assertArrayEquals(
          one.state().biasMoments().meanSquare(), two.state().biasMoments().meanSquare());
      assertArrayEquals(one.windowDrives(), two.windowDrives());
      assertArrayEquals(one.windowTheta(), two.windowTheta());
      assertArrayEquals(one.spikes(), two.spikes());
      assertArrayEquals(one.probes(), two.probes());
    }
  }
}

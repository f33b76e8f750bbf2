package org.infomorph.observations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.infomorph.measures.Measure;
import org.infomorph.pid.JointHistogram;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  private static final int ROWS = 9;

  /**
   * The same table, with other numbers for its categories, leads BROJA's optimisation elsewhere.
   */
  @Test
  void equalTablesDifferByLessThanTheToleranceOfEachQuantity() {
    var random = new Random(1);
    var analysis = new Analysis(List.of(Measure.BROJA, Measure.I_PM), true, 0, 0, 1);
    double worst = 0;
    for (int table = 0; table < 40; table++) {
      int[] target = random.ints(ROWS, 0, 2).toArray();
      target[0] = 1 - target[1];
      var one = analysis.measure(grid(target, 0, 1, 2));
      var other = analysis.measure(grid(target, 2, 0, 1));
      double[] tolerances = analysis.tolerances(one);
      double[] values = one.values();
      assertEquals(values.length, tolerances.length);
      for (int i = 0; i < values.length; i++) {
        double difference = Math.abs(values[i] - other.values()[i]);
        assertTrue(difference <= tolerances[i], "quantity " + i + " of " + Arrays.toString(target));
        worst = Math.max(worst, difference);
      }
    }
    assertTrue(worst > Measure.ROUNDING, "nothing but rounding: " + worst);
  }

  /** Nine combinations of two sources of three values, the values numbered by {@code names}. */
  private static JointHistogram grid(int[] target, int... names) {
    int[][] sources = new int[2][ROWS];
    double[] ones = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      sources[0][row] = names[row / 3];
      sources[1][row] = names[row % 3];
      ones[row] = 1;
    }
    return JointHistogram.ofTable(sources, target, ones);
  }
}

package org.infomorph.bins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a JVM without vectors, both are plain loops. */
class BinLoopsTest {
  private static final double FAR = 0.5 - 1e-12;

  private final BinLoops plain = new PlainBinLoops();
  private final BinLoops fastest = BinLoops.fastest();

  @ParameterizedTest
  @CsvSource({"1, 20", "7, 2", "8, 1", "1000, 20", "1001, 3", "1023, 1000"})
  void bothFindTheSameBinsAwayFromEdges(int samples, int count) {
    double[] drives = new double[samples + 2];
    new Seeds(samples).stream("bins").fillUniform(drives, 0, drives.length, -1.5, 1.5);
    drives[1] = 1e300;
    double[] expected = new double[samples];
    double[] places = new double[samples];

    double slope = count / 2.0;
    boolean near = plain.isNearAnEdge(drives, 1, samples, slope, slope, FAR, count, expected);

    assertEquals(near, fastest.isNearAnEdge(drives, 1, samples, slope, slope, FAR, count, places));
    assertArrayEquals(expected, places);
  }

  @Test
  void oneDriveAtAnEdgeIsFoundAnywhere() {
    for (BinLoops loops : new BinLoops[] {plain, fastest}) {
      for (int at = 0; at < 21; at++) {
        double[] drives = new double[21];
        java.util.Arrays.fill(drives, 0.05);
        drives[at] = 0.1; // of bins of width 0.1
        assertTrue(loops.isNearAnEdge(drives, 0, 21, 10, 10, FAR, 20, new double[21]));
        assertEquals(false, loops.isNearAnEdge(drives, 0, at, 10, 10, FAR, 20, new double[21]));
      }
    }
  }

  @Test
  void anEndOfTheRangeIsNoEdge() {
    double[] drives = {1, -1, 1, -1, 1, -1, 1, -1, 1};
    for (BinLoops loops : new BinLoops[] {plain, fastest}) {
      double[] places = new double[9];
      assertEquals(false, loops.isNearAnEdge(drives, 0, 9, 10, 10, FAR, 20, places));
      assertArrayEquals(new double[] {0, 19, 0, 19, 0, 19, 0, 19, 0}, places);
    }
  }
}

package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;

class CanvasTest {
  private static final int SIDE = 7;
  private final RandomStream noise = new Seeds(1).stream("noise");
  private final Canvas canvas = new Canvas(SIDE);

  @Test
  void aLineIsFullInsideAndHalfAtItsEdge() {
    canvas.line(0, 3.5, 1, 7, 3.5, 1);
    byte[] picture = print(1, 1);
    int[] column = new int[SIDE];
    for (int row = 0; row < SIDE; row++) {
      column[row] = picture[row * SIDE + 3] & 0xff;
    }
    // Distance 0 is inside, 1 is on the edge, which is half ink, 2 is outside.
    assertArrayEquals(new int[] {0, 0, 128, 255, 128, 0, 0}, column);
  }

  @Test
  void softnessSpreadsTheEdge() {
    canvas.line(0, 3.5, 1.25, 7, 3.5, 1.25);
    byte[] picture = print(1, 2);
    assertEquals((int) (255 * (0.5 + 0.25 / 2) + 0.5), picture[2 * SIDE + 3] & 0xff);
    assertEquals((int) (255 * (0.5 - 0.75 / 2) + 0.5), picture[SIDE + 3] & 0xff);
  }

  @Test
  void aLineWithoutLengthIsADotOfItsWidth() {
    canvas.line(3.5, 3.5, 0.5, 3.5, 3.5, 0.5);
    byte[] picture = print(1, 1);
    assertEquals(255, picture[3 * SIDE + 3] & 0xff);
    assertEquals(0, picture[3 * SIDE + 4]);
    assertEquals(0, picture[2 * SIDE + 3]);
  }

  @Test
  void theWidthChangesEvenly() {
    canvas.line(0.5, 3.5, 0.5, 6.5, 3.5, 2.5);
    byte[] picture = print(1, 1);
    // Two pixels off the axis is outside where the radius is 1.2, inside where it is 2.5.
    assertEquals(0, picture[SIDE + 2]);
    assertEquals(255, picture[SIDE + 6] & 0xff);
  }

  @Test
  void whatLiesOutsideIsClipped() {
    canvas.line(-50, -50, 3, -20, 90, 3);
    canvas.line(-5, 0.5, 0.5, 30, 0.5, 0.5);
    byte[] picture = print(1, 1);
    assertEquals(255, picture[0] & 0xff);
    assertEquals(255, picture[SIDE - 1] & 0xff);
    assertEquals(0, picture[2 * SIDE]);
  }

  @Test
  void intensityScalesTheInkAndClearTakesItAway() {
    canvas.line(0, 3.5, 1.5, 7, 3.5, 1.5);
    assertEquals(128, print(0.5, 1)[3 * SIDE + 3] & 0xff);
    canvas.clear();
    assertArrayEquals(new byte[SIDE * SIDE], print(1, 2));
  }

  @Test
  void printsAtTheOffsetOnly() {
    canvas.line(0, 3.5, 9, 7, 3.5, 9);
    byte[] out = new byte[SIDE * SIDE + 2];
    canvas.print(1, 1, 0, noise, out, 1);
    assertEquals(0, out[0]);
    assertEquals(-1, out[1]);
    assertEquals(-1, out[SIDE * SIDE]);
    assertEquals(0, out[SIDE * SIDE + 1]);
  }

  private byte[] print(double intensity, double softness) {
    byte[] out = new byte[SIDE * SIDE];
    canvas.print(intensity, softness, 0, noise, out, 0);
    return out;
  }
}

package org.infomorph.datasets;

import org.infomorph.math.RandomStream;

/**
 * The position of the paper under the hand: maps a point of a digit, both coordinates about -0.5 to
 * 0.5 (x right, y down), to pixels. The plane is first bent by a smooth displacement that is 0 in
 * the middle, then slanted, scaled, rotated and shifted.
 */
final class Plane {
  /** Standard deviation of each coefficient of the displacement. */
  private static final double BEND = 0.15;

  /**
   * The slant: pixels to the right at the top, per pixel of height; mean and standard deviation.
   */
  private static final double MEAN_SLANT = 0.1;

  private static final double SLANT = 0.22;
  private static final double TURN_RADIANS = 0.12;
  private static final double SHIFT_PIXELS = 0.95;

  /** Pixels from the top of a digit to its bottom. */
  private static final double SMALLEST_HEIGHT = 16.8;

  private static final double LARGEST_HEIGHT = 22.4;
  private static final double SMALLEST_WIDTH_TO_HEIGHT = 0.75;
  private static final double LARGEST_WIDTH_TO_HEIGHT = 1.15;

  private static final int TERMS = 5;

  private final double[] bendX = new double[TERMS];
  private final double[] bendY = new double[TERMS];
  private final double xx;
  private final double xy;
  private final double yx;
  private final double yy;
  private final double shiftX;
  private final double shiftY;

  /**
   * A new sheet.
   *
   * @param hand draws the position of the sheet
   * @param side pixels of the square in each direction; the point (0, 0) lies near the middle of
   *     the square
   */
  Plane(RandomStream hand, int side) {
    for (int i = 0; i < TERMS; i++) {
      bendX[i] = BEND * hand.nextGaussian();
      bendY[i] = BEND * hand.nextGaussian();
    }
    double turn = TURN_RADIANS * hand.nextGaussian();
    double slant = MEAN_SLANT + SLANT * hand.nextGaussian();
    double height = SMALLEST_HEIGHT + (LARGEST_HEIGHT - SMALLEST_HEIGHT) * hand.nextDouble();
    double width =
        height
            * (SMALLEST_WIDTH_TO_HEIGHT
                + (LARGEST_WIDTH_TO_HEIGHT - SMALLEST_WIDTH_TO_HEIGHT) * hand.nextDouble());
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    xx = cos * width;
    xy = (-cos * slant - sin) * height;
    yx = sin * width;
    yy = (-sin * slant + cos) * height;
    shiftX = side / 2.0 + SHIFT_PIXELS * hand.nextGaussian();
    shiftY = side / 2.0 + SHIFT_PIXELS * hand.nextGaussian();
  }

  /** Distance from the left edge, in pixels. */
  double column(double x, double y) {
    return shiftX + xx * (x + displacement(bendX, x, y)) + xy * (y + displacement(bendY, x, y));
  }

  /** Distance from the upper edge, in pixels. */
  double row(double x, double y) {
    return shiftY + yx * (x + displacement(bendX, x, y)) + yy * (y + displacement(bendY, x, y));
  }

  private static double displacement(double[] bend, double x, double y) {
    return x * x * bend[0]
        + x * y * bend[1]
        + y * y * bend[2]
        + 2 * y * y * y * bend[3]
        + 2 * x * x * y * bend[4];
  }
}

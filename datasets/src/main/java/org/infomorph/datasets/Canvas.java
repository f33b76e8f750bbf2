package org.infomorph.datasets;

import java.util.Arrays;
import org.infomorph.math.RandomStream;

/**
 * A small grey picture of lines, stored as the distance from each pixel's centre to the edge of the
 * nearest line, negative inside the line.
 */
final class Canvas {
  /** The largest softness of an edge. A line has no ink beyond half the softness from its edge. */
  private static final double LARGEST_SOFTNESS = 2;

  private final int side;
  private final double[] distances;

  /**
   * An empty square.
   *
   * @param side pixels in each direction
   */
  Canvas(int side) {
    this.side = side;
    this.distances = new double[side * side];
    clear();
  }

  /** Removes all ink. */
  void clear() {
    Arrays.fill(distances, LARGEST_SOFTNESS);
  }

  /**
   * Draws a line with round ends whose width changes evenly. All lengths are in pixels; (0, 0) is
   * the outer corner of the first pixel. Parts outside the picture are clipped.
   *
   * @param x0 column of the beginning
   * @param y0 row of the beginning
   * @param r0 half the width at the beginning
   * @param x1 column of the end
   * @param y1 row of the end
   * @param r1 half the width at the end
   */
  void line(double x0, double y0, double r0, double x1, double y1, double r1) {
    double reach = Math.max(r0, r1) + LARGEST_SOFTNESS / 2;
    int fromRow = Math.max(0, (int) (Math.min(y0, y1) - reach));
    int toRow = Math.min(side, (int) (Math.max(y0, y1) + reach) + 1);
    int fromColumn = Math.max(0, (int) (Math.min(x0, x1) - reach));
    int toColumn = Math.min(side, (int) (Math.max(x0, x1) + reach) + 1);
    double dx = x1 - x0;
    double dy = y1 - y0;
    double square = dx * dx + dy * dy;
    double scale = square > 0 ? 1 / square : 0;
    for (int row = fromRow; row < toRow; row++) {
      double py = row + 0.5 - y0;
      for (int column = fromColumn; column < toColumn; column++) {
        double px = column + 0.5 - x0;
        double along = Math.min(1, Math.max(0, (px * dx + py * dy) * scale));
        double ex = px - along * dx;
        double ey = py - along * dy;
        double distance = Math.sqrt(ex * ex + ey * ey) - (r0 + along * (r1 - r0));
        int pixel = row * side + column;
        distances[pixel] = Math.min(distances[pixel], distance);
      }
    }
  }

  /**
   * Writes the picture as unsigned bytes, 0 where there is no ink.
   *
   * @param intensity value of full ink, 0 to 1
   * @param softness pixels over which an edge falls from full ink to none, up to 2
   * @param grain relative standard deviation of the ink
   * @param noise draws the variation of the ink, one number for each inked pixel
   * @param out {@code side * side} entries from {@code offset} on are overwritten, row by row
   */
  void print(
      double intensity, double softness, double grain, RandomStream noise, byte[] out, int offset) {
    for (int pixel = 0; pixel < distances.length; pixel++) {
      double ink = Math.min(1, 0.5 - distances[pixel] / softness);
      int grey = 0;
      if (ink > 0) {
        double uneven = intensity * ink * (1 + grain * noise.nextGaussian());
        grey = (int) (255 * Math.min(1, Math.max(0, uneven)) + 0.5);
      }
      out[offset + pixel] = (byte) grey;
    }
  }
}

package org.infomorph.datasets;

import java.util.List;
import org.infomorph.datasets.Allographs.Stroke;
import org.infomorph.math.RandomStream;

/**
 * Writes digits with an unsteady hand. Digits differ in the form and each of its points, the
 * position of the paper, the pen's width, the pressure along the stroke, and the ink. The
 * arithmetic is exactly specified, so a digit has the same bytes on every machine.
 */
final class Scribe {
  /** Pixels of a picture in each direction. */
  static final int SIDE = 28;

  /** Standard deviation of each point, as a fraction of a digit's height. */
  private static final double POINT_JITTER = 0.03;

  /** Half the pen's width in pixels. */
  private static final double SMALLEST_RADIUS = 0.8;

  private static final double LARGEST_RADIUS = 1.7;

  /** Pressure changes the width by up to this fraction. */
  private static final double PRESSURE = 0.2;

  private static final double SMALLEST_INTENSITY = 0.75;
  private static final double SMALLEST_SOFTNESS = 0.9;
  private static final double LARGEST_SOFTNESS = 1.7;
  private static final double GRAIN = 0.08;

  /** Number of straight pieces of the curve between two points. */
  private static final int PIECES = 6;

  private final Canvas canvas = new Canvas(SIDE);

  /**
   * Draws one digit.
   *
   * @param digit 0 to 9
   * @param hand draws all variation
   * @param out {@code SIDE * SIDE} entries from {@code offset} on are overwritten, row by row, with
   *     bright ink on a background of 0
   */
  void write(int digit, RandomStream hand, byte[] out, int offset) {
    List<List<Stroke>> forms = Allographs.of(digit);
    List<Stroke> form = forms.get(hand.nextInt(forms.size()));
    Plane plane = new Plane(hand, SIDE);
    double radius = uniform(hand, SMALLEST_RADIUS, LARGEST_RADIUS);
    canvas.clear();
    for (Stroke stroke : form) {
      draw(stroke, plane, radius, hand);
    }
    double intensity = uniform(hand, SMALLEST_INTENSITY, 1);
    double softness = uniform(hand, SMALLEST_SOFTNESS, LARGEST_SOFTNESS);
    canvas.print(intensity, softness, GRAIN, hand, out, offset);
  }

  private void draw(Stroke stroke, Plane plane, double radius, RandomStream hand) {
    int points = stroke.size();
    double[] columns = new double[points];
    double[] rows = new double[points];
    double[] radii = new double[points];
    for (int i = 0; i < points; i++) {
      double x = stroke.x(i) + POINT_JITTER * hand.nextGaussian();
      double y = stroke.y(i) + POINT_JITTER * hand.nextGaussian();
      columns[i] = plane.column(x, y);
      rows[i] = plane.row(x, y);
      radii[i] = radius * uniform(hand, 1 - PRESSURE, 1 + PRESSURE);
    }
    for (int i = 0; i + 1 < points; i++) {
      int before = i == 0 || stroke.isCorner(i) ? i : i - 1;
      int after = i + 2 == points || stroke.isCorner(i + 1) ? i + 1 : i + 2;
      double column = columns[i];
      double row = rows[i];
      double pressed = radii[i];
      for (int piece = 1; piece <= PIECES; piece++) {
        double t = (double) piece / PIECES;
        double nextColumn = curve(columns, before, i, after, t);
        double nextRow = curve(rows, before, i, after, t);
        double nextPressed = radii[i] + t * (radii[i + 1] - radii[i]);
        canvas.line(column, row, pressed, nextColumn, nextRow, nextPressed);
        column = nextColumn;
        row = nextRow;
        pressed = nextPressed;
      }
    }
  }

  /**
   * One coordinate of the Catmull-Rom curve from point i to i + 1, t from 0 to 1: a cubic whose
   * slope at a point is the slope between its two neighbours. At an end of the stroke ({@code
   * before} is i or {@code after} is i + 1), the slope points to the neighbouring point.
   */
  private static double curve(double[] points, int before, int i, int after, double t) {
    double from = points[i];
    double to = points[i + 1];
    double slopeFrom = (to - points[before]) / (i + 1 - before);
    double slopeTo = (points[after] - from) / (after - i);
    double cubic = slopeFrom + slopeTo - 2 * (to - from);
    double square = to - from - slopeFrom - cubic;
    return from + t * (slopeFrom + t * (square + t * cubic));
  }

  private static double uniform(RandomStream hand, double lo, double hi) {
    return lo + (hi - lo) * hand.nextDouble();
  }
}

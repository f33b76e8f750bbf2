package org.infomorph.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How people write the digits. Each digit has several forms; a form is a list of strokes; a stroke
 * is a list of points on a smooth curve.
 */
final class Allographs {
  /** One movement of the pen through points, about -0.5 to 0.5 in both directions. */
  static final class Stroke {
    private final double[] x;
    private final double[] y;
    private final boolean[] corner;

    private Stroke(String text) {
      String[] words = text.trim().split(" ");
      x = new double[words.length];
      y = new double[words.length];
      corner = new boolean[words.length];
      for (int i = 0; i < words.length; i++) {
        corner[i] = words[i].endsWith("!");
        String[] xy = words[i].replace("!", "").split(",");
        x[i] = Integer.parseInt(xy[0]) / 100.0 - 0.5;
        y[i] = Integer.parseInt(xy[1]) / 100.0 - 0.5;
      }
    }

    /** Number of points. */
    int size() {
      return corner.length;
    }

    /** Distance to the right of the digit's centre, as a fraction of the height. */
    double x(int point) {
      return x[point];
    }

    /** Distance below the digit's centre, as a fraction of the height. */
    double y(int point) {
      return y[point];
    }

    /** Whether the stroke has a corner at a point; elsewhere the curve is smooth. */
    boolean isCorner(int point) {
      return corner[point];
    }
  }

  /**
   * {@code [digit][form]}: points x,y in hundredths of the height, x from the left and y from the
   * top. An exclamation mark makes a corner; a bar lifts the pen.
   */
  private static final String[][] FORMS = {
    {
      "54,5 30,16 20,50 30,84 50,95 71,83 80,50 70,17 50,5",
      "62,6 42,15 30,46 33,82 46,95 62,82 70,50 68,18 56,6",
      "46,10 26,33 24,70 45,94 70,79 77,45 64,14 44,9 38,18 52,22 72,12",
    },
    {
      "50,5 50,50 50,95",
      "32,28 44,18 53,6! 52,50 50,95",
      "34,26 45,17 52,6! 51,50 50,94! | 30,95 50,94 72,94",
      "62,6 51,50 40,95",
    },
    {
      "26,28 34,10 54,5 72,18 68,40 48,66 24,92! 50,92 78,91",
      "28,24 42,6 66,10 72,30 58,58 38,82 22,90 24,78 38,80 58,92 80,88",
      "28,14 50,6 70,16 64,42 44,68 24,91! 40,88 60,93 78,86",
    },
    {
      "26,17 48,5 69,16 64,37 42,47! 68,55 76,75 56,94 24,86",
      "26,8 50,9 74,8! 60,26 46,43! 68,50 76,72 58,94 24,88",
      "28,18 46,6 66,14 66,34 50,46 40,48 52,48 70,58 74,76 56,94 26,84",
    },
    {
      "36,8 31,32 24,57! 50,58 80,56 | 64,12 62,50 60,95",
      "60,6 41,34 20,66! 50,66 82,64 | 60,6 60,50 58,95",
      "28,10 26,34 34,51 52,50 70,38 | 73,8 69,50 63,95",
    },
    {
      "72,8 52,9 35,8! 32,27 30,44! 50,38 71,50 72,74 54,93 24,87",
      "36,10 33,28 32,44! 52,40 72,54 70,80 48,94 22,84 | 36,10 54,9 76,7",
      "72,12 50,7 34,22 42,42 64,55 70,76 50,94 24,86",
    },
    {
      "62,6 42,22 28,54 31,83 50,95 70,82 68,61 50,53 31,68",
      "54,5 38,32 31,64 38,89 56,94 69,78 60,61 44,63 33,78",
      "70,14 54,6 36,22 26,54 32,86 54,95 72,80 66,58 46,54 29,70",
    },
    {
      "22,12 50,11 78,10! 62,44 46,94",
      "22,14 50,11 78,10! 60,46 44,94 | 36,50 54,48 72,48",
      "24,27 26,12! 50,13 77,9! 60,40 53,94",
      "24,16 38,8 56,14 76,10! 64,38 54,64 50,94",
    },
    {
      "68,17 48,5 30,18 38,38 62,55 72,77 50,95 28,78 38,56 62,38 70,18",
      "50,47 33,37 32,15 50,5 68,15 67,37 49,47! 29,62 29,86 50,95 71,86 71,62 51,47",
      "64,14 50,6 36,18 42,38 56,54 62,76 48,94 34,80 42,58 58,40 66,20",
    },
    {
      "70,26 52,6 32,15 28,37 46,49 65,37 71,18! 69,55 66,95",
      "70,24 52,5 31,17 32,42 52,48 69,32 72,18! 73,55 60,88 34,92",
      "68,16 46,8 30,28 40,48 60,43 70,14! 66,52 52,95",
    },
  };

  private static final List<List<List<Stroke>>> STROKES =
      Arrays.stream(FORMS)
          .map(forms -> Arrays.stream(forms).map(Allographs::parse).toList())
          .toList();

  private Allographs() {}

  /** The forms of one digit, 0 to 9; each form is a list of strokes. */
  static List<List<Stroke>> of(int digit) {
    return STROKES.get(digit);
  }

  private static List<Stroke> parse(String form) {
    List<Stroke> strokes = new ArrayList<>();
    for (String stroke : form.split("\\|")) {
      strokes.add(new Stroke(stroke));
    }
    return List.copyOf(strokes);
  }
}

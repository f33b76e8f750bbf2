package org.infomorph.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes terms one by one: the one that goes best with the rest, until none takes more off it than
 * noise would let it (orthogonal matching pursuit).
 *
 * @param bases the functions of each axis
 * @param means the measure at each point
 * @see <a href="https://doi.org/10.1109/ACSSC.1993.342465">Pati, Rezaiifar, Krishnaprasad 1993</a>
 */
record MatchingPursuit(List<AxisFunctions> bases, double[] means) {
  private static final int MOST_TERMS = 64;
  private static final int POINTS_FOR_A_TERM = 4;

  /** What is left of the variance when nothing but rounding is. */
  private static final double ROUNDING = 1e-12;

  /**
   * The terms, in the order in which they are taken.
   *
   * @param criterion a term has to take more than so many times the variance of a coefficient
   */
  List<Term> chosen(List<Term> candidates, double criterion) {
    int points = means.length;
    var chosen = new ArrayList<Term>();
    var directions = new ArrayList<double[]>(); // orthonormal, of the constant and the terms
    var constant = new double[points];
    Arrays.fill(constant, 1 / Math.sqrt(points));
    directions.add(constant);
    var rest = means.clone();
    Vectors.subtract(rest, constant, Vectors.dot(rest, constant));
    double left = Vectors.dot(rest, rest);
    double all = left;
    var lengths = candidates.stream().mapToDouble(term -> term.product(bases, null)).toArray();
    var used = new boolean[candidates.size()];
    int most = Math.min(MOST_TERMS, points / POINTS_FOR_A_TERM);
    while (chosen.size() < most && left > ROUNDING * all) {
      int best = best(candidates, lengths, used, rest);
      if (best < 0) {
        break;
      }
      used[best] = true;
      var direction = candidates.get(best).values(bases);
      for (int twice = 0; twice < 2; twice++) { // once leaves rounding errors
        for (var other : directions) {
          Vectors.subtract(direction, other, Vectors.dot(direction, other));
        }
      }
      double length = Vectors.dot(direction, direction);
      if (length <= 1e-8 * lengths[best]) {
        continue; // a sum of other terms, at these points
      }
      Vectors.scale(direction, 1 / Math.sqrt(length));
      double along = Vectors.dot(rest, direction);
      double after = left - along * along;
      int degrees = points - directions.size() - 1;
      if (along * along <= criterion * Math.max(0, after) / degrees) {
        break;
      }
      Vectors.subtract(rest, direction, along);
      left = Vectors.dot(rest, rest);
      directions.add(direction);
      chosen.add(candidates.get(best));
    }
    return chosen;
  }

  /** The candidate with the largest correlation with the rest, the first of equals; or -1. */
  private int best(List<Term> candidates, double[] lengths, boolean[] used, double[] rest) {
    int best = -1;
    double most = 0;
    for (int c = 0; c < used.length; c++) {
      if (!used[c] && lengths[c] > 0) {
        double along = candidates.get(c).product(bases, rest);
        double gain = along * along / lengths[c];
        if (gain > most) {
          most = gain;
          best = c;
        }
      }
    }
    return best;
  }
}

package org.infomorph.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The terms that an expansion may take: all functions of one axis, and products over two and three
 * axes up to the total degree for which there are not too many.
 *
 * @param bases the functions of each axis
 * @param points how many there are
 */
record Candidates(List<AxisFunctions> bases, int points) {
  private static final int MOST_AXES = 3;
  private static final int MOST_CANDIDATES = 2000;

  /** Values of candidates at points that one choice may look at: it takes time in proportion. */
  private static final int MOST_WORK = 20_000_000;

  /** All terms of one axis, then those of more axes by total degree, as many as may be. */
  List<Term> all() {
    var terms = new ArrayList<Term>();
    for (int a = 0; a < bases.size(); a++) {
      for (int f = 0; f < bases.get(a).degrees().length; f++) {
        terms.add(new Term(new int[] {a}, new int[] {f}));
      }
    }
    int most = Math.min(MOST_CANDIDATES, Math.max(200, MOST_WORK / points));
    for (int degree = 2; degree <= AxisFunctions.MOST_DEGREE; degree++) {
      for (int axes = 2; axes <= MOST_AXES; axes++) {
        var more = new ArrayList<Term>();
        add(more, new int[0], new int[0], axes, degree, most - terms.size());
        if (terms.size() + more.size() > most) {
          return terms;
        }
        terms.addAll(more);
      }
    }
    return terms;
  }

  /**
   * Adds all products of the factors so far with some more.
   *
   * @param axes how many more factors
   * @param degree the sum of their degrees
   * @param enough with more than so many terms, the others do not matter
   */
  private void add(List<Term> terms, int[] so, int[] functions, int axes, int degree, int enough) {
    if (axes == 0) {
      if (degree == 0) {
        terms.add(new Term(so, functions));
      }
      return;
    }
    for (int a = so.length == 0 ? 0 : so[so.length - 1] + 1; a < bases.size(); a++) {
      var degrees = bases.get(a).degrees();
      for (int f = 0; f < degrees.length && terms.size() <= enough; f++) {
        if (degrees[f] <= degree - (axes - 1)) {
          add(terms, with(so, a), with(functions, f), axes - 1, degree - degrees[f], enough);
        }
      }
    }
  }

  private static int[] with(int[] values, int value) {
    var more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = value;
    return more;
  }
}

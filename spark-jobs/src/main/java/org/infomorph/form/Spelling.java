package org.infomorph.form;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a name that there is not. */
public final class Spelling {
  private Spelling() {}

  /**
   * The name that is most like the one written.
   *
   * @param names that there are
   * @return none if more than a third of the letters would have to change
   */
  public static Optional<String> nearest(String written, Collection<String> names) {
    return names.stream()
        .filter(name -> edits(written, name) <= Math.max(1, Math.min(3, name.length() / 3)))
        .min(Comparator.comparingInt(name -> edits(written, name)));
  }

  /**
   * How many letters have to be put in, taken out, replaced or exchanged with the next one; upper
   * and lower case are the same.
   */
  private static int edits(String one, String two) {
    var from = one.toLowerCase(Locale.ROOT);
    var to = two.toLowerCase(Locale.ROOT);
    if (Math.abs(from.length() - to.length()) > 3) {
      return Integer.MAX_VALUE; // and not long to compute, however long the texts
    }
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int least(int[][] edits, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int least =
        Math.min(
            edits[i - 1][j - 1] + (same ? 0 : 1), Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean exchanged =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return exchanged ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}

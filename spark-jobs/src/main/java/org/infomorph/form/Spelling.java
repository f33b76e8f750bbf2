package org.infomorph.form;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggestions for misspelt names. */
public final class Spelling {
  private Spelling() {}

  /**
   * The name most similar to the written one.
   *
   * @param names the known names
   * @return empty if more than a third of the letters would have to change
   */
  public static Optional<String> nearest(String written, Collection<String> names) {
    return names.stream()
        .filter(name -> edits(written, name) <= Math.max(1, Math.min(3, name.length() / 3)))
        .min(Comparator.comparingInt(name -> edits(written, name)));
  }

  /**
   * The number of insertions, deletions, replacements and swaps of neighbouring letters; case does
   * not matter.
   */
  private static int edits(String one, String two) {
    var from = one.toLowerCase(Locale.ROOT);
    var to = two.toLowerCase(Locale.ROOT);
    if (Math.abs(from.length() - to.length()) > 3) {
      return Integer.MAX_VALUE; // long texts would take long to compare
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

package org.infomorph.pid;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A set of source sets in which no set contains another: the name of an atom.
 *
 * <p>Source sets are bit masks over the sources 0 to 4: {@code 0b101} is the set of the first and
 * the third source. Sets are kept in canonical order, small sets first, then by their sources.
 *
 * @see <a href="https://doi.org/10.48550/arXiv.1004.2515">Williams, Beer 2010, section 3</a>
 */
public final class Antichain {
  /** The largest number of sources: six would have 7 828 352 antichains. */
  public static final int MAX_SOURCES = 5;

  /**
   * Small sets first. Of two sets of equal size, the set with the earlier source where they differ
   * comes first.
   */
  private static final Comparator<Integer> SET_ORDER = Antichain::compareSets;

  /**
   * Compares set by set; if one antichain is the beginning of the other, the shorter comes first.
   */
  static final Comparator<Antichain> LEXICOGRAPHIC =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.sets.length, b.sets.length); i++) {
          int order = compareSets(a.sets[i], b.sets[i]);
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.sets.length, b.sets.length);
      };

  private final int[] sets;

  private Antichain(int[] sets) {
    this.sets = sets;
  }

  /**
   * The antichain of the given source sets.
   *
   * @param sets bit masks, each from 1 to 31, in any order
   * @throws IllegalArgumentException if there is no set, a set is out of range, or one set contains
   *     another
   */
  public static Antichain of(int... sets) {
    if (sets.length == 0) {
      throw new IllegalArgumentException("an antichain needs at least one source set");
    }
    for (int set : sets) {
      if (set < 1 || set >= 1 << MAX_SOURCES) {
        throw new IllegalArgumentException(
            "source set " + set + "; allowed are bit masks from 1 to " + ((1 << MAX_SOURCES) - 1));
      }
    }
    for (int i = 0; i < sets.length; i++) {
      for (int j = 0; j < sets.length; j++) {
        if (i != j && (sets[i] & sets[j]) == sets[i]) {
          throw new IllegalArgumentException(
              "no antichain: the source set " + sets[i] + " is contained in " + sets[j]);
        }
      }
    }
    return new Antichain(
        Arrays.stream(sets).boxed().sorted(SET_ORDER).mapToInt(Integer::intValue).toArray());
  }

  /**
   * Reads an atom such as {@code {r}{cl}}; sets, and the names in a set, may come in any order, and
   * commas between names are optional.
   *
   * @param text the atom
   * @param names the sources' names, in order; distinct, without braces and commas
   * @throws IllegalArgumentException if the text names no atom of these sources
   */
  public static Antichain parse(String text, List<String> names) {
    return AtomNotation.of(names).parse(text);
  }

  /** Number of source sets. */
  public int size() {
    return sets.length;
  }

  /** One source set, as a bit mask; sets are in canonical order. */
  public int set(int index) {
    return sets[index];
  }

  /** All sources that occur, as a bit mask. */
  public int sources() {
    int union = 0;
    for (int set : sets) {
      union |= set;
    }
    return union;
  }

  /**
   * Prints the atom in the usual notation: {@code {r}{c}}, {@code {rc}}. Names in a set are
   * separated by commas only if two different sets of these sources would otherwise print alike.
   *
   * @param names the sources' names, in order; distinct, without braces and commas
   * @throws IllegalArgumentException if a source has no name or the names cannot be used
   */
  public String toString(List<String> names) {
    return AtomNotation.of(names).print(this);
  }

  /** Prints the atom with the sources counted from 1: {@code {1}{23}}. */
  @Override
  public String toString() {
    return toString(List.of("1", "2", "3", "4", "5"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Antichain that && Arrays.equals(sets, that.sets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sets);
  }

  private static int compareSets(int a, int b) {
    int order = Integer.compare(Integer.bitCount(a), Integer.bitCount(b));
    return order != 0 ? order : Integer.compare(Integer.reverse(b) >>> 1, Integer.reverse(a) >>> 1);
  }
}

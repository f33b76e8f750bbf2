package org.infomorph.pid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All antichains of n sources in canonical order, and the integer matrices that depend only on n.
 *
 * <p>{@code alpha <= beta} if every set of beta contains a set of alpha. The canonical order is by
 * the number of antichains below, then set by set; for two sources it is {1}, {2}, {1}{2}, {12}.
 *
 * <p>The union event of an antichain has probability {@code P_alpha = sum_S C[alpha, S] m_S}, with
 * m_S the marginal over the sources in S. Redundancies are sums of atoms, {@code I_alpha =
 * sum_{beta <= alpha} Pi_beta}. The lattice is distributive, so with L the lower covers of alpha
 *
 * <pre>Pi_alpha = sum_{S subset L} (-1)^|S| I_(meet of S and alpha)</pre>
 *
 * whose meets all differ. So the Möbius matrix M holds only 0, 1 and -1.
 *
 * @see <a href="https://doi.org/10.48550/arXiv.1004.2515">Williams, Beer 2010, theorem 3</a>
 * @see <a href="https://doi.org/10.1103/PhysRevE.103.032149">Makkeh, Gutknecht, Wibral 2021</a>
 */
public final class RedundancyLattice {
  /** Lattices are immutable and few, so each lattice is built once. */
  private static final Map<Integer, RedundancyLattice> BUILT = new ConcurrentHashMap<>();

  private final int sources;
  private final List<Antichain> antichains;

  /** By antichain: bit S is set if the source set S contains one of the antichain's sets. */
  private final int[] upsets;

  private final Map<Integer, Integer> indexOfUpset;
  private final IntegerMatrix union;
  private final IntegerMatrix moebius;

  private RedundancyLattice(int sources) {
    this.sources = sources;
    this.antichains = canonicalOrder(enumerate(sources), sources);
    this.upsets = antichains.stream().mapToInt(antichain -> upset(antichain, sources)).toArray();
    this.indexOfUpset = new HashMap<>();
    for (int i = 0; i < upsets.length; i++) {
      indexOfUpset.put(upsets[i], i);
    }
    this.union = unionMatrix();
    this.moebius = moebiusMatrix();
  }

  /**
   * The lattice of the given number of sources; the same instance every time.
   *
   * @param sources 1 to 5, with 1, 4, 18, 166 and 7579 antichains
   * @throws IllegalArgumentException if {@code sources} is out of range
   */
  public static RedundancyLattice of(int sources) {
    if (sources < 1 || sources > Antichain.MAX_SOURCES) {
      throw new IllegalArgumentException(
          "sources is " + sources + "; allowed are 1 to " + Antichain.MAX_SOURCES);
    }
    return BUILT.computeIfAbsent(sources, RedundancyLattice::new);
  }

  /** Number of antichains. */
  public int size() {
    return upsets.length;
  }

  /** Number of sources. */
  public int sources() {
    return sources;
  }

  /** The antichain at an index of the canonical order. */
  public Antichain antichain(int index) {
    return antichains.get(index);
  }

  /**
   * The index of an antichain in the canonical order.
   *
   * @throws IllegalArgumentException if the antichain has sources that this lattice does not have
   */
  public int indexOf(Antichain antichain) {
    if (antichain.sources() >= 1 << sources) {
      throw new IllegalArgumentException(antichain + " is no antichain of " + sources + " sources");
    }
    return indexOfUpset.get(upset(antichain, sources));
  }

  /** Whether the antichain at {@code a} is below the antichain at {@code b}, or equal to it. */
  public boolean below(int a, int b) {
    return (upsets[b] & ~upsets[a]) == 0;
  }

  /**
   * Index of the antichain whose only set contains all sources: its redundancy is I(T; all
   * sources).
   */
  public int top() {
    return indexOfUpset.get(1 << (1 << sources) - 1);
  }

  /**
   * Atoms from redundancies, Pi = M I.
   *
   * @param redundancies [size()], I_alpha in canonical order
   * @param atomsOut [size()], overwritten with Pi_alpha; must not be the array {@code redundancies}
   * @throws IllegalArgumentException if a length is not size()
   */
  public void atoms(double[] redundancies, double[] atomsOut) {
    checkLength("redundancies", redundancies);
    checkLength("atomsOut", atomsOut);
    moebius.times(redundancies, atomsOut);
  }

  /**
   * Weights of the redundancies from weights of the atoms, c = M^T Gamma, so that {@code sum Gamma
   * Pi = sum c I}.
   *
   * @param gamma [size()], weights of the atoms in canonical order
   * @param cOut [size()], overwritten with the weights of the redundancies; must not be the array
   *     {@code gamma}
   * @throws IllegalArgumentException if a length is not size()
   */
  public void redundancyWeights(double[] gamma, double[] cOut) {
    checkLength("gamma", gamma);
    checkLength("cOut", cOut);
    moebius.transposedTimes(gamma, cOut);
  }

  /** C: rows are antichains, columns are source sets as bit masks. */
  IntegerMatrix union() {
    return union;
  }

  /** M: rows are atoms, columns are redundancies. */
  IntegerMatrix moebius() {
    return moebius;
  }

  private void checkLength(String name, double[] array) {
    if (array.length != size()) {
      throw new IllegalArgumentException(
          name + " has " + array.length + " entries; " + sources + " sources need " + size());
    }
  }

  private IntegerMatrix unionMatrix() {
    IntegerMatrix.Builder builder = new IntegerMatrix.Builder();
    for (Antichain antichain : antichains) {
      int[] row = unionCoefficients(antichain);
      for (int set = 1; set < row.length; set++) {
        if (row[set] != 0) {
          builder.add(set, row[set]);
        }
      }
      builder.endRow();
    }
    return builder.build();
  }

  /** Adds one set a at a time: P(U or a) = P(U) + P(a) - P(U and a). */
  private int[] unionCoefficients(Antichain antichain) {
    int[] row = new int[1 << sources];
    for (int i = 0; i < antichain.size(); i++) {
      int added = antichain.set(i);
      int[] before = row.clone();
      row[added]++;
      for (int set = 1; set < row.length; set++) {
        row[set | added] -= before[set];
      }
    }
    return row;
  }

  private IntegerMatrix moebiusMatrix() {
    IntegerMatrix.Builder builder = new IntegerMatrix.Builder();
    for (int upset : upsets) {
      addMeets(builder, upset, lowerCovers(upset), 0, 1);
      builder.endRow();
    }
    return builder.build();
  }

  /** The source sets that each turn the upset into the upset of a lower cover. */
  private int lowerCovers(int upset) {
    int covers = 0;
    for (int set = 1; set < 1 << sources; set++) {
      int strictSupersets = supersets(set, sources) & ~(1 << set);
      if ((upset & 1 << set) == 0 && (strictSupersets & ~upset) == 0) {
        covers |= 1 << set;
      }
    }
    return covers;
  }

  /** Adds one entry per subset of the covers; the upset of a meet is the union of the upsets. */
  private void addMeets(
      IntegerMatrix.Builder builder, int upset, int covers, int chosen, int sign) {
    if (covers == 0) {
      builder.add(indexOfUpset.get(upset | chosen), sign);
      return;
    }
    int cover = Integer.lowestOneBit(covers);
    addMeets(builder, upset, covers & ~cover, chosen, sign);
    addMeets(builder, upset, covers & ~cover, chosen | cover, -sign);
  }

  private static List<Antichain> enumerate(int sources) {
    List<Antichain> found = new ArrayList<>();
    extend(sources, 1, new int[0], found);
    return found;
  }

  /**
   * Adds every antichain that begins with the chosen sets and continues with sets from {@code next}
   * on.
   */
  private static void extend(int sources, int next, int[] chosen, List<Antichain> found) {
    for (int set = next; set < 1 << sources; set++) {
      if (incomparable(set, chosen)) {
        int[] longer = Arrays.copyOf(chosen, chosen.length + 1);
        longer[chosen.length] = set;
        found.add(Antichain.of(longer));
        extend(sources, set + 1, longer, found);
      }
    }
  }

  private static boolean incomparable(int set, int[] others) {
    for (int other : others) {
      int common = set & other;
      if (common == set || common == other) {
        return false;
      }
    }
    return true;
  }

  private static List<Antichain> canonicalOrder(List<Antichain> antichains, int sources) {
    if (sources == 2) {
      return List.of(Antichain.of(1), Antichain.of(2), Antichain.of(1, 2), Antichain.of(3));
    }
    int all = -1 >>> 32 - (1 << sources) & ~1;
    Map<Integer, Integer> counted = new HashMap<>(Map.of(0, 1));
    Map<Antichain, Integer> below = new HashMap<>();
    for (Antichain antichain : antichains) {
      below.put(antichain, upsets(all & ~upset(antichain, sources), counted));
    }
    return antichains.stream()
        .sorted(
            Comparator.<Antichain>comparingInt(below::get).thenComparing(Antichain.LEXICOGRAPHIC))
        .toList();
  }

  /**
   * Counts the upsets within a family of source sets that has all subsets of its sets. So many
   * antichains are below an antichain, if the family has all sets that are not in its upset.
   *
   * <p>An upset has the largest set, and then any upset of the others, or it lacks the set, and
   * with it all subsets. Both leave a family that has all subsets of its sets, of which there are
   * as many as antichains.
   */
  private static int upsets(int family, Map<Integer, Integer> counted) {
    Integer known = counted.get(family);
    if (known != null) {
      return known;
    }
    int largest = 31 - Integer.numberOfLeadingZeros(family);
    int subsets = 0;
    for (int set = largest; set > 0; set = set - 1 & largest) {
      subsets |= 1 << set;
    }
    int count = upsets(family & ~(1 << largest), counted) + upsets(family & ~subsets, counted);
    counted.put(family, count);
    return count;
  }

  private static int upset(Antichain antichain, int sources) {
    int upset = 0;
    for (int i = 0; i < antichain.size(); i++) {
      upset |= supersets(antichain.set(i), sources);
    }
    return upset;
  }

  /** Bit S is set for every source set S that contains the given set, including the set itself. */
  private static int supersets(int set, int sources) {
    int result = 0;
    for (int other = set; other < 1 << sources; other++) {
      if ((other & set) == set) {
        result |= 1 << other;
      }
    }
    return result;
  }
}

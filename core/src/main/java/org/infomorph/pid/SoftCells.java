package org.infomorph.pid;

import java.util.Arrays;
import java.util.Optional;
import org.infomorph.bins.Memberships;

/**
 * Spreads the samples of a batch over cells, and gathers what the cells hold back to the samples. A
 * sample's share of a cell is the product of its shares of the cell's bins:
 *
 * <pre>
 * p(k, +1) = (1/B) sum_s theta_s m_s(k)    p(k, -1) = (1/B) sum_s (1 - theta_s) m_s(k)
 * m_s(k)   = prod_i m_{s,i}(k_i)
 * </pre>
 *
 * <p>Only the cells that a sample touches cost time. A cell has a slot: its code, where codes are
 * few, else its number in a hash table. Reusable; it allocates only where a batch touches more
 * cells than all earlier ones. Not thread-safe.
 */
final class SoftCells {
  /** Largest number of cells that have a slot each, whether occupied or not. */
  private static final int DENSE = 1 << 16;

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private final Memberships[] sources;
  private final int[] counts;
  private final boolean dense;

  /** The loops for three sources whose cells have a slot each; empty for others. */
  private final Optional<DenseCells> loops;

  /**
   * For each number of leading sources, without the last two: the tuples of their bins that the
   * current sample touches, by their codes, shares, and values that {@link #gather} sums up.
   */
  private final long[][] codes;

  private final double[][] shares;
  private final double[][] values;

  private int samples;
  private int slots;

  /** By slot. */
  private double[] minus;

  private double[] plus;

  /** By slot, for {@link #gather}: the derivative for the output -1, and what +1 adds to it. */
  private double[] base;

  private double[] rise;

  /** The occupied cells: their slots, their bins {@code [source][cell]}, and their masses. */
  private int cells;

  private int[] slotOfCell;
  private int[][] binsOfCell;
  private double[] cellMinus;
  private double[] cellPlus;

  /** Few codes only: {@code [source][slot]}. Many codes only: by slot. */
  private final int[][] binsOfSlot;

  private long[] codeOfSlot = {};

  /** Many codes only, by hash: a slot + 1, or 0. */
  private int[] table = {};

  /**
   * Cells of these sources.
   *
   * @param sources the memberships of each source, 3 or more; in front of fewer go sources of one
   *     bin
   * @param counts the number of bins of each source; their product fits a long
   */
  SoftCells(Memberships[] sources, int[] counts) {
    this.sources = sources;
    this.counts = counts;
    int leading = sources.length - 2;
    codes = new long[leading + 1][];
    shares = new double[leading + 1][];
    values = new double[leading + 1][];
    int touched = 1;
    for (int i = 0; i <= leading; i++) {
      codes[i] = new long[touched];
      shares[i] = new double[touched];
      values[i] = new double[touched];
      touched *= sources[i].stride();
    }
    shares[0][0] = 1;
    long range = 1;
    for (int count : counts) {
      range *= count;
    }
    dense = range <= DENSE;
    loops =
        dense && sources.length == 3
            ? Optional.of(new DenseCells(sources, counts))
            : Optional.empty();
    int room = dense ? (int) range + loops.map(DenseCells::beyond).orElse(0) : 1 << 10;
    minus = new double[room];
    plus = new double[room];
    base = new double[room];
    rise = new double[room];
    binsOfSlot = dense ? digits((int) range) : new int[0][];
    if (!dense) {
      codeOfSlot = new long[room];
      table = new int[2 * room];
    }
    allocateCells(1 << 8);
  }

  private int[][] digits(int range) {
    int[][] digits = new int[counts.length][range];
    for (int slot = 0; slot < range; slot++) {
      int rest = slot;
      for (int i = counts.length - 1; i >= 0; i--) {
        digits[i][slot] = rest % counts[i];
        rest /= counts[i];
      }
    }
    return digits;
  }

  private void allocateCells(int room) {
    slotOfCell = new int[room];
    binsOfCell = new int[counts.length][room];
    cellMinus = new double[room];
    cellPlus = new double[room];
  }

  /**
   * Spreads a batch. The sources' memberships are assigned before.
   *
   * @param theta the batch's firing probabilities are {@code theta[from..from+samples)}
   * @param weights the samples' weights are {@code weights[weightsFrom..]}
   * @return the number of occupied cells
   */
  int spread(double[] theta, int from, int samples, double[] weights, int weightsFrom) {
    this.samples = samples;
    empty();
    if (loops.isPresent()) {
      loops.get().spread(samples, theta, from, weights, weightsFrom, minus, plus);
    } else {
      for (int s = 0; s < samples; s++) {
        double weight = weights[weightsFrom + s];
        add(s, weight * (1 - theta[from + s]), weight * theta[from + s]);
      }
    }
    collect();
    return cells;
  }

  /** Adds one sample to its cells. */
  private void add(int s, double onMinus, double onPlus) {
    int leading = counts.length - 2;
    Memberships outer = sources[leading];
    Memberships inner = sources[leading + 1];
    int tuples = expand(s);
    for (int t = 0; t < tuples; t++) {
      long row = codes[leading][t] * counts[leading] + outer.first(s);
      for (int j = 0; j < outer.count(s); j++) {
        long code = (row + j) * counts[leading + 1] + inner.first(s);
        double share = shares[leading][t] * outer.shares()[s * outer.stride() + j];
        for (int k = 0; k < inner.count(s); k++) {
          double mass = share * inner.shares()[s * inner.stride() + k];
          int slot = slotOf(code + k);
          minus[slot] += onMinus * mass;
          plus[slot] += onPlus * mass;
        }
      }
    }
  }

  /** Lists the tuples of the bins of the leading sources that a sample touches. */
  private int expand(int sample) {
    int size = 1;
    for (int i = 0; i < counts.length - 2; i++) {
      Memberships source = sources[i];
      int count = source.count(sample);
      int first = source.first(sample);
      int at = sample * source.stride();
      double[] ofSource = source.shares();
      int next = 0;
      for (int t = 0; t < size; t++) {
        long code = codes[i][t] * counts[i] + first;
        double share = shares[i][t];
        for (int k = 0; k < count; k++) {
          codes[i + 1][next] = code + k;
          shares[i + 1][next++] = share * ofSource[at + k];
        }
      }
      size = next;
    }
    return size;
  }

  private void empty() {
    Arrays.fill(minus, 0, dense ? minus.length : slots, 0);
    Arrays.fill(plus, 0, dense ? minus.length : slots, 0);
    slots = dense ? binsOfSlot[0].length : 0;
    Arrays.fill(table, 0);
  }

  /** The slot of a cell, a new one if the cell has none. */
  private int slotOf(long code) {
    return dense ? (int) code : find(code);
  }

  private int find(long code) {
    int mask = table.length - 1;
    int hash = hash(code);
    while (table[hash] != 0) {
      int slot = table[hash] - 1;
      if (codeOfSlot[slot] == code) {
        return slot;
      }
      hash = hash + 1 & mask;
    }
    if (slots == codeOfSlot.length) {
      grow();
      return find(code);
    }
    codeOfSlot[slots] = code;
    table[hash] = ++slots;
    return slots - 1;
  }

  private int hash(long code) {
    return (int) (code * GOLDEN_RATIO >>> 64 - Integer.numberOfTrailingZeros(table.length));
  }

  /** Doubles the room; the table is at most half full. */
  private void grow() {
    int room = 2 * slots;
    minus = Arrays.copyOf(minus, room);
    plus = Arrays.copyOf(plus, room);
    base = new double[room];
    rise = new double[room];
    codeOfSlot = Arrays.copyOf(codeOfSlot, room);
    table = new int[2 * room];
    for (int slot = 0; slot < slots; slot++) {
      int hash = hash(codeOfSlot[slot]);
      while (table[hash] != 0) {
        hash = hash + 1 & table.length - 1;
      }
      table[hash] = slot + 1;
    }
  }

  /** Lists the slots with mass. A share may be 0 where an edge lies at the kernel's very end. */
  private void collect() {
    cells = 0;
    for (int slot = 0; slot < slots; slot++) {
      cells += minus[slot] != 0 ? 1 : 0; // what is no number counts, and makes a goal none
    }
    if (cells > slotOfCell.length) {
      allocateCells(Integer.highestOneBit(cells) << 1);
    }
    int cell = 0;
    for (int slot = 0; slot < slots; slot++) {
      if (minus[slot] != 0) {
        slotOfCell[cell] = slot;
        cellMinus[cell] = minus[slot];
        cellPlus[cell] = plus[slot];
        findBins(slot, cell);
        cell++;
      }
    }
  }

  private void findBins(int slot, int cell) {
    if (dense) {
      for (int i = 0; i < counts.length; i++) {
        binsOfCell[i][cell] = binsOfSlot[i][slot];
      }
      return;
    }
    long rest = codeOfSlot[slot];
    for (int i = counts.length - 1; i >= 0; i--) {
      binsOfCell[i][cell] = (int) (rest % counts[i]);
      rest /= counts[i];
    }
  }

  /** The number of sources. */
  int sources() {
    return counts.length;
  }

  /**
   * Each cell's bin for each of the last sources, {@code [source][cells or more]}.
   *
   * @param last how many sources
   */
  int[][] bins(int last) {
    return last == counts.length
        ? binsOfCell
        : Arrays.copyOfRange(binsOfCell, counts.length - last, counts.length);
  }

  /** [cells or more], each cell's mass with the output -1, times B. */
  double[] minus() {
    return cellMinus;
  }

  /** The same with the output +1. */
  double[] plus() {
    return cellPlus;
  }

  /**
   * The chain rule from the outcomes' probabilities back to the samples of the batch.
   *
   * @param byMinus by cell, dG/dp(k, -1) divided by the total weight
   * @param byPlus likewise for the output +1
   * @param theta the firing probabilities, as for {@link #spread}
   * @param thetaGradient [samples or more], overwritten with dG/dtheta, for samples with weight 1
   * @param driveGradients {@code [source][samples or more]}, overwritten with dG/dx at fixed theta;
   *     an empty array is left out
   */
  void gather(
      double[] byMinus,
      double[] byPlus,
      double[] theta,
      int from,
      double[] thetaGradient,
      double[][] driveGradients) {
    Arrays.fill(base, 0, slots, 0);
    Arrays.fill(rise, 0, slots, 0);
    for (int cell = 0; cell < cells; cell++) {
      base[slotOfCell[cell]] = byMinus[cell];
      rise[slotOfCell[cell]] = byPlus[cell] - byMinus[cell];
    }
    if (loops.isPresent()) {
      loops.get().gather(samples, theta, from, base, rise, thetaGradient, driveGradients);
      return;
    }
    int leading = counts.length - 2;
    for (int s = 0; s < samples; s++) {
      int tuples = expand(s);
      thetaGradient[s] = sum(s, tuples, theta[from + s], driveGradients);
      for (int i = leading - 1; i >= 0; i--) {
        tuples = sumOver(i, s, tuples, driveGradients[i]);
      }
    }
  }

  /** Sums over the bins of the last two sources; returns dG/dtheta. */
  private double sum(int s, int tuples, double theta, double[][] driveGradients) {
    int leading = counts.length - 2;
    Memberships outer = sources[leading];
    Memberships inner = sources[leading + 1];
    double byTheta = 0;
    double byOuter = 0;
    double byInner = 0;
    for (int t = 0; t < tuples; t++) {
      long row = codes[leading][t] * counts[leading] + outer.first(s);
      values[leading][t] = 0;
      for (int j = 0; j < outer.count(s); j++) {
        long code = (row + j) * counts[leading + 1] + inner.first(s);
        double outerShare = outer.shares()[s * outer.stride() + j];
        double outerSlope = outer.slopes()[s * outer.stride() + j];
        for (int k = 0; k < inner.count(s); k++) {
          int slot = slotOf(code + k);
          double innerShare = inner.shares()[s * inner.stride() + k];
          double value = base[slot] + theta * rise[slot];
          double share = shares[leading][t] * outerShare;
          values[leading][t] += outerShare * innerShare * value;
          byOuter += shares[leading][t] * outerSlope * innerShare * value;
          byInner += share * inner.slopes()[s * inner.stride() + k] * value;
          byTheta += share * innerShare * rise[slot];
        }
      }
    }
    write(driveGradients[leading], s, byOuter);
    write(driveGradients[leading + 1], s, byInner);
    return byTheta;
  }

  private static void write(double[] driveGradient, int sample, double value) {
    if (driveGradient.length > 0) {
      driveGradient[sample] = value;
    }
  }

  /** Sums over the bins of source i; returns the number of tuples that remain. */
  private int sumOver(int i, int s, int tuples, double[] driveGradient) {
    Memberships source = sources[i];
    double[] ofSource = source.shares();
    double[] slopes = source.slopes();
    int count = source.count(s);
    int at = s * source.stride();
    int remaining = tuples / count;
    double byDrive = 0;
    for (int t = 0; t < remaining; t++) {
      double value = 0;
      double slope = 0;
      for (int k = 0; k < count; k++) {
        value += ofSource[at + k] * values[i + 1][t * count + k];
        slope += slopes[at + k] * values[i + 1][t * count + k];
      }
      values[i][t] = value;
      byDrive += shares[i][t] * slope;
    }
    write(driveGradient, s, byDrive);
    return remaining;
  }
}

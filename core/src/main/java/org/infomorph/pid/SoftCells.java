package org.infomorph.pid;

import java.util.Arrays;
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
   * @param sources the memberships of each source, 2 or more
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
      touched *= sources[i].most();
    }
    shares[0][0] = 1;
    long range = 1;
    for (int count : counts) {
      range *= count;
    }
    dense = range <= DENSE;
    int room = dense ? (int) range : 1 << 10;
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
    for (int s = 0; s < samples; s++) {
      double weight = weights[weightsFrom + s];
      double onPlus = weight * theta[from + s];
      double onMinus = weight * (1 - theta[from + s]);
      if (dense) {
        addDense(s, onMinus, onPlus);
      } else {
        addHashed(s, onMinus, onPlus);
      }
    }
    collect();
    return cells;
  }

  /** Adds one sample to its cells. */
  private void addDense(int s, double onMinus, double onPlus) {
    int leading = counts.length - 2;
    Memberships outer = sources[leading];
    Memberships inner = sources[leading + 1];
    double[] outerShares = outer.shares();
    double[] innerShares = inner.shares();
    double[] toMinus = minus;
    double[] toPlus = plus;
    int outerCount = outer.count(s);
    int innerCount = inner.count(s);
    int outerAt = s * outer.most();
    int innerAt = s * inner.most();
    int tuples = expand(s);
    for (int t = 0; t < tuples; t++) {
      int row = (int) codes[leading][t] * counts[leading] + outer.first(s);
      for (int j = 0; j < outerCount; j++) {
        int slot = (row + j) * counts[leading + 1] + inner.first(s);
        double share = shares[leading][t] * outerShares[outerAt + j];
        double shareOfMinus = share * onMinus;
        double shareOfPlus = share * onPlus;
        int k = 0;
        for (; k + 2 <= innerCount; k += 2) { // two at a time: the JIT's way is for long loops
          double first = innerShares[innerAt + k];
          double second = innerShares[innerAt + k + 1];
          toMinus[slot + k] += shareOfMinus * first;
          toPlus[slot + k] += shareOfPlus * first;
          toMinus[slot + k + 1] += shareOfMinus * second;
          toPlus[slot + k + 1] += shareOfPlus * second;
        }
        if (k < innerCount) {
          toMinus[slot + k] += shareOfMinus * innerShares[innerAt + k];
          toPlus[slot + k] += shareOfPlus * innerShares[innerAt + k];
        }
      }
    }
  }

  /** The same where the slots of the cells have to be looked up. */
  private void addHashed(int s, double onMinus, double onPlus) {
    int leading = counts.length - 2;
    Memberships outer = sources[leading];
    Memberships inner = sources[leading + 1];
    int tuples = expand(s);
    for (int t = 0; t < tuples; t++) {
      long row = codes[leading][t] * counts[leading] + outer.first(s);
      for (int j = 0; j < outer.count(s); j++) {
        long code = (row + j) * counts[leading + 1] + inner.first(s);
        double share = shares[leading][t] * outer.shares()[s * outer.most() + j];
        for (int k = 0; k < inner.count(s); k++) {
          double mass = share * inner.shares()[s * inner.most() + k];
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
      int at = sample * source.most();
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
    int used = dense ? minus.length : slots;
    Arrays.fill(minus, 0, used, 0);
    Arrays.fill(plus, 0, used, 0);
    slots = dense ? used : 0;
    Arrays.fill(table, 0);
  }

  /** The slot of a cell, a new one if the cell has none. */
  private int slotOf(long code) {
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
      return slotOf(code);
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
    int leading = counts.length - 2;
    for (int s = 0; s < samples; s++) {
      int tuples = expand(s);
      thetaGradient[s] =
          dense
              ? sumDense(s, tuples, theta[from + s], driveGradients)
              : sumHashed(s, tuples, theta[from + s], driveGradients);
      for (int i = leading - 1; i >= 0; i--) {
        tuples = sumOver(i, s, tuples, driveGradients[i]);
      }
    }
  }

  /** Sums over the bins of the last two sources; returns dG/dtheta. */
  private double sumDense(int s, int tuples, double theta, double[][] driveGradients) {
    int leading = counts.length - 2;
    Memberships outer = sources[leading];
    Memberships inner = sources[leading + 1];
    double[] outerShares = outer.shares();
    double[] outerSlopes = outer.slopes();
    double[] innerShares = inner.shares();
    double[] innerSlopes = inner.slopes();
    double[] ofMinus = base;
    double[] more = rise;
    int outerCount = outer.count(s);
    int innerCount = inner.count(s);
    int outerAt = s * outer.most();
    int innerAt = s * inner.most();
    double byTheta = 0;
    double byOuter = 0;
    double byInner = 0;
    for (int t = 0; t < tuples; t++) {
      int row = (int) codes[leading][t] * counts[leading] + outer.first(s);
      double share = shares[leading][t];
      double valueOfTuple = 0;
      for (int j = 0; j < outerCount; j++) {
        int slot = (row + j) * counts[leading + 1] + inner.first(s);
        double onMinus = 0;
        double difference = 0;
        double slope = 0;
        int k = 0;
        for (; k + 2 <= innerCount; k += 2) {
          double b = ofMinus[slot + k];
          double r = more[slot + k];
          double ofBin = innerShares[innerAt + k];
          double b2 = ofMinus[slot + k + 1];
          double r2 = more[slot + k + 1];
          double ofBin2 = innerShares[innerAt + k + 1];
          onMinus += ofBin * b + ofBin2 * b2;
          difference += ofBin * r + ofBin2 * r2;
          slope +=
              innerSlopes[innerAt + k] * (b + theta * r)
                  + innerSlopes[innerAt + k + 1] * (b2 + theta * r2);
        }
        if (k < innerCount) {
          double b = ofMinus[slot + k];
          double r = more[slot + k];
          onMinus += innerShares[innerAt + k] * b;
          difference += innerShares[innerAt + k] * r;
          slope += innerSlopes[innerAt + k] * (b + theta * r);
        }
        double value = onMinus + theta * difference;
        double shareOfRow = share * outerShares[outerAt + j];
        valueOfTuple += outerShares[outerAt + j] * value;
        byOuter += share * outerSlopes[outerAt + j] * value;
        byInner += shareOfRow * slope;
        byTheta += shareOfRow * difference;
      }
      values[leading][t] = valueOfTuple;
    }
    write(driveGradients[leading], s, byOuter);
    write(driveGradients[leading + 1], s, byInner);
    return byTheta;
  }

  /** The same where the slots of the cells have to be looked up. */
  private double sumHashed(int s, int tuples, double theta, double[][] driveGradients) {
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
        double outerShare = outer.shares()[s * outer.most() + j];
        double outerSlope = outer.slopes()[s * outer.most() + j];
        for (int k = 0; k < inner.count(s); k++) {
          int slot = slotOf(code + k);
          double innerShare = inner.shares()[s * inner.most() + k];
          double value = base[slot] + theta * rise[slot];
          double share = shares[leading][t] * outerShare;
          values[leading][t] += outerShare * innerShare * value;
          byOuter += shares[leading][t] * outerSlope * innerShare * value;
          byInner += share * inner.slopes()[s * inner.most() + k] * value;
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
    int at = s * source.most();
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

package org.infomorph.pid;

import java.util.Arrays;
import org.infomorph.math.StrictLog;

/**
 * The joint distribution p(cell, y) of binned sources and a target, over the occupied cells.
 *
 * <p>A cell is a tuple of bins, one per source; an outcome is a cell together with a value of the
 * target. For a neuron, the target is the neuron's output, and each sample counts with its firing
 * probability theta, not with a sampled output:
 *
 * <pre>
 * p(cell, +1) = (1/B) sum_{s in cell} theta_s    p(cell, -1) = (1/B) sum_{s in cell} (1 - theta_s)
 * </pre>
 *
 * with target value 0 for the output -1 and 1 for +1. For a table of observations, the target has
 * any number of values. A histogram is refilled batch after batch without allocation. Not
 * thread-safe.
 *
 * @see <a href="https://doi.org/10.48550/arXiv.2306.02149">Makkeh et al. 2025</a>
 */
public final class JointHistogram {
  private final int sources;
  private final int targets;
  private final int capacity;

  /** Whether the outcomes are all cells with the output -1, followed by all cells with +1. */
  private final boolean binary;

  private final CellIndex index;
  private final int[] firstOfNumber;
  private final int[] cellOfSample;
  private final int[] counts;

  /** [sources][cells] */
  private final int[][] binsOfCell;

  private final double[] targetProbabilities;

  /** [outcomes] */
  private final double[] probabilities;

  /** Tables only, [outcomes]. */
  private final int[] outcomeCells;

  /** Tables only, [outcomes]. */
  private final int[] outcomeTargets;

  private int samples;
  private double totalWeight;
  private int cells;
  private int outcomes;

  /** By source set; computed on request. */
  private final Marginal[] marginals;

  private final boolean[] upToDate;

  /**
   * An empty histogram for one neuron.
   *
   * @param sources 1 to 5
   * @param maxSamples largest batch it will hold, 1 or more
   */
  public JointHistogram(int sources, int maxSamples) {
    this(sources, 2, maxSamples, true);
  }

  private JointHistogram(int sources, int targets, int capacity, boolean binary) {
    if (sources < 1 || sources > Antichain.MAX_SOURCES) {
      throw new IllegalArgumentException(
          "sources is " + sources + "; allowed are 1 to " + Antichain.MAX_SOURCES);
    }
    if (capacity < 1) {
      throw new IllegalArgumentException("maxSamples is " + capacity + "; allowed is 1 or more");
    }
    this.sources = sources;
    this.targets = targets;
    this.capacity = capacity;
    this.binary = binary;
    this.index = new CellIndex(capacity);
    this.firstOfNumber = new int[capacity];
    this.cellOfSample = new int[capacity];
    this.counts = new int[sources];
    this.binsOfCell = new int[sources][capacity];
    this.targetProbabilities = new double[targets];
    this.probabilities = new double[binary ? 2 * capacity : capacity];
    this.outcomeCells = new int[binary ? 0 : capacity];
    this.outcomeTargets = new int[binary ? 0 : capacity];
    this.marginals = new Marginal[1 << sources];
    this.upToDate = new boolean[1 << sources];
  }

  /**
   * The distribution of a table of observations or outcomes. Rows with weight 0 are left out.
   *
   * @param values [sources][rows], 0 or more; the product of (largest value + 1) over the sources
   *     must fit a long
   * @param target [rows], 0 or more
   * @param weights [rows], finite, 0 or more, not all 0; need not sum to 1
   * @throws IllegalArgumentException if lengths differ or a value or weight is not allowed
   */
  public static JointHistogram ofTable(int[][] values, int[] target, double[] weights) {
    int[] rows = Tables.rowsOfPositiveWeight(values, target, weights);
    JointHistogram histogram =
        new JointHistogram(values.length, Tables.largest(target) + 1, rows.length, false);
    histogram.fillTable(
        Tables.select(values, rows), Tables.select(target, rows), Tables.select(weights, rows));
    return histogram;
  }

  /**
   * Overwrites the histogram with a batch of one neuron.
   *
   * @param bins [sources][samples or more], each sample's bin for each source
   * @param counts [sources], number of bins: bins are from 0 to {@code counts[i] - 1}
   * @param theta the batch's firing probabilities are {@code theta[from..from+samples)}, in [0, 1]
   * @param from index of the first sample in {@code theta}
   * @param samples 1 to the capacity
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public void fill(int[][] bins, int[] counts, double[] theta, int from, int samples) {
    fillBinsOf(bins, counts, samples);
    accumulate(theta, from);
    normalise(samples);
  }

  /**
   * The same for samples of unequal weight.
   *
   * @param weights the samples' weights are {@code weights[weightsFrom..weightsFrom+samples)}, all
   *     positive and finite
   * @param weightsFrom index of the first sample in {@code weights}
   */
  public void fillWeighted(
      int[][] bins,
      int[] counts,
      double[] theta,
      int from,
      int samples,
      double[] weights,
      int weightsFrom) {
    fillBinsOf(bins, counts, samples);
    accumulate(theta, from, weights, weightsFrom);
    normalise(sum(weights, weightsFrom, weightsFrom + samples));
  }

  /**
   * Overwrites the histogram with a neuron's masses on distinct cells; they take the place of the
   * samples.
   *
   * @param bins [sources][cells or more], each cell's bin for each source
   * @param counts [sources], number of bins
   * @param minus [cells or more], the mass of each cell with the output -1, positive
   * @param plus likewise with the output +1
   * @param cells 1 to the capacity
   * @param total the sum of all masses, the total weight of the samples
   */
  void fillMasses(
      int[][] bins, int[] counts, double[] minus, double[] plus, int cells, double total) {
    fillBinsOf(bins, counts, cells);
    System.arraycopy(minus, 0, probabilities, 0, cells);
    System.arraycopy(plus, 0, probabilities, cells, cells);
    normalise(total);
  }

  private void fillBinsOf(int[][] bins, int[] counts, int samples) {
    if (!binary) {
      throw new IllegalArgumentException("this histogram holds a table, not a neuron");
    }
    if (samples < 1 || samples > capacity) {
      throw new IllegalArgumentException(
          "samples is " + samples + "; allowed are 1 to " + capacity);
    }
    if (bins.length != sources || counts.length != sources) {
      throw new IllegalArgumentException(
          "bins of " + bins.length + " sources, counts of " + counts.length + "; need " + sources);
    }
    fillCells(bins, counts, samples);
    outcomes = 2 * cells;
    Arrays.fill(probabilities, 0, outcomes, 0);
  }

  private void normalise(double total) {
    totalWeight = total;
    for (int outcome = 0; outcome < outcomes; outcome++) {
      probabilities[outcome] /= total;
    }
    targetProbabilities[0] = sum(probabilities, 0, cells);
    targetProbabilities[1] = sum(probabilities, cells, outcomes);
  }

  /** Sums 1 - theta separately: a difference of sums would lose the digits of small values. */
  private void accumulate(double[] theta, int from) {
    int plus = cells;
    for (int s = 0; s < samples; s++) {
      int cell = cellOfSample[s];
      probabilities[cell] += 1 - theta[from + s];
      probabilities[plus + cell] += theta[from + s];
    }
  }

  private void accumulate(double[] theta, int from, double[] weights, int weightsFrom) {
    int plus = cells;
    for (int s = 0; s < samples; s++) {
      int cell = cellOfSample[s];
      double weight = weights[weightsFrom + s];
      probabilities[cell] += weight * (1 - theta[from + s]);
      probabilities[plus + cell] += weight * theta[from + s];
    }
  }

  private void fillTable(int[][] values, int[] target, double[] weights) {
    int[] largest = Arrays.stream(values).mapToInt(column -> Tables.largest(column) + 1).toArray();
    fillCells(values, largest, target.length);
    int[] outcomeOfRow = new int[samples];
    outcomes =
        index.number(
            new int[][] {cellOfSample, target},
            new int[] {cells, targets},
            0b11,
            samples,
            outcomeOfRow,
            firstOfNumber);
    double total = sum(weights, 0, samples);
    for (int row = 0; row < samples; row++) {
      probabilities[outcomeOfRow[row]] += weights[row] / total;
      targetProbabilities[target[row]] += weights[row] / total;
    }
    for (int outcome = 0; outcome < outcomes; outcome++) {
      outcomeCells[outcome] = cellOfSample[firstOfNumber[outcome]];
      outcomeTargets[outcome] = target[firstOfNumber[outcome]];
    }
  }

  /** Finds the occupied cells, each sample's cell, and each cell's bins. */
  private void fillCells(int[][] bins, int[] counts, int samples) {
    this.samples = samples;
    System.arraycopy(counts, 0, this.counts, 0, sources);
    cells = index.number(bins, counts, allSources(), samples, cellOfSample, firstOfNumber);
    for (int i = 0; i < sources; i++) {
      for (int cell = 0; cell < cells; cell++) {
        binsOfCell[i][cell] = bins[i][firstOfNumber[cell]];
      }
    }
    Arrays.fill(upToDate, false);
  }

  private int allSources() {
    return (1 << sources) - 1;
  }

  /** The marginal over a set of sources, on its own occupied cells. Valid until the next fill. */
  Marginal marginal(int set) {
    if (!upToDate[set]) {
      if (marginals[set] == null) {
        marginals[set] = binary ? Marginal.ofBinary(capacity) : Marginal.ofTable(cells, outcomes);
      }
      fillMarginal(marginals[set], set);
      upToDate[set] = true;
    }
    return marginals[set];
  }

  private void fillMarginal(Marginal marginal, int set) {
    if (set == allSources()) { // the cells themselves
      marginal.count = cells;
      for (int cell = 0; cell < cells; cell++) {
        marginal.ids[cell] = cell;
        marginal.first[cell] = cell;
      }
    } else {
      marginal.count = index.number(binsOfCell, counts, set, cells, marginal.ids, marginal.first);
    }
    if (binary) {
      sumBinary(marginal);
    } else {
      sumTable(marginal);
    }
  }

  private void sumBinary(Marginal marginal) {
    double[] joint = marginal.joint;
    int[] ids = marginal.ids;
    int plus = marginal.count;
    Arrays.fill(joint, 0, 2 * plus, 0);
    for (int cell = 0; cell < cells; cell++) {
      joint[ids[cell]] += probabilities[cell];
      joint[plus + ids[cell]] += probabilities[cells + cell];
    }
  }

  private void sumTable(Marginal marginal) {
    int[] ids = new int[outcomes];
    for (int o = 0; o < outcomes; o++) {
      ids[o] = marginal.ids[outcomeCells[o]];
    }
    index.number(
        new int[][] {ids, outcomeTargets},
        new int[] {marginal.count, targets},
        0b11,
        outcomes,
        marginal.outcomeIds,
        firstOfNumber);
    for (int o = 0; o < outcomes; o++) {
      marginal.joint[marginal.outcomeIds[o]] += probabilities[o];
      marginal.total[ids[o]] += probabilities[o];
    }
  }

  /**
   * For each outcome in {@code [from, to)}, the marginal over a set of sources at the outcome's
   * bins. All measures of information are sums over outcomes of such marginals.
   *
   * @param set the sources, as a bit mask, not 0
   * @param from index of the first outcome
   * @param to index after the last outcome
   * @param joint {@code joint[0..to-from)} is overwritten with the probabilities of the bins and
   *     the outcome's target value
   * @param total {@code total[0..to-from)} is overwritten with the probabilities of the bins
   */
  public void spread(int set, int from, int to, double[] joint, double[] total) {
    Marginal marginal = marginal(set);
    for (int o = from; o < to; o++) {
      int id = marginal.ids[cellOf(o)];
      if (binary) {
        joint[o - from] = marginal.joint[targetOf(o) * marginal.count + id];
        total[o - from] = marginal.joint[id] + marginal.joint[marginal.count + id];
      } else {
        joint[o - from] = marginal.joint[marginal.outcomeIds[o]];
        total[o - from] = marginal.total[id];
      }
    }
  }

  /** Overwrites {@code out[from..from+samples)} with the value of each sample's cell. */
  void gather(double[] valueOfCell, double[] out, int from) {
    for (int s = 0; s < samples; s++) {
      out[from + s] = valueOfCell[cellOfSample[s]];
    }
  }

  boolean isBinary() {
    return binary;
  }

  /** Number of sources. */
  public int sources() {
    return sources;
  }

  /** Number of possible values of the target. */
  public int targets() {
    return targets;
  }

  /**
   * Number of samples, or of rows with positive weight. Where a neuron's masses were given cell by
   * cell, as for soft bins, each cell counts as one sample.
   */
  public int samples() {
    return samples;
  }

  /**
   * The total weight of the samples in a neuron's histogram; their number if all have equal weight.
   */
  double totalWeight() {
    return totalWeight;
  }

  /** Number of occupied cells. */
  public int cells() {
    return cells;
  }

  /** The bin of a source in a cell. */
  public int bin(int source, int cell) {
    return binsOfCell[source][cell];
  }

  /** The cell of one of the {@link #samples}, from 0 to {@code cells() - 1}. */
  public int cellOfSample(int sample) {
    return cellOfSample[sample];
  }

  /** Number of outcomes: two per cell for a neuron, the occurring ones for a table. */
  public int outcomes() {
    return outcomes;
  }

  /** The cell of an outcome. */
  public int cellOf(int outcome) {
    if (binary) {
      return outcome < cells ? outcome : outcome - cells;
    }
    return outcomeCells[outcome];
  }

  /** The target's value in an outcome. */
  public int targetOf(int outcome) {
    if (binary) {
      return outcome < cells ? 0 : 1;
    }
    return outcomeTargets[outcome];
  }

  /** The probability p(cell, y) of an outcome. */
  public double probability(int outcome) {
    return probabilities[outcome];
  }

  /** The probability p(y) of a value of the target. */
  public double targetProbability(int target) {
    return targetProbabilities[target];
  }

  /** H(Y) in bits. */
  public double targetEntropy() {
    double nats = 0;
    for (double p : targetProbabilities) {
      nats -= p > 0 ? p * StrictLog.ln(p) : 0;
    }
    return nats / StrictLog.LN2;
  }

  private static double sum(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }
}

package org.infomorph.pid;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.bins.Memberships;

/**
 * Shared exclusions on soft bins: each drive belongs to several bins by shares, and a sample to the
 * cells of these bins by the products of the shares. The goal's gradient goes through the firing
 * probabilities and through the shares,
 *
 * <pre>
 * dG/dtheta_s = (1/B) sum_k m_s(k) ( U(k, +1) - U(k, -1) )                    U(k, y) = dG/dp(k, y)
 * dG/dx_{s,i} = (1/B) sum_k dm_s(k)/dx_{s,i} ( theta_s U(k, +1) + (1 - theta_s) U(k, -1) )
 * </pre>
 *
 * with the edges of the bins taken as constant. Sources with and without a kernel can be mixed; if
 * no source has one, {@link BinnedObjective} gives the same in less time.
 *
 * @see SoftCells
 * @see LinearGoal
 * @see org.infomorph.bins.Kernel
 */
public final class SoftObjective implements Objective {
  /** The largest number of cells that a batch may occupy. */
  public static final int MOST_CELLS = 1 << 24;

  private static final int LEAST_SOURCES = 3;

  private final RedundancyLattice lattice;
  private final List<BinnedObjective.GoalWeights> weights;
  private final Memberships[] memberships;
  private final int[] counts;
  private final SoftCells cells;
  private final GoalAtoms atoms;
  private final double[] ones;

  /** [source][capacity]; empty for a source with hard bins. */
  private final double[][] direct;

  /** By goal: the arrays of {@link #direct} that follow the goal, the others empty. */
  private final double[][][] directOfGoal;

  private double[] theta = {};
  private int from;

  /** These have room for the occupied cells; they are replaced if a batch occupies more. */
  private int room;

  private JointHistogram histogram;
  private LinearGoal[] goals;
  private double[] byMinus;
  private double[] byPlus;

  /**
   * An objective of neurons with these bins and goals.
   *
   * @param binnings one for each source, 1 to 5
   * @param weights one goal, or one for each source
   * @param capacity largest number of samples of a batch, 1 or more
   * @throws IllegalArgumentException if a length or a weight is not allowed, or if a batch may
   *     occupy more than {@link #MOST_CELLS} cells
   */
  public SoftObjective(
      List<Binning> binnings, List<BinnedObjective.GoalWeights> weights, int capacity) {
    double most = mostCells(binnings, capacity);
    if (most > MOST_CELLS) {
      throw new IllegalArgumentException(
          "a batch of %d samples may occupy %.0f cells; allowed are %d"
              .formatted(capacity, most, MOST_CELLS));
    }
    int sources = binnings.size();
    this.weights = List.copyOf(weights);
    lattice = RedundancyLattice.of(sources);
    counts = binnings.stream().mapToInt(Binning::count).toArray();
    memberships =
        binnings.stream().map(each -> each.memberships(capacity)).toArray(Memberships[]::new);
    cells = cells(capacity);
    atoms = new GoalAtoms(lattice, weights);
    ones = new double[capacity];
    Arrays.fill(ones, 1);
    direct = new double[sources][];
    directOfGoal = new double[weights.size()][cells.sources()][0];
    int extra = cells.sources() - sources;
    for (int i = 0; i < sources; i++) {
      direct[i] = new double[binnings.get(i).isSoft() ? capacity : 0];
      directOfGoal[weights.size() == 1 ? 0 : i][extra + i] = direct[i];
    }
    makeRoom(capacity);
  }

  /**
   * The largest number of cells that a batch can occupy: all cells, or those that each sample
   * touches.
   *
   * @param binnings one for each source
   * @param samples number of samples of the batch
   */
  public static double mostCells(List<Binning> binnings, double samples) {
    double all = 1;
    double touched = samples;
    for (Binning each : binnings) {
      all *= each.count();
      touched *= each.mostTouched();
    }
    return Math.min(all, touched);
  }

  /** Cells have three sources or more: sources of a single bin go before fewer ones. */
  private SoftCells cells(int capacity) {
    int extra = Math.max(0, LEAST_SOURCES - counts.length);
    Memberships[] all = new Memberships[extra + counts.length];
    int[] allCounts = new int[all.length];
    Binning one = new Binning(1, new BinRange.Fixed(0, 1));
    for (int i = 0; i < all.length; i++) {
      all[i] = i < extra ? one.memberships(capacity) : memberships[i - extra];
      allCounts[i] = i < extra ? 1 : counts[i - extra];
    }
    return new SoftCells(all, allCounts);
  }

  private void makeRoom(int cells) {
    room = cells;
    histogram = new JointHistogram(lattice.sources(), room);
    goals =
        weights.stream()
            .map(each -> new LinearGoal(lattice, each.atoms(), each.residual(), room))
            .toArray(LinearGoal[]::new);
    byMinus = new double[room];
    byPlus = new double[room];
  }

  @Override
  public void observe(double[][] drives, double[] theta, int from, int samples) {
    observe(drives, theta, from, samples, ones, 0);
  }

  @Override
  public void observe(
      double[][] drives,
      double[] theta,
      int from,
      int samples,
      double[] sampleWeights,
      int weightsFrom) {
    this.theta = theta;
    this.from = from;
    for (int i = 0; i < memberships.length; i++) {
      memberships[i].assign(drives[i], from, samples);
    }
    int occupied = cells.spread(theta, from, samples, sampleWeights, weightsFrom);
    if (occupied > room) {
      makeRoom(Integer.highestOneBit(occupied) << 1);
    }
    double total = 0;
    for (int s = 0; s < samples; s++) {
      total += sampleWeights[weightsFrom + s];
    }
    histogram.fillMasses(
        cells.bins(counts.length), counts, cells.minus(), cells.plus(), occupied, total);
  }

  @Override
  public int goals() {
    return directOfGoal.length;
  }

  @Override
  public double gradient(int goal, double[] thetaGradient) {
    double value = goals[goal].outcomeGradients(histogram, byMinus, byPlus);
    cells.gather(byMinus, byPlus, theta, from, thetaGradient, directOfGoal[goal]);
    return value;
  }

  @Override
  public void addDriveGradients(double[][] driveGradients, int to, int first, int count) {
    for (int i = 0; i < direct.length; i++) {
      if (direct[i].length > 0) {
        for (int s = 0; s < count; s++) {
          driveGradients[i][to + s] += direct[i][first + s];
        }
      }
    }
  }

  @Override
  public void addAtoms(double[] bits) {
    atoms.add(histogram, bits);
  }

  @Override
  public Optional<JointHistogram> distribution() {
    return Optional.of(histogram);
  }

  @Override
  public double valueOf(double[] bits) {
    return atoms.value(bits);
  }

  @Override
  public List<String> atomNames(List<String> sources) {
    return atoms.names(sources);
  }
}

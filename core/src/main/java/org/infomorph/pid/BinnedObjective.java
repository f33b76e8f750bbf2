package org.infomorph.pid;

import java.util.List;
import java.util.Optional;
import org.infomorph.bins.BinAssigner;
import org.infomorph.bins.Binning;

/**
 * Shared exclusions on hard bins: each drive lies in one bin, and bins are treated as constant, so
 * the gradient goes only through the firing probabilities.
 *
 * @see SoftObjective
 * @see LinearGoal
 * @see SharedExclusions
 */
public final class BinnedObjective implements Objective {
  private final BinAssigner[] assigners;
  private final int[] counts;
  private final int[][] bins;
  private final JointHistogram histogram;
  private final LinearGoal[] goals;
  private final GoalAtoms atoms;

  /**
   * The weights of one goal.
   *
   * @param atoms the weight of each atom of the lattice, in canonical order, finite
   * @param residual the weight of the residual entropy, finite
   */
  public record GoalWeights(double[] atoms, double residual) {}

  /**
   * An objective of neurons with these bins and goals.
   *
   * @param binnings one for each source, 1 to 5
   * @param weights one goal, or one for each source
   * @param capacity largest number of samples of a batch, 1 or more
   * @throws IllegalArgumentException if a length or a weight is not allowed
   */
  public BinnedObjective(List<Binning> binnings, List<GoalWeights> weights, int capacity) {
    int sources = binnings.size();
    RedundancyLattice lattice = RedundancyLattice.of(sources);
    assigners = new BinAssigner[sources];
    counts = new int[sources];
    bins = new int[sources][capacity];
    for (int i = 0; i < sources; i++) {
      assigners[i] = binnings.get(i).assigner(capacity);
      counts[i] = binnings.get(i).count();
    }
    histogram = new JointHistogram(sources, capacity);
    goals = new LinearGoal[weights.size()];
    for (int g = 0; g < goals.length; g++) {
      GoalWeights each = weights.get(g);
      goals[g] = new LinearGoal(lattice, each.atoms(), each.residual(), capacity);
    }
    atoms = new GoalAtoms(lattice, weights);
  }

  @Override
  public void observe(double[][] drives, double[] theta, int from, int samples) {
    assign(drives, from, samples);
    histogram.fill(bins, counts, theta, from, samples);
  }

  @Override
  public void observe(
      double[][] drives,
      double[] theta,
      int from,
      int samples,
      double[] sampleWeights,
      int weightsFrom) {
    assign(drives, from, samples);
    histogram.fillWeighted(bins, counts, theta, from, samples, sampleWeights, weightsFrom);
  }

  private void assign(double[][] drives, int from, int samples) {
    for (int i = 0; i < bins.length; i++) {
      assigners[i].assign(drives[i], from, samples, bins[i]);
    }
  }

  @Override
  public int goals() {
    return goals.length;
  }

  @Override
  public double gradient(int goal, double[] thetaGradient) {
    return goals[goal].gradient(histogram, thetaGradient, 0);
  }

  @Override
  public void addDriveGradients(double[][] driveGradients, int to, int first, int count) {
    // A drive that changes a little stays in its bin.
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

package org.infomorph.pid;

import java.util.List;
import java.util.Optional;

/**
 * The objective of one neuron over a batch: the value of its goals, their gradients, and the atoms
 * in the goals. An objective combines an estimator of distributions, such as bins, with a measure
 * of information. Layers know only this interface, so a new estimator needs only one class.
 *
 * <p>First {@link #observe} a batch, then call the other methods. A gradient has two parts: the
 * part through the firing probabilities ({@link #gradient}), and the direct part through the drives
 * at fixed firing probabilities ({@link #addDriveGradients}). For hard bins the second part is
 * zero.
 *
 * <p>Reusable; only the names are allocated. Not thread-safe.
 */
public interface Objective {
  /** The name of the residual entropy among the atoms. */
  String RESIDUAL = "h_res";

  /**
   * Takes one neuron's batch.
   *
   * @param drives {@code [sources][]}; the batch is {@code drives[i][from..from+samples)}
   * @param theta firing probabilities, {@code theta[from..from+samples)}, strictly between 0 and 1
   * @param from index of the first sample
   * @param samples 1 to the capacity
   */
  void observe(double[][] drives, double[] theta, int from, int samples);

  /**
   * Takes one neuron's batch of samples with unequal weights.
   *
   * @param weights the samples' weights are {@code weights[weightsFrom..weightsFrom+samples)}, all
   *     positive and finite
   * @param weightsFrom index of the first sample in {@code weights}
   */
  void observe(
      double[][] drives, double[] theta, int from, int samples, double[] weights, int weightsFrom);

  /**
   * The number of goals: one for all weights, or one per source for that source's weights, in the
   * order of the sources.
   */
  int goals();

  /**
   * The value of one goal, and its gradient through the firing probabilities.
   *
   * @param goal index of the goal, from 0
   * @param thetaGradient {@code [samples or more]}, overwritten with dG/dtheta of each sample in
   *     bits, for samples with weight 1
   * @return G in bits; not finite if a drive or a firing probability is not
   */
  double gradient(int goal, double[] thetaGradient);

  /**
   * Adds the direct part of the gradient, dG/dx at fixed theta in bits, for some samples of the
   * batch. A source's drives follow the single goal, or the source's own goal.
   *
   * @param driveGradients {@code [sources][]}; gradients are added from {@code to} on
   * @param to index of the first sample's gradient
   * @param first index of the first sample in the batch
   * @param count number of samples
   */
  void addDriveGradients(double[][] driveGradients, int to, int first, int count);

  /**
   * Adds the atoms and the residual entropy to {@code bits}.
   *
   * @param bits {@code [atoms + 1]}, in the order of {@link #atomNames}, in bits
   */
  void addAtoms(double[] bits);

  /**
   * The distribution of the observed batch over cells and outputs, for other measures; empty if the
   * estimator has no such distribution. Valid until the next batch.
   */
  default Optional<JointHistogram> distribution() {
    return Optional.empty();
  }

  /**
   * The value of the goal for given atoms; the mean if there are several goals.
   *
   * @param bits {@code [atoms + 1]}, as {@link #addAtoms} fills it
   * @return in bits
   */
  double valueOf(double[] bits);

  /**
   * The names of the atoms in canonical order, followed by the residual entropy.
   *
   * @param sources the names of the sources, in order
   */
  List<String> atomNames(List<String> sources);
}

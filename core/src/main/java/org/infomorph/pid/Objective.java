package org.infomorph.pid;

import java.util.List;

/**
 * What one neuron strives for, seen over a batch: the value of its goals, their gradients, and the
 * atoms that the goals weigh. An objective joins an estimator of distributions, such as bins, with
 * a measure of information. Layers know this interface alone, so another estimator is one class.
 *
 * <p>First {@link #observe} a batch, then ask. A gradient has two parts: through the firing
 * probabilities ({@link #gradient}), and directly through the drives while the firing probabilities
 * stay as they are ({@link #addDriveGradients}). Hard bins have no second part.
 *
 * <p>Reusable, without allocation but for names; for one thread.
 */
public interface Objective {
  /** The name of the residual entropy among the atoms. */
  String RESIDUAL = "h_res";

  /**
   * Takes one neuron's batch.
   *
   * @param drives {@code [sources][]}, the batch is {@code drives[i][from..from+samples)}
   * @param theta firing probabilities, {@code theta[from..from+samples)}, strictly between 0 and 1
   * @param from index of the first sample
   * @param samples 1 to the capacity
   */
  void observe(double[][] drives, double[] theta, int from, int samples);

  /**
   * Takes one neuron's batch of samples that count unequally.
   *
   * @param weights the samples' weights are {@code weights[weightsFrom..weightsFrom+samples)}, all
   *     positive and finite
   * @param weightsFrom index of the first sample in {@code weights}
   */
  void observe(
      double[][] drives, double[] theta, int from, int samples, double[] weights, int weightsFrom);

  /** The number of goals: one, or one for each source's weights in their order. */
  int goals();

  /**
   * The value of one goal, and its gradient through the firing probabilities.
   *
   * @param goal place of the goal, from 0
   * @param thetaGradient {@code [samples or more]}, overwritten with dG/dtheta of each sample in
   *     bits, for samples of weight 1
   * @return G in bits; not finite if a drive or a firing probability is not
   */
  double gradient(int goal, double[] thetaGradient);

  /**
   * Adds the direct part of the gradient, dG/dx at fixed theta in bits, for some samples of the
   * batch. A source's drives follow the one goal there is, or the source's own.
   *
   * @param driveGradients {@code [sources][]}, added to from {@code to} on
   * @param to index of the first sample's gradient
   * @param first place of the first sample in the batch
   * @param count how many samples
   */
  void addDriveGradients(double[][] driveGradients, int to, int first, int count);

  /**
   * Adds the atoms, then the residual entropy.
   *
   * @param bits {@code [atoms + 1]}, in the order of {@link #atomNames}, in bits
   */
  void addAtoms(double[] bits);

  /**
   * The goal that atoms amount to; of several goals, their mean.
   *
   * @param bits {@code [atoms + 1]}, as {@link #addAtoms} fills it
   * @return in bits
   */
  double valueOf(double[] bits);

  /**
   * The names of the atoms in canonical order, then of the residual entropy.
   *
   * @param sources the names of the sources, in order
   */
  List<String> atomNames(List<String> sources);
}

package org.infomorph.neuron;

import java.io.Serializable;
import org.infomorph.loops.NumberLoops;

/**
 * How the drives of a neuron's n sources give its firing probability, {@code theta = P(Y = +1) =
 * sigmoid(A(s_1..s_n))}, and the derivatives of this function.
 *
 * <p>Every method works on one neuron: {@code drives[source]} holds all neurons' drives {@code
 * [neurons][samples]}, and this neuron's samples begin at {@code from}. The memo's first source
 * serves {@link #forward} as scratch.
 *
 * @see <a href="https://arxiv.org/abs/2306.02149">Makkeh et al. 2025</a>, "Activation function"
 */
public sealed interface Activation extends Serializable
    permits Modulated, KayPhillips, MultiModulated, Sum, Gated, Heaviside {
  /**
   * Checks the number of sources.
   *
   * @throws IllegalArgumentException if this activation cannot take that many
   */
  void check(int sources);

  /**
   * The argument of the sigmoid, A.
   *
   * @param drives {@code [sources][neurons * samples]}
   * @param from first sample of this neuron
   * @param samples number of samples
   * @param memo {@code [sources][...]}, overwritten from {@code from} on with values that {@link
   *     #derivatives} would otherwise compute again
   * @param a overwritten from {@code from} on with A of each sample
   */
  void argument(double[][] drives, int from, int samples, double[][] memo, double[] a);

  /**
   * The derivatives of A.
   *
   * @param derivatives {@code [sources][...]}; from {@code from} on the memo that {@link #argument}
   *     wrote for the same drives; overwritten there with dA/ds_i
   */
  void derivatives(double[][] drives, int from, int samples, double[][] derivatives);

  /**
   * The firing probability of one neuron for each sample.
   *
   * @param margin smallest distance of theta from 0 and 1
   * @param memo {@code [sources][...]}, overwritten from {@code from} on, for {@link #backward}
   * @param theta overwritten from {@code from} on, within [margin, 1 − margin]
   */
  default void forward(
      double[][] drives, int from, int samples, double margin, double[][] memo, double[] theta) {
    argument(drives, from, samples, memo, theta);
    Sigmoid.of(theta, from, samples, memo[0]);
    for (int s = from; s < from + samples; s++) {
      theta[s] = Math.min(1 - margin, Math.max(margin, theta[s]));
    }
  }

  /**
   * The chain rule through the neuron: from dG/dtheta to dG/ds_i.
   *
   * @param margin as in {@link #forward}
   * @param theta the result of {@link #forward}
   * @param thetaGradients {@code [sources][samples]}, read from 0: dG/dtheta of the goal that each
   *     source follows; sources that share a goal share an array
   * @param driveGradients {@code [sources][...]}, from {@code from} on the memo of {@link
   *     #forward}; overwritten there with dG/ds_i, 0 where theta was clamped
   */
  default void backward(
      double[][] drives,
      int from,
      int samples,
      double margin,
      double[] theta,
      double[][] thetaGradients,
      double[][] driveGradients) {
    derivatives(drives, from, samples, driveGradients);
    for (int i = 0; i < driveGradients.length; i++) {
      NumberLoops.FASTEST.throughSigmoid(
          driveGradients[i], theta, from, samples, margin, thetaGradients[i]);
    }
  }
}

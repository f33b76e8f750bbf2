package org.infomorph.math;

import java.io.Serializable;

/**
 * How weights follow a gradient. An optimiser is a setting; its {@link State} changes during
 * learning.
 */
public sealed interface Optimiser extends Serializable permits Adam, Sgd {
  /** Fresh state for {@code size} weights. */
  State state(int size);

  /** The moving part of an optimiser, for one array of weights. */
  interface State {
    /**
     * One step up the gradient.
     *
     * @param weights {@code [size]}, changed in place
     * @param gradient {@code [size]}, of the goal
     */
    void ascend(double[] weights, double[] gradient);

    /**
     * Whether all remembered values are finite. A mean square that has overflowed stays infinite,
     * and its weight never changes again.
     */
    boolean isFinite();

    /** A copy of the remembered values. */
    Moments moments();

    /**
     * Continues from the remembered values of another state.
     *
     * @throws IllegalArgumentException if that state belongs to another number of weights
     */
    void restore(Moments moments);
  }

  /**
   * What an optimiser remembers of the gradients of its weights.
   *
   * @param steps number of steps made
   * @param mean running mean of each weight's gradient, or its velocity, {@code [size]}; empty
   *     before the first step
   * @param meanSquare running mean of its square, likewise; empty if the optimiser keeps none
   */
  record Moments(int steps, double[] mean, double[] meanSquare) {
    /** Before the first step. */
    public static final Moments NONE = new Moments(0, new double[0], new double[0]);
  }
}

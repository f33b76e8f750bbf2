package org.infomorph.math;

import java.io.Serializable;

/**
 * How weights follow a gradient. An optimiser is a setting; its {@link State} is what it learns.
 */
public sealed interface Optimiser extends Serializable permits Adam {
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
  }
}

package org.infomorph.neuron;

import org.infomorph.math.Optimiser;

/**
 * The learned values of one source, and the state that it needs to continue learning as if it had
 * never stopped. The record owns the arrays; no code changes them.
 *
 * @param source the source's name
 * @param neurons number of neurons of its layer
 * @param inputs number of weights of each neuron: the number of units it reads, or 1 if it is
 *     paired with one unit
 * @param weights {@code [neurons][inputs]}, 0 where there is no connection
 * @param biases {@code [neurons]}, all 0 without bias
 * @param weightMoments the optimiser's moments of the weights
 * @param biasMoments the optimiser's moments of the biases
 */
public record SourceState(
    String source,
    int neurons,
    int inputs,
    double[] weights,
    double[] biases,
    Optimiser.Moments weightMoments,
    Optimiser.Moments biasMoments) {
  public SourceState {
    if (weights.length != Math.multiplyExact(neurons, inputs) || biases.length != neurons) {
      throw new IllegalArgumentException(
          "there are %d weights and %d biases of %d neurons with %d inputs"
              .formatted(weights.length, biases.length, neurons, inputs));
    }
  }
}

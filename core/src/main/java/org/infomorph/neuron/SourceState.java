package org.infomorph.neuron;

import org.infomorph.math.Optimiser;

/**
 * What one source has learned, and what it needs to go on learning as if it had never stopped. The
 * arrays are the record's own; nobody changes them.
 *
 * @param source the source's name
 * @param neurons neurons of its layer
 * @param inputs weights of each neuron: the units that it reads, or 1 where it is paired with one
 * @param weights {@code [neurons][inputs]}, 0 where there is no connection
 * @param biases {@code [neurons]}, all 0 without bias
 * @param weightMoments the optimiser's, of the weights
 * @param biasMoments the optimiser's, of the biases
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

package org.infomorph.train;

import java.util.List;
import org.infomorph.neuron.LayerState;

/**
 * The state of a network after an epoch. A {@link Trainer} restored from it continues as if
 * training had never stopped.
 *
 * @param epoch number of epochs learned, 0 or more
 * @param layers the learned values of the layers, in their order
 * @param spikes position of the stream that draws outputs during learning
 * @param probes position of the stream that draws outputs during evaluation, before the report of
 *     this epoch
 */
public record NetworkState(int epoch, List<LayerState> layers, long[] spikes, long[] probes) {
  public NetworkState {
    layers = List.copyOf(layers);
  }
}

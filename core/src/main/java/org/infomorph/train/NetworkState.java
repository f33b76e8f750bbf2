package org.infomorph.train;

import java.util.List;
import org.infomorph.neuron.LayerState;

/**
 * A network as it was after an epoch: a {@link Trainer} that is given it goes on as if it had never
 * stopped.
 *
 * @param epoch epochs that it has learned for, 0 or more
 * @param layers what the layers have learned, in their order
 * @param spikes where the stream was that draws outputs while learning
 * @param probes where the one was that draws them while being looked at, before the report of this
 *     epoch
 */
public record NetworkState(int epoch, List<LayerState> layers, long[] spikes, long[] probes) {
  public NetworkState {
    layers = List.copyOf(layers);
  }
}

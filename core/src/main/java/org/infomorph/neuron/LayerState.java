package org.infomorph.neuron;

import java.util.List;

/**
 * The learned values of one layer. For a layer that learns from one sample at a time, also the
 * remembered samples, the oldest first.
 *
 * @param layer the layer's name
 * @param sources in the layer's order
 * @param windowDrives each source's drives, {@code [sources][neurons * remembered]}; empty if
 *     samples come in batches
 * @param windowTheta firing probabilities, {@code [neurons * remembered]}
 */
public record LayerState(
    String layer, List<SourceState> sources, double[][] windowDrives, double[] windowTheta) {
  public LayerState {
    sources = List.copyOf(sources);
  }

  /** The state of a layer that remembers no samples. */
  public LayerState(String layer, List<SourceState> sources) {
    this(layer, sources, new double[0][], new double[0]);
  }
}

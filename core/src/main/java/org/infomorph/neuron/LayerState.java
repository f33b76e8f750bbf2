package org.infomorph.neuron;

import java.util.List;

/**
 * What one layer has learned. Of a layer that learns from one sample at a time, also the samples
 * that it remembers, the oldest first.
 *
 * @param layer the layer's name
 * @param sources in the layer's order
 * @param windowDrives each source's drives, {@code [sources][neurons * remembered]}; no sources
 *     where samples come in batches
 * @param windowTheta firing probabilities, {@code [neurons * remembered]}
 */
public record LayerState(
    String layer, List<SourceState> sources, double[][] windowDrives, double[] windowTheta) {
  public LayerState {
    sources = List.copyOf(sources);
  }

  /** A layer that remembers no samples. */
  public LayerState(String layer, List<SourceState> sources) {
    this(layer, sources, new double[0][], new double[0]);
  }
}

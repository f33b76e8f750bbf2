package org.infomorph.train;

import java.util.Map;

/**
 * The atoms of one neuron at the end of training.
 *
 * @param layer the layer's name
 * @param neuron its index, from 0
 * @param atoms atom ({@code {r}{c}}, ..., {@code h_res}) to bits; of data with known causes, in the
 *     last layer, also {@code cause_0}, ...: mutual information with each of them
 */
public record NeuronReport(String layer, int neuron, Map<String, Double> atoms) {
  public NeuronReport {
    atoms = Map.copyOf(atoms);
  }
}

package org.infomorph.train;

import java.util.Map;

/**
 * The atoms of one neuron at the end of training.
 *
 * @param layer the layer's name
 * @param neuron its index, from 0
 * @param atoms atom ({@code {r}{c}}, ..., {@code h_res}) to bits. For data with known causes, a
 *     neuron of the last layer also has {@code cause_0}, ...: its mutual information with each
 *     cause. Other measures add entries such as {@code i_min:{r}{c}} and {@code shannon:r_bar}
 */
public record NeuronReport(String layer, int neuron, Map<String, Double> atoms) {
  public NeuronReport {
    atoms = Map.copyOf(atoms);
  }
}

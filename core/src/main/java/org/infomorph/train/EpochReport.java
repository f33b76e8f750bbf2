package org.infomorph.train;

import java.util.List;
import java.util.Map;

/**
 * What was measured at the end of one epoch.
 *
 * @param epoch 1 is the first
 * @param scores score name (for example {@code test_accuracy}) to value, all finite
 * @param layers one entry per layer, in the network's order
 */
public record EpochReport(int epoch, Map<String, Double> scores, List<LayerReport> layers) {
  public EpochReport {
    scores = Map.copyOf(scores);
    layers = List.copyOf(layers);
  }

  /**
   * The information of one layer.
   *
   * @param layer its name
   * @param goal mean over neurons of the goal G, in bits
   * @param atoms atom ({@code {r}{c}}, ..., {@code h_res}) to its mean over neurons, in bits
   */
  public record LayerReport(String layer, double goal, Map<String, Double> atoms) {
    public LayerReport {
      atoms = Map.copyOf(atoms);
    }
  }
}

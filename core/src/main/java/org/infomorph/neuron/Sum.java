package org.infomorph.neuron;

import java.util.Arrays;
import java.util.List;

/**
 * Any number of sources, added: {@code A = beta Σ w_i s_i}.
 *
 * @param beta steepness, or inverse temperature
 * @param weights a weight for each source, in the order of the sources; empty if all weigh 1
 */
public record Sum(double beta, List<Double> weights) implements Activation {
  public static final double DEFAULT_BETA = 1;
  public static final double DEFAULT_WEIGHT = 1;

  public Sum {
    Parameters.finite("beta", beta);
    weights.forEach(weight -> Parameters.finite("weights", weight));
    boolean same = weights.stream().allMatch(weight -> weight == DEFAULT_WEIGHT);
    weights = same ? List.of() : List.copyOf(weights);
  }

  /** All sources weigh 1. */
  public Sum(double beta) {
    this(beta, List.of());
  }

  @Override
  public void check(int sources) {
    if (!weights.isEmpty()) {
      Parameters.sources("sum with " + weights.size() + " weights", weights.size(), sources);
    }
  }

  @Override
  public void argument(double[][] drives, int from, int samples, double[][] memo, double[] a) {
    Arrays.fill(a, from, from + samples, 0);
    for (int i = 0; i < drives.length; i++) {
      double[] drive = drives[i];
      double weight = weight(i);
      for (int s = from; s < from + samples; s++) {
        a[s] += weight * drive[s];
      }
    }
    for (int s = from; s < from + samples; s++) {
      a[s] *= beta;
    }
  }

  @Override
  public void derivatives(double[][] drives, int from, int samples, double[][] derivatives) {
    for (int i = 0; i < derivatives.length; i++) {
      Arrays.fill(derivatives[i], from, from + samples, beta * weight(i));
    }
  }

  private double weight(int source) {
    return weights.isEmpty() ? DEFAULT_WEIGHT : weights.get(source);
  }
}

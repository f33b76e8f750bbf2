package org.infomorph.neuron;

/**
 * Only one source fires the neuron: {@code A = beta s_source}; the others only enter the goal.
 *
 * @param source index of the source that fires, from 0
 * @param beta steepness
 */
public record Gated(int source, double beta) implements Activation {
  public static final double DEFAULT_BETA = 1;

  public Gated {
    if (source < 0) {
      throw new IllegalArgumentException("source is " + source + "; the first is 0");
    }
    Parameters.finite("beta", beta);
  }

  @Override
  public void check(int sources) {
    if (source >= sources) {
      throw new IllegalArgumentException(
          "gated by source number " + (source + 1) + " but there are " + sources);
    }
  }

  @Override
  public void argument(double[][] drives, int from, int samples, double[][] memo, double[] a) {
    double[] drive = drives[source];
    for (int s = from; s < from + samples; s++) {
      a[s] = beta * drive[s];
    }
  }

  @Override
  public void derivatives(double[][] drives, int from, int samples, double[][] derivatives) {
    for (int i = 0; i < derivatives.length; i++) {
      java.util.Arrays.fill(derivatives[i], from, from + samples, i == source ? beta : 0);
    }
  }
}

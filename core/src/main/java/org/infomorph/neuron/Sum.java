package org.infomorph.neuron;

import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/**
 * Any number of sources, added: {@code A = beta Σ s_i}.
 *
 * @param beta steepness, or inverse temperature
 */
@Named("beta Σ s_i")
public record Sum(@Field(value = "slope", absent = "" + Sum.DEFAULT_BETA) double beta)
    implements Activation {
  public static final double DEFAULT_BETA = 1;

  public Sum {
    Parameters.finite("beta", beta);
  }

  @Override
  public void check(int sources) {
    // Any number of sources can be added.
  }

  @Override
  public void argument(double[][] drives, int from, int samples, double[][] memo, double[] a) {
    java.util.Arrays.fill(a, from, from + samples, 0);
    for (double[] drive : drives) {
      for (int s = from; s < from + samples; s++) {
        a[s] += drive[s];
      }
    }
    for (int s = from; s < from + samples; s++) {
      a[s] *= beta;
    }
  }

  @Override
  public void derivatives(double[][] drives, int from, int samples, double[][] derivatives) {
    for (double[] bySource : derivatives) {
      java.util.Arrays.fill(bySource, from, from + samples, beta);
    }
  }
}

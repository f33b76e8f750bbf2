package org.infomorph.neuron;

import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/**
 * Two sources; the second modulates the first: {@code A = r (k1 + (1 − k1) 2 sigmoid(k2 r c))}.
 *
 * @param k1 unmodulated share, in [0, 1]; at 1 the context does not affect the output
 * @param k2 steepness of the modulation
 */
@Named("r (k1 + (1 − k1) 2 sigmoid(k2 r c)); two sources")
public record Modulated(
    @Field(
            value = "share of r that stays whatever the context",
            absent = "" + Modulated.DEFAULT_K1,
            range = "[0, 1]")
        double k1,
    @Field(value = "steepness of the modulation", absent = "" + Modulated.DEFAULT_K2) double k2)
    implements Activation {
  public static final double DEFAULT_K1 = 0.5;
  public static final double DEFAULT_K2 = 2;

  public Modulated {
    Parameters.fraction("k1", k1);
    Parameters.finite("k2", k2);
  }

  @Override
  public void check(int sources) {
    Parameters.sources("modulated with k1, k2", 2, sources);
  }

  @Override
  public void argument(double[][] drives, int from, int samples, double[][] memo, double[] a) {
    double[] r = drives[0];
    double[] c = drives[1];
    if (k1 == 1) {
      System.arraycopy(r, from, a, from, samples);
      return;
    }
    double[] gate = memo[1];
    for (int s = from; s < from + samples; s++) {
      gate[s] = k2 * r[s] * c[s];
    }
    Sigmoid.of(gate, from, samples, memo[0]);
    for (int s = from; s < from + samples; s++) {
      a[s] = r[s] * (k1 + (1 - k1) * 2 * gate[s]);
    }
  }

  @Override
  public void derivatives(double[][] drives, int from, int samples, double[][] derivatives) {
    double[] r = drives[0];
    double[] c = drives[1];
    double[] byR = derivatives[0];
    double[] byC = derivatives[1];
    if (k1 == 1) {
      java.util.Arrays.fill(byR, from, from + samples, 1);
      java.util.Arrays.fill(byC, from, from + samples, 0);
      return;
    }
    for (int s = from; s < from + samples; s++) {
      double gate = byC[s]; // the memo of argument()
      double slope = (1 - k1) * 2 * k2 * r[s] * gate * (1 - gate);
      byR[s] = k1 + (1 - k1) * 2 * gate + slope * c[s];
      byC[s] = slope * r[s];
    }
  }
}

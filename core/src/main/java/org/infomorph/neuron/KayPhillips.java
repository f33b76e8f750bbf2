package org.infomorph.neuron;

import org.infomorph.loops.FastExp;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/**
 * Two sources, after Kay and Phillips: {@code A = r (k1 + (1 − k1) exp(k2 r c))}.
 *
 * @param k1 unmodulated share, in [0, 1]
 * @param k2 steepness of the modulation
 * @see <a href="https://doi.org/10.1007/s11538-010-9564-x">Kay, Phillips 2011</a>
 */
@Named("r (k1 + (1 − k1) exp(k2 r c)); two sources")
public record KayPhillips(
    @Field(
            value = "share of r that stays without context",
            absent = "" + Modulated.DEFAULT_K1,
            range = "[0, 1]")
        double k1,
    @Field(value = "strength of the modulation", absent = "" + Modulated.DEFAULT_K2) double k2)
    implements Activation {
  /**
   * The exponent is limited to this value, so no argument overflows; theta reaches 0 or 1 much
   * earlier.
   */
  private static final double LARGEST_EXPONENT = 300;

  public KayPhillips {
    Parameters.fraction("k1", k1);
    Parameters.finite("k2", k2);
  }

  @Override
  public void check(int sources) {
    Parameters.sources("kay_phillips", 2, sources);
  }

  @Override
  public void argument(double[][] drives, int from, int samples, double[][] memo, double[] a) {
    double[] r = drives[0];
    double[] c = drives[1];
    double[] gate = memo[1];
    for (int s = from; s < from + samples; s++) {
      gate[s] = Math.min(LARGEST_EXPONENT, k2 * r[s] * c[s]);
    }
    FastExp.exp(gate, from, samples, memo[0]);
    for (int s = from; s < from + samples; s++) {
      a[s] = r[s] * (k1 + (1 - k1) * gate[s]);
    }
  }

  @Override
  public void derivatives(double[][] drives, int from, int samples, double[][] derivatives) {
    double[] r = drives[0];
    double[] c = drives[1];
    double[] byR = derivatives[0];
    double[] byC = derivatives[1];
    for (int s = from; s < from + samples; s++) {
      double gate = (1 - k1) * byC[s]; // the memo of argument()
      byR[s] = k1 + gate * (1 + k2 * r[s] * c[s]);
      byC[s] = gate * k2 * r[s] * r[s];
    }
  }
}

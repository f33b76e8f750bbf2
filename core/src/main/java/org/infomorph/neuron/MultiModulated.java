package org.infomorph.neuron;

import java.util.List;

/**
 * Three or more sources; each source after the first modulates the first: {@code A = r (1 − Σ a_i +
 * Σ a_i sigmoid(b_i r s_i))}.
 *
 * @param a weight of each modulating source, in the order of the sources after the first; each in
 *     [0, 1], their sum at most 1
 * @param b steepness of each modulating source
 * @see <a href="https://arxiv.org/abs/2412.02482">Schneider et al. 2025</a>, for three sources
 */
public record MultiModulated(List<Double> a, List<Double> b) implements Activation {
  public static final double DEFAULT_B = 2;

  public MultiModulated {
    a = List.copyOf(a);
    b = List.copyOf(b);
    if (a.isEmpty() || a.size() != b.size()) {
      throw new IllegalArgumentException("a has " + a.size() + " entries, b " + b.size());
    }
    a.forEach(v -> Parameters.fraction("a", v));
    b.forEach(v -> Parameters.finite("b", v));
    double sum = a.stream().mapToDouble(Double::doubleValue).sum();
    if (sum > 1 + 1e-12) {
      throw new IllegalArgumentException("the a add up to " + sum + "; allowed is at most 1");
    }
  }

  @Override
  public void check(int sources) {
    Parameters.sources("modulated with " + a.size() + " modulating sources", a.size() + 1, sources);
  }

  @Override
  public void argument(double[][] drives, int from, int samples, double[][] memo, double[] out) {
    double[] r = drives[0];
    java.util.Arrays.fill(out, from, from + samples, unmodulated());
    for (int i = 0; i < a.size(); i++) {
      double weight = a.get(i);
      double steepness = b.get(i);
      double[] modulator = drives[i + 1];
      double[] gate = memo[i + 1];
      for (int s = from; s < from + samples; s++) {
        gate[s] = steepness * r[s] * modulator[s];
      }
      Sigmoid.of(gate, from, samples, memo[0]);
      for (int s = from; s < from + samples; s++) {
        out[s] += weight * gate[s];
      }
    }
    for (int s = from; s < from + samples; s++) {
      out[s] *= r[s];
    }
  }

  @Override
  public void derivatives(double[][] drives, int from, int samples, double[][] derivatives) {
    double[] r = drives[0];
    double[] byR = derivatives[0];
    java.util.Arrays.fill(byR, from, from + samples, unmodulated());
    for (int i = 0; i < a.size(); i++) {
      double weight = a.get(i);
      double steepness = b.get(i);
      double[] modulator = drives[i + 1];
      double[] byModulator = derivatives[i + 1];
      for (int s = from; s < from + samples; s++) {
        double gate = byModulator[s]; // the memo of argument()
        double slope = weight * steepness * r[s] * gate * (1 - gate);
        byR[s] += weight * gate + slope * modulator[s];
        byModulator[s] = slope * r[s];
      }
    }
  }

  private double unmodulated() {
    double rest = 1;
    for (int i = 0; i < a.size(); i++) { // an iterator would be allocated for every neuron
      rest -= a.get(i);
    }
    return rest;
  }
}

package org.infomorph.pid;

import java.util.Arrays;
import org.infomorph.math.StrictLog;

/**
 * The goal of a neuron, a weighted sum of its atoms and its residual entropy, and its gradient with
 * respect to each sample's firing probability.
 *
 * <p>As atoms are sums of redundancies, with c = M^T Gamma
 *
 * <pre>
 * G = sum_alpha Gamma_alpha Pi_alpha + Gamma_res H_res = sum_alpha c_alpha I_alpha + Gamma_res H_res
 * </pre>
 *
 * and H_res = H(Y) - I_top lowers c_top by Gamma_res. Only antichains with c_alpha != 0 are
 * computed. For a sample s in cell k, with Q_alpha(k, y) = p(k, y) / P_alpha(k, y) and B samples,
 *
 * <pre>
 * dI_alpha/dtheta_s = (1/B) ( g_alpha(k, +1) - g_alpha(k, -1) )
 * g_alpha(k, y)     = log2( P_alpha(k, y) / (P_alpha(k) p(y)) ) + (1/ln 2) sum_S C[alpha, S] Qm_{alpha,S}(k, y)
 * Qm_{alpha,S}(k,y) = sum over cells k' that share k's bins on S of Q_alpha(k', y)
 * dH(Y)/dtheta_s    = (1/B) log2( p(-1) / p(+1) )
 * </pre>
 *
 * with bins taken as constant. An antichain sees only the sources that occur in it, so its sums run
 * over the occupied cells of the marginal over these sources. Reusable, without allocation. Not
 * thread-safe.
 *
 * @see <a href="https://doi.org/10.48550/arXiv.2306.02149">Makkeh et al. 2025</a>
 * @see <a href="https://doi.org/10.1103/PhysRevE.103.032149">Makkeh, Gutknecht, Wibral 2021</a>
 */
public final class LinearGoal {
  private final int sources;
  private final int maxSamples;
  private final double residualWeight;

  /** The sum of c_alpha: the weight of H(Y) that comes from the logarithms of p(y). */
  private final double weightSum;

  private final GoalTerms[] terms;

  /** [cells], nats per unit of theta and 1/B. */
  private final double[] cellGradient;

  /**
   * The goal with the given weights.
   *
   * @param lattice of as many sources as the neuron has
   * @param gamma [lattice.size()], the weights of the atoms in canonical order, finite
   * @param gammaResidual weight of the residual entropy, finite
   * @param maxSamples largest batch, 1 or more
   * @throws IllegalArgumentException if a length or weight is not allowed
   */
  public LinearGoal(
      RedundancyLattice lattice, double[] gamma, double gammaResidual, int maxSamples) {
    if (maxSamples < 1) {
      throw new IllegalArgumentException("maxSamples is " + maxSamples + "; allowed is 1 or more");
    }
    double[] weights = new double[lattice.size()];
    lattice.redundancyWeights(gamma, weights);
    weights[lattice.top()] -= gammaResidual;
    for (int alpha = 0; alpha < weights.length; alpha++) {
      if (!Double.isFinite(weights[alpha])) {
        throw new IllegalArgumentException(
            "weights "
                + Arrays.toString(gamma)
                + ", "
                + gammaResidual
                + "; allowed are finite ones");
      }
    }
    this.sources = lattice.sources();
    this.maxSamples = maxSamples;
    this.residualWeight = gammaResidual;
    this.weightSum = Arrays.stream(weights).sum();
    this.terms = GoalTerms.bySources(lattice, weights, maxSamples);
    this.cellGradient = new double[maxSamples];
  }

  /**
   * The goal of one neuron.
   *
   * @param histogram a filled histogram of a neuron, every theta strictly between 0 and 1
   * @return G in bits
   * @throws IllegalArgumentException if the histogram's sources, target or samples do not fit
   */
  public double value(JointHistogram histogram) {
    check(histogram);
    double nats = entropyNats(histogram);
    for (GoalTerms each : terms) {
      nats += each.value(histogram);
    }
    return nats / StrictLog.LN2;
  }

  /**
   * The goal of one neuron and its gradient.
   *
   * @param histogram a filled histogram of a neuron, every theta strictly between 0 and 1
   * @param dTheta {@code dTheta[from..from+samples)} is overwritten with dG/dtheta_s in bits, for
   *     samples with weight 1
   * @param from index of the first sample in {@code dTheta}
   * @return G in bits
   * @throws IllegalArgumentException if the histogram's sources, target or samples do not fit
   */
  public double gradient(JointHistogram histogram, double[] dTheta, int from) {
    check(histogram);
    double minus = histogram.targetProbability(0);
    double plus = histogram.targetProbability(1);
    double entropySlope = (residualWeight + weightSum) * StrictLog.ln(minus / plus);
    int cells = histogram.cells();
    Arrays.fill(cellGradient, 0, cells, entropySlope);
    double nats = entropyNats(histogram);
    for (GoalTerms each : terms) {
      nats += each.gradient(histogram, cellGradient);
    }
    double bitsPerSample = 1 / (StrictLog.LN2 * histogram.totalWeight());
    for (int cell = 0; cell < cells; cell++) {
      cellGradient[cell] *= bitsPerSample;
    }
    histogram.gather(cellGradient, dTheta, from);
    return nats / StrictLog.LN2;
  }

  /**
   * The goal of one neuron and its derivatives by the probabilities p(k, y) of the outcomes. With
   * R_alpha(k) = p(k) / P_alpha(k),
   *
   * <pre>
   * dI_alpha/dp(k, y) = g_alpha(k, y) - (1/ln 2) sum_S C[alpha, S] Rm_{alpha,S}(k) - 1/ln 2
   * </pre>
   *
   * with Rm as Qm above. A number that is the same for all outcomes is left out: probabilities that
   * change together keep their sum. The derivatives are divided by the total weight of the samples,
   * so that the shares of one sample with weight 1 are their factors.
   *
   * @param histogram a filled histogram of a neuron, all probabilities positive
   * @param minus [cells or more], overwritten with the derivatives for the output -1, in bits
   * @param plus likewise for the output +1
   * @return G in bits
   * @throws IllegalArgumentException if the histogram's sources, target or samples do not fit
   */
  double outcomeGradients(JointHistogram histogram, double[] minus, double[] plus) {
    check(histogram);
    int cells = histogram.cells();
    double weight = -(residualWeight + weightSum);
    Arrays.fill(minus, 0, cells, weight * StrictLog.ln(histogram.targetProbability(0)));
    Arrays.fill(plus, 0, cells, weight * StrictLog.ln(histogram.targetProbability(1)));
    double nats = entropyNats(histogram);
    for (GoalTerms each : terms) {
      nats += each.outcomeGradients(histogram, minus, plus);
    }
    double bitsPerSample = 1 / (StrictLog.LN2 * histogram.totalWeight());
    for (int cell = 0; cell < cells; cell++) {
      minus[cell] *= bitsPerSample;
      plus[cell] *= bitsPerSample;
    }
    return nats / StrictLog.LN2;
  }

  /** Gamma_res H(Y) and the part of sum_alpha c_alpha I_alpha that depends only on p(y). */
  private double entropyNats(JointHistogram histogram) {
    return (residualWeight + weightSum) * histogram.targetEntropy() * StrictLog.LN2;
  }

  private void check(JointHistogram histogram) {
    if (histogram.sources() != sources
        || histogram.samples() < 1
        || histogram.samples() > maxSamples
        || !histogram.isBinary()) {
      throw new IllegalArgumentException(
          "a histogram of "
              + histogram.sources()
              + " sources, "
              + histogram.targets()
              + " target values, "
              + histogram.samples()
              + " samples; the goal is of a neuron with "
              + sources
              + " sources and 1 to "
              + maxSamples
              + " samples");
    }
  }
}

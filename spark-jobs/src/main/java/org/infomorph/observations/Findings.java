package org.infomorph.observations;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.infomorph.pid.JointHistogram;

/**
 * What was found in one group of rows.
 *
 * @param key the values of the group columns; empty if there are no groups
 * @param observations number of observations; NaN for outcomes of given probabilities
 * @param cells number of combinations of the sources' values that occur
 * @param targets number of values of the target that occur
 * @param bias how much of I(T; S) chance alone gives, about, in bits; empty for given probabilities
 * @param measured the information
 * @param chances p-values in the order of {@link Analysis.Measured#values}, if asked for
 * @param intervals lower and upper ends of the intervals in the same order, if asked for
 */
public record Findings(
    List<String> key,
    double observations,
    int cells,
    int targets,
    OptionalDouble bias,
    Analysis.Measured measured,
    Optional<double[]> chances,
    Optional<double[][]> intervals) {
  /** Fewer observations for each possible outcome leave estimates too large by much. */
  private static final int FEW = 4;

  private static final double LN2 = StrictMath.log(2);

  public Findings {
    key = List.copyOf(key);
  }

  /**
   * The bias of the mutual information at first order where sources and target are independent:
   * what chance alone gives. Related ones have less bias.
   *
   * <pre>(cells - 1) (values of the target - 1) / (2 N ln 2), at most H(T)</pre>
   *
   * @see <a href="https://doi.org/10.1088/0954-898X/7/1/006">Panzeri, Treves 1996</a>
   */
  static OptionalDouble bias(Sample sample, JointHistogram histogram) {
    double observations = sample.observations();
    if (Double.isNaN(observations)) {
      return OptionalDouble.empty();
    }
    double freedom = (histogram.cells() - 1.0) * (histogram.targets() - 1.0);
    return OptionalDouble.of(
        Math.min(histogram.targetEntropy(), freedom / (2 * observations * LN2)));
  }

  /** Whether there are few observations for the cells and the values of the target. */
  public boolean hasFewObservations() {
    return observations < (double) FEW * cells * targets;
  }

  /**
   * A sentence on bias; empty if there are enough observations, or if probabilities are given.
   *
   * @param sources the names of the sources
   * @param target the name of the target
   */
  public Optional<String> doubt(List<String> sources, String target) {
    if (!hasFewObservations() || bias.isEmpty()) {
      return Optional.empty();
    }
    String information = "I(" + target + "; " + String.join(", ", sources) + ")";
    return Optional.of(
        String.format(
            Locale.ROOT,
            "few observations: %.0f for %d cells of the sources and %d values of %s; of the %.3f"
                + " bits of %s, chance alone would give up to about %.3f, and the atoms are biased"
                + " as well; --shuffles tests against chance, fewer bins or sources have less bias",
            observations,
            cells,
            targets,
            target,
            measured.atoms().mutualInformation(),
            information,
            bias.getAsDouble()));
  }
}

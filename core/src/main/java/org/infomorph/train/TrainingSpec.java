package org.infomorph.train;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.infomorph.data.Split;
import org.infomorph.math.Precision;
import org.infomorph.spec.Field;
import org.infomorph.spec.Require;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training samples, 0 or more
 * @param batchSize samples per step; each neuron estimates its distribution from these samples
 * @param validationFraction share of labelled training samples set aside, in [0, 1)
 * @param precision number format of inputs and matrix products
 * @param method how the weights are obtained
 * @param until scores and their least values, in the order of names; training ends with the first
 *     report in which each of these scores has at least its value; empty to train for all epochs
 */
public record TrainingSpec(
    @Field(value = "passes over the training samples", range = "[0, inf)") int epochs,
    @Field(
            value = "samples of a step, from which each neuron estimates its distribution",
            range = "[2, inf)")
        int batchSize,
    @Field(
            value = "share of the labelled training samples that is set aside",
            absent = "" + TrainingSpec.DEFAULT_VALIDATION_FRACTION,
            range = "[0, 1)")
        double validationFraction,
    @Field(
            value =
                "of inputs and products; all else is double, and so are products of up to 16 neurons with pictures most of whose pixels are 0",
            absent = "single")
        Precision precision,
    @Field(value = "how the weights come about", absent = "local") Method method,
    @Field(
            value =
                "scores and values, such as `{recall_overlap: 0.95}`: training ends with the first"
                    + " report in which each of them is reached, or with the last epoch",
            absent = "{}",
            omitted = true)
        Map<String, Double> until)
    implements Serializable {
  public static final double DEFAULT_VALIDATION_FRACTION = 0.2;
  public static final Precision DEFAULT_PRECISION = Precision.SINGLE;

  public TrainingSpec {
    Objects.requireNonNull(precision);
    Objects.requireNonNull(method);
    if (epochs < 0) {
      throw new IllegalArgumentException("epochs is " + epochs + "; allowed is 0 or more");
    }
    if (batchSize < 2) {
      throw new IllegalArgumentException(
          "batch_size is " + batchSize + "; a distribution needs at least 2 samples");
    }
    Require.belowOne("validation_fraction", validationFraction);
    if (!until.values().stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("until is " + until + "; allowed are finite numbers");
    }
    until = Collections.unmodifiableMap(new TreeMap<>(until));
  }

  /** Training for all epochs. */
  public TrainingSpec(
      int epochs, int batchSize, double validationFraction, Precision precision, Method method) {
    this(epochs, batchSize, validationFraction, precision, method, Map.of());
  }

  /**
   * The number of labelled training samples that are set aside for validation.
   *
   * @param samples number of training samples
   */
  int validationSamples(int samples) {
    return Split.validation(samples, validationFraction);
  }

  /** Whether training may end before its last epoch. */
  public boolean mayEndEarly() {
    return !until.isEmpty();
  }

  /**
   * Whether training ends with a report.
   *
   * @param scores the report's scores by name
   */
  public boolean endsWith(Map<String, Double> scores) {
    return mayEndEarly()
        && until.entrySet().stream()
            .allMatch(aim -> scores.getOrDefault(aim.getKey(), Double.NaN) >= aim.getValue());
  }
}

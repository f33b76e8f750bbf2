package org.infomorph.train;

import java.io.Serializable;
import java.util.Objects;
import org.infomorph.math.Precision;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training samples, 0 or more
 * @param batchSize samples per step; also the sample from which each neuron estimates its
 *     distribution
 * @param validationFraction share of the training samples set aside, in [0, 1)
 * @param atomBatches after each epoch the atoms are measured on this many batches of training
 *     samples, always the same ones, with context and without learning; 1 or more
 * @param precision number format of inputs and matrix products
 */
public record TrainingSpec(
    int epochs, int batchSize, double validationFraction, int atomBatches, Precision precision)
    implements Serializable {
  public static final double DEFAULT_VALIDATION_FRACTION = 0.2;
  public static final int DEFAULT_ATOM_BATCHES = 4;
  public static final Precision DEFAULT_PRECISION = Precision.SINGLE;

  public TrainingSpec {
    Objects.requireNonNull(precision);
    if (epochs < 0) {
      throw new IllegalArgumentException("epochs is " + epochs + "; allowed are 0 and more");
    }
    if (batchSize < 2) {
      throw new IllegalArgumentException(
          "batch_size is " + batchSize + "; a distribution needs at least 2 samples");
    }
    if (!(validationFraction >= 0 && validationFraction < 1)) {
      throw new IllegalArgumentException(
          "validation_fraction is " + validationFraction + "; allowed is [0, 1)");
    }
    if (atomBatches < 1) {
      throw new IllegalArgumentException(
          "atom_batches is " + atomBatches + "; at least 1 is needed");
    }
  }
}

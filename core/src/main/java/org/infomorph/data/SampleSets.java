package org.infomorph.data;

/**
 * What a data set offers: samples to learn from, and samples of the same kind to test with.
 *
 * @param training samples for training and validation
 * @param test samples never seen in training
 */
public record SampleSets(Samples training, Samples test) implements SampleSupply {
  /**
   * Joins two sets.
   *
   * @throws IllegalArgumentException if the two differ in features or classes
   */
  public SampleSets {
    if (training.features() != test.features()) {
      throw new IllegalArgumentException(
          "training has "
              + training.features()
              + " features, test has "
              + test.features()
              + "; they must be equal");
    }
    if (training.classes() != test.classes()) {
      throw new IllegalArgumentException(
          "training has "
              + training.classes()
              + " classes, test has "
              + test.classes()
              + "; they must be equal");
    }
  }

  @Override
  public Samples training(int epoch) {
    return training;
  }

  /**
   * The same samples, shifted and scaled so that all training values together have mean 0 and
   * standard deviation 1. All features share one mean and one deviation.
   *
   * @throws IllegalArgumentException if all training values are equal
   */
  public SampleSets standardised() {
    double[] moments = training.meanAndDeviation();
    double mean = moments[0];
    double deviation = moments[1];
    if (deviation == 0) {
      throw new IllegalArgumentException("all training values are " + mean);
    }
    return new SampleSets(
        training.affine(-mean / deviation, 1 / deviation),
        test.affine(-mean / deviation, 1 / deviation));
  }
}

package org.infomorph.data;

/** The samples of one trial: the same ones in every epoch, or fresh ones for each epoch. */
public interface SampleSupply {
  /**
   * The samples to learn from in one epoch.
   *
   * @param epoch 1 is the first
   */
  Samples training(int epoch);

  /** Test samples of the same shape; every call returns the same ones. */
  Samples test();
}

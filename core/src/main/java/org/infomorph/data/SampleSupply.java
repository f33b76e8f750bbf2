package org.infomorph.data;

/** The samples of one trial: always the same ones, or fresh ones for each epoch. */
public interface SampleSupply {
  /**
   * The samples to learn from in one epoch.
   *
   * @param epoch 1 is the first
   */
  Samples training(int epoch);

  /** Samples to be judged by, of the same shape; the same at every call. */
  Samples test();
}

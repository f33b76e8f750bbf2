package org.infomorph.datasets;

import org.infomorph.data.SampleSupply;
import org.infomorph.math.Seeds;

/**
 * Unlabelled samples that each trial draws from its own seed. Replicates of a trial therefore also
 * differ in their data. Drawing is cheap.
 */
public sealed interface DrawnDataset extends Dataset
    permits Bars, RandomPatterns, Gaussians, Memories {
  /** Default number of samples of an epoch: ten batches of 1024. */
  int DEFAULT_SAMPLES = 10 * 1024;

  /** Default number of test samples. */
  int DEFAULT_TEST = 4096;

  /** By default, each epoch has fresh samples. */
  boolean DEFAULT_FRESH = true;

  /** Number of samples of an epoch. */
  int samples();

  /** Number of values of one sample. */
  int features();

  /** Number of known hidden causes of each sample; 0 if there are none. */
  int causes();

  /**
   * The samples of a trial: a pure function of this record and the seeds.
   *
   * @param seeds the trial's seeds for its data
   */
  SampleSupply draw(Seeds seeds);
}

package org.infomorph.datasets;

import org.infomorph.data.SampleSupply;
import org.infomorph.math.Seeds;

/**
 * Samples without labels that each trial draws for itself, so that replicates of a trial differ in
 * their data, too. Drawing is cheap.
 */
public sealed interface DrawnDataset extends Dataset
    permits Bars, RandomPatterns, Gaussians, Memories {
  /** Samples of an epoch when nothing is said: ten batches of 1024. */
  int DEFAULT_SAMPLES = 10 * 1024;

  /** Samples to be judged by when nothing is said. */
  int DEFAULT_TEST = 4096;

  /** Fresh samples for each epoch when nothing is said. */
  boolean DEFAULT_FRESH = true;

  /** Number of samples of an epoch. */
  int samples();

  /** Number of values of one sample. */
  int features();

  /** Number of hidden causes that are known of each sample; 0 where there are none. */
  int causes();

  /**
   * Samples as a network may see them: a pure function of this record and the seeds.
   *
   * @param seeds the trial's, for its data alone
   */
  SampleSupply draw(Seeds seeds);
}

package org.infomorph.datasets;

import org.infomorph.data.SampleSupply;
import org.infomorph.math.Seeds;

/**
 * Samples without labels that each trial draws for itself, so that replicates of a trial differ in
 * their data, too. Drawing is cheap.
 */
public sealed interface DrawnDataset extends Dataset permits Bars, Memories {
  /** Number of values of one sample. */
  int features();

  /**
   * Samples as a network may see them: a pure function of this record and the seeds.
   *
   * @param seeds the trial's, for its data alone
   */
  SampleSupply draw(Seeds seeds);
}

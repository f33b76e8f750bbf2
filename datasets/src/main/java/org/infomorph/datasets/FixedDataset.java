package org.infomorph.datasets;

import java.io.IOException;
import java.nio.file.Path;
import org.infomorph.data.SampleSets;

/**
 * Samples that are the same in every trial, whatever its seed. A process may therefore keep them
 * after loading.
 */
public sealed interface FixedDataset extends Dataset permits Digits, Idx, Cifar10, RandomHierarchy {
  /**
   * Reads or draws the samples: a pure function of this record and the files, without a cache.
   *
   * @param dataFolder the folder of data files; ignored by data sets without files
   * @throws DataException if a file is missing or malformed, in one line
   * @throws IOException if reading fails for another reason
   */
  SampleSets load(Path dataFolder) throws IOException;
}

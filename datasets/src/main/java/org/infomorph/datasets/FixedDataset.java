package org.infomorph.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.infomorph.data.SampleSets;
import org.infomorph.tabular.DataException;

/**
 * Samples that are the same in every trial, whatever its seed. A process may therefore keep them
 * after loading.
 */
public sealed interface FixedDataset extends Dataset
    permits Digits, Idx, Cifar10, RandomHierarchy, Table, Provided {
  /**
   * Reads or draws the samples: a pure function of this record and the files, without a cache.
   *
   * @param dataFolder the folder of data files; ignored by data sets without files
   * @throws DataException if a file is missing or malformed, in one line
   * @throws IOException if reading fails for another reason
   */
  SampleSets load(Path dataFolder) throws IOException;

  /**
   * The samples as networks see them: by default standardised by the mean and deviation of all
   * their training values.
   *
   * @param loaded what {@link #load} gave
   */
  default SampleSets scaled(SampleSets loaded) {
    return loaded.standardised();
  }

  /** Whether the {@link #extent} is only a guess, as the size is known only after loading. */
  default boolean isSizedByFiles() {
    return false;
  }

  /**
   * What the samples depend on and the record does not say: a text that is another one for other
   * contents of the user's files. Results hold it, so that changed data are noticed. Empty for data
   * that the record or a checksum determines.
   *
   * @throws DataException if a file is missing, in one line
   */
  default Optional<String> fingerprint(Path dataFolder) throws IOException {
    return Optional.empty();
  }

  /**
   * A text that changes when the files are perhaps others, found without reading them. A process
   * loads the samples again when it does.
   *
   * @throws DataException if a file is missing, in one line
   */
  default String stamp(Path dataFolder) throws IOException {
    return "";
  }
}

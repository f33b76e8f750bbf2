package org.infomorph.datasets;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/** A description of samples, a value: equal where the samples are the same. */
public sealed interface Dataset extends Serializable permits FixedDataset, DrawnDataset {
  /** What messages and figures call it, for example {@code mnist}. */
  String name();

  /**
   * How much data there is: of files, as they are published, without a look at them.
   *
   * @return by which the cost of a trial is estimated
   */
  Extent extent();

  /**
   * How a sample is looked at as a picture; none if it is no picture.
   *
   * @param dataFolder where data files are; looked at only where they alone say it
   * @throws DataException if a file is missing or malformed, in one line
   * @throws IOException if reading fails for another reason
   */
  default Optional<ImageShape> image(Path dataFolder) throws IOException {
    return Optional.empty();
  }
}

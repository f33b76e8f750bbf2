package org.infomorph.datasets;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.infomorph.tabular.DataException;

/** A description of samples. Two descriptions are equal if their samples are the same. */
public sealed interface Dataset extends Serializable permits FixedDataset, DrawnDataset {
  /** The name in messages and figures, for example {@code mnist}. */
  String name();

  /**
   * The amount of data. For files this is the published amount; the files are not read.
   *
   * @return the extent, from which the cost of a trial is estimated
   */
  Extent extent();

  /**
   * The shape of a sample as a picture; empty if samples are no pictures.
   *
   * @param dataFolder the folder of data files, read only if the shape is known only from the files
   * @throws DataException if a file is missing or malformed, in one line
   * @throws IOException if reading fails for another reason
   */
  default Optional<ImageShape> image(Path dataFolder) throws IOException {
    return Optional.empty();
  }
}

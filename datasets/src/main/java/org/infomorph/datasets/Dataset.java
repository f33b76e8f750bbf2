package org.infomorph.datasets;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.infomorph.data.SampleSets;

/** A description of samples that can load them; a value, equal where the samples are the same. */
public sealed interface Dataset extends Serializable permits Idx, Digits {
  /**
   * Reads or draws the samples: a pure function of this record and the files, nothing is cached.
   *
   * @param dataFolder where data files are; not looked at by data sets that need none
   * @throws DataException if a file is missing or malformed, in one line
   * @throws IOException if reading fails for another reason
   */
  SampleSets load(Path dataFolder) throws IOException;

  /** What messages and figures call it, for example {@code mnist}. */
  String name();
}

package org.infomorph.datasets;

import java.io.Serializable;

/** A description of samples, a value: equal where the samples are the same. */
public sealed interface Dataset extends Serializable permits FixedDataset, DrawnDataset {
  /** What messages and figures call it, for example {@code mnist}. */
  String name();
}

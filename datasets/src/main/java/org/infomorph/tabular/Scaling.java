package org.infomorph.tabular;

/** How the values of a table are shifted and scaled. */
public enum Scaling {
  /** Each feature by its own mean and standard deviation over the training samples. */
  EACH,
  /** All features by one mean and one standard deviation of all training values. */
  ALL,
  /** The values of the file. */
  NONE
}

package org.infomorph.tabular;

/** What happens to rows with a missing value in a column that is used. */
public enum MissingValues {
  REFUSE,
  SKIP
}

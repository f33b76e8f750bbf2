package org.infomorph.train;

/** Which network of a training is kept. */
public enum Keep {
  /** None. */
  NONE,
  /** As it is after the last epoch. */
  FINAL,
  /**
   * As it was at the report with the highest validation accuracy; where there is none, with the
   * highest goal of the last layer. Of equal ones the first. Never by the test samples, which would
   * not judge any more what they have chosen.
   */
  BEST
}

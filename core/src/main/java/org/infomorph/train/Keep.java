package org.infomorph.train;

/** Which network of a training is kept. */
public enum Keep {
  /** None. */
  NONE,
  /** The network after the last epoch. */
  FINAL,
  /**
   * The network at the report with the highest validation accuracy or, without validation samples,
   * the highest goal of the last layer. Of equal reports, the first counts. Test samples never
   * choose a network, because afterwards they could not test it fairly.
   */
  BEST
}

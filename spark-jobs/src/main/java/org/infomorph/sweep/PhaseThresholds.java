package org.infomorph.sweep;

/**
 * What makes a phase of a layer's atoms. Decides no trial.
 *
 * @param silentBits an output entropy below it is silence; 0 or more
 * @param dominantShare the part of the sum of all |bits| from which on one atom names the phase; in
 *     (0, 1]
 */
public record PhaseThresholds(double silentBits, double dominantShare) {
  public static final PhaseThresholds DEFAULT = new PhaseThresholds(0.05, 0.5);

  public PhaseThresholds {
    if (!(silentBits >= 0 && silentBits < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "silent_bits is " + silentBits + "; allowed are 0 and positive numbers");
    }
    if (!(dominantShare > 0 && dominantShare <= 1)) {
      throw new IllegalArgumentException(
          "dominant_share is " + dominantShare + "; allowed are numbers above 0, up to 1");
    }
  }
}

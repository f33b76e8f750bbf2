package org.infomorph.measuring;

import java.util.List;
import org.apache.commons.math3.special.Beta;

/**
 * Phases of points, and how sure they are.
 *
 * @param silentBits an output entropy below it is silence
 * @param dominantShare the share of the sum of all |bits| from which on an atom names the phase
 */
public record Labels(double silentBits, double dominantShare) {
  /** The phases of a point: of the mean profile of its trials. */
  public String of(List<Profile> profiles) {
    return Profile.mean(profiles).label(silentBits, dominantShare);
  }

  /**
   * How sure a label is: the posterior probability that most seeds have it, after those that were
   * tried, from Jeffreys' prior.
   *
   * @param label of the mean profile
   * @param profiles those of the seeds
   * @return 0 to 1; 1 if there is no label
   */
  public double certainty(String label, List<Profile> profiles) {
    if (label.isEmpty()) {
      return 1;
    }
    long same =
        profiles.stream().filter(p -> p.label(silentBits, dominantShare).equals(label)).count();
    return 1 - Beta.regularizedBeta(0.5, same + 0.5, profiles.size() - same + 0.5);
  }
}

package org.infomorph.plan;

import java.util.Objects;
import java.util.OptionalDouble;
import org.infomorph.space.Point;

/**
 * A point that a plan has asked for, and what is known of it.
 *
 * @param point the point
 * @param open whether its trials have not ended yet, or not all of them
 * @param sample the sweep's measure over the seeds that ended well; none if no seed did, and while
 *     the point is open
 * @param label the phase of its layers, such as {@code out={r}{c}}, or that its value is below all
 *     that could be measured; empty where there is none
 * @param certainty the probability that another set of seeds would give the same label, 0 to 1; 1
 *     where there is nothing to doubt it by
 * @param rung the highest rung that its trials have reached, from 0; 0 without rungs
 */
public record Measured(
    Point point, boolean open, Sample sample, String label, double certainty, int rung) {
  private static final String BELOW = "below the range";

  public Measured {
    Objects.requireNonNull(point);
    Objects.requireNonNull(sample);
    Objects.requireNonNull(label);
  }

  /** A point whose trials have not ended yet. */
  public static Measured open(Point point) {
    return new Measured(point, true, Sample.NONE, "", 1, 0);
  }

  /** A point with a measure and nothing else. */
  public static Measured of(Point point, Sample sample) {
    return new Measured(point, false, sample, "", 1, 0);
  }

  /** A point whose value lies below all that could be measured. */
  public static Measured below(Point point) {
    return new Measured(point, false, Sample.NONE, BELOW, 1, 0);
  }

  /** Whether its value is known to lie below all that could be measured. */
  public boolean isBelow() {
    return label.equals(BELOW);
  }

  /** The mean of the measure; empty if no trial ended well, and while the point is open. */
  public OptionalDouble value() {
    return sample.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sample.mean());
  }

  /** Whether all its trials have ended, and none of them well: a result, but without a value. */
  public boolean hasFailed() {
    return !open && sample.count() == 0 && !isBelow();
  }
}

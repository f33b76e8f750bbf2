package org.infomorph.sweep;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A point that a plan has asked for.
 *
 * @param point the point
 * @param value the sweep's measure, mean over the seeds that ended well; empty if none did
 */
public record Measured(Point point, OptionalDouble value) {
  public Measured {
    Objects.requireNonNull(point);
    Objects.requireNonNull(value);
  }
}

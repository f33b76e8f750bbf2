package org.infomorph.plan;

import java.util.Objects;
import java.util.OptionalDouble;
import org.infomorph.space.Point;

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

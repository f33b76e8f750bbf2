package org.infomorph.sweep;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A point that a plan has asked for.
 *
 * @param point the point
 * @param value the sweep's measure, mean over seeds; empty as long as it runs, or where it failed
 */
public record Measured(Point point, OptionalDouble value) {
  public Measured {
    Objects.requireNonNull(point);
    Objects.requireNonNull(value);
  }
}

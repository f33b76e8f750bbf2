package org.infomorph.refinement;

import java.util.OptionalDouble;

/**
 * What makes a boundary of the measure. A change of label always makes one.
 *
 * @param at a threshold: points at or above it have other labels than those below
 * @param jump a boundary also lies where the measure of two neighbouring corners differs by more
 *     than this and the noise of both together, by their 95 % intervals
 */
public record Boundary(OptionalDouble at, OptionalDouble jump) {
  /** Whether two means differ by more than the jump and their noise; not if one is NaN. */
  boolean jumps(double mean, double halfWidth, double other, double otherHalfWidth) {
    if (jump.isEmpty() || Double.isNaN(mean) || Double.isNaN(other)) {
      return false;
    }
    double noise = Math.sqrt(halfWidth * halfWidth + otherHalfWidth * otherHalfWidth);
    return Math.abs(other - mean) - noise > jump.getAsDouble();
  }

  /** Whether the threshold lies between two numbers. */
  boolean isBetween(double low, double high) {
    return at.isPresent() && low < at.getAsDouble() && at.getAsDouble() < high;
  }
}

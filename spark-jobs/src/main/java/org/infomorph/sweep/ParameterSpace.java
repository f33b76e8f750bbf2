package org.infomorph.sweep;

import java.util.List;

/**
 * The axes of a sweep.
 *
 * @param axes with different labels; none of their fields lies within another's
 */
public record ParameterSpace(List<Axis> axes) {
  public ParameterSpace {
    axes = List.copyOf(axes);
    for (int i = 0; i < axes.size(); i++) {
      for (int j = 0; j < i; j++) {
        checkApart(axes.get(j), axes.get(i));
      }
    }
  }

  private static void checkApart(Axis first, Axis second) {
    if (first.label().equals(second.label())) {
      throw new IllegalArgumentException("two axes are called " + first.label());
    }
    if (first.path().contains(second.path()) || second.path().contains(first.path())) {
      throw new IllegalArgumentException(
          "the axes %s and %s both set %s".formatted(first.label(), second.label(), second.path()));
    }
  }
}

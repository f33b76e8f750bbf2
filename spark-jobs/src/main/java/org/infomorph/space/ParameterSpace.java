package org.infomorph.space;

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

  /**
   * The same axes, their values made once and for all instead of at every point.
   *
   * @param points how many are wanted; axes with more values than that stay as they are
   */
  public ParameterSpace listed(long points) {
    return new ParameterSpace(
        axes.stream()
            .map(
                axis ->
                    axis.values().count() <= points
                        ? new Axis(axis.label(), axis.path(), axis.values().listed())
                        : axis)
            .toList());
  }

  /**
   * Refuses a point that does not fit the axes.
   *
   * @throws IllegalArgumentException saying which value of which point
   */
  public void check(Point point) {
    if (point.values().size() != axes.size()) {
      throw new IllegalArgumentException(
          "the point %s has %d values; the axes are %d"
              .formatted(point.values(), point.values().size(), axes.size()));
    }
    for (int a = 0; a < axes.size(); a++) {
      if (!axes.get(a).takes(point.values().get(a))) {
        throw new IllegalArgumentException(
            "the point %s has %s on the axis %s, whose values are of type %s"
                .formatted(
                    point.values(),
                    point.values().get(a),
                    axes.get(a).label(),
                    axes.get(a).type()));
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

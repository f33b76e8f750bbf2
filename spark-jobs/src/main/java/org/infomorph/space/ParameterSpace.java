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
                        ? new Axis(axis.label(), axis.paths(), axis.values().listed(), axis.title())
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
            "the point %s has %s on the axis %s, whose values are %s"
                .formatted(
                    point.values(),
                    point.values().get(a),
                    axes.get(a).label(),
                    allowed(axes.get(a))));
      }
    }
  }

  private static String allowed(Axis axis) {
    return axis.values() instanceof AxisValues.Listed listed && !listed.names().isEmpty()
        ? "called " + String.join(", ", listed.names())
        : "of type " + axis.type();
  }

  private static void checkApart(Axis first, Axis second) {
    if (first.label().equals(second.label())) {
      throw new IllegalArgumentException("two axes are called " + first.label());
    }
    for (var path : second.paths()) {
      if (first.touches(path)) {
        throw new IllegalArgumentException(
            "the axes %s and %s both set %s".formatted(first.label(), second.label(), path));
      }
    }
  }
}

package org.infomorph.plan;

import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/** The axes' values side by side: point i has value i of every axis. */
public record ListedPlan() implements IndexedPlan {
  @Override
  public void check(ParameterSpace space) {
    IndexedPlan.checkCounts(space);
    if (space.axes().isEmpty()) {
      throw new IllegalArgumentException("there is no axis to list points with");
    }
    var first = space.axes().get(0);
    for (var axis : space.axes()) {
      if (axis.values().count() != first.values().count()) {
        throw new IllegalArgumentException(
            "the axis %s has %d values and %s has %d; a list of points needs equally many"
                .formatted(
                    first.label(), first.values().count(), axis.label(), axis.values().count()));
      }
    }
  }

  @Override
  public long size(ParameterSpace space) {
    return space.axes().get(0).values().count();
  }

  @Override
  public Point point(ParameterSpace space, int index) {
    return new Point(space.axes().stream().map(axis -> axis.values().at(index)).toList());
  }
}

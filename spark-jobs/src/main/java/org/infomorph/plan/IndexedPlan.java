package org.infomorph.plan;

import java.util.ArrayList;
import java.util.List;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.sweep.Sweep;

/** Plans that look at no scores: point i follows from i alone. */
public sealed interface IndexedPlan extends Plan
    permits GivenPlan, GridPlan, ListedPlan, RandomPlan, SobolPlan {
  /** Point {@code index}, from 0. */
  Point point(ParameterSpace space, int index);

  @Override
  default List<Point> next(ParameterSpace space, List<Measured> asked, int atMost) {
    long end = Math.min(size(space), asked.size() + (long) atMost);
    var listed = space.listed(end - asked.size());
    var points = new ArrayList<Point>();
    for (int i = asked.size(); i < end; i++) {
      points.add(point(listed, i));
    }
    return points;
  }

  /** Refuses axes without values to count through. */
  static void checkCounts(ParameterSpace space) {
    for (var axis : space.axes()) {
      if (axis.values().count() == 0) {
        throw new IllegalArgumentException("the axis " + axis.label() + " needs a count");
      }
    }
  }

  /** Refuses plans of no points; {@link Sweep} refuses those of too many. */
  static void checkSize(long size) {
    if (size < 1) {
      throw new IllegalArgumentException("found " + size + " points; allowed is 1 or more");
    }
  }
}

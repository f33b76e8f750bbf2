package org.infomorph.plan;

import java.util.List;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * Points that are given one by one, each with a value for every axis. Folders keep the points of a
 * {@link Plan} of a program's own so.
 *
 * @param points in their order
 */
public record GivenPlan(List<Point> points) implements IndexedPlan {
  public GivenPlan {
    points = List.copyOf(points);
  }

  @Override
  public void check(ParameterSpace space) {
    points.forEach(space::check);
  }

  @Override
  public long size(ParameterSpace space) {
    return points.size();
  }

  @Override
  public Point point(ParameterSpace space, int index) {
    return points.get(index);
  }
}

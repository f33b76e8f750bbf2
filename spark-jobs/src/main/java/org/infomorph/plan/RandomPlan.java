package org.infomorph.plan;

import com.fasterxml.jackson.databind.JsonNode;
import org.infomorph.math.Seeds;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * Independent, uniform draws. An axis's value at point i follows from i, the seed and the axis's
 * label: more points, and more axes, leave it as it is.
 *
 * @param points how many
 * @param seed another seed, other points
 */
public record RandomPlan(int points, long seed) implements IndexedPlan {
  public RandomPlan {
    IndexedPlan.checkSize(points);
  }

  @Override
  public void check(ParameterSpace space) {
    if (space.axes().isEmpty()) {
      throw new IllegalArgumentException("there is no axis to draw points on");
    }
  }

  @Override
  public long size(ParameterSpace space) {
    return points;
  }

  @Override
  public Point point(ParameterSpace space, int index) {
    var seeds = new Seeds(seed);
    return new Point(
        space.axes().stream()
            .<JsonNode>map(
                axis -> axis.values().draw(seeds.stream(axis.label(), index).nextDouble()))
            .toList());
  }
}

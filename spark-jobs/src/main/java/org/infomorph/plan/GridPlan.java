package org.infomorph.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/** Every combination of the axes' values; the last axis changes fastest. */
public record GridPlan() implements IndexedPlan {
  @Override
  public void check(ParameterSpace space) {
    IndexedPlan.checkCounts(space);
  }

  @Override
  public long size(ParameterSpace space) {
    long size = 1;
    for (var axis : space.axes()) {
      int count = axis.values().count();
      size = size > Long.MAX_VALUE / count ? Long.MAX_VALUE : size * count;
    }
    return size;
  }

  @Override
  public Point point(ParameterSpace space, int index) {
    var axes = space.axes();
    var values = new JsonNode[axes.size()];
    int rest = index;
    for (int a = axes.size() - 1; a >= 0; a--) {
      var axis = axes.get(a).values();
      values[a] = axis.at(rest % axis.count());
      rest /= axis.count();
    }
    return new Point(Arrays.asList(values));
  }
}

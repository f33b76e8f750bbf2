package org.infomorph.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which points lie next to each other: the next one along one axis, all other axes equal. Numbers
 * are ordered by value, all else as the axis lists it.
 */
public final class Neighbours {
  private final List<Point> points;
  private final List<Map<JsonNode, Integer>> places = new ArrayList<>();

  /**
   * Two points side by side.
   *
   * @param axis index of the axis along which they differ
   * @param point index of the first
   * @param neighbour index of the next
   */
  public record Pair(int axis, int point, int neighbour) {}

  private Neighbours(ParameterSpace space, List<Point> points) {
    this.points = points;
    for (int a = 0; a < space.axes().size(); a++) {
      places.add(places(space.axes().get(a), a));
    }
  }

  /**
   * All pairs, those along the first axis first.
   *
   * @param space the axes
   * @param points all points
   * @param chosen indices of those that count
   */
  public static List<Pair> of(ParameterSpace space, List<Point> points, List<Integer> chosen) {
    var neighbours = new Neighbours(space, points);
    var pairs = new ArrayList<Pair>();
    for (int a = 0; a < space.axes().size(); a++) {
      neighbours.along(a, chosen, pairs);
    }
    return pairs;
  }

  private void along(int axis, List<Integer> chosen, List<Pair> pairs) {
    Comparator<Integer> byLine = (p, q) -> compareOthers(axis, p, q);
    var sorted = new ArrayList<>(chosen);
    sorted.sort(byLine.thenComparingInt(point -> place(axis, point)));
    for (int i = 1; i < sorted.size(); i++) {
      int point = sorted.get(i - 1);
      int next = sorted.get(i);
      if (compareOthers(axis, point, next) == 0 && place(axis, point) != place(axis, next)) {
        pairs.add(new Pair(axis, point, next));
      }
    }
  }

  private int compareOthers(int axis, int p, int q) {
    for (int a = 0; a < places.size(); a++) {
      int order = a == axis ? 0 : Integer.compare(place(a, p), place(a, q));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int place(int axis, int point) {
    return places.get(axis).get(points.get(point).values().get(axis));
  }

  /** The place of every value of an axis in its order; equal numbers share one. */
  private Map<JsonNode, Integer> places(Axis axis, int index) {
    var places = new HashMap<JsonNode, Integer>();
    if (axis.values() instanceof AxisValues.Listed listed && !numeric(axis)) {
      for (int i = 0; i < listed.count(); i++) {
        places.putIfAbsent(listed.at(i), i);
      }
      return places;
    }
    var values = points.stream().map(point -> point.values().get(index)).distinct();
    Comparator<JsonNode> byValue =
        axis.type() == Axis.Type.INTEGER
            ? Comparator.comparingLong(JsonNode::longValue)
            : Comparator.comparingDouble(JsonNode::doubleValue);
    JsonNode last = null;
    for (var value : values.sorted(byValue).toList()) {
      boolean equal = last != null && byValue.compare(last, value) == 0;
      places.put(value, equal ? places.get(last) : places.size());
      last = value;
    }
    return places;
  }

  private static boolean numeric(Axis axis) {
    return axis.type() == Axis.Type.NUMBER || axis.type() == Axis.Type.INTEGER;
  }
}

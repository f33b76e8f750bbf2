package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.Scale;

/**
 * The coordinates of a sweep's points: a grid in the order of the plan, some cells of a grid, or
 * free positions, as in random plans.
 */
final class Coordinates {
  /** An axis with more values counts as continuous. */
  private static final int MOST_VALUES = 5_000;

  /** A grid must have at least one point per this number of cells. */
  private static final long MOST_EMPTY = 8;

  private final List<Axis> axes;
  private final List<List<Object>> distinct = new ArrayList<>();
  private final List<int[]> places = new ArrayList<>();
  private final PointTable points;
  private final String kind;

  Coordinates(List<Axis> axes, PointTable points) {
    this.axes = axes;
    this.points = points;
    long cells = 1;
    for (int a = 0; a < axes.size(); a++) {
      var values = distinct(axes.get(a), points.axis(a));
      var index = new HashMap<Object, Integer>();
      values.forEach(value -> index.put(value, index.size()));
      distinct.add(values);
      places.add(points.axis(a).stream().mapToInt(index::get).toArray());
      cells = Math.min(cells * Math.max(1, values.size()), Integer.MAX_VALUE * 4L);
    }
    boolean sparse =
        cells > MOST_EMPTY * Math.max(1, points.size())
            || distinct.stream().anyMatch(values -> values.size() > MOST_VALUES);
    kind = sparse ? "free" : isInPlanOrder(cells) ? "grid" : "cells";
  }

  private static List<Object> distinct(Axis axis, List<Object> values) {
    var found = new ArrayList<Object>(new LinkedHashSet<>(values));
    if (axis.type() == Axis.Type.NUMBER || axis.type() == Axis.Type.INTEGER) {
      found.sort((p, q) -> Double.compare(((Number) p).doubleValue(), ((Number) q).doubleValue()));
    }
    return found;
  }

  /** Whether the points form a grid in plan order, in which the last axis changes fastest. */
  private boolean isInPlanOrder(long cells) {
    if (cells != points.size()) {
      return false;
    }
    for (int i = 0; i < points.size(); i++) {
      int rest = i;
      for (int a = axes.size() - 1; a >= 0; a--) {
        int count = distinct.get(a).size();
        if (places.get(a)[i] != rest % count) {
          return false;
        }
        rest /= count;
      }
    }
    return true;
  }

  /** {@code grid}, {@code cells} or {@code free}. */
  String kind() {
    return kind;
  }

  /** The axes for the header; positions that do not follow from the plan's order become columns. */
  ArrayNode toJson(Block block) {
    var list = JsonNodeFactory.instance.arrayNode();
    for (int a = 0; a < axes.size(); a++) {
      var axis = axes.get(a);
      ObjectNode json = list.addObject();
      json.put("label", axis.label());
      json.put("path", axis.fields());
      if (!axis.title().isEmpty()) {
        json.put("title", axis.title());
      }
      json.put("type", axis.type().name().toLowerCase(java.util.Locale.ROOT));
      json.put("scale", isLogarithmic(axis.values()) ? "log" : "linear");
      boolean numeric = axis.type() == Axis.Type.NUMBER || axis.type() == Axis.Type.INTEGER;
      if (kind.equals("free") && numeric) {
        double[] values =
            points.axis(a).stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        json.put("column", block.require(Column.of(values, Column.Precision.SINGLE)));
        continue;
      }
      var values = json.putArray("values");
      distinct.get(a).forEach(values::addPOJO);
      if (!kind.equals("grid")) {
        json.put("column", block.require(Column.places(places.get(a))));
      }
    }
    return list;
  }

  private static boolean isLogarithmic(AxisValues values) {
    return values instanceof AxisValues.Steps steps && steps.scale() == Scale.LOG
        || values instanceof AxisValues.Range range && range.scale() == Scale.LOG;
  }
}

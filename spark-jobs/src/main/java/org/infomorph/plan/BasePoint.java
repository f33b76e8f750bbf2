package org.infomorph.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * The point that a study changes axis by axis, and the points that differ from it. All axes are
 * numeric.
 *
 * @param space the axes
 * @param point a number for each of them, within its range
 */
record BasePoint(ParameterSpace space, Point point) {
  /** Refuses axes that cannot be changed by numbers, and names that no axis has. */
  static void check(ParameterSpace space, Set<String> labels) {
    if (space.axes().isEmpty()) {
      throw new IllegalArgumentException("there is no axis to change");
    }
    for (var axis : space.axes()) {
      if (axis.type() != Axis.Type.NUMBER && axis.type() != Axis.Type.INTEGER) {
        throw new IllegalArgumentException(
            "the axis %s has values of type %s; knockout and prune change numbers only"
                .formatted(axis.label(), axis.type()));
      }
    }
    var known = space.axes().stream().map(Axis::label).toList();
    for (var label : labels) {
      if (!known.contains(label)) {
        throw new IllegalArgumentException(
            "the plan gives a value for %s; the axes are %s"
                .formatted(label, String.join(", ", known)));
      }
    }
  }

  /**
   * The base point of a study.
   *
   * @param premise has the trial's own values
   * @param given values by axis that count instead of the trial's own
   * @throws IllegalArgumentException for an axis without a value, or with one that is not allowed
   */
  static BasePoint of(ParameterSpace space, Premise premise, Map<String, JsonNode> given) {
    check(space, given.keySet());
    var values = new ArrayList<JsonNode>();
    for (int a = 0; a < space.axes().size(); a++) {
      var axis = space.axes().get(a);
      var value = given.getOrDefault(axis.label(), premise.base().values().get(a));
      if (value.isMissingNode() || value.isNull()) {
        throw new IllegalArgumentException(
            "the trial has no %s on the axis %s; set %s in the trial, or give it in the base"
                .formatted(
                    axis.paths().size() == 1 ? "value" : "one value", axis.label(), axis.fields()));
      }
      if (!value.isNumber()) {
        throw new IllegalArgumentException(
            "the base point has %s on the axis %s; allowed is a number"
                .formatted(value, axis.label()));
      }
      values.add(number(axis, value.doubleValue(), "the base point has"));
    }
    return new BasePoint(space, new Point(values));
  }

  double value(int axis) {
    return point.values().get(axis).doubleValue();
  }

  /** This point with another value on one axis. */
  BasePoint with(int axis, double value) {
    var values = new ArrayList<>(point.values());
    values.set(axis, number(space.axes().get(axis), value, "the plan asks for"));
    return new BasePoint(space, new Point(values));
  }

  /**
   * A number as the axis writes it, so that a point of a grid and an equal one of a study are the
   * same point.
   *
   * @param who begins the message of a refusal
   */
  static JsonNode number(Axis axis, double value, String who) {
    double lowest = ends(axis).min().orElseThrow();
    double highest = ends(axis).max().orElseThrow();
    if (!(value >= lowest && value <= highest)) {
      throw new IllegalArgumentException(
          "%s %s on the axis %s; allowed is %s to %s, the range of the axis"
              .formatted(who, value, axis.label(), lowest, highest));
    }
    if (axis.type() != Axis.Type.INTEGER) {
      return DoubleNode.valueOf(value + 0.0); // of -0.0, it makes 0.0
    }
    if (value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "%s %s on the axis %s; allowed are whole numbers".formatted(who, value, axis.label()));
    }
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf((long) value);
  }

  private static DoubleStream ends(Axis axis) {
    if (axis.values() instanceof AxisValues.Steps steps) {
      return DoubleStream.of(steps.from(), steps.to());
    }
    if (axis.values() instanceof AxisValues.Range range) {
      return DoubleStream.of(range.from(), range.to());
    }
    return ((AxisValues.Listed) axis.values()).values().stream().mapToDouble(JsonNode::doubleValue);
  }

  /** The numbers of a point, by which it is found again whatever type of number they have. */
  static List<Double> key(Point point) {
    return point.values().stream().map(value -> value.doubleValue() + 0.0).toList();
  }

  /** All points of all rounds, the open ones too. */
  static Map<List<Double>, Measured> asked(List<Round> rounds) {
    var asked = new HashMap<List<Double>, Measured>();
    for (var round : rounds) {
      for (var measured : round.points()) {
        asked.put(key(measured.point()), measured);
      }
    }
    return asked;
  }

  /** The first half of the proposals for lane 0, which has one more if their number is odd. */
  static List<Proposal> half(List<Proposal> proposals, int lane) {
    int middle = (proposals.size() + 1) / 2;
    return lane == 0 ? proposals.subList(0, middle) : proposals.subList(middle, proposals.size());
  }

  /** Those that no round has asked for. */
  static List<Proposal> unasked(List<Proposal> proposals, Map<List<Double>, Measured> asked) {
    return proposals.stream()
        .filter(proposal -> !asked.containsKey(key(proposal.point())))
        .toList();
  }
}

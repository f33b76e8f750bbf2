package org.infomorph.importance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.infomorph.form.SpecPath;
import org.infomorph.importance.Importance.Index;
import org.infomorph.plan.Plan;
import org.infomorph.plan.Sample;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;

/** Axes, points, and what is found of them. */
final class MadeUpPoints {
  private static final int PLENTY = 1_000_000;

  private MadeUpPoints() {}

  /** Axes a, b, c, ... with these values. */
  static ParameterSpace space(AxisValues... values) {
    var axes = new ArrayList<Axis>();
    for (var one : values) {
      var label = String.valueOf((char) ('a' + axes.size()));
      axes.add(new Axis(label, SpecPath.parse("goal." + label), one));
    }
    return new ParameterSpace(axes);
  }

  static AxisValues range(double from, double to) {
    return new AxisValues.Range(Scale.LINEAR, from, to);
  }

  static AxisValues texts(String... texts) {
    return new AxisValues.Listed(Arrays.stream(texts).<JsonNode>map(TextNode::valueOf).toList());
  }

  static AxisValues numbers(double... numbers) {
    return new AxisValues.Listed(
        Arrays.stream(numbers).<JsonNode>mapToObj(DoubleNode::valueOf).toList());
  }

  static List<Point> points(ParameterSpace space, Plan plan) {
    return plan.next(space, List.of(), PLENTY);
  }

  static List<Sample> samples(List<Point> points, ToDoubleFunction<double[]> measure) {
    return points.stream()
        .map(
            point ->
                Sample.of(
                    measure.applyAsDouble(
                        point.values().stream().mapToDouble(JsonNode::doubleValue).toArray())))
        .toList();
  }

  static List<Sample> samples(double... values) {
    return Arrays.stream(values).mapToObj(Sample::of).toList();
  }

  static Importance row(List<Importance> rows, Index index, String axis, String other) {
    return rows.stream()
        .filter(row -> row.index() == index)
        .filter(row -> row.axis().equals(axis) && row.other().equals(other))
        .findFirst()
        .orElseThrow();
  }

  static double value(List<Importance> rows, Index index, String axis) {
    return row(rows, index, axis, "").value();
  }

  /**
   * Ishigami's function with 7 and 0.1.
   *
   * @see <a href="https://doi.org/10.1109/ISUMA.1990.151285">Ishigami, Homma 1990</a>
   */
  static double ishigami(double[] x) {
    double sine = StrictMath.sin(x[1]);
    return StrictMath.sin(x[0]) * (1 + 0.1 * x[2] * x[2] * x[2] * x[2]) + 7 * sine * sine;
  }

  static ParameterSpace cube() {
    return space(range(-Math.PI, Math.PI), range(-Math.PI, Math.PI), range(-Math.PI, Math.PI));
  }
}

package org.infomorph.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import org.infomorph.math.RandomStream;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;

/**
 * The points of a space as vectors of real numbers without bounds, in which an evolution strategy
 * moves freely. A coordinate runs from 0 to 1 along its axis, evenly on the axis's own scale. Near
 * the ends it is bent: within {@link #MARGIN} of an end the way there is quadratic, and beyond the
 * end it comes back, again and again. So every vector is a point within the bounds, and a best
 * point on a bound is an ordinary, smooth optimum.
 *
 * @see <a href="https://doi.org/10.5281/zenodo.2559634">Hansen, Akimoto, Baudis, pycma: {@code
 *     BoxConstraintsLinQuadTransformation}, whose construction this is</a>
 */
public record SearchBox(ParameterSpace space) {
  /** The bent part of a coordinate, on both sides of an end. */
  static final double MARGIN = 0.05;

  /** The smallest standard deviation on an axis of steps, in steps. */
  private static final double LEAST_STEPS = 0.2;

  /** A standard deviation at which a continuous coordinate has converged. */
  private static final double FINE = 1e-6;

  /**
   * Refuses axes that are no numbers on a scale.
   *
   * @throws IllegalArgumentException saying which
   */
  public static void check(ParameterSpace space) {
    if (space.axes().isEmpty()) {
      throw new IllegalArgumentException("there is no axis to search on");
    }
    for (var axis : space.axes()) {
      if (axis.values() instanceof AxisValues.Listed) {
        throw new IllegalArgumentException(
            ("a search needs axes with from and to; the axis %s lists its values one by one,"
                    + " which the plan random takes")
                .formatted(axis.label()));
      }
    }
  }

  public int size() {
    return space.axes().size();
  }

  /** How many points there are; {@link Long#MAX_VALUE} if there is a continuum. */
  public long points() {
    long points = 1;
    for (var axis : space.axes()) {
      int count = axis.values().count();
      if (count == 0 || points > Long.MAX_VALUE / count) {
        return Long.MAX_VALUE;
      }
      points *= count;
    }
    return points;
  }

  /** The point at a vector. */
  public Point point(double[] vector) {
    var values = new ArrayList<JsonNode>();
    for (int a = 0; a < vector.length; a++) {
      values.add(value(space.axes().get(a).values(), bend(vector[a])));
    }
    return new Point(values);
  }

  /** The vector of a point; the middle of an axis where the point has no number within it. */
  public double[] vector(Point point) {
    var vector = new double[size()];
    for (int a = 0; a < vector.length; a++) {
      vector[a] = unbend(fraction(space.axes().get(a), point.values().get(a)));
    }
    return vector;
  }

  /** The vector of a point drawn from all of them alike. */
  public double[] draw(RandomStream random) {
    var vector = new double[size()];
    for (int a = 0; a < vector.length; a++) {
      vector[a] = unbend(random.nextDouble());
    }
    return vector;
  }

  /**
   * The smallest standard deviations. With {@link #LEAST_STEPS}, one draw in 80 still leaves the
   * step in whose middle the mean lies, so that a search does not freeze on an axis of few steps.
   */
  public double[] least() {
    var least = new double[size()];
    for (int a = 0; a < least.length; a++) {
      int count = space.axes().get(a).values().count();
      least[a] = count > 1 ? LEAST_STEPS / (count - 1) : 0;
    }
    return least;
  }

  /** The standard deviations at which the coordinates have converged. */
  public double[] converged() {
    var converged = least();
    for (int a = 0; a < converged.length; a++) {
      // Scaled to it, a deviation is the smallest one but for rounding.
      converged[a] = constant(a) ? Double.POSITIVE_INFINITY : Math.max(FINE, 1.01 * converged[a]);
    }
    return converged;
  }

  /** Whether an axis has one value only; its coordinate then does not matter. */
  private boolean constant(int axis) {
    var values = space.axes().get(axis).values();
    return values.count() == 1
        || (values instanceof AxisValues.Range range && range.from() == range.to());
  }

  private static JsonNode value(AxisValues values, double fraction) {
    if (values instanceof AxisValues.Range range) {
      return DoubleNode.valueOf(rounded(range, range.draw(fraction).doubleValue()));
    }
    return values.at((int) Math.round(fraction * (values.count() - 1)));
  }

  /**
   * A value in as many digits as a search has use for: to a millionth of the range or finer, on a
   * logarithmic axis to a millionth of the value too. A value so short is written the same
   * everywhere. The ends stay as they are.
   */
  private static double rounded(AxisValues.Range range, double value) {
    double low = Math.min(range.from(), range.to());
    double high = Math.max(range.from(), range.to());
    if (value <= low || value >= high) {
      return value <= low ? low : high;
    }
    int magnitude = magnitude(high - low);
    if (range.scale() == Scale.LOG) {
      magnitude = Math.min(magnitude, magnitude(value));
    }
    double rounded =
        new BigDecimal(value).setScale(6 - magnitude, RoundingMode.HALF_EVEN).doubleValue();
    return Math.max(low, Math.min(high, rounded));
  }

  /** The exponent of ten with which a positive number is written. */
  private static int magnitude(double value) {
    var exact = new BigDecimal(value);
    return exact.precision() - exact.scale() - 1;
  }

  private static double fraction(Axis axis, JsonNode value) {
    double middle = 0.5;
    if (!value.isNumber()) {
      return middle;
    }
    double fraction =
        axis.values() instanceof AxisValues.Range range
            ? fraction(range.scale(), range.from(), range.to(), value.doubleValue())
            : fraction((AxisValues.Steps) axis.values(), value.doubleValue());
    return fraction >= 0 && fraction <= 1 ? fraction : middle;
  }

  private static double fraction(AxisValues.Steps steps, double value) {
    return fraction(steps.scale(), steps.from(), steps.to(), value);
  }

  /** NaN where there is none. */
  private static double fraction(Scale scale, double from, double to, double value) {
    if (scale == Scale.LINEAR) {
      return (value - from) / (to - from);
    }
    return (StrictMath.log(value) - StrictMath.log(from))
        / (StrictMath.log(to) - StrictMath.log(from));
  }

  /** The fraction in [0, 1] that a coordinate stands for. */
  public static double bend(double coordinate) {
    // The way there and back is a period; its turning points are a margin beyond the ends.
    double length = 1 + 2 * MARGIN;
    double along = (coordinate + MARGIN) / (2 * length);
    along = (along - Math.floor(along)) * 2;
    along = Math.min(along, 2 - along) * length;
    double ahead = length - along;
    if (along < 2 * MARGIN) {
      return along * along / (4 * MARGIN);
    }
    return ahead < 2 * MARGIN ? 1 - ahead * ahead / (4 * MARGIN) : along - MARGIN;
  }

  /** The coordinate of a fraction in [0, 1]; {@link #bend} goes back. */
  public static double unbend(double fraction) {
    if (fraction < MARGIN) {
      return Math.sqrt(4 * MARGIN * fraction) - MARGIN;
    }
    double left = 1 - fraction;
    return left < MARGIN ? 1 + MARGIN - Math.sqrt(4 * MARGIN * left) : fraction;
  }
}

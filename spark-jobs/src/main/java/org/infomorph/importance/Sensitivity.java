package org.infomorph.importance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infomorph.importance.Importance.Index;
import org.infomorph.importance.Importance.Method;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.plan.GridPlan;
import org.infomorph.plan.Plan;
import org.infomorph.plan.RandomPlan;
import org.infomorph.plan.Sample;
import org.infomorph.plan.SobolPlan;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;

/** The table {@code importance} of a finished sweep or study: all that its points allow. */
public final class Sensitivity {
  /** The best points that PED-ANOVA compares with all, as a part of these. */
  public static final double BEST = 0.1;

  /** With more points missing, those that are there no longer fill the space evenly. */
  private static final double PART_WITH_VALUES = 0.9;

  static final int REPLICATES = 200;

  private Sensitivity() {}

  /**
   * PED-ANOVA for all points. Sobol' indices besides, where the points fill the space evenly: a
   * full grid is decomposed exactly; random points, points of a Sobol sequence and a grid with a
   * few failed points are regressed. A search goes where the measure is good, so it gives no Sobol'
   * indices.
   *
   * @param space the axes
   * @param plan what asked for the points
   * @param points all that were asked for
   * @param samples what was measured there, in the same order; {@link Sample#NONE} where the trials
   *     failed or have not run
   * @param maximise whether a higher measure is a better one
   */
  public static List<Importance> of(
      ParameterSpace space, Plan plan, List<Point> points, List<Sample> samples, boolean maximise) {
    checkLengths(points, samples);
    var rows = new ArrayList<>(PedAnova.of(space, points, samples, BEST, maximise));
    var exact = GridAnova.of(space, points, samples);
    rows.addAll(exact);
    double asked = plan instanceof GridPlan ? plan.size(space) : points.size();
    boolean even =
        plan instanceof GridPlan || plan instanceof RandomPlan || plan instanceof SobolPlan;
    long valued = samples.stream().filter(Sensitivity::hasValue).count();
    if (exact.isEmpty() && even && valued >= PART_WITH_VALUES * asked) {
      rows.addAll(ChaosExpansion.of(space, points, samples));
    }
    return rows;
  }

  static void checkLengths(List<Point> points, List<Sample> samples) {
    if (points.size() != samples.size()) {
      throw new IllegalArgumentException(
          "found %d points and %d samples; allowed is one sample for each point"
              .formatted(points.size(), samples.size()));
    }
  }

  static boolean hasValue(Sample sample) {
    return sample.count() > 0 && Double.isFinite(sample.mean());
  }

  static boolean isNumeric(Axis axis) {
    return axis.type() == Axis.Type.NUMBER || axis.type() == Axis.Type.INTEGER;
  }

  /** What two values have in common if they are the same one: 1 and 1.0 are. */
  static Object key(JsonNode value) {
    return value.isNumber() ? (Object) (value.doubleValue() + 0.0) : value;
  }

  /** How far a number is from the first to the last of an axis, on its scale; 0 to 1. */
  static double fraction(AxisValues values, double value) {
    if (values instanceof AxisValues.Range range) {
      return fraction(range.scale(), range.from(), range.to(), value);
    }
    if (values instanceof AxisValues.Steps steps) {
      return fraction(steps.scale(), steps.from(), steps.to(), value);
    }
    var listed = ((AxisValues.Listed) values).values();
    double lowest = listed.stream().mapToDouble(JsonNode::doubleValue).min().orElseThrow();
    double highest = listed.stream().mapToDouble(JsonNode::doubleValue).max().orElseThrow();
    return fraction(Scale.LINEAR, lowest, highest, value);
  }

  private static double fraction(Scale scale, double from, double to, double value) {
    if (from == to) {
      return 0;
    }
    double fraction =
        scale == Scale.LOG
            ? (StrictMath.log(value) - StrictMath.log(from))
                / (StrictMath.log(to) - StrictMath.log(from))
            : (value - from) / (to - from);
    return Math.min(1, Math.max(0, fraction)); // a negative number on a log axis is its lower end
  }

  /**
   * The variance of each mean, from its seeds. For a point with a single seed, the mean variance of
   * the other points' seeds counts.
   *
   * @return empty if no point has two seeds: then nothing is known of noise
   */
  static double[] noise(List<Sample> samples) {
    double pooled =
        samples.stream()
            .filter(sample -> sample.count() > 1)
            .mapToDouble(sample -> sample.deviation() * sample.deviation())
            .average()
            .orElse(Double.NaN);
    if (Double.isNaN(pooled)) {
      return new double[0];
    }
    return samples.stream()
        .mapToDouble(
            sample ->
                (sample.count() > 1 ? sample.deviation() * sample.deviation() : pooled)
                    / sample.count())
        .toArray();
  }

  /** The random numbers of one replicate; the same at every call. */
  static RandomStream stream(Method method, int replicate) {
    return new Seeds(0).derive("importance").stream(method.name(), replicate);
  }

  /** How often each of some points is drawn in a sample with replacement. */
  static int[] drawn(RandomStream stream, int points) {
    var times = new int[points];
    for (int i = 0; i < points; i++) {
      times[stream.nextInt(points)]++;
    }
    return times;
  }

  /**
   * A row with a 95 % bootstrap interval. Squares of estimates grow by the noise of the replicates,
   * which the interval must not have: it is moved so that the mean replicate is the estimate.
   *
   * @param replicates of the value; those that are not finite are left out
   * @see <a href="https://doi.org/10.1201/9780429246593">Efron, Tibshirani 1993, An Introduction to
   *     the Bootstrap, the percentile interval and the estimate of bias</a>
   */
  static Importance row(
      String axis, String other, Method method, Index index, double value, double[] replicates) {
    var sorted = Arrays.stream(replicates).filter(Double::isFinite).sorted().toArray();
    if (sorted.length < REPLICATES / 2) {
      return new Importance(axis, other, method, index, value, Double.NaN, Double.NaN);
    }
    double shift = value - Arrays.stream(sorted).average().orElseThrow();
    return new Importance(
        axis,
        other,
        method,
        index,
        value,
        Math.min(value, quantile(sorted, 0.025) + shift),
        Math.max(value, quantile(sorted, 0.975) + shift));
  }

  private static double quantile(double[] sorted, double probability) {
    double place = probability * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

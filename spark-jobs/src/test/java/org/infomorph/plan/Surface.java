package org.infomorph.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infomorph.form.SpecPath;
import org.infomorph.math.Seeds;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;

/** Stands in for training: says what the trials of a point would have given. */
interface Surface {
  String name();

  /** The axes, with the counts of the coarse grid. */
  ParameterSpace space();

  /** What one seed gives at a point, given by its place along each axis, 0 to 1. */
  Outcome trial(double[] place, int seed);

  /** The label without noise. */
  String truth(double[] place);

  /**
   * What a trial ends with.
   *
   * @param score the measure; NaN if the trial fails
   * @param label the phase
   */
  record Outcome(double score, String label) {}

  /** Axes x0, x1, ... from 0 to 1. */
  static ParameterSpace unit(int axes, int count) {
    var all = new ArrayList<Axis>();
    for (int a = 0; a < axes; a++) {
      all.add(
          new Axis(
              "x" + a, SpecPath.parse("x" + a), new AxisValues.Steps(Scale.LINEAR, 0, 1, count)));
    }
    return new ParameterSpace(all);
  }

  /** The place of a point along each axis. */
  default double[] place(Point point) {
    var place = new double[point.values().size()];
    for (int a = 0; a < place.length; a++) {
      var steps = (AxisValues.Steps) space().axes().get(a).values();
      double value = point.values().get(a).doubleValue();
      place[a] =
          steps.scale() == Scale.LOG
              ? StrictMath.log(value / steps.from()) / StrictMath.log(steps.to() / steps.from())
              : (value - steps.from()) / (steps.to() - steps.from());
    }
    return place;
  }

  /** Measures a point by some seeds: the label is that of most of them. */
  default Measured measure(Point point, int seeds) {
    var place = place(point);
    var scores = new double[seeds];
    var votes = new LinkedHashMap<String, Integer>();
    int well = 0;
    for (int s = 0; s < seeds; s++) {
      var outcome = trial(place, s);
      if (!Double.isNaN(outcome.score())) {
        scores[well++] = outcome.score();
        votes.merge(outcome.label(), 1, Integer::sum);
      }
    }
    if (well == 0) {
      return new Measured(point, false, Sample.NONE, "", 1, 0);
    }
    var most = votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    double certainty = (double) most.getValue() / well;
    return new Measured(
        point, false, Sample.of(Arrays.copyOf(scores, well)), most.getKey(), certainty, 0);
  }

  /** How far a place is inside of a region: positive inside, in units of the axes. */
  interface Region {
    double depth(double[] place);
  }

  /**
   * A surface with known truth: regions on a background. A place has the label of the last region
   * it lies in. Each trial sees the boundaries a little displaced, so labels flip near them.
   *
   * @param score the standard deviation of the score between seeds
   * @param shift the standard deviation of the boundaries' displacement, in units of the axes
   */
  record Synthetic(
      String name,
      ParameterSpace space,
      List<Region> regions,
      double score,
      double shift,
      long root)
      implements Surface {
    /** The score falls from one side of a boundary to the other over about this much. */
    private static final double SLOPE = 0.05;

    @Override
    public String truth(double[] place) {
      return label(place, 0);
    }

    private String label(double[] place, double displaced) {
      int label = 0;
      for (int r = 0; r < regions.size(); r++) {
        label = regions.get(r).depth(place) + displaced >= 0 ? r + 1 : label;
      }
      return "p" + label;
    }

    @Override
    public Outcome trial(double[] place, int seed) {
      var stream = new Seeds(root).stream("trial", 31L * Arrays.hashCode(place) + seed);
      double displaced = shift * stream.nextGaussian();
      double depth = Double.NEGATIVE_INFINITY;
      for (var region : regions) {
        depth = Math.max(depth, region.depth(place));
      }
      double value = 0.5 + 0.45 * StrictMath.tanh((depth + displaced) / SLOPE);
      return new Outcome(value + score * stream.nextGaussian(), label(place, displaced));
    }
  }

  /**
   * A surface that was recorded: the trials of a dense sweep, from a file with the columns {@code
   * seed}, {@code score}, {@code label} and one for each axis. The truth is the label of most
   * seeds.
   */
  final class Recorded implements Surface {
    private final String name;
    private final ParameterSpace space;
    private final Map<List<Double>, List<Outcome>> trials = new LinkedHashMap<>();

    Recorded(String name, ParameterSpace space) {
      this.name = name;
      this.space = space;
    }

    void add(List<Double> values, Outcome outcome) {
      trials.computeIfAbsent(values, unused -> new ArrayList<>()).add(outcome);
    }

    /** Reads a CSV file of the test resources; a header names the columns, seeds are in order. */
    static Recorded read(String resource, ParameterSpace space) {
      var surface = new Recorded(resource, space);
      try (var reader =
          new BufferedReader(
              new java.io.InputStreamReader(
                  Surface.class.getResourceAsStream(resource),
                  java.nio.charset.StandardCharsets.UTF_8))) {
        var header = List.of(reader.readLine().split(",", -1));
        var columns = space.axes().stream().map(axis -> header.indexOf(axis.label())).toList();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
          var fields = line.split(",", -1);
          var score = fields[header.indexOf("score")];
          surface.add(
              columns.stream().map(column -> Double.valueOf(fields[column])).toList(),
              new Outcome(
                  score.isEmpty() ? Double.NaN : Double.parseDouble(score),
                  fields[header.indexOf("label")]));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return surface;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public ParameterSpace space() {
      return space;
    }

    @Override
    public Outcome trial(double[] place, int seed) {
      var trials = nearest(place);
      return trials.get(seed % trials.size());
    }

    @Override
    public String truth(double[] place) {
      var votes = new LinkedHashMap<String, Integer>();
      nearest(place).forEach(trial -> votes.merge(trial.label(), 1, Integer::sum));
      return votes.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElseThrow();
    }

    private List<Outcome> nearest(double[] place) {
      List<Outcome> best = List.of();
      double least = Double.POSITIVE_INFINITY;
      for (var entry : trials.entrySet()) {
        double distance = 0;
        for (int a = 0; a < place.length; a++) {
          var steps = (AxisValues.Steps) space.axes().get(a).values();
          double value = entry.getKey().get(a);
          double at =
              steps.scale() == Scale.LOG
                  ? StrictMath.log(value / steps.from()) / StrictMath.log(steps.to() / steps.from())
                  : (value - steps.from()) / (steps.to() - steps.from());
          distance += (at - place[a]) * (at - place[a]);
        }
        if (distance < least) {
          least = distance;
          best = entry.getValue();
        }
      }
      return best;
    }
  }
}

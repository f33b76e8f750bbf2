package org.infomorph.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
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

  /** How many seeds a point has. */
  default int seeds() {
    return 5;
  }

  /** How often the coarse grid is halved to reach the finest one. */
  default int levels() {
    return switch (space().axes().size()) {
      case 2 -> 4;
      case 3 -> 3;
      default -> 2;
    };
  }

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

  /** Measures a point by all its seeds. */
  default Measured measure(Point point) {
    return measure(point, seeds());
  }

  /** Measures a point by its first seeds: the label is that of most of them. */
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
   * A surface that was recorded: the trials of a dense sweep over a grid, from a file with a column
   * for each axis, and the columns {@code score} and {@code label}. The lines of a point are its
   * seeds, in order. The truth is the label of most seeds. A place between the grid's nodes is that
   * of the nearest node: so boundaries lie half way between nodes, which are faces of the cells of
   * a grid with twice as many. The axes are taken as 0 to 1.
   */
  final class Recorded implements Surface {
    private final String name;
    private final ParameterSpace space;

    /** The grid's values along each axis, ascending. */
    private final List<double[]> nodes;

    private final Map<List<Integer>, List<Outcome>> trials = new HashMap<>();

    /**
     * Reads a compressed file of the test resources.
     *
     * @param labels the columns of the axes, which are linear
     * @param coarse the count of each axis in the coarse grid
     */
    Recorded(String name, String resource, List<String> labels, int coarse) {
      this.name = name;
      space = unit(labels.size(), coarse);
      var values = new ArrayList<List<Double>>();
      var outcomes = new ArrayList<Outcome>();
      try (var reader =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Surface.class.getResourceAsStream(resource)),
                  StandardCharsets.UTF_8))) {
        var header = List.of(reader.readLine().split(",", -1));
        var columns = labels.stream().map(header::indexOf).toList();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
          var fields = line.split(",", -1);
          var score = fields[header.indexOf("score")];
          values.add(columns.stream().map(column -> Double.valueOf(fields[column])).toList());
          outcomes.add(
              new Outcome(
                  score.isEmpty() ? Double.NaN : Double.parseDouble(score),
                  fields[header.indexOf("label")]));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      nodes = new ArrayList<>();
      for (int a = 0; a < labels.size(); a++) {
        int axis = a;
        nodes.add(values.stream().mapToDouble(v -> v.get(axis)).distinct().sorted().toArray());
      }
      for (int i = 0; i < values.size(); i++) {
        var node = new ArrayList<Integer>();
        for (int a = 0; a < labels.size(); a++) {
          node.add(Arrays.binarySearch(nodes.get(a), values.get(i).get(a)));
        }
        trials.computeIfAbsent(List.copyOf(node), unused -> new ArrayList<>()).add(outcomes.get(i));
      }
    }

    @Override
    public int levels() {
      int coarse = space.axes().get(0).values().count() - 1;
      return Integer.numberOfTrailingZeros(2 * (nodes.get(0).length - 1) / coarse);
    }

    /** The grid's node that is nearest to a place. */
    private List<Integer> node(double[] place) {
      var node = new ArrayList<Integer>();
      for (int a = 0; a < place.length; a++) {
        long last = nodes.get(a).length - 1;
        node.add((int) Math.max(0, Math.min(last, Math.round(place[a] * last))));
      }
      return node;
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
      return trials.get(node(place)).get(seed);
    }

    @Override
    public int seeds() {
      return trials.values().iterator().next().size();
    }

    @Override
    public String truth(double[] place) {
      var votes = new LinkedHashMap<String, Integer>();
      trials.get(node(place)).forEach(trial -> votes.merge(trial.label(), 1, Integer::sum));
      return votes.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElseThrow();
    }
  }
}

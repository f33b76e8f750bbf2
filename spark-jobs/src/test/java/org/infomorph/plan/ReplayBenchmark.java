package org.infomorph.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.infomorph.plan.Surface.Region;
import org.infomorph.plan.Surface.Synthetic;
import org.infomorph.refinement.Cell;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * Judges a plan in milliseconds: surfaces with known truth stand in for training. Prints a table in
 * Markdown. After {@code mvn -o -q test-compile}, from the folder {@code spark-jobs}:
 *
 * <pre>
 * java --add-modules jdk.incubator.vector \
 *     -cp "target/test-classes:target/classes:$(cat target/launcher/class.path)" \
 *     org.infomorph.plan.ReplayBenchmark
 * </pre>
 */
final class ReplayBenchmark {
  /** Most points that the Gaussian process is given: its time grows with their third power. */
  private static final int MOST_GAUSSIAN = 400;

  private ReplayBenchmark() {}

  public static void main(String[] arguments) {
    System.out.println(Score.HEADER);
    var surfaces = new ArrayList<>(recorded());
    surfaces.addAll(surfaces(1));
    for (var surface : surfaces) {
      compare(surface).forEach(score -> System.out.println(score.row()));
    }
  }

  // ---- surfaces ----

  static List<Surface> surfaces(long root) {
    var surfaces = new ArrayList<>(planes(root));
    surfaces.addAll(volumes(root));
    surfaces.addAll(spaces(root));
    return surfaces;
  }

  /** Dense sweeps of this program, of {@code conf/sweeps/surfaces}, kept by SurfaceRecorder. */
  static List<Surface> recorded() {
    return List.of(
        new Surface.Recorded("digits, recorded", "digits-plane.csv.gz", List.of("red", "unq"), 9),
        new Surface.Recorded("memory, recorded", "memory-plane.csv.gz", List.of("red", "unq"), 9));
  }

  /** Two axes: 9 x 9 coarse points, 129 x 129 with 4 halvings. */
  static List<Surface> planes(long root) {
    double noise = 0.01;
    double shift = 0.004;
    var space = Surface.unit(2, 9);
    return List.of(
        new Synthetic("line", space, List.of(half(0.53, 1, 0.37)), noise, shift, root),
        new Synthetic("circle", space, List.of(ball(0.31, 0.47, 0.53)), noise, shift, root),
        new Synthetic(
            "islands",
            space,
            List.of(
                half(0.2, 1, 0.2),
                ball(0.09, 0.7, 0.7),
                ball(0.07, 0.4, 0.85),
                ball(0.05, 0.8, 0.3)),
            noise,
            shift,
            root),
        new Synthetic(
            "three-phase corner",
            space,
            List.of(half(0.55, 1, 0.2), x -> Math.min(half(0.4, 0.1, 1).depth(x), 0.62 - x[0])),
            noise,
            shift,
            root),
        new Synthetic("staircase", space, List.of(stairs()), noise, shift, root),
        new Synthetic("thin stripe", space, List.of(stripe(0.025)), noise, shift, root),
        new Synthetic("line, noisy", space, List.of(half(0.53, 1, 0.37)), 0.02, 0.008, root),
        new Synthetic("line, quiet", space, List.of(half(0.53, 1, 0.37)), 0.002, 0.001, root));
  }

  /** Three axes: 5 x 5 x 5 coarse points, 33 x 33 x 33 with 3 halvings. */
  static List<Surface> volumes(long root) {
    double noise = 0.01;
    double shift = 0.01;
    var space = Surface.unit(3, 5);
    return List.of(
        new Synthetic("plane 3", space, List.of(half(0.8, 1, 0.37, 0.3)), noise, shift, root),
        new Synthetic("ball 3", space, List.of(ball(0.31, 0.47, 0.53, 0.5)), noise, shift, root),
        new Synthetic(
            "islands 3",
            space,
            List.of(half(0.4, 1, 0.37, 0.3), ball(0.16, 0.7, 0.7, 0.7)),
            noise,
            shift,
            root),
        new Synthetic(
            "three-phase 3",
            space,
            List.of(half(0.7, 1, 0.2, 0.3), x -> Math.min(x[2] - 0.43, 0.5 - x[0])),
            noise,
            shift,
            root));
  }

  /** Four axes (17 values after 2 halvings) and five (9 values after 2 halvings). */
  static List<Surface> spaces(long root) {
    return List.of(
        new Synthetic(
            "plane 4, two axes matter",
            Surface.unit(4, 5),
            List.of(half(0.6, 1, 0.37, 0, 0)),
            0.01,
            0.01,
            root),
        new Synthetic(
            "plane 4", Surface.unit(4, 5), List.of(half(0.9, 1, 0.37, 0.3, 0.2)), 0.01, 0.01, root),
        new Synthetic(
            "ball 5, three axes matter",
            Surface.unit(5, 3),
            List.of(x -> ball(0.4, 0.47, 0.53, 0.5).depth(Arrays.copyOf(x, 3))),
            0.01,
            0.01,
            root));
  }

  static Region half(double offset, double... normal) {
    double length = Math.sqrt(Arrays.stream(normal).map(n -> n * n).sum());
    return x -> {
      double sum = -offset;
      for (int a = 0; a < normal.length; a++) {
        sum += normal[a] * x[a];
      }
      return sum / length;
    };
  }

  static Region ball(double radius, double... centre) {
    return x -> {
      double sum = 0;
      for (int a = 0; a < centre.length; a++) {
        sum += (x[a] - centre[a]) * (x[a] - centre[a]);
      }
      return radius - Math.sqrt(sum);
    };
  }

  private static Region stairs() {
    return x -> x[1] - (Math.floor(x[0] * 6 + 0.3) + 0.5) / 7;
  }

  private static Region stripe(double halfWidth) {
    var line = half(0.53, 1, 0.37);
    return x -> halfWidth - Math.abs(line.depth(x));
  }

  // ---- a study, replayed ----

  /**
   * Runs a study as two lanes do: a lane asks when its round is measured, that of the other one is
   * open.
   */
  static List<Round> replay(StudyPlan plan, Surface surface, int budget) {
    var study = plan.begin(surface.space(), null);
    var rounds = new ArrayList<Round>();
    int rest = budget;
    int silent = 0;
    for (int lane = 0; rest > 0 && silent < 2; lane = 1 - lane) {
      int own = lastOf(rounds, lane);
      if (own >= 0 && rounds.get(own).open()) {
        rounds.set(own, measure(rounds.get(own), surface));
        silent = 0;
      }
      var asked = study.next(rounds, lane, rest);
      if (asked.isEmpty()) {
        silent++;
      } else {
        silent = 0;
        rest -= asked.size();
        rounds.add(new Round(lane, asked.stream().map(p -> Measured.open(p.point())).toList()));
      }
    }
    rounds.replaceAll(round -> round.open() ? measure(round, surface) : round);
    return rounds;
  }

  static int lastOf(List<Round> rounds, int lane) {
    int last = rounds.size() - 1;
    while (last >= 0 && rounds.get(last).lane() != lane) {
      last--;
    }
    return last;
  }

  static Round measure(Round round, Surface surface) {
    return new Round(
        round.lane(), round.points().stream().map(open -> surface.measure(open.point())).toList());
  }

  // ---- methods ----

  /** A map: a label for each cell of the finest grid; the last axis changes fastest. */
  record Raster(int axes, int side, String[] labels) {
    interface Map {
      String at(double[] place);
    }

    /** Labels at the centres of the cells. */
    static Raster of(int axes, int side, Map map) {
      var raster = new Raster(axes, side, new String[(int) Math.round(Math.pow(side, axes))]);
      for (int i = 0; i < raster.labels.length; i++) {
        raster.labels[i] = map.at(raster.centre(i));
      }
      return raster;
    }

    int index(int cell, int axis) {
      int rest = cell;
      for (int a = axes - 1; a > axis; a--) {
        rest /= side;
      }
      return rest % side;
    }

    int stride(int axis) {
      int stride = 1;
      for (int a = axes - 1; a > axis; a--) {
        stride *= side;
      }
      return stride;
    }

    double[] centre(int cell) {
      var centre = new double[axes];
      for (int a = 0; a < axes; a++) {
        centre[a] = (index(cell, a) + 0.5) / side;
      }
      return centre;
    }

    /** The centres of the faces between cells of different labels. */
    List<double[]> boundary() {
      var faces = new ArrayList<double[]>();
      for (int i = 0; i < labels.length; i++) {
        for (int a = 0; a < axes; a++) {
          if (index(i, a) + 1 < side && !labels[i].equals(labels[i + stride(a)])) {
            var face = centre(i);
            face[a] += 0.5 / side;
            faces.add(face);
          }
        }
      }
      return faces;
    }

    /** The cells of each connected piece of one label. */
    List<List<Integer>> pieces() {
      var seen = new boolean[labels.length];
      var pieces = new ArrayList<List<Integer>>();
      for (int start = 0; start < labels.length; start++) {
        if (seen[start]) {
          continue;
        }
        var piece = new ArrayList<Integer>();
        var open = new ArrayDeque<>(List.of(start));
        seen[start] = true;
        while (!open.isEmpty()) {
          int i = open.pop();
          piece.add(i);
          for (int a = 0; a < axes; a++) {
            for (int sign = -1; sign <= 1; sign += 2) {
              int at = index(i, a) + sign;
              int next = i + sign * stride(a);
              if (at >= 0 && at < side && !seen[next] && labels[next].equals(labels[i])) {
                seen[next] = true;
                open.push(next);
              }
            }
          }
        }
        pieces.add(piece);
      }
      return pieces;
    }
  }

  static int side(Surface surface) {
    var space = surface.space();
    return (space.axes().get(0).values().count() - 1) << surface.levels();
  }

  /** What a study's cells show. */
  static Raster raster(Surface surface, List<Cell> cells) {
    int side = side(surface);
    int axes = surface.space().axes().size();
    var raster = Raster.of(axes, side, place -> "");
    for (var cell : cells) {
      fill(raster, cell, 0, 0);
    }
    return raster;
  }

  private static void fill(Raster raster, Cell cell, int axis, int at) {
    if (axis == raster.axes()) {
      raster.labels()[at] = cell.label();
      return;
    }
    long from = Math.round(cell.lower().get(axis) * raster.side());
    long to = Math.round(cell.upper().get(axis) * raster.side());
    for (long i = from; i < to; i++) {
      fill(raster, cell, axis + 1, at * raster.side() + (int) i);
    }
  }

  /** How good a map is. */
  record Score(
      String surface,
      String method,
      int points,
      int trials,
      double share,
      double misclassified,
      double mean,
      double largest,
      int missed,
      int pieces) {
    static final String HEADER =
        """
        | surface | method | points | trials | share of grid | misclassified | mean distance \
        | largest distance | pieces missed |
        |---|---|---:|---:|---:|---:|---:|---:|---:|""";

    String row() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %d | %d | %.2f %% | %.2f %% | %.2f | %.1f | %d of %d |",
          surface,
          method,
          points,
          trials,
          100 * share,
          100 * misclassified,
          mean,
          largest,
          missed,
          pieces);
    }
  }

  static Score score(Surface surface, String method, int points, Raster found) {
    int axes = found.axes();
    var truth = Raster.of(axes, found.side(), surface::truth);
    int wrong = 0;
    for (int i = 0; i < truth.labels().length; i++) {
      wrong += truth.labels()[i].equals(found.labels()[i]) ? 0 : 1;
    }
    int missed = 0;
    var pieces = truth.pieces();
    for (var piece : pieces) {
      missed += piece.stream().anyMatch(i -> found.labels()[i].equals(truth.labels()[i])) ? 0 : 1;
    }
    double mean = Double.NaN;
    double largest = Double.NaN;
    if (axes <= 3) {
      int finer = axes == 2 ? 8 : 3;
      var edge = Raster.of(axes, finer * found.side(), surface::truth).boundary();
      var own = found.boundary();
      var there = distances(own, edge);
      var back = distances(edge, own);
      mean = (average(there) + average(back)) / 2 * found.side();
      largest = Math.max(highest(there), highest(back)) * found.side();
    }
    double grid = Math.pow(found.side() + 1, axes);
    return new Score(
        surface.name(),
        method,
        points,
        points * surface.seeds(),
        points / grid,
        (double) wrong / truth.labels().length,
        mean,
        largest,
        missed,
        pieces.size());
  }

  private static double average(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double highest(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  /** From each point to the nearest of others. */
  private static double[] distances(List<double[]> from, List<double[]> to) {
    var others = to.toArray(double[][]::new);
    // Sorted along the first axis, so that far points are left out early.
    Arrays.sort(others, (p, q) -> Double.compare(p[0], q[0]));
    var firsts = Arrays.stream(others).mapToDouble(p -> p[0]).toArray();
    return from.parallelStream()
        .mapToDouble(
            p -> {
              int start = Arrays.binarySearch(firsts, p[0]);
              start = start < 0 ? -start - 1 : start;
              double best = Double.POSITIVE_INFINITY;
              for (int i = start; i < others.length && square(firsts[i] - p[0]) < best; i++) {
                best = Math.min(best, square(p, others[i]));
              }
              for (int i = start - 1; i >= 0 && square(firsts[i] - p[0]) < best; i--) {
                best = Math.min(best, square(p, others[i]));
              }
              return Math.sqrt(best);
            })
        .toArray();
  }

  private static double square(double x) {
    return x * x;
  }

  private static double square(double[] p, double[] q) {
    double sum = 0;
    for (int a = 0; a < p.length; a++) {
      sum += square(p[a] - q[a]);
    }
    return sum;
  }

  static int budget(Surface surface) {
    int axes = surface.space().axes().size();
    double share = axes == 2 ? 0.05 : 0.12;
    return (int) (share * Math.pow(side(surface) + 1, axes));
  }

  static Score refine(Surface surface, int budget) {
    var plan = RefinePlan.ofPhases(surface.levels(), 1);
    return refine(surface, plan, "refine", budget);
  }

  static Score refine(Surface surface, RefinePlan plan, String name, int budget) {
    var rounds = replay(plan, surface, budget);
    int points = rounds.stream().mapToInt(round -> round.points().size()).sum();
    return score(surface, name, points, raster(surface, plan.cells(surface.space(), rounds)));
  }

  /** All methods, with as many points as refine took. */
  static List<Score> compare(Surface surface) {
    var scores = new ArrayList<Score>();
    var refined = refine(surface, budget(surface));
    scores.add(refined);
    int axes = surface.space().axes().size();
    if (axes == 2) {
      var both =
          new RefinePlan(
              surface.levels(), OptionalDouble.of(0.5), OptionalDouble.empty(), false, 0.05, 1);
      if (surface.name().startsWith("line") || surface.name().equals("circle")) {
        var named = new Relabelled(surface);
        scores.add(refine(named, both, "refine, threshold", budget(surface)));
      }
    }
    scores.add(dense(surface));
    int points = refined.points();
    var space = surface.space();
    scores.add(
        nearest(surface, "random", new RandomPlan(points, 1).next(wide(space), List.of(), points)));
    scores.add(
        nearest(surface, "Sobol", new SobolPlan(points, 1).next(wide(space), List.of(), points)));
    if (axes <= 3) {
      scores.add(gaussian(surface, Math.min(points, MOST_GAUSSIAN)));
    }
    return scores;
  }

  /** The same surface; its labels are the sides of the threshold 0.5. */
  record Relabelled(Surface surface) implements Surface {
    @Override
    public String name() {
      return surface.name();
    }

    @Override
    public ParameterSpace space() {
      return surface.space();
    }

    @Override
    public Outcome trial(double[] place, int seed) {
      return surface.trial(place, seed);
    }

    @Override
    public String truth(double[] place) {
      return surface.truth(place).equals("p0") ? "below 0.5" : "at least 0.5";
    }
  }

  /** The same axes with so many values that draws are all different. */
  private static ParameterSpace wide(ParameterSpace space) {
    return Surface.unit(space.axes().size(), 1 << 24);
  }

  /** All points of the grid; a cell has the label of most of its corners, as those of refine. */
  private static Score dense(Surface surface) {
    int axes = surface.space().axes().size();
    int side = side(surface);
    var measured = new HashMap<List<Integer>, String>();
    var raster =
        Raster.of(
            axes,
            side,
            place -> {
              var votes = new HashMap<String, Integer>();
              String best = "";
              for (int corner = 0; corner < 1 << axes; corner++) {
                var index = new ArrayList<Integer>();
                for (int a = 0; a < axes; a++) {
                  index.add((int) Math.floor(place[a] * side) + (corner >> a & 1));
                }
                var label = measured.computeIfAbsent(index, at -> label(surface, at, side));
                votes.merge(label, 1, Integer::sum);
                best = votes.get(label) > votes.getOrDefault(best, 0) ? label : best;
              }
              return best;
            });
    return score(surface, "dense grid", measured.size(), raster);
  }

  private static String label(Surface surface, List<Integer> index, int side) {
    var space = Surface.unit(index.size(), side + 1);
    var values = new ArrayList<com.fasterxml.jackson.databind.JsonNode>();
    for (int a = 0; a < index.size(); a++) {
      values.add(space.axes().get(a).values().at(index.get(a)));
    }
    return surface.measure(new Point(values)).label();
  }

  private static Score nearest(Surface surface, String name, List<Point> points) {
    var places = points.stream().map(surface::place).toList();
    var labels = points.stream().map(point -> surface.measure(point).label()).toList();
    int axes = surface.space().axes().size();
    var raster =
        Raster.of(
            axes,
            side(surface),
            place -> {
              int best = 0;
              double least = Double.POSITIVE_INFINITY;
              for (int i = 0; i < places.size(); i++) {
                double distance = square(place, places.get(i));
                if (distance < least) {
                  least = distance;
                  best = i;
                }
              }
              return labels.get(best);
            });
    return score(surface, name, points.size(), raster);
  }

  // ---- Gaussian process, straddle heuristic ----

  /**
   * One Gaussian process for each label (1 where a point has it, else -1), all with the same
   * kernel. The next points are those where the two likeliest labels are closest, measured by the
   * uncertainty there (Bryan et al. 2005, "straddle"). Twenty points are asked at a time, kept
   * apart from each other.
   */
  private static Score gaussian(Surface surface, int budget) {
    int axes = surface.space().axes().size();
    int side = side(surface);
    var process = new Process(axes);
    var fine = Surface.unit(axes, 1 << 24);
    for (var point : new SobolPlan(40, 1).next(fine, List.of(), 40)) {
      process.add(surface.place(point), surface.measure(point).label());
    }
    for (int turn = 0; process.places.size() < budget; turn++) {
      process.fit();
      var candidates = new RandomPlan(1500, turn).next(fine, List.of(), 1500);
      var places = candidates.stream().map(surface::place).toList();
      var worth = places.stream().mapToDouble(process::straddle).toArray();
      int batch = Math.min(20, budget - process.places.size());
      for (int i = 0; i < batch; i++) {
        int best = 0;
        for (int c = 1; c < worth.length; c++) {
          best = worth[c] > worth[best] ? c : best;
        }
        process.add(places.get(best), surface.measure(candidates.get(best)).label());
        for (int c = 0; c < worth.length; c++) {
          double apart = square(places.get(c), places.get(best)) / square(Process.LENGTH / 2);
          worth[c] -= 2 * Math.exp(-apart);
        }
      }
    }
    process.fit();
    return score(
        surface, "GP straddle", budget, Raster.of(axes, side, place -> process.label(place)));
  }

  private static final class Process {
    static final double LENGTH = 0.15;
    private static final double NOISE = 0.05;

    final List<double[]> places = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final int axes;
    private String[] names = {};
    private DMatrixRMaj weights = new DMatrixRMaj(0, 0);
    private DMatrixRMaj inverse = new DMatrixRMaj(0, 0);

    Process(int axes) {
      this.axes = axes;
    }

    void add(double[] place, String label) {
      places.add(place);
      labels.add(label);
    }

    private double kernel(double[] p, double[] q) {
      double r = Math.sqrt(3 * square(p, q)) / (LENGTH * Math.sqrt(axes / 2.0));
      return (1 + r) * Math.exp(-r);
    }

    void fit() {
      int n = places.size();
      names = new TreeSet<>(labels).toArray(String[]::new);
      var covariance = new DMatrixRMaj(n, n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          covariance.set(i, j, kernel(places.get(i), places.get(j)) + (i == j ? NOISE : 0));
        }
      }
      var targets = new DMatrixRMaj(n, names.length);
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < names.length; k++) {
          targets.set(i, k, labels.get(i).equals(names[k]) ? 1 : -1);
        }
      }
      var solver = LinearSolverFactory_DDRM.chol(n);
      solver.setA(covariance.copy());
      weights = new DMatrixRMaj(n, names.length);
      solver.solve(targets, weights);
      inverse = new DMatrixRMaj(n, n);
      solver.invert(inverse);
    }

    private double[] means(double[] kernels) {
      var means = new double[names.length];
      for (int i = 0; i < kernels.length; i++) {
        for (int k = 0; k < means.length; k++) {
          means[k] += kernels[i] * weights.get(i, k);
        }
      }
      return means;
    }

    private double[] kernels(double[] place) {
      var kernels = new double[weights.numRows];
      for (int i = 0; i < kernels.length; i++) {
        kernels[i] = kernel(place, places.get(i));
      }
      return kernels;
    }

    String label(double[] place) {
      var means = means(kernels(place));
      int best = 0;
      for (int k = 1; k < means.length; k++) {
        best = means[k] > means[best] ? k : best;
      }
      return names[best];
    }

    double straddle(double[] place) {
      var kernels = kernels(place);
      double variance = 1;
      for (int i = 0; i < kernels.length; i++) {
        double sum = 0;
        for (int j = 0; j < kernels.length; j++) {
          sum += inverse.get(i, j) * kernels[j];
        }
        variance -= kernels[i] * sum;
      }
      var means = means(kernels);
      Arrays.sort(means);
      double margin =
          means.length < 2 ? 1 : (means[means.length - 1] - means[means.length - 2]) / 2;
      return 1.96 * Math.sqrt(Math.max(0, variance)) - margin;
    }
  }
}

package org.infomorph.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.result.Place;
import org.infomorph.space.Axis;
import org.infomorph.space.Point;
import org.infomorph.trial.BoundPoint;
import org.infomorph.trial.TrialSpec;

/**
 * The trials of some points of a sweep, every one bound and so found to be allowed. Kept small: an
 * id and a cost each; specifications are made again where they are needed, so that a hundred
 * thousand trials fit into any driver.
 */
public final class SweepTrials {
  /** Points bound in one go by one thread. */
  private static final int CHUNK = 512;

  private final Sweep sweep;
  private final List<Point> points;
  private final String[] pointIds;
  private final List<Trial> trials;

  /**
   * A trial of the sweep.
   *
   * @param point index of its point
   * @param seed its seed
   * @param trialId its id
   * @param kind trials of one kind do the same things, more or less often
   * @param cost how much work it is, comparable within its kind; not seconds
   * @param keepsWeights whether its network is kept
   */
  public record Trial(
      int point, long seed, String trialId, String kind, double cost, boolean keepsWeights) {
    /** A trial of which nothing is kept but its row. */
    public Trial(int point, long seed, String trialId, String kind, double cost) {
      this(point, seed, trialId, kind, cost, false);
    }
  }

  /** One point's trials, on the way. */
  private record Bound(String pointId, List<Trial> trials) {}

  /** Some points' trials, up to the first that is not allowed. */
  private record Chunk(List<Bound> bound, Optional<SpecException> refused) {}

  private SweepTrials(Sweep sweep, List<Point> points, String[] pointIds, List<Trial> trials) {
    this.sweep = sweep;
    this.points = points;
    this.pointIds = pointIds;
    this.trials = trials;
  }

  /**
   * Binds the trials of the given points.
   *
   * @param check further conditions, such as that the data fits; asked once for trials that differ
   *     in the weights of goals alone; throws what is wrong
   * @throws SpecException for the first trial that is not allowed, with its point
   */
  public static SweepTrials bind(Sweep sweep, List<Point> points, Consumer<TrialSpec> check) {
    return new SweepTrials(sweep, List.of(), new String[0], List.of()).and(points, check);
  }

  /**
   * These trials and those of more points.
   *
   * @param check as {@link #bind} takes it
   * @throws SpecException for the first trial that is not allowed, with its point
   */
  SweepTrials and(List<Point> more, Consumer<TrialSpec> check) {
    int before = points.size();
    int chunks = (more.size() + CHUNK - 1) / CHUNK;
    var bound =
        IntStream.range(0, chunks)
            .parallel()
            .mapToObj(chunk -> bindChunk(sweep, more, before, chunk * CHUNK, check))
            .toList();
    var allPoints = before == 0 ? more : joined(points, more);
    var allIds = Arrays.copyOf(pointIds, allPoints.size());
    var allTrials = new ArrayList<Trial>(allPoints.size() * sweep.seeds());
    allTrials.addAll(trials);
    var seen = new HashSet<>(Arrays.asList(pointIds));
    int point = before;
    for (var chunk : bound) {
      chunk.refused().ifPresent(SweepTrials::refuse);
      for (var one : chunk.bound()) {
        allIds[point++] = one.pointId();
        if (seen.add(one.pointId())) { // points that mean the same trial run once
          allTrials.addAll(one.trials());
        }
      }
    }
    return new SweepTrials(sweep, allPoints, allIds, List.copyOf(allTrials));
  }

  private static <T> List<T> joined(List<T> first, List<T> then) {
    var joined = new ArrayList<>(first);
    joined.addAll(then);
    return joined;
  }

  /** All points, in the plan's order. */
  public List<Point> points() {
    return points;
  }

  /** The id of a point; two points that mean the same trial have the same one. */
  public String pointId(int point) {
    return pointIds[point];
  }

  /** Indices of the points, each of those that mean the same trial only once, in order. */
  public List<Integer> distinctPoints() {
    var seen = new HashSet<String>();
    return IntStream.range(0, pointIds.length).filter(p -> seen.add(pointIds[p])).boxed().toList();
  }

  /** All trials, each once, in the order of their points and seeds. */
  public List<Trial> trials() {
    return trials;
  }

  /** Where in the sweep a trial is. */
  public Place place(Trial trial) {
    var axes = new HashMap<String, String>();
    var values = points.get(trial.point()).values();
    for (int a = 0; a < values.size(); a++) {
      axes.put(sweep.space().axes().get(a).label(), Axis.text(values.get(a)));
    }
    return new Place(trial.point(), axes);
  }

  /** A trial's canonical specification. */
  public String canonical(Trial trial) {
    return spec(trial).canonical();
  }

  /** A trial's specification. */
  public TrialSpec spec(Trial trial) {
    var binder = sweep.trial().binder(sweep.space());
    return binder.bind(points.get(trial.point()).values()).withSeed(trial.seed());
  }

  private static void refuse(SpecException reason) {
    throw reason;
  }

  private static Chunk bindChunk(
      Sweep sweep, List<Point> points, int before, int from, Consumer<TrialSpec> check) {
    var binder = sweep.trial().binder(sweep.space());
    var bound = new ArrayList<Bound>(CHUNK);
    for (int i = from; i < Math.min(from + CHUNK, points.size()); i++) {
      try {
        bound.add(trials(sweep, before + i, binder.point(points.get(i).values(), check)));
      } catch (SpecException | IllegalArgumentException e) {
        var file = sweep.file() + ": ";
        var problem = e.getMessage(); // of a trial within the sweep's file begins with that file
        var once = problem.startsWith(file) ? problem.substring(file.length()) : problem;
        var where = file + describe(sweep, points.get(i));
        return new Chunk(bound, Optional.of(new SpecException(where + once)));
      }
    }
    return new Chunk(bound, Optional.empty());
  }

  private static Bound trials(Sweep sweep, int point, BoundPoint bound) {
    var trials = new ArrayList<Trial>(sweep.seeds());
    for (int s = 0; s < sweep.seeds(); s++) {
      long seed = bound.seed() + s;
      trials.add(
          new Trial(
              point, seed, bound.trialId(seed), bound.kind(), bound.cost(), bound.keepsWeights()));
    }
    return new Bound(bound.pointId(), trials);
  }

  private static String describe(Sweep sweep, Point point) {
    var text = new StringBuilder();
    for (int a = 0; a < point.values().size(); a++) {
      text.append(a == 0 ? "at " : ", ")
          .append(sweep.space().axes().get(a).label())
          .append('=')
          .append(CanonicalJson.write(point.values().get(a)));
    }
    return text.append(text.isEmpty() ? "" : ": ").toString();
  }
}

package org.infomorph.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecPath;
import org.infomorph.measuring.Want;
import org.infomorph.result.Place;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.Point;
import org.infomorph.trial.BoundPoint;
import org.infomorph.trial.TrialBinder;
import org.infomorph.trial.TrialSpec;

/**
 * The trials that a sweep has asked for, every one bound and so found to be allowed. Kept small: an
 * id and a cost each; specifications are made again where they are needed, so that a hundred
 * thousand trials fit into any driver.
 */
public final class SweepTrials {
  /** Points bound in one go by one thread. */
  private static final int CHUNK = 512;

  private final Sweep sweep;
  private final List<Point> points = new ArrayList<>();
  private final List<Ask> asks = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();

  /** Whether a point's values are the values of the fields, one for each. */
  private final boolean pointIsValues;

  /** By axis and value, the nodes for the fields of an axis that sets several. */
  private final Map<Integer, Map<JsonNode, List<JsonNode>>> copies = new HashMap<>();

  /** The trials that confirm. */
  private final Set<String> confirming = new HashSet<>();

  /** By setting, and then by point, the id of what was asked for. */
  private final List<List<String>> pointIds = new ArrayList<>();

  /**
   * By that id the ids of the trials that were asked for, in the order of their seeds: points that
   * mean the same trial share them. Without trial ids where nobody looks at what came of them.
   */
  private final Map<String, List<String>> trialIds = new HashMap<>();

  /**
   * A trial of the sweep.
   *
   * @param point index of its point
   * @param setting index of its setting
   * @param seed its seed
   * @param trialId its id
   * @param kind trials of one kind do the same things, more or less often
   * @param cost how much work it is, comparable within its kind; not seconds
   * @param keepsWeights whether its network is kept
   */
  public record Trial(
      int point,
      int setting,
      long seed,
      String trialId,
      String kind,
      double cost,
      boolean keepsWeights) {
    /** A trial without a setting of which nothing is kept but its row. */
    public Trial(int point, long seed, String trialId, String kind, double cost) {
      this(point, 0, seed, trialId, kind, cost, false);
    }
  }

  /** Why and when a plan asks. */
  record Origin(int round, int lane, String reason, String known) {}

  /** One want's trials, on the way. */
  private record Bound(String pointId, long firstSeed, List<Trial> trials) {}

  /** Some wants' trials, up to the first that is not allowed. */
  private record Chunk(List<Bound> bound, Optional<SpecException> refused) {}

  /** A sweep that has not asked for anything yet. */
  SweepTrials(Sweep sweep) {
    this.sweep = sweep;
    pointIsValues =
        sweep.perPoint().path().isEmpty()
            && sweep.space().axes().stream().allMatch(axis -> axis.paths().size() == 1);
  }

  /**
   * Binds the trials of the given points, with as many seeds as the sweep has at first.
   *
   * @param check further conditions, such as that the data fits; asked once for trials that differ
   *     in the weights of goals alone; throws what is wrong
   * @throws SpecException for the first trial that is not allowed, with its point
   */
  public static SweepTrials bind(Sweep sweep, List<Point> points, Consumer<TrialSpec> check) {
    var trials = new SweepTrials(sweep);
    var origin = new Origin(0, 0, "plan", "");
    var origins = new ArrayList<Origin>();
    var wants = new ArrayList<Want>();
    for (int i = 0; i < points.size(); i++) {
      origins.add(origin);
      wants.add(new Want(i, 0, 0, sweep.perPoint().first(), "", ""));
    }
    trials.add(points);
    trials.ask(wants, origins, check);
    return trials;
  }

  /** Adds points; the first of them has the index of the number of points before. */
  synchronized void add(List<Point> more) {
    points.addAll(more);
  }

  /**
   * Asks for trials of points that were added.
   *
   * @param wants with indices of points among all
   * @param origins of the wants, one for each
   * @param check as {@link #bind} takes it
   * @return those that nobody has asked for before
   * @throws SpecException for the first trial that is not allowed, with its point
   */
  List<Trial> ask(List<Want> wants, List<Origin> origins, Consumer<TrialSpec> check) {
    int chunks = (wants.size() + CHUNK - 1) / CHUNK;
    var bound =
        IntStream.range(0, chunks)
            .parallel()
            .mapToObj(chunk -> bindChunk(wants, chunk * CHUNK, check))
            .toList();
    int before = trials.size();
    int next = 0;
    for (var chunk : bound) {
      chunk.refused().ifPresent(SweepTrials::refuse);
      for (var one : chunk.bound()) {
        take(wants.get(next), one, origins.get(next));
        next++;
      }
    }
    return List.copyOf(trials.subList(before, trials.size()));
  }

  /** Whether a trial confirms what was decided, and so is no part of it. */
  public synchronized boolean confirms(Trial trial) {
    return confirming.contains(trial.trialId());
  }

  /** How many trials were asked for that confirm. */
  synchronized int confirming() {
    return confirming.size();
  }

  private synchronized void take(Want want, Bound bound, Origin origin) {
    var id = bound.pointId();
    note(want.point(), want.setting(), id);
    if (!sweep.decides()) {
      if (trialIds.put(id, List.of()) == null) { // points that mean the same trial run once
        trials.addAll(bound.trials());
        asks.add(ask(want, bound, origin, 0, want.seeds()));
      }
      return;
    }
    var ids = trialIds.computeIfAbsent(id, key -> new ArrayList<>());
    while (ids.size() < want.firstSeed() + want.seeds()) {
      ids.add(null);
    }
    for (int from = 0; from < want.seeds(); from++) {
      int to = from;
      while (to < want.seeds() && ids.get(want.firstSeed() + to) == null) {
        ids.set(want.firstSeed() + to, bound.trials().get(to).trialId());
        trials.add(bound.trials().get(to));
        if (origin.reason().equals(Ask.CONFIRMATION)) {
          confirming.add(bound.trials().get(to).trialId());
        }
        to++;
      }
      if (to > from) {
        asks.add(ask(want, bound, origin, from, to));
        from = to;
      }
    }
  }

  private Ask ask(Want want, Bound bound, Origin origin, int from, int to) {
    return new Ask(
        want.point(),
        bound.pointId(),
        bound.firstSeed() + from,
        to - from,
        origin.round(),
        origin.lane(),
        sweep.perPoint().path().isEmpty()
            ? ""
            : CanonicalJson.write(sweep.perPoint().setting(want.setting())),
        origin.reason(),
        origin.known());
  }

  private void note(int point, int setting, String id) {
    while (pointIds.size() <= setting) {
      pointIds.add(new ArrayList<>());
    }
    var ofSetting = pointIds.get(setting);
    while (ofSetting.size() <= point) {
      ofSetting.add(null);
    }
    ofSetting.set(point, id);
  }

  /** All points, in the plan's order. */
  public List<Point> points() {
    return points;
  }

  /** The id of a point; two points that mean the same trial have the same one. */
  public String pointId(int point) {
    return pointId(point, 0);
  }

  /** The id of a point with a setting that it was asked for; null if it was not. */
  public synchronized String pointId(int point, int setting) {
    return setting < pointIds.size() && point < pointIds.get(setting).size()
        ? pointIds.get(setting).get(point)
        : null;
  }

  /**
   * The id of a trial that was asked for, in a sweep that decides.
   *
   * @param seed counted from the trial's own seed, from 0
   */
  synchronized Optional<String> trialId(int point, int setting, int seed) {
    var ids = trialIds.get(pointId(point, setting));
    return ids == null || seed >= ids.size()
        ? Optional.empty()
        : Optional.ofNullable(ids.get(seed));
  }

  /**
   * The trial that a trial continues: that of the same point and seed with the setting before.
   *
   * @return empty if it continues none, as in a sweep that does not decide
   */
  synchronized Optional<String> beginning(Trial trial) {
    if (!sweep.perPoint().continues(trial.setting())) {
      return Optional.empty();
    }
    var ids = trialIds.get(pointId(trial.point(), trial.setting()));
    int seed = ids == null ? -1 : ids.indexOf(trial.trialId());
    return seed < 0 ? Optional.empty() : trialId(trial.point(), trial.setting() - 1, seed);
  }

  /**
   * The trials of some points that another setting may continue, each with the trial that continues
   * it; an empty id if none was asked for.
   */
  synchronized Map<String, String> continuations(int firstPoint, int end) {
    var next = new HashMap<String, String>();
    for (int setting = 0; setting < pointIds.size(); setting++) {
      if (!sweep.perPoint().continues(setting + 1)) {
        continue;
      }
      for (int point = firstPoint; point < end; point++) {
        var ids = trialIds.getOrDefault(pointId(point, setting), List.of());
        for (int seed = 0; seed < ids.size(); seed++) {
          if (ids.get(seed) != null) {
            next.put(ids.get(seed), trialId(point, setting + 1, seed).orElse(""));
          }
        }
      }
    }
    return next;
  }

  /** The ids of all trials of some points that were asked for, in a sweep that decides. */
  synchronized List<String> idsOf(int firstPoint, int end) {
    var ids = new ArrayList<String>();
    for (int setting = 0; setting < pointIds.size(); setting++) {
      for (int point = firstPoint; point < end; point++) {
        var ofPoint = trialIds.get(pointId(point, setting));
        if (ofPoint != null) {
          ofPoint.stream().filter(Objects::nonNull).forEach(ids::add);
        }
      }
    }
    return ids;
  }

  /** Indices of the points, each of those that mean the same trial only once, in order. */
  public List<Integer> distinctPoints() {
    var seen = new HashSet<String>();
    return IntStream.range(0, points.size()).filter(p -> seen.add(pointId(p))).boxed().toList();
  }

  /** All trials, each once, in the order of their points and seeds, round after round. */
  public List<Trial> trials() {
    return trials;
  }

  /** What was asked for, in order. */
  List<Ask> asks() {
    return asks;
  }

  /**
   * The trial that a point has with a setting and its first seed, whether or not it is asked for.
   *
   * @throws SpecException if it is not allowed
   */
  public Trial trial(int point, int setting) {
    var want = new Want(point, setting, 0, 1, "", "");
    return trials(want, binder().point(values(point, setting), spec -> {})).trials().get(0);
  }

  /** A trial's canonical specification. */
  public String canonical(Trial trial) {
    return spec(trial).canonical();
  }

  /** A trial's specification. */
  public TrialSpec spec(Trial trial) {
    return binder().bind(values(trial.point(), trial.setting())).withSeed(trial.seed());
  }

  /** Where in the sweep a trial is. */
  public synchronized Place place(Trial trial) {
    var axes = new HashMap<String, String>();
    var values = points.get(trial.point()).values();
    for (int a = 0; a < values.size(); a++) {
      var axis = sweep.space().axes().get(a);
      axes.put(axis.label(), axis.text(values.get(a)));
    }
    return new Place(trial.point(), axes);
  }

  private TrialBinder binder() {
    var fields = new ArrayList<SpecPath>();
    sweep.space().axes().forEach(axis -> fields.addAll(axis.paths()));
    sweep.perPoint().path().ifPresent(fields::add);
    return sweep.trial().binder(fields);
  }

  private synchronized List<JsonNode> values(int point, int setting) {
    var values = points.get(point).values();
    if (pointIsValues) {
      return values;
    }
    var all = new ArrayList<JsonNode>();
    for (int a = 0; a < values.size(); a++) {
      int fields = sweep.space().axes().get(a).paths().size();
      all.addAll(
          fields == 1 || values.get(a).isNumber()
              ? Collections.nCopies(fields, values.get(a))
              : copies
                  .computeIfAbsent(a, axis -> new IdentityHashMap<>())
                  .computeIfAbsent(values.get(a), value -> copies(value, fields)));
    }
    if (sweep.perPoint().path().isEmpty()) {
      return all;
    }
    all.add(sweep.perPoint().setting(setting));
    return all;
  }

  /** Who binds trials knows a part by its node, so that each field needs a node of its own. */
  private static List<JsonNode> copies(JsonNode value, int count) {
    var copies = new ArrayList<JsonNode>();
    for (int i = 0; i < count; i++) {
      copies.add(
          value.isTextual() ? TextNode.valueOf(value.textValue()) : value.<JsonNode>deepCopy());
    }
    return copies;
  }

  private static void refuse(SpecException reason) {
    throw reason;
  }

  private Chunk bindChunk(List<Want> wants, int from, Consumer<TrialSpec> check) {
    var binder = binder();
    var bound = new ArrayList<Bound>(CHUNK);
    for (var want : wants.subList(from, Math.min(from + CHUNK, wants.size()))) {
      try {
        bound.add(trials(want, binder.point(values(want.point(), want.setting()), check)));
      } catch (SpecException | IllegalArgumentException e) {
        var file = sweep.file() + ": ";
        var problem = e.getMessage(); // of a trial within the sweep's file begins with that file
        var once = problem.startsWith(file) ? problem.substring(file.length()) : problem;
        var where = file + describe(sweep, points.get(want.point()));
        return new Chunk(bound, Optional.of(new SpecException(where + once)));
      }
    }
    return new Chunk(bound, Optional.empty());
  }

  private static Bound trials(Want want, BoundPoint bound) {
    var trials = new ArrayList<Trial>(want.seeds());
    long first = bound.seed() + want.firstSeed();
    for (int s = 0; s < want.seeds(); s++) {
      trials.add(
          new Trial(
              want.point(),
              want.setting(),
              first + s,
              bound.trialId(first + s),
              bound.kind(),
              bound.cost(),
              bound.keepsWeights()));
    }
    return new Bound(bound.pointId(), first, trials);
  }

  /** A value as a file has it, or its name. */
  private static String value(Axis axis, JsonNode value) {
    boolean named = axis.values() instanceof AxisValues.Listed listed && !listed.names().isEmpty();
    return named ? axis.text(value) : CanonicalJson.write(value);
  }

  private static String describe(Sweep sweep, Point point) {
    var text = new StringBuilder();
    for (int a = 0; a < point.values().size(); a++) {
      text.append(a == 0 ? "at " : ", ")
          .append(sweep.space().axes().get(a).label())
          .append('=')
          .append(value(sweep.space().axes().get(a), point.values().get(a)));
    }
    return text.append(text.isEmpty() ? "" : ": ").toString();
  }
}

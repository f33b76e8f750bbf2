package org.infomorph.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.infomorph.form.Key;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.form.SpecReader;
import org.infomorph.plan.GivenPlan;
import org.infomorph.plan.GridPlan;
import org.infomorph.plan.ListedPlan;
import org.infomorph.plan.Plan;
import org.infomorph.plan.RandomPlan;
import org.infomorph.plan.SobolPlan;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;

/** Sweeps as YAML trees: the names of all keys, and what each one means. */
final class SweepFormat {
  static final String TIME_LIMIT = "time_limit_seconds";
  static final String PHASES = "phases";
  static final String SILENT_BITS = "silent_bits";
  static final String DOMINANT_SHARE = "dominant_share";

  private static final List<String> AXIS =
      List.of("path", "paths", "linear", "log", "values", "label");

  static final String DIRECTION = "direction";

  /** Plans that ask for all their points at once; their keys stand beside the plan's name. */
  static final List<String> INDEXED_PLANS = List.of("grid", "listed", "given", "random", "sobol");

  static final List<String> PLANS =
      Stream.concat(INDEXED_PLANS.stream(), StudyFormat.PLANS.stream()).toList();

  private static final String POINTS = "points";
  private static final SpecPath SEED = SpecPath.parse("seed");

  private SweepFormat() {}

  static Sweep read(Path path, List<String> assignments) {
    var tree = SpecFile.read(path);
    var keys = SweepKeys.all().stream().map(Key::name).toList();
    var ofTrial = new ArrayList<SpecPath.Assignment>();
    for (var text : assignments) {
      var assignment = SpecPath.Assignment.parse(text);
      if (keys.contains(assignment.path().steps().get(0))) {
        assignment.applyTo(tree);
      } else {
        ofTrial.add(assignment);
      }
    }
    var reader = SpecReader.of(path.toString(), tree);
    var sweep = read(path.toString(), reader, () -> changed(trial(reader, path), ofTrial));
    for (var assignment : ofTrial) {
      refuseOverwritten(assignment, sweep.space());
    }
    return sweep;
  }

  /** A sweep that has its trial in it: nothing else is read. */
  static Sweep read(String file, ObjectNode tree) {
    var reader = SpecReader.of(file, tree);
    return read(file, reader, () -> storedTrial(file, reader));
  }

  private static TrialTemplate trial(SpecReader reader, Path sweepFile) {
    return reader.any("trial") instanceof ObjectNode
        ? storedTrial(sweepFile.toString(), reader)
        : TrialFile.read(reader, sweepFile);
  }

  private static TrialTemplate changed(TrialTemplate trial, List<SpecPath.Assignment> assignments) {
    var tree = trial.tree();
    assignments.forEach(assignment -> assignment.applyTo(tree));
    return new TrialTemplate(trial.file(), tree);
  }

  private static TrialTemplate storedTrial(String file, SpecReader reader) {
    if (!(reader.any("trial") instanceof ObjectNode trial)) {
      throw reader.error(
          "trial", "found the name of a file; a stored sweep contains the trial itself");
    }
    return new TrialTemplate(file + ": trial", trial);
  }

  private static Sweep read(String file, SpecReader reader, Supplier<TrialTemplate> found) {
    SweepKeys.all().forEach(key -> reader.has(key.name())); // messages list them in this order
    var name = reader.text("name");
    var trial = found.get();
    var space = readSpace(reader);
    var measure = reader.text("measure", StudyFormat.defaultMeasure(reader, trial));
    var plan = readPlan(reader, measure, space);
    var perPoint = StudyFormat.readPerPoint(reader, measure);
    boolean maximise =
        reader
            .choice(DIRECTION, List.of("maximise", "minimise"), "maximise")
            .name()
            .equals("maximise");
    var budget = StudyFormat.readBudget(reader);
    var confirmation = StudyFormat.readConfirmation(reader, plan, perPoint);
    double timeLimit = reader.number(TIME_LIMIT, Sweep.DEFAULT_TIME_LIMIT_SECONDS);
    var phases =
        reader.optionalObject(PHASES).map(SweepFormat::readPhases).orElse(PhaseThresholds.DEFAULT);
    reader.done();
    return reader.bind(
        () ->
            new Sweep(
                file,
                name,
                trial,
                space,
                plan,
                perPoint,
                measure,
                maximise,
                budget,
                confirmation,
                timeLimit,
                phases));
  }

  static int readSeeds(SpecReader reader) {
    if (reader.fields().contains("seed")) {
      throw reader.error("seed", "belongs in the trial; seeds says how many trials each point has");
    }
    long seeds = reader.longInteger("seeds", Sweep.DEFAULT_SEEDS);
    if (seeds > Integer.MAX_VALUE) {
      throw reader.error(
          "seeds",
          "found %d; allowed are %d trials in all%s"
              .formatted(seeds, Sweep.MOST_TRIALS, Sweep.seedHint(seeds)));
    }
    return (int) Math.max(seeds, Integer.MIN_VALUE);
  }

  static ObjectNode write(Sweep sweep) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("name", sweep.name());
    tree.set("trial", sweep.trial().tree());
    var axes = tree.putObject("axes");
    for (var axis : sweep.space().axes()) {
      writeAxis(axis, axes.putObject(axis.label()));
    }
    writePlan(sweep.plan(), tree);
    StudyFormat.writePerPoint(sweep, tree);
    tree.put("measure", sweep.measure());
    if (!sweep.maximise()) {
      tree.put(DIRECTION, "minimise");
    }
    StudyFormat.writeBudget(sweep.budget(), tree);
    StudyFormat.writeConfirmation(sweep, tree);
    if (Double.isFinite(sweep.timeLimitSeconds())) {
      tree.put(TIME_LIMIT, sweep.timeLimitSeconds());
    }
    tree.putObject(PHASES)
        .put(SILENT_BITS, sweep.phases().silentBits())
        .put(DOMINANT_SHARE, sweep.phases().dominantShare());
    return tree;
  }

  private static PhaseThresholds readPhases(SpecReader reader) {
    var absent = PhaseThresholds.DEFAULT;
    double silentBits = reader.number(SILENT_BITS, absent.silentBits());
    double dominantShare = reader.number(DOMINANT_SHARE, absent.dominantShare());
    return reader.bind(() -> new PhaseThresholds(silentBits, dominantShare));
  }

  private static ParameterSpace readSpace(SpecReader reader) {
    var axes = new ArrayList<Axis>();
    reader
        .optionalObject("axes")
        .ifPresent(
            object -> {
              for (var label : object.fields()) {
                axes.add(readAxis(label, object.object(label)));
              }
            });
    return reader.bind(() -> new ParameterSpace(axes));
  }

  private static Axis readAxis(String label, SpecReader reader) {
    AXIS.forEach(reader::has); // messages list them in this order
    var paths = readPaths(reader);
    var values = new ArrayList<AxisValues>();
    reader.optionalObject("linear").ifPresent(r -> values.add(readRange(r, Scale.LINEAR)));
    reader.optionalObject("log").ifPresent(r -> values.add(readRange(r, Scale.LOG)));
    if (reader.has("values")) {
      values.add(readListed(reader));
    }
    var title = reader.text("label", "");
    reader.done();
    return reader.bind(
        () -> {
          if (values.size() != 1) {
            throw new IllegalArgumentException(
                "found " + values.size() + " of linear, log, values; allowed is exactly one");
          }
          return new Axis(label, paths, values.get(0), title);
        });
  }

  private static List<SpecPath> readPaths(SpecReader reader) {
    var paths = new ArrayList<SpecPath>();
    if (!reader.has("paths")) {
      paths.add(reader.bind(() -> SpecPath.parse(reader.text("path"))));
    } else if (reader.has("path")) {
      throw reader.error("paths", "found path, too; allowed is one of them");
    } else {
      for (var path : reader.values("paths")) {
        if (!path.isTextual()) {
          throw reader.error("paths", "found " + path + "; allowed are texts");
        }
        paths.add(reader.bind(() -> SpecPath.parse(path.textValue())));
      }
    }
    if (paths.stream().anyMatch(SEED::contains)) {
      throw reader.error(
          reader.has("paths") ? "paths" : "path",
          "replicates are made by the sweep's seeds, not by an axis");
    }
    return paths;
  }

  /** Values one by one: a list, or an object with a name for each. */
  private static AxisValues readListed(SpecReader reader) {
    var listed = new ArrayList<JsonNode>();
    var names = new ArrayList<String>();
    if (reader.any("values") instanceof ObjectNode object) {
      for (var entry : object.properties()) {
        names.add(entry.getKey());
        listed.add(entry.getValue());
      }
    } else {
      listed.addAll(reader.values("values"));
    }
    for (int i = 0; i < listed.size(); i++) {
      refuseInfinite(
          reader, "values." + (names.isEmpty() ? String.valueOf(i) : names.get(i)), listed.get(i));
    }
    return reader.bind(() -> new AxisValues.Listed(listed, names));
  }

  /** YAML's numbers are looked at when they are read; a tree may also come from elsewhere. */
  private static void refuseInfinite(SpecReader reader, String place, JsonNode value) {
    if (value.isNumber() && !Double.isFinite(value.doubleValue())) {
      throw reader.error(place, "found " + value.asText() + "; allowed are finite numbers");
    }
    value.forEach(inner -> refuseInfinite(reader, place, inner));
  }

  private static AxisValues readRange(SpecReader reader, Scale scale) {
    double from = reader.number("from");
    double to = reader.number("to");
    if (!reader.has("count")) {
      return reader.bind(() -> new AxisValues.Range(scale, from, to));
    }
    int count = reader.integer("count");
    return reader.bind(() -> new AxisValues.Steps(scale, from, to, count));
  }

  private static void writeAxis(Axis axis, ObjectNode tree) {
    if (axis.paths().size() == 1) {
      tree.put("path", axis.paths().get(0).toString());
    } else {
      axis.paths().forEach(path -> tree.withArrayProperty("paths").add(path.toString()));
    }
    if (!axis.title().isEmpty()) {
      tree.put("label", axis.title());
    }
    if (axis.values() instanceof AxisValues.Listed listed && !listed.names().isEmpty()) {
      var named = tree.putObject("values");
      for (int i = 0; i < listed.names().size(); i++) {
        named.set(listed.names().get(i), listed.values().get(i));
      }
    } else if (axis.values() instanceof AxisValues.Listed listed) {
      tree.putArray("values").addAll(listed.values());
    } else if (axis.values() instanceof AxisValues.Steps steps) {
      tree.putObject(key(steps.scale()))
          .put("from", steps.from())
          .put("to", steps.to())
          .put("count", steps.count());
    } else if (axis.values() instanceof AxisValues.Range range) {
      tree.putObject(key(range.scale())).put("from", range.from()).put("to", range.to());
    }
  }

  private static String key(Scale scale) {
    return scale == Scale.LOG ? "log" : "linear";
  }

  private static Plan readPlan(SpecReader reader, String measure, ParameterSpace space) {
    var choice = reader.choice("plan", PLANS, Sweep.DEFAULT_PLAN);
    var name = choice.name();
    if (StudyFormat.PLANS.contains(name)) {
      for (var key : List.of(POINTS, "plan_seed")) {
        if (reader.has(key)) {
          throw reader.error(key, "the plan " + name + " does not have this key");
        }
      }
      return StudyFormat.readPlan(choice, measure);
    }
    choice.body().done();
    if (name.equals("given")) {
      if (reader.has("plan_seed")) {
        throw reader.error("plan_seed", "only the plans random and sobol have it; this is given");
      }
      return readPoints(reader, space);
    }
    if (name.equals("grid") || name.equals("listed")) {
      for (var key : List.of("points", "plan_seed")) {
        if (reader.has(key)) {
          throw reader.error(key, "only the plans random and sobol have it; this is " + name);
        }
      }
      return name.equals("grid") ? new GridPlan() : new ListedPlan();
    }
    int points = reader.integer("points");
    long seed = reader.longInteger("plan_seed", Sweep.DEFAULT_PLAN_SEED);
    return reader.bind(
        () -> name.equals("random") ? new RandomPlan(points, seed) : new SobolPlan(points, seed));
  }

  private static GivenPlan readPoints(SpecReader reader, ParameterSpace space) {
    var points = new ArrayList<Point>();
    for (var values : reader.values(POINTS)) {
      if (!values.isArray()) {
        throw reader.error(
            POINTS, "found " + values + "; in the plan given, each point is a list of values");
      }
      refuseInfinite(reader, POINTS, values);
      var point = new ArrayList<JsonNode>();
      for (var value : values) {
        point.add(valueOf(space, point.size(), value));
      }
      points.add(new Point(point));
    }
    return new GivenPlan(points);
  }

  /** The value that a name stands for, or the value itself. */
  private static JsonNode valueOf(ParameterSpace space, int axis, JsonNode value) {
    return value.isTextual()
            && axis < space.axes().size()
            && space.axes().get(axis).values() instanceof AxisValues.Listed listed
        ? listed.named(value.textValue()).orElse(value)
        : value;
  }

  private static void writePlan(Plan plan, ObjectNode tree) {
    if (plan instanceof GridPlan) {
      tree.put("plan", "grid");
    } else if (plan instanceof ListedPlan) {
      tree.put("plan", "listed");
    } else if (plan instanceof RandomPlan random) {
      tree.put("plan", "random").put("points", random.points()).put("plan_seed", random.seed());
    } else if (plan instanceof SobolPlan sobol) {
      tree.put("plan", "sobol").put("points", sobol.points()).put("plan_seed", sobol.seed());
    } else if (plan instanceof GivenPlan given) {
      var points = tree.put("plan", "given").putArray(POINTS);
      given.points().forEach(point -> points.addArray().addAll(point.values()));
    } else {
      tree.set("plan", StudyFormat.writePlan(plan));
    }
  }

  private static void refuseOverwritten(SpecPath.Assignment assignment, ParameterSpace space) {
    for (var axis : space.axes()) {
      if (axis.paths().stream().anyMatch(path -> path.contains(assignment.path()))) {
        throw new SpecException(
            "--set %s: the axis %s sets it at every point"
                .formatted(assignment.path(), axis.label()));
      }
    }
  }
}

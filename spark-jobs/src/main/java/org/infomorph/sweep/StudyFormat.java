package org.infomorph.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.infomorph.form.SpecPath;
import org.infomorph.form.SpecReader;
import org.infomorph.measuring.Bisect;
import org.infomorph.measuring.FixedSeeds;
import org.infomorph.measuring.PerPoint;
import org.infomorph.measuring.Rungs;
import org.infomorph.measuring.SeedsUntil;
import org.infomorph.plan.KnockoutPlan;
import org.infomorph.plan.Plan;
import org.infomorph.plan.PrunePlan;
import org.infomorph.plan.RefinePlan;
import org.infomorph.plan.SearchPlan;

/** What makes a sweep a study, as YAML trees: plans that decide, ways of measuring, budgets. */
final class StudyFormat {
  static final String PER_POINT = "per_point";
  static final String BUDGET = "budget";
  static final String CONFIRM = "confirm";
  static final List<String> PLANS = List.of("refine", "search", "knockout", "prune");

  private StudyFormat() {}

  static Plan readPlan(SpecReader.Choice choice, String measure) {
    var reader = choice.body();
    var plan =
        switch (choice.name()) {
          case "refine" -> refine(reader, measure);
          case "search" -> search(reader);
          case "knockout" -> knockout(reader);
          default -> prune(reader);
        };
    reader.done();
    return plan;
  }

  private static Plan refine(SpecReader reader, String measure) {
    int levels = reader.integer("levels");
    var at = threshold(reader, "at", measure);
    var jump = optional(reader, "jump");
    boolean phases = reader.flag("phases", at.isEmpty() && jump.isEmpty());
    double explore = reader.number("explore", RefinePlan.EXPLORE);
    long seed = reader.longInteger("seed", Sweep.DEFAULT_PLAN_SEED);
    return reader.bind(() -> new RefinePlan(levels, at, jump, phases, explore, seed));
  }

  private static Plan search(SpecReader reader) {
    int population = reader.integer("population", 0);
    int generations = reader.integer("generations", 0);
    long seed = reader.longInteger("seed", Sweep.DEFAULT_PLAN_SEED);
    return reader.bind(() -> new SearchPlan(population, generations, seed));
  }

  private static Plan knockout(SpecReader reader) {
    var base = values(reader, "base");
    var given = new ArrayList<String>();
    for (var key : List.of("to", "share", "step")) {
      if (reader.has(key)) {
        given.add(key);
      }
    }
    if (given.size() > 1) {
      throw reader.error("found " + String.join(" and ", given) + "; allowed is one of them");
    }
    var share = optional(reader, "share");
    var step = optional(reader, "step");
    double to = reader.number("to", 0);
    return reader.bind(
        () ->
            new KnockoutPlan(
                base,
                share.isPresent()
                    ? new KnockoutPlan.Share(share.getAsDouble())
                    : step.isPresent()
                        ? new KnockoutPlan.Step(step.getAsDouble())
                        : new KnockoutPlan.To(to)));
  }

  private static Plan prune(SpecReader reader) {
    var tolerance = optional(reader, "tolerance");
    var base = values(reader, "base");
    var to = new HashMap<String, Double>();
    reader
        .optionalObject("to")
        .ifPresent(object -> object.fields().forEach(label -> to.put(label, object.number(label))));
    return reader.bind(() -> new PrunePlan(tolerance, base, to));
  }

  private static Map<String, JsonNode> values(SpecReader reader, String key) {
    var values = new HashMap<String, JsonNode>();
    reader
        .optionalObject(key)
        .ifPresent(
            object -> object.fields().forEach(label -> values.put(label, object.any(label))));
    return values;
  }

  private static OptionalDouble optional(SpecReader reader, String key) {
    return reader.has(key) ? OptionalDouble.of(reader.number(key)) : OptionalDouble.empty();
  }

  /** A threshold of the measure: a number, or the measure's name with a number. */
  private static OptionalDouble threshold(SpecReader reader, String key, String measure) {
    if (!reader.has(key)) {
      return OptionalDouble.empty();
    }
    if (!reader.any(key).isObject()) {
      return OptionalDouble.of(reader.number(key));
    }
    var object = reader.object(key);
    var names = object.fields();
    if (!names.equals(List.of(measure))) {
      throw reader.error(
          key, "found " + String.join(", ", names) + "; allowed is the measure, " + measure);
    }
    return OptionalDouble.of(object.number(measure));
  }

  /** The score that a bisection looks at, which is the measure if no other one is given. */
  static String defaultMeasure(SpecReader reader, TrialTemplate trial) {
    var score =
        reader.has(PER_POINT)
            ? reader.any(PER_POINT).path("bisect").path("at_least")
            : JsonNodeFactory.instance.missingNode();
    return score.isObject() && score.size() == 1 ? score.fieldNames().next() : trial.usualMeasure();
  }

  /** How points are measured: by {@code per_point}, or by {@code seeds} alone. */
  static PerPoint readPerPoint(SpecReader reader, String measure) {
    if (!reader.has(PER_POINT)) {
      return readSeeds(reader);
    }
    var outer = reader;
    var inner = reader.object(PER_POINT);
    var ways = List.of("seeds", "rungs", "bisect");
    var found = ways.stream().filter(way -> inner.has(way)).toList();
    boolean seedsTwice = inner.has("seeds") && outer.has("seeds");
    if (seedsTwice) {
      throw outer.error("seeds", "given here and in per_point; allowed is one of them");
    }
    if (found.isEmpty() || found.contains("rungs") && found.contains("bisect")) {
      throw outer.error(
          PER_POINT, "found " + found + "; allowed is one of seeds, rungs and bisect");
    }
    PerPoint perPoint;
    if (inner.has("rungs")) {
      perPoint = rungs(inner.object("rungs"), count(inner, outer));
    } else if (inner.has("bisect")) {
      perPoint = bisect(inner.object("bisect"), count(inner, outer), measure);
    } else {
      perPoint = readSeeds(inner);
    }
    inner.done();
    return perPoint;
  }

  /** Rungs and bisections take a number of seeds, here or beside {@code per_point}. */
  private static int count(SpecReader inner, SpecReader outer) {
    return SweepFormat.readSeeds(inner.has("seeds") ? inner : outer);
  }

  private static PerPoint readSeeds(SpecReader reader) {
    if (!reader.has("seeds") || !reader.any("seeds").isObject()) {
      int count = SweepFormat.readSeeds(reader);
      return reader.bind(() -> new FixedSeeds(count));
    }
    var object = reader.object("seeds");
    int from = object.integer("from");
    int to = object.integer("to");
    var halfWidth = optional(object, "half_width");
    var sure = optional(object, "sure");
    object.done();
    return object.bind(() -> new SeedsUntil(from, to, halfWidth, sure));
  }

  private static PerPoint rungs(SpecReader reader, int seeds) {
    var path = reader.bind(() -> SpecPath.parse(reader.text("path")));
    var values = reader.values("values");
    double keep = reader.number("keep");
    reader.done();
    return reader.bind(() -> new Rungs(path, values, keep, seeds));
  }

  private static PerPoint bisect(SpecReader reader, int seeds, String measure) {
    var path = reader.bind(() -> SpecPath.parse(reader.text("axis")));
    double threshold =
        threshold(reader, "at_least", measure)
            .orElseThrow(() -> reader.error("at_least", "is not there"));
    double from = reader.number("from");
    double to = reader.number("to");
    double step = reader.number("step");
    reader.done();
    return reader.bind(() -> new Bisect(path, threshold, from, to, step, seeds));
  }

  static Budget readBudget(SpecReader reader) {
    if (!reader.has(BUDGET)) {
      return Budget.NONE;
    }
    var object = reader.object(BUDGET);
    long trials = object.longInteger("trials", Budget.NONE.trials());
    double epochs = object.number("epochs", Budget.NONE.epochs());
    double hours = object.number("core_hours", Budget.NONE.coreHours());
    object.done();
    return object.bind(() -> new Budget(trials, epochs, hours));
  }

  static Confirmation readConfirmation(SpecReader reader, Plan plan, PerPoint perPoint) {
    var usual = usual(plan, perPoint);
    if (!reader.has(CONFIRM)) {
      return usual;
    }
    var object = reader.object(CONFIRM);
    int points = object.integer("points", Confirmation.OF_THE_BEST.points());
    int seeds = object.integer("seeds", Confirmation.OF_THE_BEST.seeds());
    object.done();
    return object.bind(() -> new Confirmation(points, seeds));
  }

  /** Plans that look for one point confirm it; a map has no point that is the best. */
  private static Confirmation usual(Plan plan, PerPoint perPoint) {
    boolean oneIsBest = plan instanceof SearchPlan || plan instanceof PrunePlan;
    return oneIsBest && !(perPoint instanceof Bisect)
        ? Confirmation.OF_THE_BEST
        : Confirmation.NONE;
  }

  static void writeConfirmation(Sweep sweep, ObjectNode tree) {
    var confirmation = sweep.confirmation();
    if (!confirmation.equals(usual(sweep.plan(), sweep.perPoint()))) {
      tree.putObject(CONFIRM)
          .put("points", confirmation.points())
          .put("seeds", confirmation.seeds());
    }
  }

  static JsonNode writePlan(Plan plan) {
    var tree = JsonNodeFactory.instance.objectNode();
    if (plan instanceof RefinePlan refine) {
      var body = tree.putObject("refine").put("levels", refine.levels());
      put(body, "at", refine.at());
      put(body, "jump", refine.jump());
      body.put("phases", refine.phases())
          .put("explore", refine.explore())
          .put("seed", refine.seed());
    } else if (plan instanceof SearchPlan search) {
      tree.putObject("search")
          .put("population", search.population())
          .put("generations", search.generations())
          .put("seed", search.seed());
    } else if (plan instanceof KnockoutPlan knockout) {
      var body = tree.putObject("knockout");
      put(body, "base", knockout.base());
      if (knockout.change() instanceof KnockoutPlan.Share share) {
        body.put("share", share.share());
      } else if (knockout.change() instanceof KnockoutPlan.Step step) {
        body.put("step", step.step());
      } else if (knockout.change() instanceof KnockoutPlan.To to) {
        body.put("to", to.value());
      }
    } else if (plan instanceof PrunePlan prune) {
      var body = tree.putObject("prune");
      put(body, "tolerance", prune.tolerance());
      put(body, "base", prune.base());
      if (!prune.to().isEmpty()) {
        var to = body.putObject("to");
        prune.to().forEach(to::put);
      }
    } else {
      throw new IllegalArgumentException(
          plan.getClass().getName() + " is no plan that a file could name; see Rounds.asStored");
    }
    return tree;
  }

  private static void put(ObjectNode body, String key, OptionalDouble value) {
    value.ifPresent(number -> body.put(key, number));
  }

  private static void put(ObjectNode body, String key, Map<String, JsonNode> values) {
    if (!values.isEmpty()) {
      var object = body.putObject(key);
      values.forEach(object::set);
    }
  }

  static void writePerPoint(Sweep sweep, ObjectNode tree) {
    if (sweep.perPoint() instanceof FixedSeeds fixed) {
      tree.put("seeds", fixed.count());
    } else if (sweep.perPoint() instanceof SeedsUntil seeds) {
      var body = tree.putObject("seeds").put("from", seeds.from()).put("to", seeds.to());
      put(body, "half_width", seeds.halfWidth());
      put(body, "sure", seeds.sure());
    } else if (sweep.perPoint() instanceof Rungs rungs) {
      var body = tree.putObject(PER_POINT);
      body.put("seeds", rungs.seeds());
      var of = body.putObject("rungs").put("path", rungs.field().toString());
      of.putArray("values").addAll(rungs.values());
      of.put("keep", rungs.keep());
    } else if (sweep.perPoint() instanceof Bisect bisect) {
      var body = tree.putObject(PER_POINT);
      body.put("seeds", bisect.seeds());
      var of = body.putObject("bisect").put("axis", bisect.field().toString());
      of.putObject("at_least").put(sweep.measure(), bisect.threshold());
      of.put("from", bisect.from()).put("to", bisect.to()).put("step", bisect.step());
    }
  }

  static void writeBudget(Budget budget, ObjectNode tree) {
    if (!budget.isGiven()) {
      return;
    }
    var body = tree.putObject(BUDGET);
    if (budget.trials() != Budget.NONE.trials()) {
      body.put("trials", budget.trials());
    }
    if (Double.isFinite(budget.epochs())) {
      body.put("epochs", budget.epochs());
    }
    if (Double.isFinite(budget.coreHours())) {
      body.put("core_hours", budget.coreHours());
    }
  }
}

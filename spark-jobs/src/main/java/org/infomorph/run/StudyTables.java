package org.infomorph.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.infomorph.importance.Sensitivity;
import org.infomorph.measuring.Bisect;
import org.infomorph.measuring.Outcome;
import org.infomorph.plan.Effect;
import org.infomorph.plan.KnockoutPlan;
import org.infomorph.plan.PrunePlan;
import org.infomorph.plan.RefinePlan;
import org.infomorph.plan.Sample;
import org.infomorph.report.StudyRows;
import org.infomorph.store.TableFolder;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Ask;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Sweep;

/**
 * The tables of studies: what was decided and why, and what came of it. They are made without
 * Spark, as a study has at most some ten thousand points.
 */
final class StudyTables implements StudyRows {
  /** Importance of axes is worked out for up to so many points: it takes seconds for these. */
  private static final int MOST_POINTS = 20_000;

  private final Asked asked;
  private final Sweep sweep;
  private final Map<String, Table> tables = new LinkedHashMap<>();

  private record Table(MessageType schema, List<Group> rows) {}

  private StudyTables(Asked asked) {
    this.asked = asked;
    this.sweep = asked.sweep();
  }

  /**
   * Writes them into the folder of the sweep's tables.
   *
   * @param place with trials that have ended, all of them or some
   */
  static void write(SweepFolder place, Asked asked) throws IOException {
    var made = new StudyTables(asked);
    if (asked.sweep().decides()) {
      var trials = new ArrayList<EndedTrial>();
      var measure = asked.sweep().measure();
      TrialTable.scanWhole(
          place.trials(), trial -> trials.add(EndedTrial.of(trial, measure)), note -> {});
      var rounds = made.found(trials);
      made.decisions();
      made.importance(
          rounds.measured().stream()
              .flatMap(round -> round.points().stream())
              .map(point -> point.sample())
              .toList(),
          rounds.trials().points().size());
    } else {
      made.importance(place);
    }
    for (var table : made.tables.entrySet()) {
      var rows = table.getValue().rows();
      TableFolder.write(
          place.tables(), table.getKey(), table.getValue().schema(), Map.of(), rows::forEach);
    }
  }

  /**
   * What a study has found so far, in memory. Decisions and importance are left to {@link #write}:
   * the importance of axes takes seconds.
   *
   * @param trials that have ended
   */
  static StudyRows of(Asked asked, Collection<EndedTrial> trials) {
    var made = new StudyTables(asked);
    made.found(trials);
    return made;
  }

  private Rounds found(Collection<EndedTrial> trials) {
    var outcomes = new HashMap<String, Outcome>();
    trials.forEach(trial -> outcomes.put(trial.trialId(), trial.outcome()));
    Function<String, Optional<Outcome>> results = id -> Optional.ofNullable(outcomes.get(id));
    var rounds = Rounds.replay(sweep, results);
    if (asked.asks().stream().anyMatch(Ask::confirms)) {
      confirmations(Ranking.of(asked, trials, rounds));
    }
    results(rounds, results);
    return rounds;
  }

  @Override
  public boolean has(String table) {
    return tables.containsKey(table);
  }

  @Override
  public void read(String table, Consumer<Group> rows) {
    tables.get(table).rows().forEach(rows);
  }

  private void put(String name, String columns, List<List<Object>> rows) {
    var schema = MessageTypeParser.parseMessageType("message " + name + " { " + columns + " }");
    tables.put(name, new Table(schema, rows.stream().map(row -> group(schema, row)).toList()));
  }

  private static Group group(MessageType schema, List<Object> row) {
    var group = new SimpleGroup(schema);
    for (int i = 0; i < row.size(); i++) {
      var value = row.get(i);
      if (value instanceof Double number) {
        if (!number.isNaN()) { // no number is NULL
          group.add(i, number);
        }
      } else if (value instanceof Integer number) {
        group.add(i, number);
      } else if (value instanceof Long number) {
        group.add(i, number);
      } else if (value instanceof Boolean flag) {
        group.add(i, flag);
      } else if (value != null) {
        group.add(i, value.toString());
      }
    }
    return group;
  }

  private static String real(String name) {
    return "optional double " + name + "; ";
  }

  private static String text(String name) {
    return "required binary " + name + " (STRING); ";
  }

  private String axes() {
    var columns = new StringBuilder();
    for (var axis : sweep.space().axes()) {
      columns.append(
          switch (axis.type()) {
            case NUMBER -> real(axis.label());
            case INTEGER -> "optional int64 " + axis.label() + "; ";
            case FLAG -> "optional boolean " + axis.label() + "; ";
            case TEXT -> "optional binary " + axis.label() + " (STRING); ";
          });
    }
    return columns.toString();
  }

  private List<Object> axes(int point) {
    var values = new ArrayList<Object>();
    for (int a = 0; a < sweep.space().axes().size(); a++) {
      var value = asked.points().get(point).values().get(a);
      values.add(sweep.space().axes().get(a).column(value));
    }
    return values;
  }

  private void decisions() {
    var rows = new ArrayList<List<Object>>();
    for (var ask : asked.asks()) {
      var row = new ArrayList<Object>(List.of(ask.round(), ask.lane(), ask.point(), ask.pointId()));
      row.addAll(axes(ask.point()));
      row.addAll(List.of(ask.setting(), ask.firstSeed(), ask.seeds(), ask.reason(), ask.known()));
      rows.add(row);
    }
    put(
        "decisions",
        "required int32 round; required int32 lane; required int32 point; "
            + text("point_id")
            + axes()
            + text("setting")
            + "required int64 first_seed; required int32 seeds; "
            + text("reason")
            + text("known"),
        rows);
  }

  /** What chose a point, beside what fresh seeds say: a row for each confirmed point and score. */
  private void confirmations(Ranking ranking) {
    var asks = new HashMap<Integer, Ask>();
    asked.asks().stream().filter(Ask::confirms).forEach(ask -> asks.put(ask.point(), ask));
    var rows = new ArrayList<List<Object>>();
    for (int rank = 1; rank <= ranking.best().size(); rank++) {
      var best = ranking.best().get(rank - 1);
      var ask = asks.get(best.point());
      if (ask == null) {
        continue;
      }
      for (var score : best.fresh().entrySet()) {
        var chosen = best.scores().getOrDefault(score.getKey(), Sample.NONE);
        var fresh = score.getValue();
        var row = new ArrayList<Object>(List.of(rank, best.point(), ask.pointId()));
        row.addAll(axes(best.point()));
        row.addAll(
            List.of(
                score.getKey(),
                chosen.mean(),
                chosen.halfWidth(),
                chosen.count(),
                fresh.mean(),
                fresh.deviation(),
                fresh.halfWidth(),
                fresh.count(),
                fresh.mean() - chosen.mean()));
        rows.add(row);
      }
    }
    put(
        "confirmations",
        "required int32 rank; required int32 point; "
            + text("point_id")
            + axes()
            + text("score")
            + real("chosen_mean")
            + real("chosen_half_width")
            + "required int32 chosen_seeds; "
            + real("fresh_mean")
            + real("fresh_sd")
            + real("fresh_half_width")
            + "required int32 fresh_seeds; "
            + real("difference"),
        rows);
  }

  private void results(Rounds rounds, Function<String, Optional<Outcome>> results) {
    if (sweep.plan() instanceof RefinePlan refine) {
      cells(refine, rounds);
    } else if (sweep.plan() instanceof KnockoutPlan knockout) {
      var rows = new ArrayList<List<Object>>();
      knockout
          .effects(sweep.space(), sweep.premise(), rounds.measured())
          .forEach(effect -> rows.add(effect(0, effect, loss(effect), false)));
      effects(rows);
    } else if (sweep.plan() instanceof PrunePlan prune) {
      var rows = new ArrayList<List<Object>>();
      prune
          .effects(sweep.space(), sweep.premise(), rounds.measured())
          .forEach(row -> rows.add(effect(row.step(), row.effect(), row.cost(), row.removed())));
      effects(rows);
    }
    if (sweep.perPoint() instanceof Bisect bisect) {
      thresholds(bisect, rounds, results);
    }
  }

  private double loss(Effect effect) {
    return prefersMore() ? -effect.difference() : effect.difference();
  }

  private boolean prefersMore() {
    return sweep.perPoint().prefersMore(sweep.maximise());
  }

  private static List<Object> effect(int step, Effect effect, double cost, boolean removed) {
    return List.of(
        step,
        effect.axis(),
        effect.from(),
        effect.to(),
        effect.base(),
        effect.changed(),
        effect.difference(),
        effect.halfWidth(),
        cost,
        effect.failed(),
        removed);
  }

  private void effects(List<List<Object>> rows) {
    put(
        "effects",
        "required int32 step; "
            + text("axis")
            + real("from")
            + real("to")
            + real("base")
            + real("changed")
            + real("difference")
            + real("half_width")
            + real("cost")
            + "required boolean failed; required boolean removed; ",
        rows);
  }

  private void cells(RefinePlan refine, Rounds rounds) {
    var columns = new StringBuilder();
    for (var axis : sweep.space().axes()) {
      columns.append(real(axis.label() + "_lower")).append(real(axis.label() + "_upper"));
    }
    var rows = new ArrayList<List<Object>>();
    for (var cell : refine.cells(sweep.space(), rounds.measured())) {
      var row = new ArrayList<Object>();
      for (int a = 0; a < cell.lower().size(); a++) {
        row.add(cell.lower().get(a));
        row.add(cell.upper().get(a));
      }
      row.addAll(
          List.of(
              cell.label(),
              cell.probability(),
              cell.depth(),
              cell.boundary().name().toLowerCase(Locale.ROOT)));
      rows.add(row);
    }
    put(
        "cells",
        columns + text("label") + real("probability") + "required int32 depth; " + text("boundary"),
        rows);
  }

  private void thresholds(
      Bisect bisect, Rounds rounds, Function<String, Optional<Outcome>> results) {
    var rows = new ArrayList<List<Object>>();
    var first = new HashMap<Integer, Ask>();
    asked.asks().forEach(ask -> first.putIfAbsent(ask.point(), ask));
    for (int round = 0; round < rounds.measured().size(); round++) {
      if (rounds.measured().get(round).open()) {
        continue;
      }
      var cohort = rounds.cohort(round, results);
      for (int i = 0; i < cohort.points(); i++) {
        int point = rounds.firstPoint(round) + i;
        var ask = first.get(point);
        for (int seed = 0; ask != null && seed < bisect.seeds(); seed++) {
          OptionalDouble threshold = bisect.threshold(cohort, i, seed);
          var row = new ArrayList<Object>(List.of(ask.pointId()));
          row.addAll(axes(point));
          row.add(ask.firstSeed() + seed);
          row.add(threshold.orElse(Double.NaN));
          rows.add(row);
        }
      }
    }
    put(
        "thresholds",
        text("point_id") + axes() + "required int64 seed; " + real("threshold"),
        rows);
  }

  /** Of a sweep that asks for all its points at once: from the means over their seeds. */
  private void importance(SweepFolder place) throws IOException {
    if (asked.points().size() > MOST_POINTS) {
      return;
    }
    var values = new HashMap<Integer, Map<Long, Double>>();
    TrialTable.scan(
        place.trials(),
        trial -> {
          int ask = asked.ask(trial.pointId(), trial.seed());
          var outcome = trial.scores().get(sweep.measure());
          if (ask >= 0 && outcome != null && trial.isOk()) {
            values
                .computeIfAbsent(asked.asks().get(ask).point(), p -> new TreeMap<>())
                .put(trial.seed(), outcome);
          }
        },
        note -> {});
    var samples = new ArrayList<Sample>();
    for (int point = 0; point < asked.points().size(); point++) {
      var seeds = values.getOrDefault(point, Map.of()).values();
      samples.add(Sample.of(seeds.stream().mapToDouble(Double::doubleValue).toArray()));
    }
    importance(samples, samples.size());
  }

  private void importance(List<Sample> samples, int points) {
    if (points > MOST_POINTS || sweep.space().axes().isEmpty() || points != asked.points().size()) {
      return;
    }
    var rows = new ArrayList<List<Object>>();
    Sensitivity.of(sweep.space(), sweep.plan(), asked.points(), samples, prefersMore())
        .forEach(
            row ->
                rows.add(
                    List.of(
                        row.axis(),
                        row.other(),
                        row.method().name().toLowerCase(Locale.ROOT),
                        row.index().name().toLowerCase(Locale.ROOT),
                        row.value(),
                        row.lower(),
                        row.upper())));
    put(
        "importance",
        text("axis")
            + text("other")
            + text("method")
            + text("index")
            + real("value")
            + real("lower")
            + real("upper"),
        rows);
  }
}

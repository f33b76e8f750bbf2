package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.infomorph.files.Folder;
import org.infomorph.measuring.Bisect;
import org.infomorph.measuring.Rungs;
import org.infomorph.plan.Sample;
import org.infomorph.plan.SearchPlan;
import org.infomorph.report.Column.Precision;
import org.infomorph.store.TableFolder;
import org.infomorph.sweep.Ask;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Texts;

/**
 * What a study adds to a report, from the tables of studies and what was asked for: how points
 * rank, the path of a search, rungs, effects and capacities.
 */
final class StudyData {
  /** Up to so many points have the capacity of each seed in the file. */
  private static final int MOST_CAPACITIES = 500;

  /** The id of the quantity that a bisection measures. */
  static final String CAPACITY = "capacity";

  private final Asked asked;
  private final PointTable points;
  private final Trials trials;
  private final Folder tables;
  private final StudyRows rows;
  private final int[] levels;

  /** By place, the capacities of its seeds; NaN for a seed below the range. */
  private final TreeMap<Integer, List<Double>> capacities = new TreeMap<>();

  private final Optional<LiveReport.Study> study;

  /** What was asked for, with the trials that confirm. */
  private final Asked all;

  private StudyData(
      Asked asked,
      PointTable points,
      Trials trials,
      Folder tables,
      Optional<LiveReport.Study> study) {
    this.study = study;
    this.all = asked;
    rows = study.map(LiveReport.Study::rows).orElseGet(() -> StudyRows.in(tables));
    this.asked = asked.withoutConfirmation(); // a mean over both kinds of seeds would be neither
    this.points = points;
    this.trials = trials;
    this.tables = tables;
    levels = new int[points.size()];
    for (int i = 0; i < this.asked.asks().size(); i++) {
      int place = trials.place(this.asked.asks().get(i).point());
      if (place >= 0) {
        levels[place] = Math.max(levels[place], this.asked.level(i));
      }
    }
  }

  /**
   * Reads what ranks points.
   *
   * @param tables the folder of the sweep's tables
   * @param study which ranks points itself, if it is one
   */
  static StudyData read(
      Asked asked,
      PointTable points,
      Trials trials,
      Folder tables,
      Optional<LiveReport.Study> study)
      throws IOException {
    var data = new StudyData(asked, points, trials, tables, study);
    if (asked.sweep().perPoint() instanceof Bisect) {
      data.readCapacities();
    }
    return data;
  }

  private void readCapacities() throws IOException {
    if (!rows.has("thresholds")) {
      return;
    }
    var places = new HashMap<String, Integer>();
    for (var ask : asked.asks()) {
      places.putIfAbsent(ask.pointId(), trials.place(ask.point()));
    }
    rows.read(
        "thresholds",
        row -> {
          var place = places.get(row.getString("point_id", 0));
          if (place != null && place >= 0) {
            capacities
                .computeIfAbsent(place, p -> new ArrayList<>())
                .add(PointTable.number(row, "threshold"));
          }
        });
  }

  /** The name of the quantity by which points rank. */
  String ranks() {
    return capacities.isEmpty() ? asked.sweep().measure() : CAPACITY;
  }

  /** The value of each point; NaN where there is none. */
  double[] values() {
    return capacities.isEmpty() ? points.mean(asked.sweep().measure()) : ofCapacities(Sample::mean);
  }

  private double[] ofCapacities(ToDoubleFunction<Sample> number) {
    var values = new double[points.size()];
    Arrays.fill(values, Double.NaN);
    capacities.forEach(
        (place, seeds) -> {
          var found = seeds.stream().filter(value -> !value.isNaN()).mapToDouble(v -> v).toArray();
          values[place] = number.applyAsDouble(Sample.of(found));
        });
    return values;
  }

  /** Adds the capacity, where there is one, to the quantities that can colour points. */
  void keep(Quantities quantities) {
    if (!capacities.isEmpty()) {
      var field = ((Bisect) asked.sweep().perPoint()).field().toString();
      quantities.keep(
          CAPACITY, ofCapacities(Sample::mean), ofCapacities(Sample::halfWidth), CAPACITY, field);
    }
  }

  /**
   * Points with a value, the best first. A study ranks its points itself; those of other sweeps,
   * and of a study that is looked at while it runs, go by the highest rung, and then by value.
   */
  List<Integer> ranking() {
    var values = values();
    if (study.isPresent()) {
      return study.get().state().candidates().stream()
          .map(trials::place)
          .filter(place -> place >= 0 && !Double.isNaN(values[place]))
          .distinct()
          .toList();
    }
    // A bisection's settings are no rungs.
    boolean rungs = asked.sweep().perPoint() instanceof Rungs;
    double sign = asked.sweep().maximise() || !capacities.isEmpty() ? -1 : 1;
    return IntStream.range(0, values.length)
        .filter(i -> !Double.isNaN(values[i]))
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer i) -> rungs ? -levels[i] : 0)
                .thenComparingDouble(i -> sign * values[i]))
        .toList();
  }

  /** Everything else, for the header. */
  void addTo(ObjectNode study, Block block, List<String> notes) throws IOException {
    var sweep = asked.sweep();
    study.put("maximise", sweep.maximise());
    study.put("trials", trials.count());
    best().ifPresent(text -> ((ArrayNode) study.get("sentences")).insert(0, text));
    mostImportant(study);
    if (rows.has("cells")) {
      CellData.addTo(study, sweep.space(), rows, block, notes);
    }
    if (sweep.plan() instanceof SearchPlan) {
      path(study.putObject("path"), block);
    }
    if (sweep.perPoint() instanceof Rungs rungs) {
      rungs(study.putObject("rungs"), rungs, block);
    }
    if (rows.has("effects")) {
      EffectData.addTo(study, asked, rows);
    }
    if (!capacities.isEmpty()) {
      capacities(study.putObject("capacities"), (Bisect) sweep.perPoint());
    }
    if (rows.has("confirmations")) {
      ConfirmationData.addTo(study, all, rows, trials::place);
    }
  }

  /** The best point in words, of those studies that look for one or compare capacities. */
  private Optional<String> best() {
    var sweep = asked.sweep();
    var ranking = ranking();
    if (ranking.isEmpty() || !(sweep.plan() instanceof SearchPlan) && capacities.isEmpty()) {
      return Optional.empty();
    }
    int best = ranking.get(0);
    var half = capacities.isEmpty() ? points.halfWidth(ranks()) : ofCapacities(Sample::halfWidth);
    var where = new ArrayList<String>();
    for (int a = 0; a < sweep.space().axes().size(); a++) {
      var value = points.axis(a).get(best);
      where.add(
          sweep.space().axes().get(a).label()
              + " = "
              + (value instanceof Number number ? Texts.axis(number.doubleValue()) : value));
    }
    return Optional.of(
        "The best point has %s %s%s%s."
            .formatted(
                ranks(),
                Texts.number(values()[best]),
                Double.isNaN(half[best]) ? "" : " ± " + Texts.number(half[best]),
                where.isEmpty() ? "" : " at " + String.join(", ", where)));
  }

  /** The two axes that matter most, by the table {@code importance}. */
  private void mostImportant(ObjectNode study) throws IOException {
    if (!TableFolder.exists(tables, "importance")) {
      return;
    }
    var axes = asked.sweep().space().axes();
    var importance = new double[axes.size()];
    TableFolder.read(
        tables.folder("importance"),
        row -> {
          for (int a = 0; a < importance.length; a++) {
            if (row.getString("method", 0).equals("ped_anova")
                && row.getString("index", 0).equals("share")
                && row.getString("axis", 0).equals(axes.get(a).label())) {
              importance[a] = PointTable.number(row, "value");
            }
          }
        });
    var order =
        IntStream.range(0, importance.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer a) -> -importance[a]))
            .limit(2)
            .sorted()
            .toList();
    if (order.size() == 2) {
      order.forEach(study.putArray("axes")::add);
    }
  }

  /** For each point its round, and how many trials were asked for when its last ones were. */
  private void path(ObjectNode path, Block block) {
    var rounds = new double[points.size()];
    var asks = new double[points.size()];
    var seen = new boolean[points.size()];
    long count = 0;
    for (var ask : asked.asks()) {
      count += ask.seeds();
      int place = trials.place(ask.point());
      if (place >= 0) {
        rounds[place] = seen[place] ? rounds[place] : ask.round();
        seen[place] = true;
        asks[place] = count;
      }
    }
    path.put("round", block.require(Column.of(rounds, Precision.SINGLE)));
    path.put("trials", block.require(Column.of(asks, Precision.SINGLE)));
  }

  /**
   * For each rung the mean score of each point that reached it; NaN where all its trials failed.
   */
  private void rungs(ObjectNode json, Rungs rungs, Block block) {
    json.put("field", rungs.field().toString());
    var reached = new byte[points.size()];
    Arrays.fill(reached, (byte) 255);
    var list = json.putArray("list");
    for (int rung = 0; rung < rungs.values().size(); rung++) {
      var text = rungs.values().get(rung).toString();
      var scores = new double[points.size()];
      Arrays.fill(scores, Double.NaN);
      int count = 0;
      for (var ask : asked.asks()) {
        int place = trials.place(ask.point());
        if (place >= 0 && sameNumber(ask, rungs.values().get(rung).doubleValue())) {
          count += reached[place] == (byte) rung ? 0 : 1;
          reached[place] = (byte) rung;
          scores[place] = trials.mean(ask.pointId());
        }
      }
      list.addObject()
          .put("value", text)
          .put("points", count)
          .put("score", block.require(Column.of(scores, Precision.SINGLE)));
    }
    json.put("reached", block.require(Column.bytes(reached)));
  }

  private static boolean sameNumber(Ask ask, double value) {
    return !ask.setting().isEmpty() && Double.parseDouble(ask.setting()) == value;
  }

  private void capacities(ObjectNode json, Bisect bisect) {
    json.put("field", bisect.field().toString());
    json.put("from", bisect.from()).put("to", bisect.to()).put("step", bisect.step());
    var list = json.putArray("list");
    for (var entry : capacities.entrySet()) {
      if (list.size() == MOST_CAPACITIES) {
        break;
      }
      var values = list.addObject().put("point", entry.getKey()).putArray("seeds");
      for (double value : entry.getValue()) {
        if (Double.isNaN(value)) {
          values.addNull();
        } else {
          values.add(value);
        }
      }
    }
    json.put("left", capacities.size() - list.size());
  }
}

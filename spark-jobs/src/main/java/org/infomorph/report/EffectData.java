package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.infomorph.plan.PrunePlan;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Ending;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.Texts;

/**
 * What changes of single axes do, for {@code effects.js} and in words: the table {@code effects}.
 */
final class EffectData {
  private final Sweep sweep;

  /** Whether the last step is decided. */
  private final boolean ended;

  private final List<Row> rows = new ArrayList<>();

  private record Row(
      int step,
      String axis,
      double from,
      double to,
      double base,
      double changed,
      double difference,
      double halfWidth,
      double cost,
      boolean failed,
      boolean removed) {
    static Row of(Group row) {
      return new Row(
          row.getInteger("step", 0),
          row.getString("axis", 0),
          PointTable.number(row, "from"),
          PointTable.number(row, "to"),
          PointTable.number(row, "base"),
          PointTable.number(row, "changed"),
          PointTable.number(row, "difference"),
          PointTable.number(row, "half_width"),
          PointTable.number(row, "cost"),
          row.getBoolean("failed", 0),
          row.getBoolean("removed", 0));
    }

    String name() {
      return axis + " from " + Texts.axis(from) + " to " + Texts.axis(to);
    }

    String interval() {
      return Double.isNaN(halfWidth) ? "" : " ± " + Texts.number(halfWidth);
    }
  }

  private EffectData(Sweep sweep, boolean ended) {
    this.sweep = sweep;
    this.ended = ended;
  }

  /** Adds the rows and their sentences. */
  static void addTo(ObjectNode study, Asked asked, StudyRows rows) throws IOException {
    var sweep = asked.sweep();
    var data = new EffectData(sweep, asked.ending() == Ending.PLAN);
    rows.read("effects", row -> data.rows.add(Row.of(row)));
    boolean prune = sweep.plan() instanceof PrunePlan;
    var json = study.putObject("effects").put("prune", prune);
    var list = json.putArray("rows");
    data.rows.forEach(row -> put(list.addObject(), row));
    if (!data.rows.isEmpty()) {
      ((ArrayNode) study.get("sentences")).insert(0, prune ? data.pruned() : data.knockedOut());
    }
  }

  private static void put(ObjectNode json, Row row) {
    json.put("step", row.step()).put("axis", row.axis());
    number(json, "from", row.from());
    number(json, "to", row.to());
    number(json, "base", row.base());
    number(json, "changed", row.changed());
    number(json, "difference", row.difference());
    number(json, "half", row.halfWidth());
    number(json, "cost", row.cost());
    json.put("failed", row.failed()).put("removed", row.removed());
  }

  /** JSON has finite numbers alone. */
  private static void number(ObjectNode json, String key, double value) {
    if (Double.isFinite(value)) {
      json.put(key, value);
    } else {
      json.putNull(key);
    }
  }

  private String knockedOut() {
    var measured = rows.stream().filter(row -> !Double.isNaN(row.difference())).toList();
    var failed = rows.stream().filter(Row::failed).map(Row::name).toList();
    var words = new ArrayList<String>();
    measured.stream()
        .max(Comparator.comparingDouble(Row::cost))
        .filter(row -> row.cost() > 0)
        .ifPresentOrElse(
            row ->
                words.add(
                    "The change that costs most is %s: %s goes from %s to %s, by %s%s."
                        .formatted(
                            row.name(),
                            sweep.measure(),
                            Texts.number(row.base()),
                            Texts.number(row.changed()),
                            Texts.number(row.difference()),
                            row.interval())),
            () -> words.add("No change makes " + sweep.measure() + " worse."));
    var unclear =
        measured.stream()
            .filter(row -> Math.abs(row.difference()) <= row.halfWidth())
            .map(Row::name)
            .toList();
    if (!unclear.isEmpty()) {
      words.add("Changes that the noise of the seeds may explain: " + join(unclear) + ".");
    }
    if (!failed.isEmpty()) {
      words.add("Changes after which no trial ended well: " + join(failed) + ".");
    }
    return String.join(" ", words);
  }

  private String pruned() {
    var removed = rows.stream().filter(Row::removed).toList();
    double base = rows.get(0).base();
    int last = rows.get(rows.size() - 1).step();
    var stay = rows.stream().filter(row -> row.step() == last && !row.removed()).toList();
    var words = new StringBuilder();
    if (removed.isEmpty()) {
      words.append("No axis was removed. ");
    } else {
      words.append("Removed in this order, with ").append(sweep.measure()).append(" after it: ");
      words.append(
          removed.stream()
              .map(row -> row.axis() + " (" + Texts.number(row.changed()) + ")")
              .collect(Collectors.joining(", ")));
      words.append("; it was ").append(Texts.number(base)).append(" at the base point. ");
    }
    if (!ended) {
      words.append("The next step is not measured yet.");
    } else if (stay.isEmpty()) {
      words.append("No axis is left.");
    } else {
      words.append("The smallest goal that still does it has ");
      words.append(
          stay.stream()
              .map(row -> row.axis() + " = " + Texts.axis(row.from()))
              .collect(Collectors.joining(", ")));
      stay.stream()
          .filter(row -> Double.isFinite(row.cost()))
          .min(Comparator.comparingDouble(Row::cost))
          .ifPresent(
              row ->
                  words.append(
                      "; without %s it would be worse than the base point by %s"
                          .formatted(row.axis(), Texts.number(row.cost()))));
      words.append(".");
    }
    return words.toString();
  }

  private static String join(List<String> names) {
    return String.join("; ", names);
  }
}

package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.IntUnaryOperator;
import org.apache.parquet.example.data.Group;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Texts;

/**
 * What chose the best points beside what fresh seeds say of them, for {@code effects.js} and in
 * words: the table {@code confirmations}, of the measure alone.
 */
final class ConfirmationData {
  private ConfirmationData() {}

  /**
   * Adds the rows, and a sentence about the best point.
   *
   * @param places the place of a point in the report by its index in the study; -1 for none
   */
  static void addTo(ObjectNode study, Asked asked, StudyRows rows, IntUnaryOperator places)
      throws IOException {
    var measure = asked.sweep().measure();
    var list = study.putArray("confirmations");
    var sentences = (ArrayNode) study.get("sentences");
    rows.read(
        "confirmations",
        row -> {
          int place = places.applyAsInt(row.getInteger("point", 0));
          if (place >= 0 && row.getString("score", 0).equals(measure)) {
            if (list.isEmpty()) {
              sentences.insert(Math.min(1, sentences.size()), sentence(measure, row));
            }
            var json = list.addObject();
            json.put("rank", row.getInteger("rank", 0)).put("point", place);
            put(json, "chosen", row);
            put(json, "fresh", row);
          }
        });
  }

  private static void put(ObjectNode json, String kind, Group row) {
    var of = json.putObject(kind);
    of.put("seeds", row.getInteger(kind + "_seeds", 0));
    number(of, "mean", PointTable.number(row, kind + "_mean"));
    number(of, "half", PointTable.number(row, kind + "_half_width"));
  }

  /** JSON has finite numbers alone. */
  private static void number(ObjectNode json, String key, double value) {
    if (Double.isFinite(value)) {
      json.put(key, value);
    } else {
      json.putNull(key);
    }
  }

  private static String sentence(String measure, Group row) {
    return "Fresh seeds, which have decided nothing, give the best point the %s %s; %s chose it."
        .formatted(measure, words("fresh", row), words("chosen", row));
  }

  private static String words(String kind, Group row) {
    double half = PointTable.number(row, kind + "_half_width");
    return "%s%s (%s)"
        .formatted(
            Texts.number(PointTable.number(row, kind + "_mean")),
            Double.isFinite(half) ? " ± " + Texts.number(half) : "",
            Texts.count(row.getInteger(kind + "_seeds", 0), "seed"));
  }
}

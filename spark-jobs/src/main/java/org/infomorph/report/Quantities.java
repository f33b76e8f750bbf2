package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.infomorph.report.Column.Precision;

/** The quantities that can colour points: scores, atoms, and the numbers behind the phases. */
final class Quantities {
  /** Up to this number of points, numbers are stored in single precision. */
  private static final int MOST_EXACT = 5_000;

  /**
   * Up to this number of points, numbers are stored in 65 535 steps; beyond it in 255 steps, except
   * for the measure.
   */
  private static final int MOST_WIDE = 20_000;

  private final PointTable points;
  private final String measure;
  private final Block block;
  private final long reserve;
  private final Precision precision;
  private final List<ObjectNode> kept = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  /**
   * @param reserve space in the block that other data needs
   */
  Quantities(PointTable points, String measure, Block block, long reserve) {
    this.points = points;
    this.measure = measure;
    this.block = block;
    this.reserve = reserve;
    precision =
        points.size() <= MOST_EXACT
            ? Precision.SINGLE
            : points.size() <= MOST_WIDE ? Precision.WIDE_STEPS : Precision.NARROW_STEPS;
  }

  /** Puts as many quantities into the block as space permits, the most important first. */
  void keep() {
    score(measure);
    var layers = new ArrayList<>(points.atoms().keySet());
    for (int l = layers.size() - 1; l >= 0; l--) {
      phases(layers.get(l));
    }
    points.scores().stream().filter(score -> !score.equals(measure)).forEach(this::score);
    for (int l = layers.size() - 1; l >= 0; l--) {
      var layer = layers.get(l);
      for (var atom : points.atoms().get(layer)) {
        var label = (layers.size() > 1 ? layer + " " : "") + atom;
        add(PointTable.atomKey(layer, atom), label, "atom", "bits", null);
      }
    }
  }

  /** Puts a quantity of another kind into the block, if space permits. */
  void keep(String id, double[] values, double[] half, String label, String unit) {
    add(id, values, half, label, "score", unit);
  }

  private void score(String score) {
    if (points.scores().contains(score)) {
      var unit = score.endsWith("epoch") ? "epochs" : score;
      add(score, points.mean(score), points.halfWidth(score), score, "score", unit);
    }
  }

  private void phases(String layer) {
    var of = points.atoms().size() > 1 ? " of " + layer : "";
    add(
        "share:" + layer,
        "share of the largest atom" + of,
        "phase",
        "share of the largest atom",
        null);
    add("entropy:" + layer, "output entropy" + of, "phase", "bits", null);
    add("boundary:" + layer, "boundary strength" + of, "phase", "boundary strength", null);
  }

  private void add(String key, String label, String group, String unit, double[] half) {
    add(key, points.values(key), half, label, group, unit);
  }

  private void add(
      String id, double[] values, double[] half, String label, String group, String unit) {
    var range = Range.of(values);
    if (range.isEmpty() && !id.equals(measure)) {
      return; // no values to show
    }
    boolean first = id.equals(measure);
    var own = first && precision == Precision.NARROW_STEPS ? Precision.WIDE_STEPS : precision;
    var column = Column.of(values, own);
    if (!first && block.room() - column.packedSize() < reserve) {
      left.add(label);
      return;
    }
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", id).put("label", label).put("group", group).put("unit", unit);
    json.put("column", block.require(column));
    if (!range.isEmpty()) {
      json.put("least", range.least()).put("greatest", range.greatest());
    }
    if (half != null && Arrays.stream(half).anyMatch(Double::isFinite)) {
      var widths = Column.of(half, precision);
      if (block.room() - widths.packedSize() >= reserve) {
        json.put("half", block.require(widths));
      }
    }
    kept.add(json);
  }

  /** The quantities for the header; scores first. */
  ArrayNode toJson() {
    var list = JsonNodeFactory.instance.arrayNode();
    for (var group : List.of("score", "atom", "phase")) {
      kept.stream().filter(json -> json.get("group").asText().equals(group)).forEach(list::add);
    }
    return list;
  }

  /** Labels of the quantities that did not fit. */
  List<String> left() {
    return left;
  }

  /** The precision of the numbers, in words; empty if the rounding is invisible. */
  String rounding() {
    return switch (precision) {
      case SINGLE -> "";
      case WIDE_STEPS -> "Numbers are rounded to 1/65534 of their range";
      case NARROW_STEPS -> "Numbers are rounded to 1/254 of their range, the measure to 1/65534";
    };
  }

  /** The phases of each layer that has atoms, as codes, in the order of the layers. */
  static ArrayNode phases(PointTable points, Map<String, List<String>> atoms, Block block) {
    var list = JsonNodeFactory.instance.arrayNode();
    for (var layer : atoms.keySet()) {
      var phases = points.phases(layer);
      if (phases == null) {
        continue;
      }
      var names = new ArrayList<String>();
      var codes = new byte[points.size()];
      for (int i = 0; i < codes.length; i++) {
        if (phases[i] == null) {
          codes[i] = (byte) 0xFF;
          continue;
        }
        if (!names.contains(phases[i])) {
          names.add(phases[i]);
        }
        codes[i] = (byte) names.indexOf(phases[i]);
      }
      var json = list.addObject().put("layer", layer);
      json.put("column", block.require(Column.bytes(codes)));
      names.forEach(json.putArray("names")::add);
    }
    return list;
  }
}

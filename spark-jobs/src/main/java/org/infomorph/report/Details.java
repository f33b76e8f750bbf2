package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.parquet.example.data.Group;
import org.infomorph.files.Folder;
import org.infomorph.store.TableFolder;
import org.infomorph.train.Trainer;

/** The history of single points: of all points, or of as many as space permits, the best first. */
final class Details {
  private static final int MOST_POINTS = 600;
  private static final int BEST_POINTS = 40;

  /** Largest number of neurons of one layer at one point; more are thinned out evenly. */
  private static final int MOST_NEURONS = 300;

  private static final MathContext DIGITS = new MathContext(5);

  private final Map<Integer, Detail> byPoint = new LinkedHashMap<>();
  private final PointTable points;
  private final Trials trials;

  private static final class Detail {
    final ObjectNode json = JsonNodeFactory.instance.objectNode();
    final ObjectNode curves = json.putObject("curves");
    final ObjectNode profiles = json.putObject("profiles");
    final Map<String, Map<String, List<Double>>> neurons = new TreeMap<>();

    void fill(List<FollowedTrial> followed) {
      PointHistory.of(followed)
          .forEach(
              (key, sample) -> {
                var curve =
                    key.layer().isEmpty()
                        ? curves.withObjectProperty(key.name())
                        : profiles.withObjectProperty(key.layer()).withObjectProperty(key.name());
                append(curve, key.epoch(), sample.mean(), sample.halfWidth());
              });
      followed.forEach(trial -> trial.neurons().forEach(this::neuron));
    }

    void neuron(String layer, String atom, double bits) {
      if (!atom.startsWith(Trainer.CAUSE)) {
        neurons
            .computeIfAbsent(layer, l -> new TreeMap<>())
            .computeIfAbsent(atom, a -> new ArrayList<>())
            .add(bits);
      }
    }
  }

  private Details(PointTable points, Trials trials, Iterable<Integer> chosen) {
    this.points = points;
    this.trials = trials;
    chosen.forEach(point -> byPoint.put(point, new Detail()));
  }

  /**
   * The same of trials that were followed before.
   *
   * @param followed gives the trials of a point that ended well, by their seeds
   */
  static Details of(
      PointTable points,
      Trials trials,
      List<Integer> ranking,
      IntFunction<List<FollowedTrial>> followed) {
    var details = new Details(points, trials, choose(points.size(), ranking));
    details.byPoint.forEach((point, detail) -> detail.fill(followed.apply(point)));
    return details;
  }

  /** The whole history of one point, as the header has it. */
  static ObjectNode of(int point, List<FollowedTrial> followed) {
    var detail = new Detail();
    detail.fill(followed);
    detail.json.put("point", point);
    detail.json.set("neurons", neurons(detail));
    return detail.json;
  }

  /** No history at all. */
  static Details none(PointTable points, Trials trials) {
    return new Details(points, trials, List.of());
  }

  /**
   * Reads the tables {@code curves}, {@code profiles} and {@code neurons}.
   *
   * @param ranking points, the best first, without points that have no measure
   */
  static Details read(Folder tables, PointTable points, Trials trials, List<Integer> ranking)
      throws IOException {
    var details = new Details(points, trials, choose(points.size(), ranking));
    TableFolder.read(tables.folder("curves"), details::curve);
    TableFolder.read(tables.folder("profiles"), details::profile);
    TableFolder.read(tables.folder("neurons"), details::neuron);
    return details;
  }

  private static Set<Integer> choose(int count, List<Integer> ranking) {
    var chosen = new LinkedHashSet<Integer>();
    chosen.addAll(ranking.subList(0, Math.min(BEST_POINTS, ranking.size())));
    double step = Math.max(1, (double) count / MOST_POINTS);
    for (double point = 0; point < count; point += step) {
      chosen.add((int) point);
    }
    return chosen;
  }

  private Detail of(Group row) {
    var place = points.place(row.getString("point_id", 0));
    return place == null ? null : byPoint.get(place);
  }

  private void curve(Group row) {
    var detail = of(row);
    if (detail != null) {
      var curve = detail.curves.withObjectProperty(row.getString("score", 0));
      append(curve, row);
    }
  }

  private void profile(Group row) {
    var detail = of(row);
    if (detail != null) {
      var layer = detail.profiles.withObjectProperty(row.getString("layer", 0));
      append(layer.withObjectProperty(row.getString("atom", 0)), row);
    }
  }

  /** Appends one epoch, with the header's names: {@code half} is short for half-width. */
  private static void append(ObjectNode curve, Group row) {
    append(
        curve,
        row.getInteger("epoch", 0),
        PointTable.number(row, "mean"),
        PointTable.number(row, "half_width"));
  }

  /** Appends one epoch. */
  static void append(ObjectNode curve, int epoch, double mean, double half) {
    curve.withArrayProperty("epoch").add(epoch);
    add(curve.withArrayProperty("mean"), mean);
    add(curve.withArrayProperty("half"), half);
  }

  private void neuron(Group row) {
    var point = trials.point(row.getString("trial_id", 0));
    var detail = point == null ? null : byPoint.get(point);
    var atom = row.getString("atom", 0);
    if (detail != null) {
      detail.neuron(row.getString("layer", 0), atom, row.getDouble("bits", 0));
    }
  }

  /** All details that space permits, for the header. */
  ArrayNode toJson(Block block) {
    var list = JsonNodeFactory.instance.arrayNode();
    for (var entry : byPoint.entrySet()) {
      var detail = entry.getValue();
      if (detail.curves.isEmpty() && detail.profiles.isEmpty()) {
        continue; // no trial of this point has finished
      }
      var json = detail.json;
      json.put("point", entry.getKey());
      if (!block.take(size(json))) {
        break;
      }
      var neurons = neurons(detail);
      json.set(
          "neurons", block.take(size(neurons)) ? neurons : JsonNodeFactory.instance.objectNode());
      list.add(json);
    }
    return list;
  }

  private static ObjectNode neurons(Detail detail) {
    var json = JsonNodeFactory.instance.objectNode();
    detail.neurons.forEach(
        (layer, atoms) -> {
          var inLayer = json.putObject(layer);
          atoms.forEach(
              (atom, bits) -> {
                var list = inLayer.putArray(atom);
                double step = Math.max(1, (double) bits.size() / MOST_NEURONS);
                for (double k = 0; k < bits.size(); k += step) {
                  add(list, bits.get((int) k));
                }
              });
        });
    return json;
  }

  private static int size(ObjectNode json) {
    return Column.packedSize(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void add(ArrayNode list, double value) {
    if (Double.isFinite(value)) {
      list.add(new BigDecimal(value).round(DIGITS).doubleValue());
    } else {
      list.addNull();
    }
  }
}

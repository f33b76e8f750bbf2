package org.infomorph.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.infomorph.files.Folder;
import org.infomorph.store.TableFolder;

/** The tables {@code points} and {@code phases} in memory: one number per point, in plan order. */
final class PointTable {
  private static final String MEAN = "_mean";
  private static final String HALF_WIDTH = "_half_width";

  private final List<String> ids = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Numbers> numbers = new TreeMap<>();
  private final List<List<Object>> axes = new ArrayList<>();
  private final Map<String, List<String>> atoms = new TreeMap<>();
  private final Map<String, String[]> phases = new TreeMap<>();

  /** A list of doubles; unset entries are NaN. */
  static final class Numbers {
    private double[] values = new double[64];
    private int size;

    void set(int index, double value) {
      if (index >= values.length) {
        values = Arrays.copyOf(values, Math.max(2 * values.length, index + 1));
      }
      while (size <= index) {
        values[size++] = Double.NaN;
      }
      values[index] = value;
    }

    double[] values(int count) {
      var all = Arrays.copyOf(values, count);
      if (size < count) {
        Arrays.fill(all, size, count, Double.NaN);
      }
      return all;
    }
  }

  /**
   * Reads both tables.
   *
   * @param tables the folder that holds them
   * @param labels of the axes
   */
  static PointTable read(Folder tables, List<String> labels) throws IOException {
    var table = new PointTable();
    labels.forEach(label -> table.axes.add(new ArrayList<>()));
    TableFolder.read(tables.folder("points"), row -> table.point(row, labels));
    TableFolder.read(tables.folder("phases"), table::phase);
    return table;
  }

  /** An empty table, for points that were followed before. */
  static PointTable empty(int axes) {
    var table = new PointTable();
    for (int a = 0; a < axes; a++) {
      table.axes.add(new ArrayList<>());
    }
    return table;
  }

  /**
   * Adds a point.
   *
   * @param values of its axes: Double, Long, Boolean or String
   * @return its place
   */
  int add(String id, List<Object> values) {
    int place = ids.size();
    ids.add(id);
    places.put(id, place);
    for (int a = 0; a < values.size(); a++) {
      axes.get(a).add(values.get(a));
    }
    return place;
  }

  /** A score of a point, over its seeds; no half width is NaN. */
  void score(String name, int place, double mean, double half) {
    put(name + MEAN, place, mean);
    put(name + HALF_WIDTH, place, half);
  }

  /** An atom of a point at the end, in bits. */
  void atom(String layer, String name, int place, double bits) {
    var known = atoms.computeIfAbsent(layer, l -> new ArrayList<>());
    if (!known.contains(name)) {
      known.add(name);
    }
    put(atomKey(layer, name), place, bits);
  }

  /** The phase of a point's layer, or null; all points must be there. */
  void phase(String layer, int place, String phase, double share, double entropy) {
    phases.computeIfAbsent(layer, l -> new String[ids.size()])[place] = phase;
    put("share:" + layer, place, share);
    put("entropy:" + layer, place, entropy);
  }

  /** The strength of the strongest boundary of a point's layer. */
  void boundary(String layer, int place, double strength) {
    put("boundary:" + layer, place, strength);
  }

  private void point(Group row, List<String> labels) {
    int place = ids.size();
    ids.add(row.getString("point_id", 0));
    places.put(ids.get(place), place);
    for (int a = 0; a < labels.size(); a++) {
      axes.get(a).add(value(row, labels.get(a)));
    }
    for (var field : row.getType().getFields()) {
      var name = field.getName();
      if (field.isPrimitive()
          && (name.endsWith(MEAN) || name.endsWith(HALF_WIDTH))
          && !labels.contains(name)) {
        put(name, place, number(row, name));
      }
    }
    if (row.getFieldRepetitionCount("atoms") > 0) {
      var list = row.getGroup("atoms", 0);
      for (int k = 0; k < list.getFieldRepetitionCount(0); k++) {
        var atom = list.getGroup(0, k).getGroup(0, 0);
        var layer = atom.getString("layer", 0);
        var name = atom.getString("atom", 0);
        atom(layer, name, place, number(atom, "bits"));
      }
    }
  }

  private void phase(Group row) {
    var place = places.get(row.getString("point_id", 0));
    if (place == null || row.getFieldRepetitionCount("layer") == 0) {
      return;
    }
    var layer = row.getString("layer", 0);
    var names = phases.computeIfAbsent(layer, l -> new String[ids.size()]);
    if (row.getFieldRepetitionCount("phase") > 0) {
      names[place] = row.getString("phase", 0);
    }
    put("share:" + layer, place, number(row, "dominant_share"));
    put("entropy:" + layer, place, number(row, "entropy"));
    put("boundary:" + layer, place, number(row, "boundary"));
  }

  private void put(String key, int place, double value) {
    numbers.computeIfAbsent(key, k -> new Numbers()).set(place, value);
  }

  static String atomKey(String layer, String atom) {
    return "atom:" + layer + ":" + atom;
  }

  /** A number of a row; NaN if it is missing. */
  static double number(Group row, String field) {
    return row.getFieldRepetitionCount(field) == 0 ? Double.NaN : row.getDouble(field, 0);
  }

  private static Object value(Group row, String field) {
    if (row.getFieldRepetitionCount(field) == 0) {
      return "null";
    }
    PrimitiveTypeName type = row.getType().getType(field).asPrimitiveType().getPrimitiveTypeName();
    return switch (type) {
      case DOUBLE -> row.getDouble(field, 0);
      case INT64 -> row.getLong(field, 0);
      case BOOLEAN -> row.getBoolean(field, 0);
      default -> row.getString(field, 0);
    };
  }

  int size() {
    return ids.size();
  }

  String id(int point) {
    return ids.get(point);
  }

  /** The index of a point in the plan, or null. */
  Integer place(String pointId) {
    return places.get(pointId);
  }

  /** The values of an axis, one per point: Double, Long, Boolean or String. */
  List<Object> axis(int axis) {
    return axes.get(axis);
  }

  /** The scores in the table, in order. */
  List<String> scores() {
    return numbers.keySet().stream()
        .filter(name -> name.endsWith(MEAN))
        .map(name -> name.substring(0, name.length() - MEAN.length()))
        .toList();
  }

  double[] mean(String score) {
    return values(score + MEAN);
  }

  double[] halfWidth(String score) {
    return values(score + HALF_WIDTH);
  }

  /**
   * The numbers of a key: an atom, or a key with {@code share:}, {@code entropy:} or {@code
   * boundary:}.
   */
  double[] values(String key) {
    var found = numbers.get(key);
    return found == null ? new Numbers().values(size()) : found.values(size());
  }

  /** The layers that have atoms, each with its atoms in their order. */
  Map<String, List<String>> atoms() {
    return atoms;
  }

  /**
   * The phases of a layer, with null for a point without a phase; null if the layer has no phases.
   */
  String[] phases(String layer) {
    return phases.get(layer);
  }
}

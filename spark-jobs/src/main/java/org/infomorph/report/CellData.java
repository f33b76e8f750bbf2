package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import org.apache.parquet.example.data.Group;
import org.infomorph.report.Column.Precision;
import org.infomorph.space.ParameterSpace;

/** The cells of a refinement, for {@code cells.js}: the table {@code cells}. */
final class CellData {
  /** More edges than this on one axis have no two-byte number. */
  private static final int MOST_EDGES = 65_535;

  private static final int MOST_LABELS = 254;

  /** More cells than this are more than a screen shows. */
  private static final int MOST_CELLS = 60_000;

  /** In the order of the codes that {@code cells.js} knows. */
  private static final List<String> BOUNDARIES = List.of("none", "crosses", "open");

  private final List<double[]> lower = new ArrayList<>();
  private final List<double[]> upper = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<Integer> codes = new ArrayList<>();
  private final List<Double> probabilities = new ArrayList<>();
  private final List<Integer> boundaries = new ArrayList<>();
  private final ParameterSpace space;

  private CellData(ParameterSpace space) {
    this.space = space;
  }

  /** Adds the cells if the file has room for them; else a note. */
  static void addTo(
      ObjectNode study, ParameterSpace space, StudyRows rows, Block block, List<String> notes)
      throws IOException {
    var cells = new CellData(space);
    rows.read("cells", cells::add);
    if (!cells.addTo(study, block)) {
      notes.add("No room in this file for the cells; the table cells has them.");
    }
  }

  private void add(Group row) {
    int axes = space.axes().size();
    var low = new double[axes];
    var high = new double[axes];
    for (int a = 0; a < axes; a++) {
      var label = space.axes().get(a).label();
      low[a] = row.getDouble(label + "_lower", 0);
      high[a] = row.getDouble(label + "_upper", 0);
    }
    lower.add(low);
    upper.add(high);
    var label = row.getString("label", 0);
    if (!labels.contains(label)) {
      labels.add(label);
    }
    codes.add(labels.indexOf(label));
    probabilities.add(PointTable.number(row, "probability"));
    boundaries.add(BOUNDARIES.indexOf(row.getString("boundary", 0)));
  }

  private boolean addTo(ObjectNode study, Block block) {
    int count = codes.size();
    if (count > MOST_CELLS || labels.size() > MOST_LABELS) {
      return false;
    }
    var columns = new ArrayList<Column>();
    var edges = new ArrayList<TreeSet<Double>>();
    for (int a = 0; a < space.axes().size(); a++) {
      var all = new TreeSet<Double>();
      for (int i = 0; i < count; i++) {
        all.add(lower.get(i)[a]);
        all.add(upper.get(i)[a]);
      }
      if (all.size() > MOST_EDGES) {
        return false;
      }
      edges.add(all);
      columns.add(places(all, lower, a));
      columns.add(places(all, upper, a));
    }
    var flags = new byte[2 * count];
    for (int i = 0; i < count; i++) {
      flags[i] = (byte) (int) codes.get(i);
      flags[count + i] = (byte) (int) boundaries.get(i);
    }
    columns.add(Column.bytes(flags));
    columns.add(
        Column.of(
            probabilities.stream().mapToDouble(p -> p).toArray(),
            count <= 20_000 ? Precision.SINGLE : Precision.WIDE_STEPS));
    if (columns.stream().mapToLong(Column::packedSize).sum() > block.room() / 2) {
      return false;
    }
    var json = study.putObject("cells").put("count", count);
    labels.forEach(json.putArray("labels")::add);
    var axes = json.putArray("axes");
    for (int a = 0; a < edges.size(); a++) {
      var axis = axes.addObject();
      edges.get(a).forEach(axis.putArray("edges")::add);
      axis.put("lower", block.require(columns.get(2 * a)));
      axis.put("upper", block.require(columns.get(2 * a + 1)));
    }
    json.put("flags", block.require(columns.get(columns.size() - 2)));
    json.put("probability", block.require(columns.get(columns.size() - 1)));
    return true;
  }

  private static Column places(TreeSet<Double> edges, List<double[]> ends, int axis) {
    var index = new HashMap<Double, Integer>();
    edges.forEach(edge -> index.put(edge, index.size()));
    return Column.places(ends.stream().mapToInt(end -> index.get(end[axis])).toArray());
  }
}

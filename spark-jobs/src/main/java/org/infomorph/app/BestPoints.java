package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.infomorph.files.Folder;
import org.infomorph.measuring.Rungs;
import org.infomorph.space.Axis;
import org.infomorph.store.TableFolder;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.Texts;

/** The short table at the end of a run, with the points that rank first. */
final class BestPoints {
  private static final int SHOWN = 5;

  private final Sweep sweep;
  private final Folder tables;

  /** By the id of a point, the rung of its last trials; 0 without rungs. */
  private final Map<String, Integer> rungs = new HashMap<>();

  private record Row(int rung, List<String> axes, double score, String halfWidth, String atoms) {}

  BestPoints(Asked all, Folder tables) {
    var asked = all.withoutConfirmation(); // it asks of points that have their rung
    this.sweep = asked.sweep();
    this.tables = tables;
    for (int i = 0; i < asked.asks().size() && sweep.perPoint() instanceof Rungs; i++) {
      rungs.put(asked.asks().get(i).pointId(), asked.level(i));
    }
  }

  /** Prints this table, and the place of the tables on disk. */
  void print(PrintWriter out) throws IOException {
    var rows = new ArrayList<Row>();
    TableFolder.read(
        tables.folder("points"),
        point -> {
          if (point.getFieldRepetitionCount(sweep.measure() + "_mean") > 0) {
            rows.add(row(point));
          }
        });
    double sign = sweep.maximise() ? -1 : 1;
    rows.sort(
        Comparator.comparingInt((Row row) -> -row.rung())
            .thenComparingDouble(row -> sign * row.score()));
    if (rows.isEmpty()) {
      out.println("no point has a " + sweep.measure());
    } else {
      var best = rows.subList(0, Math.min(SHOWN, rows.size()));
      print(out, best);
      if (best.stream().anyMatch(row -> !row.halfWidth().isEmpty())) {
        out.println("  ± is half the width of the 95 % confidence interval over the seeds");
      }
    }
    out.println("tables: " + tables.describe(""));
  }

  private void print(PrintWriter out, List<Row> rows) {
    var lines = new ArrayList<List<String>>();
    var head = new ArrayList<String>();
    sweep.space().axes().forEach(axis -> head.add(axis.label()));
    head.add(sweep.measure());
    head.add("mean atoms (bits)");
    lines.add(head);
    for (var row : rows) {
      var line = new ArrayList<>(row.axes());
      line.add(Texts.number(row.score()) + row.halfWidth());
      line.add(row.atoms());
      lines.add(line);
    }
    for (var line : lines) {
      var text = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        int at = column;
        int width = lines.stream().mapToInt(l -> l.get(at).length()).max().orElse(0);
        boolean last = column == line.size() - 1;
        text.append("  ").append(line.get(column));
        text.append(" ".repeat(last ? 0 : width - line.get(column).length()));
      }
      out.println(text);
    }
  }

  private Row row(Group point) {
    var axes = new ArrayList<String>();
    for (var axis : sweep.space().axes()) {
      axes.add(
          axis.type() == Axis.Type.NUMBER
              ? Texts.axis(point.getDouble(axis.label(), 0))
              : point.getValueToString(point.getType().getFieldIndex(axis.label()), 0));
    }
    var halfWidth = sweep.measure() + "_half_width";
    return new Row(
        rungs.getOrDefault(point.getString("point_id", 0), 0),
        axes,
        point.getDouble(sweep.measure() + "_mean", 0),
        point.getFieldRepetitionCount(halfWidth) > 0
            ? " ± " + Texts.number(point.getDouble(halfWidth, 0))
            : "",
        atoms(point));
  }

  private static String atoms(Group point) {
    if (point.getFieldRepetitionCount("atoms") == 0) {
      return "";
    }
    Map<String, Map<String, Double>> layers = new TreeMap<>();
    var list = point.getGroup("atoms", 0);
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      var atom = list.getGroup(0, i).getGroup(0, 0);
      layers
          .computeIfAbsent(atom.getString("layer", 0), layer -> new TreeMap<>())
          .put(atom.getString("atom", 0), atom.getDouble("bits", 0));
    }
    var texts = new ArrayList<String>();
    layers.forEach((layer, atoms) -> texts.add(layer + ": " + Texts.atoms(atoms)));
    return String.join("; ", texts);
  }
}

package org.infomorph.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.infomorph.files.Folder;
import org.infomorph.run.Ranking;
import org.infomorph.run.SweepFolder;
import org.infomorph.space.Axis;
import org.infomorph.store.TableFolder;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.Texts;

/** The short table at the end of a run, with the points that rank first. */
final class BestPoints {
  private static final int SHOWN = 5;

  private final Asked asked;
  private final Sweep sweep;
  private final SweepFolder folder;

  private record Row(List<String> axes, double score, String halfWidth, String atoms) {}

  BestPoints(Asked asked, SweepFolder folder) {
    this.asked = asked;
    this.sweep = asked.sweep();
    this.folder = folder;
  }

  /** Prints this table, and the place of the tables on disk. */
  void print(PrintWriter out) throws IOException {
    var tables = folder.tables();
    var rows = sweep.decides() ? ranked(tables) : byMeasure(tables);
    if (rows.isEmpty()) {
      out.println("no point has a " + Ranking.measureOf(sweep));
    } else {
      var best = rows.subList(0, Math.min(SHOWN, rows.size()));
      print(out, best);
      if (best.stream().anyMatch(row -> !row.halfWidth().isEmpty())) {
        out.println("  ± is half the width of the 95 % confidence interval over the seeds");
      }
    }
    out.println("tables: " + tables.describe(""));
  }

  /** The rows of all points with a measure, by the ids of the points. */
  private Map<String, Row> read(Folder tables) throws IOException {
    var rows = new LinkedHashMap<String, Row>();
    TableFolder.read(
        tables.folder("points"),
        point -> {
          if (point.getFieldRepetitionCount(sweep.measure() + "_mean") > 0) {
            rows.put(point.getString("point_id", 0), row(point));
          }
        });
    return rows;
  }

  private List<Row> byMeasure(Folder tables) throws IOException {
    double sign = sweep.maximise() ? -1 : 1;
    return read(tables).values().stream()
        .sorted(Comparator.comparingDouble(row -> sign * row.score()))
        .toList();
  }

  /** As a study ranks its points, by what it knows of them: of a bisection, the capacity. */
  private List<Row> ranked(Folder tables) throws IOException {
    var there = read(tables);
    var ids = new HashMap<Integer, String>();
    asked.ofPoints().forEach(ask -> ids.put(ask.point(), ask.pointId()));
    var rows = new ArrayList<Row>();
    for (var best : Ranking.of(folder, asked).best()) {
      var row = there.get(ids.get(best.point()));
      if (row != null && rows.size() < SHOWN) {
        var known = best.measured().sample();
        var half = known.count() > 1 ? " ± " + Texts.number(known.halfWidth()) : "";
        rows.add(new Row(row.axes(), known.mean(), half, row.atoms()));
      }
    }
    return rows;
  }

  private void print(PrintWriter out, List<Row> rows) {
    var lines = new ArrayList<List<String>>();
    var head = new ArrayList<String>();
    sweep.space().axes().forEach(axis -> head.add(axis.label()));
    head.add(Ranking.measureOf(sweep));
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

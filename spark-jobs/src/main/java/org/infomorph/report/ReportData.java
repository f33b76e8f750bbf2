package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecFile;
import org.infomorph.result.CodeVersion;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.space.Axis;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.StudyState;
import org.infomorph.sweep.Sweep;

/**
 * All data of a sweep's report, in the two parts that {@code model.js} reads: a header and a block
 * of columns. The header's notes list the data that did not fit.
 *
 * @param header JSON
 * @param block bytes of the columns
 */
record ReportData(ObjectNode header, byte[] block) {
  /**
   * Shares of the space: the share that quantities leave for other data, and the share that ids
   * leave for the history of points.
   */
  private static final double OTHERS = 0.4;

  private static final double HISTORY = 0.25;

  /** How many points are named as the best ones. */
  private static final int BEST = 10;

  /**
   * Reads the tables of a sweep.
   *
   * @param folder the sweep's folder
   * @param asked the trials that the sweep has asked for
   * @param study how far it is, if it is a study
   * @param room the largest compressed size of all data, in bytes
   */
  static ReportData read(Folder folder, Asked asked, Optional<StudyState> study, long room)
      throws IOException {
    var sweep = asked.sweep();
    var tables = folder.folder("tables");
    var points = PointTable.read(tables, labels(sweep));
    var trials = Trials.read(folder.folder("trials"), points, asked);
    return of(
        folder,
        asked,
        points,
        trials,
        ranking -> Details.read(tables, points, trials, ranking),
        study.map(state -> new LiveReport.Study(state, StudyRows.in(tables))),
        room);
  }

  static List<String> labels(Sweep sweep) {
    return sweep.space().axes().stream().map(Axis::label).toList();
  }

  /** The history of points, given the points by their rank. */
  interface Histories {
    Details of(List<Integer> ranking) throws IOException;
  }

  /**
   * The data of points and trials that were read or followed before.
   *
   * @param folder the sweep's folder, for kept networks and the importance of axes
   * @param histories gives the history of single points
   * @param study how far it is and what it has found, if it is a study
   */
  static ReportData of(
      Folder folder,
      Asked asked,
      PointTable points,
      Trials trials,
      Histories histories,
      Optional<LiveReport.Study> study,
      long room)
      throws IOException {
    var sweep = asked.sweep();
    long planned = asked.trials();
    var axes = sweep.space().axes();
    var tables = folder.folder("tables");
    var studyData = StudyData.read(asked, points, trials, tables, study);
    var block = new Block(room);
    var header = JsonNodeFactory.instance.objectNode();
    var notes = new ArrayList<String>();

    header.put("name", sweep.name());
    header.put("measure", sweep.measure());
    header.put("maximise", sweep.maximise());
    header.put("seeds", asked.withoutConfirmation().seedSpan());
    header.put("trained", Words.trained(sweep));
    header.put("chosen", Words.chosen(sweep));
    header.put("version", CodeVersion.get());
    header.put("generated", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    header.put("points", points.size());
    header.put("spec", SpecFile.write(sweep.toJson()));
    counts(header.putObject("counts"), trials, planned);
    var coordinates = new Coordinates(axes, points);
    header.put("coordinates", coordinates.kind());
    header.set("axes", coordinates.toJson(block));
    var layers = header.putArray("layers");
    points
        .atoms()
        .forEach(
            (name, atoms) -> {
              var layer = layers.addObject().put("name", name);
              atoms.forEach(layer.putArray("atoms")::add);
            });
    header.set("phases", Quantities.phases(points, points.atoms(), block));
    var quantities =
        new Quantities(points, sweep.measure(), block, Math.round(OTHERS * block.room()));
    studyData.keep(quantities);
    quantities.keep();
    header.set("quantities", quantities.toJson());
    var ranking = studyData.ranking();
    header.put("best", ranking.isEmpty() ? -1 : ranking.get(0));
    ranking.stream().limit(BEST).forEach(header.putArray("ranking")::add);
    header.put("ranks", studyData.ranks());
    if (study.isPresent()) {
      var json = header.putObject("study");
      var sentences = json.putArray("sentences");
      study.get().state().sentences(asked.ending()).stream()
          .map(Words::sentence)
          .forEach(sentences::add);
      studyData.addTo(json, block, notes);
    }
    ids(header, block, points, trials, Math.round(HISTORY * room), notes);
    header.set(
        "fields",
        Fields.toJson(
            folder.folder("weights"), block, trials, ranking, Math.round(HISTORY / 2 * room)));
    trials.toJson(block, Math.round(HISTORY * room)).ifPresent(json -> header.set("trials", json));
    header.set("importance", ImportanceTable.toJson(folder.folder("tables")));
    header.set("details", histories.of(ranking).toJson(block));

    header.set("facts", Words.facts(sweep, points, trials));
    header.set("legend", Words.legend(sweep));
    failures(header, trials);
    if (!quantities.rounding().isEmpty()) {
      notes.add(quantities.rounding() + ", to keep this file small; the tables have them exactly.");
    }
    if (!quantities.left().isEmpty()) {
      notes.add(
          "No room in this file for "
              + String.join(", ", quantities.left())
              + "; the table points has them.");
    }
    Words.warnings(sweep, points, trials, planned).forEach(notes::add);
    notes.forEach(header.putArray("notes")::add);
    header.set("columns", block.columns());
    return new ReportData(header, block.bytes());
  }

  private static void counts(ObjectNode counts, Trials trials, long planned) {
    counts.put("planned", planned);
    counts.put("finished", trials.count());
    counts.put("failed", trials.count(Status.FAILED));
    counts.put("diverged", trials.count(Status.DIVERGED));
  }

  private static void failures(ObjectNode header, Trials trials) {
    ArrayNode failures = header.putArray("failures");
    for (var failure : trials.failures().subList(0, Math.min(20, trials.failures().size()))) {
      var json = failures.addObject();
      json.put("count", failure.count()[0]);
      json.put("status", failure.status().name().toLowerCase(Locale.ROOT));
      json.put("message", failure.message());
      failure.examples().forEach(json.putArray("examples")::add);
    }
    ArrayNode environments = header.putArray("environments");
    trials
        .environments()
        .forEach((text, count) -> environments.addObject().put("text", text).put("trials", count));
  }

  /** Adds the ids of each point's trials if space permits; else the ids of the points. */
  private static void ids(
      ObjectNode header,
      Block block,
      PointTable points,
      Trials trials,
      long reserve,
      List<String> notes) {
    int seeds = trials.seeds();
    if (8L * seeds * points.size() <= block.room() - reserve) {
      var bytes = new byte[8 * seeds * points.size()];
      for (int i = 0; i < points.size(); i++) {
        var of = trials.of(i);
        for (int s = 0; s < seeds; s++) {
          if (of[s] != null) {
            put(of[s], bytes, 8 * (seeds * i + s));
          }
        }
      }
      var ids = header.putObject("ids");
      ids.put("each", seeds).put("trials", block.require(Column.bytes(bytes)));
    } else if (8L * points.size() <= block.room() - reserve) {
      var bytes = new byte[8 * points.size()];
      for (int i = 0; i < points.size(); i++) {
        put(points.id(i), bytes, 8 * i);
      }
      header.putObject("ids").put("points", block.require(Column.bytes(bytes)));
      notes.add(
          "No room in this file for the trials' ids; by a point's id the table trials has them.");
    } else {
      notes.add(
          "No room in this file for ids; the tables have them: SELECT DISTINCT trial_id FROM epochs"
              + " WHERE followed by the values of the axes.");
    }
  }

  private static void put(String id, byte[] bytes, int at) {
    System.arraycopy(HexFormat.of().parseHex(id), 0, bytes, at, 8);
  }

  /** Both parts in one array: the header's length, the header, the block. */
  byte[] bytes() {
    var text = header.toString().getBytes(StandardCharsets.UTF_8);
    var all = java.nio.ByteBuffer.allocate(4 + text.length + block.length);
    all.order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(text.length).put(text).put(block);
    return all.array();
  }
}

package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
import org.infomorph.drawing.Scripts;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tables.Tables;
import org.infomorph.tasks.LocalSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks, DuckDB and the documentation against the tables of small sweeps that ran. */
@Tag("thorough")
@Tag("spark")
class OtherReadersTest {
  private static final Set<String> NOTE_KEYS = Set.of("name", "paragraphs", "config");
  private static final Set<String> PARAGRAPH_KEYS = Set.of("title", "text", "config");
  private static final Pattern SPARK_TABLE = Pattern.compile("parquet\\.`([^`]*)`");
  private static final Pattern DUCKDB_TABLE =
      Pattern.compile("read_parquet\\('([^']*)/\\*\\.parquet'\\)");
  private static final Pattern IMAGE =
      Pattern.compile("%html <img src=\"data:image/svg\\+xml;base64,([^\"]+)\"[^>]*>");
  private static final Pattern DOCUMENTED =
      Pattern.compile("^## (\\w+)\n|^\\| `([^`]+)` \\|([^|]*)\\|", Pattern.MULTILINE);

  private static final String PLANE =
      """
      name: plane
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", values: [0.0, 1.0]}
        unq: {path: "network.layers.out.goal.{r}", values: [0.0, 1.0]}
      seeds: 2
      """;

  private static final String MEMORY =
      """
      name: memory
      trial: %s
      axes:
        load: {path: dataset.patterns.load, values: [0.5, 1.5]}
        method: {path: training.method, values: [local, hebb]}
        correlation: {path: dataset.patterns.correlation, values: [none, {spatial: {coefficient: 0.3}}]}
      measure: recall_overlap
      """;

  /** Studies of two axes, each with what it needs besides. */
  private static final String STUDY =
      """
      name: %s
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", linear: {from: 0, to: 1, count: 3}}
        unq: {path: "network.layers.out.goal.{r}", linear: {from: 0, to: 1, count: 3}}
      measure: validation_accuracy
      %s
      """;

  private static final String CAPACITY =
      """
      name: bisect
      trial: %s
      axes:
        red: {path: "network.layers.memory.goal.{r}{c}", values: [0.5, 1]}
      per_point:
        bisect: {axis: dataset.patterns.load, at_least: {recall_overlap: 0.9}, from: 0.25, to: 2, step: 0.25}
        seeds: 2
      """;

  @TempDir static Path folder;

  private static Path plane;

  private record Result(List<String> columns, List<List<Object>> rows) {}

  @BeforeAll
  static void run() throws IOException {
    run(PLANE, "training.epochs=2");
    var trial = Path.of(System.getProperty("project.root"), "conf/trials/memory.yaml");
    var small =
        new String[] {
          "dataset.patterns.units=12",
          "network.layers.memory.neurons=12",
          "training.epochs=4",
          "evaluation.every=2"
        };
    run(MEMORY.formatted(trial), small);
    run(CAPACITY.formatted(trial), small);
    study("refine", "plan: {refine: {levels: 1}}\nseeds: 2");
    study(
        "search",
        "plan: {search: {seed: 1}}\nbudget: {trials: 12}\nconfirm: {points: 2, seeds: 2}");
    study("knockout", "plan: {knockout: {base: {red: 1, unq: 0.5}}}\nseeds: 2");
    plane = folder.resolve("plane");
    for (var sweep : List.of("plane", "memory")) {
      figures(folder.resolve(sweep).resolve("tables/figures"));
    }
  }

  private static void study(String name, String plan) {
    run(STUDY.formatted(name, plan), "training.epochs=2", "training.validation_fraction=0.25");
  }

  private static void run(String sweep, String... assignments) {
    var words = new ArrayList<>(List.of("run", SweepFiles.write(folder, sweep).toString()));
    for (var assignment : assignments) {
      words.addAll(List.of("--set", assignment));
    }
    words.addAll(List.of("--out", folder.toString(), "--master", "local[2]"));
    var out = new StringWriter();
    var to = new PrintWriter(out, true);
    assertEquals(Main.DONE, Main.execute(to, to, words.toArray(String[]::new)), out::toString);
  }

  /** As the report leaves them, for the figures that the notes show at first. */
  private static void figures(Path table) throws IOException {
    var values = new TreeSet<String>();
    for (var note : Note.all()) {
      for (var paragraph : note.paragraphs()) {
        var figure = paragraph.forms().get("figure");
        if (figure != null) {
          values.add("('" + figure + "', 'A title', '<svg>" + figure + "</svg>')");
        }
      }
    }
    LocalSpark.session()
        .sql("SELECT * FROM VALUES " + String.join(", ", values) + " AS (figure, title, svg)")
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(table.toString());
  }

  /** What users enter: folders; all else is at first as these sweeps have it. */
  private static Map<String, String> entered(Note note) {
    boolean memory = note.file().startsWith("memory");
    var entered = new HashMap<String, String>();
    entered.put("dir", folder.resolve(memory ? "memory" : "plane").toString());
    for (var study : List.of("memory", "refine", "search", "knockout", "bisect")) {
      entered.put(study + "_dir", folder.resolve(study).toString());
    }
    return entered;
  }

  @Test
  void notesHaveWhatImportingNeedsAndNothingThatRunningLeaves() throws IOException {
    assertEquals(6, Note.all().size());
    for (var note : Note.all()) {
      assertEquals(NOTE_KEYS, keys(note.tree()), note.file());
      assertFalse(note.tree().path("name").asText().isBlank());
      for (var paragraph : note.tree().path("paragraphs")) {
        assertTrue(PARAGRAPH_KEYS.containsAll(keys(paragraph)), note.file());
        assertTrue(paragraph.path("config").isObject(), note.file());
      }
      assertTrue(note.paragraphs().stream().allMatch(p -> !p.text().isBlank()), note.file());
    }
  }

  @Test
  void everyQueryRunsAndDuckDbFindsTheSameRows() throws Exception {
    for (var name : List.of("phases", "points")) { // as the note makes them that runs a sweep
      var table = plane.resolve("tables").resolve(name).toString();
      LocalSpark.session().read().parquet(table).createOrReplaceTempView(name);
    }
    for (var note : Note.all()) {
      for (var paragraph : note.paragraphs()) {
        if (paragraph.interpreter().equals("spark.sql")) {
          var query = paragraph.filledIn(entered(note));
          var rows = spark(query);
          assertFalse(rows.rows().isEmpty(), query);
          assertDrawsWhatIsThere(paragraph, rows);
          if (isPlain(paragraph)) {
            assertEquals(rows, duckDb(duckDbQuery(query)), query);
          }
        }
      }
    }
  }

  /** Whether DuckDB takes the query, too: maps are HTML by functions of Spark's own. */
  private static boolean isPlain(Note.Paragraph paragraph) {
    return SPARK_TABLE.matcher(paragraph.text()).find()
        && (paragraph.template().isEmpty() || showsFigures(paragraph));
  }

  @Test
  void mapsHaveAFieldForEachPointAndEachCell() throws IOException {
    var map = note("phase-diagram.zpln").paragraphs().get(1);
    var entered = entered(note("phase-diagram.zpln"));
    var html = html(map, entered);
    var phases = folder.resolve("plane/tables/phases").toString();
    var points = LocalSpark.session().read().parquet(phases).collectAsList();
    assertEquals(4, fields(html).size());
    for (var point : points) {
      var words = "red " + point.getAs("red") + ", unq " + point.getAs("unq") + ": ";
      assertTrue(
          fields(html).stream().anyMatch(f -> f.contains(words + point.getAs("phase"))), html);
    }
    // The second axis upwards, the first one to the right.
    assertEquals(
        List.of("red 0.0, unq 1.0", "red 1.0, unq 1.0", "red 0.0, unq 0.0", "red 1.0, unq 0.0"),
        fields(html).stream().map(f -> f.substring(0, f.indexOf(':'))).toList());

    entered.put("where", "red = 1");
    assertEquals(2, fields(html(map, entered)).size());
    entered.put("where", "NOT (red = 1 AND unq = 0)");
    assertEquals("not measured", fields(html(map, entered)).get(3));
    entered.putAll(Map.of("where", "true", "y", "0"));
    assertTrue(html(map, entered).contains("More than one point"), html(map, entered));

    var cells = folder.resolve("refine/tables/cells").toString();
    var svg = html(note("studies.zpln").paragraphs().get(2), entered(note("studies.zpln")));
    assertEquals(
        LocalSpark.session().read().parquet(cells).count(), svg.split("<rect ", -1).length - 1);
    assertFalse(svg.contains("hsl("), "a cell's phase is one of the usual ones: " + svg);
  }

  /** Of two sources; all others have a colour by their name. */
  @Test
  void atomsHaveTheColoursOfTheReport() throws IOException {
    var report = Scripts.read("scales.js");
    var usual = texts(report, "USUAL");
    var colours = texts(report, "KINDS");
    var queries = new StringBuilder();
    for (var note : List.of("phase-diagram.zpln", "studies.zpln", "run-a-sweep.zpln")) {
      note(note).paragraphs().forEach(paragraph -> queries.append(paragraph.text()));
    }
    var taken =
        Pattern.compile("WHEN '([^']+)' THEN '(#\\w+)'").matcher(queries).results().toList();
    assertTrue(taken.size() >= 3 * 8, queries::toString);
    for (var each : taken) {
      var atom = each.group(1);
      int place = usual.indexOf(atom.equals("h_res") ? atom : atom.replace('r', 'f'));
      var expected =
          place >= 0
              ? colours.get(place)
              : Map.of("silent", "#e4e4e4", "mixed", "#a8a8a8", "failed", "#ffffff").get(atom);
      assertEquals(expected, each.group(2), atom);
    }
  }

  /** A list of texts in a script. */
  private static List<String> texts(String script, String name) {
    int from = script.indexOf("var " + name + " = [");
    return Pattern.compile("'([^']*)'")
        .matcher(script.substring(from, script.indexOf("]", from)))
        .results()
        .map(text -> text.group(1))
        .toList();
  }

  private static String html(Note.Paragraph paragraph, Map<String, String> entered) {
    return spark(paragraph.filledIn(entered)).rows().get(0).get(0).toString();
  }

  /** What the fields of a map say. */
  private static List<String> fields(String html) {
    return Pattern.compile("<td title=\"([^\"]*)\"")
        .matcher(html)
        .results()
        .map(field -> field.group(1))
        .toList();
  }

  @Test
  void theNoteThatRunsASweepIsThatOfTheDocumentation() throws IOException {
    var page = Files.readString(Path.of(System.getProperty("project.root"), "docs/library.md"));
    var scala =
        note("run-a-sweep.zpln").paragraphs().stream()
            .filter(paragraph -> paragraph.interpreter().equals("spark"))
            .toList();
    assertEquals(1, scala.size());
    assertTrue(page.contains("%spark\n" + scala.get(0).text() + "\n```"), scala.get(0).text());
  }

  @Test
  void theNoteForDuckDbAsksTheSame() throws Exception {
    var asked = new HashSet<String>();
    var figures = new ArrayList<Note.Paragraph>();
    for (var paragraph : note("duckdb.zpln").paragraphs()) {
      if (paragraph.interpreter().equals("jdbc")) {
        var query = paragraph.filledIn(entered(note("duckdb.zpln")));
        assertEquals("", paragraph.template(), "%jdbc fills in none unless it also refreshes");
        if (paragraph.graph().has("mode")) {
          asked.add(query);
          assertDrawsWhatIsThere(paragraph, duckDb(query));
        } else {
          figures.add(paragraph);
        }
      }
    }
    for (var note : Note.all()) {
      for (var paragraph : note.paragraphs()) {
        if (paragraph.interpreter().equals("spark.sql")
            && isPlain(paragraph)
            && !showsFigures(paragraph)) {
          assertTrue(
              asked.contains(duckDbQuery(paragraph.filledIn(entered(note)))), paragraph.text());
        }
      }
    }
    assertEquals(1, figures.size());
    var figure = figures.get(0).filledIn(entered(note("duckdb.zpln")));
    // Zeppelin shows a result as a table, unless this word is in the query: then lines may be HTML.
    assertTrue(figure.toLowerCase(Locale.ROOT).contains("explain "), figure);
    var image = IMAGE.matcher(duckDb(figure).rows().get(0).get(0).toString());
    assertTrue(image.matches(), figure);
    assertEquals("<svg>phases-out</svg>", new String(Base64.getDecoder().decode(image.group(1))));
  }

  @Test
  void duckDbReadsEveryValueOfEveryTable() throws Exception {
    for (var sweep : List.of("plane", "memory")) {
      var tables = folder.resolve(sweep).resolve("tables");
      for (var name : Tables.NAMES) {
        var at = "parquet.`" + tables.resolve(name) + "`";
        var flat = new ArrayList<String>();
        for (var field : LocalSpark.session().sql("SELECT * FROM " + at).schema().fields()) {
          if (!(field.dataType() instanceof ArrayType)) {
            flat.add(field.name());
          }
        }
        var query =
            "SELECT %s FROM %s ORDER BY %s NULLS FIRST"
                .formatted(String.join(", ", flat), at, String.join(" NULLS FIRST, ", flat));
        assertEquals(spark(query), duckDb(duckDbQuery(query)), query);
      }
    }
  }

  @Test
  void documentedQueriesGiveTheSameInBoth() throws Exception {
    var queries =
        Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
            .matcher(documentation())
            .results()
            .map(block -> block.group(1).replace("runs/quickstart", plane.toString()))
            .toList();
    assertEquals(2, queries.size());
    for (var query : queries) {
      var inSpark = DUCKDB_TABLE.matcher(query).replaceAll("parquet.`$1`");
      assertFalse(duckDb(query).rows().isEmpty(), query);
      assertEquals(spark(inSpark), duckDb(query), query);
    }
  }

  /** Tables of sweeps that keep weights, and of studies, which {@code StudyTablesTest} compares. */
  private static final Set<String> ELSEWHERE =
      Set.of("weights", "decisions", "cells", "effects", "thresholds", "confirmations");

  @Test
  void everyColumnIsDocumentedWithItsType() throws IOException {
    var documented = new ArrayList<String>();
    var table = "";
    for (var match : DOCUMENTED.matcher(documentation()).results().toList()) {
      if (match.group(1) != null) {
        table = match.group(1);
      } else if (!ELSEWHERE.contains(table)) {
        documented.add((table + "." + match.group(2) + match.group(3)).stripTrailing());
      }
    }
    var real = new ArrayList<String>();
    columns("trials.", schema(plane.resolve("trials")), real);
    columns("asked.", schema(plane.resolve("asked")), real);
    for (var name : Tables.NAMES) {
      columns(name + ".", schema(plane.resolve("tables").resolve(name)), real);
    }
    columns("importance.", schema(plane.resolve("tables/importance")), real);
    var distinct = real.stream().distinct().toList(); // axes, and scores, are documented once
    assertEquals(String.join("\n", distinct), String.join("\n", documented));
  }

  private static void columns(String prefix, StructType schema, List<String> columns) {
    for (var field : schema.fields()) {
      var name = prefix + field.name();
      if (List.of("red", "unq").contains(field.name())) {
        columns.add(prefix + "<axis>");
      } else if (field.dataType() instanceof ArrayType array) {
        columns.add(name + " ARRAY");
        columns(name + "[].", (StructType) array.elementType(), columns);
      } else {
        columns.add(
            name.replaceAll("(test|validation)_accuracy", "<score>")
                + " "
                + field.dataType().sql());
      }
    }
  }

  private static StructType schema(Path table) {
    return LocalSpark.session().read().parquet(table.toString()).schema();
  }

  /** Every column of a chart is one of the query's, at its place. */
  private static void assertDrawsWhatIsThere(Note.Paragraph paragraph, Result result) {
    var named = new ArrayList<JsonNode>();
    for (var part : List.of("keys", "groups", "values")) {
      paragraph.graph().path(part).forEach(named::add);
    }
    paragraph.graph().at("/setting/scatterChart").forEach(named::add);
    for (var column : named) {
      assertEquals(
          column.path("name").asText(),
          result.columns().get(column.path("index").asInt()),
          paragraph.text());
    }
    assertEquals(paragraph.template().isEmpty(), paragraph.graph().has("mode"), paragraph.text());
  }

  private static boolean showsFigures(Note.Paragraph paragraph) {
    return paragraph.text().contains("/tables/figures");
  }

  private static String duckDbQuery(String query) {
    return SPARK_TABLE
        .matcher(query)
        .replaceAll("read_parquet('$1/*.parquet')")
        .replaceAll("`(\\w+)`", "\"$1\"");
  }

  private static Result spark(String query) {
    var rows = LocalSpark.session().sql(query);
    var all = new ArrayList<List<Object>>();
    for (var row : rows.collectAsList()) {
      var values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(plain(row.get(i)));
      }
      all.add(values);
    }
    return new Result(List.of(rows.columns()), all);
  }

  private static Result duckDb(String query) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var columns = new ArrayList<String>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getMetaData().getColumnName(i));
      }
      var all = new ArrayList<List<Object>>();
      while (rows.next()) {
        var values = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          values.add(plain(rows.getObject(i)));
        }
        all.add(values);
      }
      return new Result(columns, all);
    }
  }

  /** Integers of all widths as one type; doubles stay what they are, to the last bit. */
  private static Object plain(Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  private static Note note(String file) throws IOException {
    return Note.all().stream().filter(note -> note.file().equals(file)).findFirst().orElseThrow();
  }

  private static Set<String> keys(JsonNode object) {
    var keys = new HashSet<String>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String documentation() throws IOException {
    return Files.readString(Path.of(System.getProperty("project.root"), "docs/tables.md"));
  }
}

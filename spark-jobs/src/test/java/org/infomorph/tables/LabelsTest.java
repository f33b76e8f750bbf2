package org.infomorph.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.infomorph.pid.RedundancyLattice;
import org.infomorph.sweep.Axis;
import org.infomorph.sweep.AxisValues;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.train.EpochReport;
import org.infomorph.train.EpochReport.LayerReport;
import org.infomorph.trial.SpecException;
import org.infomorph.trial.SpecPath;
import org.infomorph.trial.TrialResult.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every label that an axis may have is a column of all tables. */
class LabelsTest {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");

  /** Words of SQL, of JavaScript, and such as people use. */
  private static final List<String> OTHERS =
      List.of(
          "all",
          "and",
          "any",
          "array",
          "between",
          "constructor",
          "cross",
          "current_date",
          "delete",
          "distinct",
          "div",
          "else",
          "epochs",
          "exists",
          "explain",
          "false",
          "full",
          "grant",
          "having",
          "hidden",
          "insert",
          "integer",
          "intersect",
          "lambda",
          "left",
          "like",
          "limit",
          "natural",
          "neurons",
          "none",
          "not",
          "null",
          "offset",
          "or",
          "points",
          "prototype",
          "rate",
          "right",
          "rows",
          "scores",
          "seconds",
          "semi",
          "set",
          "some",
          "table",
          "tables",
          "true",
          "unique",
          "update",
          "user",
          "using",
          "values",
          "view",
          "x",
          "x1",
          "x_",
          "x".repeat(200));

  /** At a time: each sets the weight of another atom of four sources. */
  private static final int AXES = 166;

  @TempDir Path folder;

  @Tag("spark")
  @Test
  void everyAllowedLabelIsAColumnOfEveryTable() throws IOException {
    var allowed = new TreeSet<String>();
    for (var word : words()) {
      if (isAllowed(word)) {
        allowed.add(word);
      }
    }
    assertTrue(allowed.containsAll(List.of("epochs", "neurons", "seconds", "select", "rate")));

    var labels = List.copyOf(allowed);
    for (int from = 0; from < labels.size(); from += AXES) {
      var some = labels.subList(from, Math.min(from + AXES, labels.size()));
      everyTableHas(some, made(folder.resolve("made" + from), sweep(some)));
    }
  }

  private static void everyTableHas(List<String> labels, MadeUp tables) {
    for (var table : Tables.NAMES) {
      var columns = new TreeSet<>(List.of(tables.table(table).columns()));
      if (!table.equals("boundaries")) { // which has no axes
        assertTrue(columns.containsAll(labels), table);
        assertEquals(1.0, tables.rows(table).get(0).<Double>getAs(labels.get(0)), table);
      }
      columns.removeAll(labels);
      for (var column : columns) {
        assertFalse(isAllowed(column), column + " is a column of " + table + ", and allowed");
      }
    }
  }

  /** Of all queries, in lower case, as SQL knows no other. */
  private static Set<String> words() throws IOException {
    var words = new TreeSet<>(OTHERS);
    for (var query :
        List.of(
            "points",
            "curves",
            "profiles",
            "phases",
            "boundaries",
            "epochs",
            "atoms",
            "neurons",
            "carried",
            "labels",
            "summaries")) {
      try (var sql = LabelsTest.class.getResourceAsStream("/sql/" + query + ".sql")) {
        var text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        WORD.matcher(text.replaceAll("--.*", "").toLowerCase(Locale.ROOT))
            .results()
            .forEach(word -> words.add(word.group()));
      }
    }
    return words;
  }

  private static boolean isAllowed(String label) {
    try {
      new Axis(label, SpecPath.parse("a"), new AxisValues.Listed(List.of(DoubleNode.valueOf(1))));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** One point, of as many axes as there are labels: each sets the weight of an atom. */
  private Sweep sweep(Collection<String> labels) {
    var sources = List.of("r", "c", "l", "f");
    var lattice = RedundancyLattice.of(4);
    var yaml = new StringBuilder("name: labels\ntrial:\n");
    yaml.append(
        SweepFiles.TRIAL
            .replace(
                "      activation: {modulated: {k1: 1.0, k2: 2.0}}",
                "        l: {from: input}\n        f: {from: input}\n      activation: {sum: {}}")
            .replace(
                "      goal:",
                "        l: {count: 2, range: normalised}\n        f: {count: 2, range:"
                    + " normalised}\n      goal:")
            .indent(2));
    yaml.append("axes:\n");
    var atoms = new ArrayList<String>();
    for (int a = 0; a < lattice.size(); a++) {
      atoms.add("network.layers.out.goal.'" + lattice.antichain(a).toString(sources) + "'");
    }
    int next = 0;
    for (var label : labels) {
      yaml.append(
          "  \"%s\": {path: \"%s\", values: [1.0]}%n"
              .formatted(label, atoms.get(next++).replace("'", "")));
    }
    return SweepFiles.sweep(folder, yaml.toString());
  }

  private MadeUp made(Path place, Sweep sweep) throws IOException {
    var tables = new MadeUp(place, sweep);
    for (int seed = 1; seed <= sweep.seeds(); seed++) {
      tables.put(0, seed, Status.OK, report(1), report(2));
    }
    return tables.write();
  }

  private static EpochReport report(int epoch) {
    return new EpochReport(
        epoch,
        Map.of("test_accuracy", 0.1 * epoch),
        List.of(new LayerReport("out", 0.5, Map.of("{r}", 0.5, "h_res", 0.1 * epoch))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report",
        "layer_report",
        "Report",
        "REPORT",
        "point_id",
        "test_accuracy_mean",
        "x_sd",
        "half_width",
        "convergence_epoch_mean",
        "a.b",
        "a`b",
        "a'b",
        "a b",
        "größe",
        "${scores}",
        ":measure",
        "_x",
        "1x",
        "",
        "a-b",
        "a\\nb",
        "a;drop table x",
        "a\\\"b"
      })
  void otherLabelsAreRefusedInOneLineWithTheRule(String label) {
    var sweep =
        "name: n\ntrial: trial.yaml\naxes:\n  \"%s\": {path: training.epochs, values: [1]}\n"
            .formatted(label);

    var error = assertThrows(SpecException.class, () -> SweepFiles.sweep(folder, sweep));

    assertEquals(1, error.getMessage().lines().count());
    assertTrue(
        error.getMessage().contains("becomes a column; allowed are a-z, 0-9 and _, a letter first")
            || error.getMessage().contains("name of another column"),
        error.getMessage());
  }
}

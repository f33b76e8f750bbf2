package org.infomorph.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.infomorph.files.Folder;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecPath;
import org.infomorph.pid.RedundancyLattice;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tasks.LocalSpark;
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
          "array",
          "between",
          "constructor",
          "cross",
          "delete",
          "distinct",
          "div",
          "else",
          "epochs",
          "exists",
          "false",
          "full",
          "having",
          "hidden",
          "integer",
          "lambda",
          "left",
          "like",
          "limit",
          "neurons",
          "none",
          "not",
          "null",
          "or",
          "points",
          "prototype",
          "rate",
          "right",
          "rows",
          "scores",
          "seconds",
          "set",
          "some",
          "table",
          "tables",
          "true",
          "unique",
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
      everyTableHas(some, sweep(some));
    }
  }

  /** Plans all queries, which finds out what every name in them means; none has to run for that. */
  private void everyTableHas(List<String> labels, Sweep sweep) throws IOException {
    var trials = Files.createDirectories(folder.resolve("trials"));
    var views =
        Views.create(LocalSpark.session(), Folder.at(trials.toString()), SweepFiles.asked(sweep));
    for (var shared : List.of("summaries", "labels", "boundaries")) {
      var query = views.table(shared);
      query
          .sparkSession()
          .createDataFrame(List.<Row>of(), query.schema())
          .createOrReplaceTempView(shared); // its rows would be read from a file
    }
    for (var table : Tables.NAMES) {
      var columns = new TreeSet<>(List.of(views.table(table).columns()));
      if (table.equals("boundaries")) {
        continue; // it has no axes
      }
      assertTrue(columns.containsAll(labels), table);
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
            "measures",
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

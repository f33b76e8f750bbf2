package org.infomorph.tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.infomorph.files.Folder;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tasks.LocalSpark;

/**
 * The rows of those tables that a test asks for, without writing any. Making all tables takes
 * seconds, most of them for planning queries that the test does not look at.
 */
final class LazyTables {
  /** Of each query, those whose rows it selects from. */
  private static final Map<String, List<String>> SOURCES =
      Map.of(
          "labels", List.of("summaries"),
          "boundaries", List.of("labels"),
          "phases", List.of("labels", "boundaries"),
          "points", List.of("summaries"),
          "curves", List.of("summaries"),
          "profiles", List.of("summaries"));

  private final Views views;
  private final Map<String, List<Row>> made = new HashMap<>();

  LazyTables(Sweep sweep, Folder trials) {
    views = Views.create(LocalSpark.session(), trials, SweepFiles.asked(sweep));
  }

  /** All rows of a table, in its order. */
  List<Row> rows(String name) {
    var known = made.get(name);
    if (known != null) {
      return known;
    }
    for (var source : SOURCES.getOrDefault(name, List.of())) {
      rows(source);
    }
    Dataset<Row> table = views.table(name);
    var rows = table.collectAsList();
    if (SOURCES.values().stream().anyMatch(sources -> sources.contains(name))) {
      // As the written rows replace the query when all tables are made.
      table.sparkSession().createDataFrame(rows, table.schema()).createOrReplaceTempView(name);
    }
    made.put(name, rows);
    return rows;
  }
}

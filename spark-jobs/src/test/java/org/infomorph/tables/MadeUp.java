package org.infomorph.tables;

import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.infomorph.files.Folder;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.tasks.LocalSpark;
import org.infomorph.train.EpochReport;
import org.infomorph.train.NeuronReport;

/**
 * A sweep whose trials never ran: their results are given, the tables made of them. As results in
 * JSON have no such numbers, {@link #NAN} and {@link #INFINITY} stand for these and are put in
 * their place before the tables are made.
 */
final class MadeUp {
  static final double NAN = -98765;
  static final double INFINITY = 98765;

  private static final String REAL =
      "(k, v) -> if(v = " + NAN + ", double('NaN'), if(v = " + INFINITY + ", double('inf'), v))";

  private final Path folder;
  private final Sweep sweep;
  private final SweepTrials trials;
  private final List<TrialResult> results = new ArrayList<>();
  private LazyTables tables;

  MadeUp(Path folder, Sweep sweep) {
    this.folder = folder;
    this.sweep = sweep;
    trials = SweepFiles.trials(sweep);
  }

  /** Ends a trial; its scores are those of the last report. */
  MadeUp put(int point, long seed, Status status, EpochReport... reports) {
    var trial =
        trials.trials().stream()
            .filter(t -> t.point() == point && t.seed() == seed)
            .findFirst()
            .orElseThrow();
    results.add(
        new TrialResult(
            trial.trialId(),
            trials.pointId(point),
            seed,
            trials.canonical(trial),
            status,
            "",
            Instant.EPOCH,
            1,
            "test",
            Map.of("java", "17"),
            reports.length == 0 ? Map.of() : reports[reports.length - 1].scores(),
            List.of(reports),
            List.of(new NeuronReport("out", 0, Map.of("{r}", 0.5)))));
    return this;
  }

  /** Stores the results. */
  MadeUp write() throws IOException {
    try (var table = TrialTable.open(folder.resolve("trials"), trial -> {})) {
      for (var result : results) {
        table.append(result.trialId(), ResultFormat.toJson(result));
      }
    }
    boolean asTheyAre = results.stream().allMatch(MadeUp::isFinite);
    var trials = asTheyAre ? "trials" : "real";
    if (!asTheyAre) {
      putNoNumbers();
    }
    tables = new LazyTables(sweep, Folder.at(folder.toString()).folder(trials));
    return this;
  }

  private static boolean isFinite(TrialResult result) {
    var text = result.epochs().toString();
    return !text.contains(Double.toString(NAN)) && !text.contains(Double.toString(INFINITY));
  }

  private void putNoNumbers() {
    LocalSpark.session()
        .read()
        .parquet(folder.resolve("trials").toString())
        .withColumn("scores", expr("transform_values(scores, " + REAL + ")"))
        .withColumn(
            "epochs",
            expr(
                "transform(epochs, e -> struct(e.epoch, transform_values(e.scores, %s) AS scores,"
                        .formatted(REAL)
                    + " transform(e.layers, l -> struct(l.layer, l.goal,"
                    + " transform_values(l.atoms, %s) AS atoms)) AS layers))".formatted(REAL)))
        .write()
        .parquet(folder.resolve("real").toString());
  }

  /** All rows of a table, in its order. */
  List<Row> rows(String name) {
    return tables.rows(name);
  }

  /** The two points of a row of {@code boundaries} by their numbers, and the axis. */
  String edge(Row row) {
    return point(row.getAs("point_id"))
        + "-"
        + point(row.getAs("neighbour_id"))
        + " "
        + row.getAs("axis");
  }

  private int point(String pointId) {
    return IntStream.range(0, trials.points().size())
        .filter(p -> trials.pointId(p).equals(pointId))
        .findFirst()
        .orElseThrow();
  }
}

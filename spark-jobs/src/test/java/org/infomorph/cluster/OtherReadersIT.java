package org.infomorph.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkException;
import org.infomorph.tasks.LocalSpark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that read parquet, and know nothing of this one, see trials soon after they end. */
@Tag("scale")
class OtherReadersIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration ENOUGH = Duration.ofMinutes(6);

  @TempDir Path folder;

  @Test
  void seeTrialsSoonAfterTheirEnd() throws IOException {
    var drill =
        new Drill(
            folder,
            """
            name: seen
            trial: trial.yaml
            axes:
              epochs: {path: training.epochs, values: [200, 201]}
            seeds: 40
            """);
    var run = drill.startHere();
    var seen = new HashMap<String, Instant>();
    while (run.isAlive()) {
      look(drill.results(), seen);
      Pause.millis(500);
    }
    assertEquals(0, run.exitCode(ENOUGH), run.output());

    var table = drill.table();
    var slowest = Duration.ZERO;
    for (var sight : seen.entrySet()) {
      var trial = table.get(sight.getKey());
      var ended = trial.startedAt().plusMillis(Math.round(1000 * trial.seconds()));
      var lag = Duration.between(ended, sight.getValue());
      slowest = slowest.compareTo(lag) < 0 ? lag : slowest;
    }
    System.out.printf(
        "%d of %d trials were seen by a parquet reader while the sweep ran, at most %.1f s after"
            + " their end%n",
        seen.size(), table.size(), 1e-3 * slowest.toMillis());
    assertTrue(seen.size() >= table.size() / 4, seen.size() + " were seen");
    assertTrue(slowest.compareTo(SOON) < 0, "seen after " + slowest);
  }

  private static void look(Path results, Map<String, Instant> seen) {
    try {
      var rows = LocalSpark.session().read().parquet(results.resolve("trials").toString());
      var ids = rows.select("trial_id").collectAsList();
      var now = Instant.now();
      ids.forEach(id -> seen.putIfAbsent(id.getString(0), now));
    } catch (Exception e) {
      // Nothing is there yet, or files were merged between listing and reading: look again.
      assertTrue(isMissing(e) || !Files.exists(results.resolve("trials")), e.toString());
    }
  }

  private static boolean isMissing(Exception e) {
    return e instanceof org.apache.spark.sql.AnalysisException || e instanceof SparkException;
  }
}

package org.infomorph.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.infomorph.report.MadeUpSweep.Outcome;
import org.infomorph.store.TableFollower;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page has the same numbers as the tables, though it is made without Spark. */
@Tag("spark")
class LiveReportTest {
  private static final String PLANE =
      """
      name: plane
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", values: [0, 0.5, 1]}
        unq: {path: "network.layers.out.goal.{r}", values: [-1, 0, 1]}
      measure: test_accuracy
      seeds: 3
      """;

  @TempDir Path folder;

  private MadeUpSweep sweep(BiFunction<Integer, Integer, Outcome> outcome) throws IOException {
    return new MadeUpSweep(folder, PLANE, outcome);
  }

  /** Without the time; and half a width that is only rounding counts as none. */
  private static ObjectNode comparable(ReportData data) throws IOException {
    var header = data.header().deepCopy();
    header.remove("generated");
    var text = header.toString().replaceAll("\\d\\.\\d+E-1[6-9]\\b", "0.0");
    return (ObjectNode) new ObjectMapper().readTree(text);
  }

  @Test
  void itsNumbersAreThoseOfTheTables() throws IOException {
    var made =
        sweep(
            (point, seed) ->
                point == 2 && seed == 1
                    ? Outcome.FAILED
                    : point == 7
                        ? null
                        : new Outcome(
                            Map.of(
                                "test_accuracy",
                                0.1 * point + 0.03 * seed,
                                "loss",
                                1.0 / (1 + point)),
                            Map.of(
                                "{r}{c}", point < 3 ? 0.01 : 0.07 * point,
                                "{r}", point == 1 ? 0.01 : 0.2 - 0.05 * point,
                                "h_res", point < 2 ? 0.0 : 0.05 * seed)));
    var byTables = made.data();
    var followed = made.followed();

    assertEquals(comparable(byTables).toPrettyString(), comparable(followed).toPrettyString());
    assertArrayEquals(byTables.block(), followed.block());
    var phases = byTables.header().at("/phases/0/names").toString();
    assertTrue(phases.contains("silent") && phases.contains("{r}{c}"), phases);
  }

  @Test
  void withoutAFinishedTrialItIsThereAsWell() throws IOException {
    var made = sweep((point, seed) -> null);

    assertEquals(
        comparable(made.data()).toPrettyString(), comparable(made.followed()).toPrettyString());
  }

  @Test
  void beyondItsMemoryTrialsHaveNoHistory() throws IOException {
    var made =
        sweep((point, seed) -> new Outcome(Map.of("test_accuracy", 0.1), Map.of("h_res", 0.5)));
    var asked = SweepFiles.asked(SweepFiles.sweep(folder, PLANE));
    var report = new LiveReport(made.folder(), "test_accuracy", 0);
    new TableFollower(made.folder().folder("trials")).follow(report::accept);

    var data = report.whole(asked, Optional.empty());

    assertEquals(27, data.header().at("/counts/finished").asInt());
    assertTrue(data.header().at("/details").isEmpty(), "there is a history");
  }
}

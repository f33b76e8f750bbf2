package org.infomorph.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.infomorph.train.EpochReport;
import org.infomorph.train.EpochReport.LayerReport;
import org.infomorph.train.NeuronReport;
import org.infomorph.trial.CanonicalJson;
import org.infomorph.trial.ResultFormat;
import org.infomorph.trial.TrialResult;
import org.infomorph.trial.TrialResult.Status;

/** Made-up results: all numbers follow from the trial's own number. */
final class Results {
  private Results() {}

  static TrialResult result(int number) {
    double accuracy = 1.0 / (number + 3);
    var atoms = Map.of("{r}", accuracy / 7, "{r}{c}", -accuracy, "h_res", 0.1);
    return new TrialResult(
        id(number),
        CanonicalJson.id("point " + number / 2),
        number % 2,
        "{\"number\":" + number + "}",
        number % 5 == 4 ? Status.FAILED : Status.OK,
        number % 5 == 4 ? "it is a fifth one" : "",
        Instant.parse("2026-11-01T10:00:00.000001Z").plusSeconds(number),
        0.5 * number,
        "test",
        Map.of("host", "here"),
        Map.of("test_accuracy", accuracy),
        List.of(
            new EpochReport(1, Map.of("test_accuracy", 0.0), List.of()),
            new EpochReport(
                2,
                Map.of("test_accuracy", accuracy, "validation_accuracy", 0.25),
                List.of(new LayerReport("out", accuracy, atoms)))),
        List.of(new NeuronReport("out", 0, atoms), new NeuronReport("out", 1, Map.of())));
  }

  static String id(int number) {
    return CanonicalJson.id("trial " + number);
  }

  static void append(TrialTable table, int number) throws java.io.IOException {
    table.append(id(number), ResultFormat.toJson(result(number)));
  }
}

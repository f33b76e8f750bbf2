package org.infomorph.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infomorph.datasets.ImageShape;
import org.infomorph.form.CanonicalJson;
import org.infomorph.math.Optimiser.Moments;
import org.infomorph.neuron.SourceState;
import org.infomorph.result.FinishedTrial;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.ResultLine;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.result.WeightsRow;
import org.infomorph.train.EpochReport;
import org.infomorph.train.EpochReport.LayerReport;
import org.infomorph.train.NeuronReport;

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

  /** A result with a network of two sources: all numbers follow from the trial's own. */
  static FinishedTrial kept(int number) {
    var result = result(number);
    return result.status() == Status.OK
        ? new FinishedTrial(result, List.of(row(number, "r", 6), row(number, "c", 1)))
        : new FinishedTrial(result, List.of());
  }

  private static WeightsRow row(int number, String source, int inputs) {
    double first = Math.sqrt(number + 2);
    var weights = new double[3 * inputs];
    Arrays.setAll(weights, i -> first / (i + 1));
    var moments =
        source.equals("r")
            ? new Moments(number + 1, weights.clone(), weights.clone())
            : Moments.NONE;
    return new WeightsRow(
        id(number),
        CanonicalJson.id("point " + number / 2),
        number % 2,
        2,
        "out",
        source.equals("r") ? Optional.of(new ImageShape(3, 2, 1)) : Optional.empty(),
        new SourceState(
            source, 3, inputs, weights, new double[] {0, -0.0, first}, moments, Moments.NONE),
        new double[] {first},
        new double[0],
        new long[] {number, 2, -3, Long.MIN_VALUE},
        new long[] {1, 2, 3, 4});
  }

  static void appendKept(TrialTable table, int number) throws java.io.IOException {
    table.append(id(number), ResultLine.of(kept(number)));
  }

  static String id(int number) {
    return CanonicalJson.id("trial " + number);
  }

  static void append(TrialTable table, int number) throws java.io.IOException {
    table.append(id(number), ResultFormat.toJson(result(number)));
  }
}

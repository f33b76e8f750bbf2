package org.infomorph.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.infomorph.train.EpochReport;
import org.infomorph.train.NeuronReport;
import org.junit.jupiter.api.Test;

class ResultFormatTest {
  private static final TrialResult RESULT =
      new TrialResult(
          "0123456789abcdef",
          "fedcba9876543210",
          7,
          "{\"seed\":7}",
          TrialResult.Status.DIVERGED,
          "layer out: goal is NaN in epoch 2",
          Instant.parse("2026-11-01T10:20:30.123456Z"),
          1.25,
          "0.1.0",
          Map.of("jvm", "17.0.1", "blas", "openblas"),
          Map.of("test_accuracy", 1.0 / 3, "test_loss", 4.9e-324),
          List.of(
              new EpochReport(
                  1,
                  Map.of("test_accuracy", 0.1),
                  List.of(
                      new EpochReport.LayerReport(
                          "out", -0.5, Map.of("{r}{c}", 0.3, "{rc}", -1e-17))))),
          List.of(new NeuronReport("out", 3, Map.of("{r}", 2.0, "h_res", 1e22))));

  @Test
  void comesBackExactly() {
    assertEquals(RESULT, ResultFormat.fromJson(ResultFormat.toJson(RESULT)));
  }

  @Test
  void isOneLineWithTheColumnsOfTheTable() {
    assertEquals(
        "{\"axes\":{},\"code_version\":\"0.1.0\","
            + "\"environment\":{\"blas\":\"openblas\",\"jvm\":\"17.0.1\"},"
            + "\"epochs\":[{\"epoch\":1,\"layers\":[{\"atoms\":{\"{rc}\":-1.0E-17,\"{r}{c}\":0.3},"
            + "\"goal\":-0.5,\"layer\":\"out\"}],\"scores\":{\"test_accuracy\":0.1}}],"
            + "\"message\":\"layer out: goal is NaN in epoch 2\","
            + "\"neurons\":[{\"atoms\":{\"h_res\":1.0E22,\"{r}\":2.0},\"layer\":\"out\","
            + "\"neuron\":3}],"
            + "\"point\":0,\"point_id\":\"fedcba9876543210\","
            + "\"scores\":{\"test_accuracy\":0.3333333333333333,\"test_loss\":4.9E-324},"
            + "\"seconds\":1.25,\"seed\":7,\"spec\":\"{\\\"seed\\\":7}\","
            + "\"started_at\":\"2026-11-01T10:20:30.123456Z\",\"status\":\"DIVERGED\","
            + "\"trial_id\":\"0123456789abcdef\"}",
        ResultFormat.toJson(RESULT));
  }

  @Test
  void refusesATornLine() {
    var line = ResultFormat.toJson(RESULT);
    for (int length : new int[] {0, 1, 20, line.length() / 2, line.length() - 1}) {
      var torn = line.substring(0, length);
      assertThrows(IllegalArgumentException.class, () -> ResultFormat.fromJson(torn));
    }
  }
}

package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables with few classes, one of them frequent: each network is read by what it has learnt. */
class FewClassesTest {
  private static final int ROWS = 400;

  @TempDir Path data;

  /** Two features with noise. Three of five rows are of the first kind, or of kind 0. */
  @BeforeEach
  void write() throws IOException {
    var random = new Random(1);
    var lines = new ArrayList<>(List.of("x,y,two,three"));
    for (int i = 0; i < ROWS; i++) {
      int three = i % 5 < 3 ? 0 : i % 5 - 2;
      double x = (three == 1 ? 3 : 0) + 0.3 * random.nextGaussian();
      double y = (three == 2 ? 3 : 0) + 0.3 * random.nextGaussian();
      lines.add(x + "," + y + "," + (three > 0 ? "b" : "a") + "," + three);
    }
    Files.write(data.resolve("kinds.csv"), lines);
  }

  private Map<String, Double> scores(String label, int neurons, int seed, String goal) {
    return Shipped.run(
            data,
            "finches.yaml",
            "dataset={table: {file: kinds.csv, features: [x, y], label: %s, test: {share: {fraction: 0.3}}}}"
                .formatted(label),
            "network.layers.out.neurons=" + neurons,
            "network.layers.out.goal=" + goal,
            "seed=" + seed)
        .scores();
  }

  /** A neuron may know its class by silence. By chance, about half of these do. */
  @ParameterizedTest
  @CsvSource({"two, 2, .95", "three, 3, .85"})
  void everySeedIsReadRightly(String label, int neurons, double atLeast) {
    for (int seed = 1; seed <= 8; seed++) {
      var scores = scores(label, neurons, seed, "{'{r}{c}': 1}");
      assertTrue(scores.get("test_accuracy") >= atLeast, seed + ": " + scores);
      assertEquals(scores.get("test_accuracy"), scores.get("validation_accuracy"), 0.15);
    }
  }

  @Test
  void aNetworkThatKnowsNothingNamesTheMostFrequentClass() {
    var scores = scores("three", 3, 1, "{h_res: 1}");
    assertEquals(0.6, scores.get("test_accuracy"), 0.1);
  }
}

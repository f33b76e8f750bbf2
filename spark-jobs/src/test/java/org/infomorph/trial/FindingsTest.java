package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The most important of docs/findings.md, each in few networks. */
@Tag("slow")
class FindingsTest {
  private static final String GOAL = "network.layers.memory.goal=";

  private static List<Map<String, Double>> memories(String goal, String load, String... more) {
    String[] assignments =
        Stream.concat(Stream.of(GOAL + goal, "dataset.patterns.load=" + load), Stream.of(more))
            .toArray(String[]::new);
    return Shipped.fiveSeeds("memory-search.yaml", assignments);
  }

  @Test
  void aMemoryNeedsNoRewardForRedundancy() {
    var twoPenalties = memories("{'{c}': -0.64, h_res: -0.93}", "1.5");
    assertTrue(Shipped.count(twoPenalties, "recall_overlap", 0.95) >= 4, twoPenalties.toString());
    var onePenalty = memories("{'{c}': -1}", "1.5");
    assertTrue(
        Shipped.mean(onePenalty, "recall_overlap") < Shipped.mean(twoPenalties, "recall_overlap"),
        onePenalty.toString());
  }

  @Test
  void theBestPublishedGoalOfAMemoryNeedsItsSoftBins() {
    String goal = "{'{r}': 0.48, '{c}': -0.16, '{r}{c}': 0.25, '{rc}': 0.04, h_res: -0.63}";
    String soft =
        "network.layers.memory.bins={r: {count: 10, range: {adaptive: {padding: 1}}, kernel:"
            + " {logistic: {sigma: 1.0e-5}}}, c: {count: 10, range: {adaptive: {padding: 1}},"
            + " kernel: {logistic: {sigma: 0.5}}}}";
    var withSoftBins = memories(goal, "1.5", soft);
    assertTrue(Shipped.count(withSoftBins, "recall_overlap", 0.95) >= 4, withSoftBins.toString());
    var withHardBins = memories(goal, "1.5");
    assertEquals(0, Shipped.count(withHardBins, "recall_overlap", 0.95), withHardBins.toString());
  }

  @Test
  void twoBinsOfEachSourceAlreadyRead() {
    double accuracy =
        Shipped.onMnist(
            "readout-mnist.yaml",
            "network.layers.out.bins.r.count=2",
            "network.layers.out.bins.c.count=2");
    assertEquals(0.9105, accuracy, 0.005);
  }

  @Test
  void smallBatchesAndASmallRateMakeABetterReader() {
    double accuracy =
        Shipped.onMnist(
            "readout-mnist-small-batch.yaml",
            "network.layers.out.optimiser.adam.learning_rate=0.00125",
            "training.epochs=30");
    assertEquals(0.9195, accuracy, 0.002);
  }
}

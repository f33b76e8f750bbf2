package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.result.Trial;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialResult.Status;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Published results of the shipped trials; docs/reproduction.md has them all. */
@Tag("slow")
class ReproductionTest {
  private static final Path CONF = Path.of(System.getProperty("project.root", ".."), "conf");

  private static TrialResult run(String name, Path data, String... assignments) {
    var tree = SpecFile.read(CONF.resolve("trials").resolve(name));
    for (String assignment : assignments) {
      SpecPath.Assignment.parse(assignment).applyTo(tree);
    }
    TrialResult result = Trial.run(TrialSpec.bind(name, tree), data, report -> {});
    assertEquals(Status.OK, result.status(), result.message());
    return result;
  }

  /** Scores of five seeds of a trial that draws its data. */
  private static List<Map<String, Double>> fiveSeeds(String name, String... assignments) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(
            seed -> {
              String[] all = java.util.Arrays.copyOf(assignments, assignments.length + 1);
              all[assignments.length] = "seed=" + seed;
              return run(name, Path.of("none"), all).scores();
            })
        .toList();
  }

  private static double mean(List<Map<String, Double>> seeds, String score) {
    return seeds.stream().mapToDouble(scores -> scores.get(score)).average().orElseThrow();
  }

  private static long count(List<Map<String, Double>> seeds, String score, double atLeast) {
    return seeds.stream().filter(scores -> scores.get(score) >= atLeast).count();
  }

  private static double hidden(int epochs, String name) {
    String folder = System.getProperty("infomorph.data", "");
    if (folder.isEmpty()) {
      folder = System.getenv().getOrDefault("INFOMORPH_DATA", "");
    }
    Assumptions.assumeFalse(
        folder.isEmpty(), "needs MNIST: set -Dinfomorph.data or INFOMORPH_DATA to its folder");
    return run(name, Path.of(folder), "training.epochs=" + epochs, "evaluation.every=" + epochs)
        .scores()
        .get("test_accuracy");
  }

  @Test
  void eightNeuronsCodeEightBars() {
    var seeds = fiveSeeds("bars.yaml", "evaluation.every=300");
    assertTrue(count(seeds, "causes_covered", 8) >= 4, seeds.toString());
    assertTrue(count(seeds, "total_bits", 7.4) >= 4, seeds.toString());
  }

  @Test
  void aMemoryRecallsOneAndAHalfPatternsANeuronAndNotTwo() {
    var below = fiveSeeds("memory.yaml", "evaluation.every=200");
    assertTrue(count(below, "recall_overlap", 0.95) >= 4, below.toString());
    String[] long2000 = {"training.epochs=2000", "evaluation.every=2000"};
    var at = fiveSeeds("memory.yaml", "dataset.patterns.load=1.6", long2000[0], long2000[1]);
    assertTrue(count(at, "recall_overlap", 0.95) >= 4, at.toString());
    var above = fiveSeeds("memory.yaml", "dataset.patterns.load=2", long2000[0], long2000[1]);
    assertTrue(mean(above, "recall_overlap") < 0.1, above.toString());
  }

  @Test
  void hebbPassesItsCapacityAndFailsBeyond() {
    String[] rule = {"training.method=hebb", "training.epochs=1"};
    var below = fiveSeeds("memory.yaml", "dataset.patterns.load=0.13", rule[0], rule[1]);
    assertTrue(mean(below, "recall_overlap") >= 0.95, below.toString());
    var above = fiveSeeds("memory.yaml", "dataset.patterns.load=0.3", rule[0], rule[1]);
    assertTrue(mean(above, "recall_overlap") < 0.8, above.toString());
  }

  @Test
  void aHiddenLayerLearnsMnist() {
    double accuracy = hidden(10, "context-lateral-mnist.yaml");
    assertTrue(accuracy >= 0.912, "test accuracy " + accuracy);
  }

  @Test
  void aHiddenLayerWithTwoSourcesComesWithinAPointOfThePublished() {
    double accuracy = hidden(100, "context-mnist.yaml");
    assertEquals(0.925, accuracy, 0.01);
  }

  @Test
  void twoHiddenLayersLearnMnist() {
    double accuracy = hidden(30, "multilayer-mnist.yaml");
    assertEquals(0.937, accuracy, 0.01);
  }
}

package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Published results of the shipped trials; docs/reproduction.md has them all. */
@Tag("slow")
class ReproductionTest {
  private static double hidden(int epochs, String name) {
    return Shipped.onMnist(name, "training.epochs=" + epochs, "evaluation.every=" + epochs);
  }

  @Test
  void eightNeuronsCodeEightBars() {
    var seeds = Shipped.fiveSeeds("bars.yaml", "evaluation.every=300");
    assertTrue(Shipped.count(seeds, "causes_covered", 8) >= 4, seeds.toString());
    assertTrue(Shipped.count(seeds, "total_bits", 7.4) >= 4, seeds.toString());
  }

  @Test
  void aMemoryRecallsOneAndAHalfPatternsANeuronAndNotTwo() {
    var below = Shipped.fiveSeeds("memory.yaml", "evaluation.every=200");
    assertTrue(Shipped.count(below, "recall_overlap", 0.95) >= 4, below.toString());
    String[] long2000 = {"training.epochs=2000", "evaluation.every=2000"};
    var at =
        Shipped.fiveSeeds("memory.yaml", "dataset.patterns.load=1.6", long2000[0], long2000[1]);
    assertTrue(Shipped.count(at, "recall_overlap", 0.95) >= 4, at.toString());
    var above =
        Shipped.fiveSeeds("memory.yaml", "dataset.patterns.load=2", long2000[0], long2000[1]);
    assertTrue(Shipped.mean(above, "recall_overlap") < 0.1, above.toString());
  }

  @Test
  void hebbPassesItsCapacityAndFailsBeyond() {
    String[] rule = {"training.method=hebb", "training.epochs=1"};
    var below = Shipped.fiveSeeds("memory.yaml", "dataset.patterns.load=0.13", rule[0], rule[1]);
    assertTrue(Shipped.mean(below, "recall_overlap") >= 0.95, below.toString());
    var above = Shipped.fiveSeeds("memory.yaml", "dataset.patterns.load=0.3", rule[0], rule[1]);
    assertTrue(Shipped.mean(above, "recall_overlap") < 0.8, above.toString());
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

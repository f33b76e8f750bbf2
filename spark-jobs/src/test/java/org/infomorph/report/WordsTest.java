package org.infomorph.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of the networks of a sweep. */
class WordsTest {
  @TempDir Path folder;

  private String trained(String axes) {
    return Words.trained(
        SweepFiles.sweep(folder, "name: words\ntrial: trial.yaml\naxes:\n" + axes));
  }

  @Test
  void aFieldThatAnAxisSetsToOneValueIsToldByThisValue() {
    var own = trained("  red: {path: \"network.layers.out.goal.{r}{c}\", values: [0.5, 1]}\n");
    assertEquals(own.replaceAll("for .*", "for 7 epochs"), trained(epochs("[7]")));
    assertEquals("10 neurons", own.substring(0, 10));
    assertEquals(own, trained("  neurons: {path: network.layers.out.neurons, values: [10]}\n"));
  }

  @Test
  void aFieldThatAnAxisVariesIsToldAsSeveral() {
    assertEquals(
        "several numbers of epochs (epochs)", trained(epochs("[1, 2]")).replaceAll(".* for ", ""));
    assertEquals(
        "several (size) neurons",
        trained("  size: {path: network.layers.out.neurons, values: [10, 20]}\n")
            .replaceAll(" on .*", ""));
  }

  private static String epochs(String values) {
    return "  epochs: {path: training.epochs, values: " + values + "}\n";
  }
}

package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.junit.jupiter.api.Test;

/** The real files, where they are; the label counts are those published with the data. */
class MnistTest {
  @Test
  void mnistIsWholeAndKnown() throws IOException {
    String data = System.getProperty("infomorph.data", "");
    if (data.isEmpty()) {
      data = System.getenv().getOrDefault("INFOMORPH_DATA", "");
    }
    assumeTrue(
        !data.isEmpty(),
        "needs MNIST: datasets/fetch.sh mnist DATA, then set INFOMORPH_DATA=DATA"
            + " or -Dinfomorph.data=DATA");
    SampleSets sets = new Idx("mnist").load(Path.of(data));
    Samples training = sets.training();
    assertEquals(784, training.features());
    assertEquals(10, training.classes());
    assertArrayEquals(
        new int[] {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949}, counts(training));
    assertArrayEquals(
        new int[] {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}, counts(sets.test()));
    assertEquals(60_000, training.size());
    assertEquals(10_000, sets.test().size());
    assertEquals(33.318421, mean(training), 1e-6);
  }

  @Test
  void fashionMnistIsWholeAndKnown() throws IOException {
    Path debian = Path.of("/usr/share/datasets");
    Path own = Path.of(System.getenv().getOrDefault("INFOMORPH_DATA", "data"));
    Path data = Files.isDirectory(own.resolve("fashion-mnist")) ? own : debian;
    assumeTrue(
        Files.isDirectory(data.resolve("fashion-mnist")),
        "needs Fashion-MNIST: Debian's package dataset-fashion-mnist, or datasets/fetch.sh"
            + " fashion-mnist DATA, then INFOMORPH_DATA=DATA");
    SampleSets sets = new Idx("fashion-mnist").load(data);
    int[] each = new int[10];
    Arrays.fill(each, 6000);
    assertArrayEquals(each, counts(sets.training()));
    Arrays.fill(each, 1000);
    assertArrayEquals(each, counts(sets.test()));
    assertEquals(784, sets.training().features());
    assertEquals(72.940352, mean(sets.training()), 1e-6);
  }

  private static int[] counts(Samples samples) {
    int[] counts = new int[samples.classes()];
    for (int i = 0; i < samples.size(); i++) {
      counts[samples.label(i)]++;
    }
    return counts;
  }

  private static double mean(Samples samples) {
    double sum = 0;
    for (int i = 0; i < samples.size(); i++) {
      for (int j = 0; j < samples.features(); j++) {
        sum += samples.value(i, j);
      }
    }
    return sum / samples.size() / samples.features();
  }
}

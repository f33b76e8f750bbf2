package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.infomorph.form.SpecFile;
import org.infomorph.run.MadeUpStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code infomorph best}: the best point's file, and what speaks for it. */
class BestCommandTest {
  private static final String SWEEP =
      """
      name: best
      trial: trial.yaml
      measure: validation_accuracy
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", values: [0.1, 0.3, 0.2]}
      seeds: {from: 2, to: 3, half_width: 10}
      confirm: {points: 2, seeds: 4}
      """;

  @TempDir Path folder;

  private String best(String... arguments) {
    var out = new StringWriter();
    var all = new String[arguments.length + 2];
    all[0] = "best";
    all[1] = folder.resolve("best").toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    var writer = new PrintWriter(out, true);
    assertEquals(Main.DONE, Main.execute(writer, writer, all), out.toString());
    return out.toString();
  }

  @Test
  void printsWhatChoseThePointAndWhatFreshSeedsSay() throws IOException {
    // The validation score is the weight and a hundredth for each seed, the test score twice that.
    MadeUpStudy.run(
        folder, folder.resolve("best"), SWEEP, FakeTrials::validated, Integer.MAX_VALUE);

    var first = best();
    assertTrue(first.startsWith("# rank 1 of 3 in "), first);
    assertTrue(first.contains("# at red=0.3"), first);
    assertTrue(first.contains("# chosen by validation_accuracy: 0.3200 ±"), first);
    assertTrue(first.contains("# test_accuracy of the same seeds: 0.6400 ±"), first);
    // Seeds 1, 2 and 3 have chosen; 4, 5, 6 and 7 are fresh.
    assertTrue(first.contains("# validation_accuracy of fresh seeds: 0.3550 ±"), first);
    assertTrue(first.contains("# test_accuracy of fresh seeds: 0.7100 ±"), first);
    assertTrue(first.contains("4 seeds, standard deviation 0.0258"), first);
    assertTrue(first.contains("# fresh seeds less those that chose: 0.0350"), first);
    assertEquals(
        0.3, SpecFile.parseObject("best", first).at("/network/layers/0/goal/{r}{c}").doubleValue());
    assertTrue(best("--rank", "2").contains("of fresh seeds"));
    var third = best("--rank", "3");
    assertTrue(third.contains("# not confirmed: these are scores of the trials that"), third);
    assertTrue(!third.contains("fresh"), third);
  }

  @Test
  void aRankBeyondTheMeasuredPointsIsRefused() throws IOException {
    MadeUpStudy.run(folder.resolve("some"), MadeUpStudy.BISECT, Integer.MAX_VALUE);
    var below = MadeUpStudy.BISECT.replace("quality: 0.2", "quality: 99");
    MadeUpStudy.run(folder.resolve("none"), below, Integer.MAX_VALUE);

    assertEquals(
        "--rank: is 9; allowed is 1 to 2, the number of points with a largest"
            + " network.layers.out.goal.{r}\n",
        refused(folder.resolve("some/study").toString(), "--rank", "9"));
    assertTrue(
        refused(folder.resolve("none/study").toString())
            .endsWith(": no point has a largest network.layers.out.goal.{r} yet\n"));
  }

  private static String refused(String... arguments) {
    var out = new StringWriter();
    var writer = new PrintWriter(out, true);
    var all = Stream.concat(Stream.of("best"), Stream.of(arguments)).toArray(String[]::new);
    assertEquals(2, Main.execute(writer, writer, all), out.toString());
    return out.toString();
  }
}

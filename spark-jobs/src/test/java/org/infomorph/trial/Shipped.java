package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.result.Trial;
import org.infomorph.result.TrialResult;
import org.infomorph.result.TrialResult.Status;
import org.junit.jupiter.api.Assumptions;

/** The shipped trials, trained with changes as {@code --set} makes them. */
final class Shipped {
  private static final Path TRIALS =
      Path.of(System.getProperty("project.root", ".."), "conf", "trials");
  private static final Path NO_DATA = Path.of("no-such-folder");

  private Shipped() {}

  static TrialSpec spec(String name, String... assignments) {
    var tree = SpecFile.read(TRIALS.resolve(name));
    for (String assignment : assignments) {
      SpecPath.Assignment.parse(assignment).applyTo(tree);
    }
    return TrialSpec.bind(name, tree);
  }

  /** A trial that draws its own data. */
  static TrialResult run(String name, String... assignments) {
    return run(NO_DATA, name, assignments);
  }

  /** A trial whose data lies in a folder. */
  static TrialResult run(Path data, String name, String... assignments) {
    TrialResult result = Trial.run(spec(name, assignments), data, report -> {});
    assertEquals(Status.OK, result.status(), result.message());
    return result;
  }

  /** The test accuracy of a trial on MNIST; without MNIST the test is skipped. */
  static double onMnist(String name, String... assignments) {
    String folder = System.getProperty("infomorph.data", "");
    if (folder.isEmpty()) {
      folder = System.getenv().getOrDefault("INFOMORPH_DATA", "");
    }
    Assumptions.assumeFalse(
        folder.isEmpty(), "needs MNIST: set -Dinfomorph.data or INFOMORPH_DATA to its folder");
    return run(Path.of(folder), name, assignments).scores().get("test_accuracy");
  }

  /** The scores of a trial that draws its own data, with five seeds. */
  static List<Map<String, Double>> fiveSeeds(String name, String... assignments) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(
            seed ->
                run(
                        name,
                        Stream.concat(Stream.of(assignments), Stream.of("seed=" + seed))
                            .toArray(String[]::new))
                    .scores())
        .toList();
  }

  static double mean(List<Map<String, Double>> seeds, String score) {
    return seeds.stream().mapToDouble(scores -> scores.get(score)).average().orElseThrow();
  }

  static long count(List<Map<String, Double>> seeds, String score, double atLeast) {
    return seeds.stream().filter(scores -> scores.get(score) >= atLeast).count();
  }
}

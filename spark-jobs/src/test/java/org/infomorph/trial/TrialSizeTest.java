package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Absurd sizes are refused before anything is allocated; others only take time. */
class TrialSizeTest {
  private static final String LARGEST = "2147483647";

  private static void check(String... assignments) {
    var tree = (ObjectNode) SpecFile.parse("t.yaml", SweepFiles.TRIAL);
    for (var text : assignments) {
      SpecPath.Assignment.parse(text).applyTo(tree);
    }
    TrialSpec.bind("t.yaml", tree).check(Path.of("none"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network.layers.out.bins.r.count | t.yaml: network.layers.out.bins.r: count is 2147483647;"
            + " allowed are 1 to 1000000 bins",
        "network.layers.out.sources.r.connect={random: {count: N}} | network.layers.out.sources.r:"
            + " random connects 2147483647 other units but there are 784 in all",
        "training.method={online: {window: N}} | training.batch_size: has 1683627179248 values of a"
            + " batch; allowed are 2147483639",
        "dataset.digits.training | t.yaml: dataset.digits: training is 2147483647; allowed are 1 to"
            + " 1000000",
        "dataset.digits.test | t.yaml: dataset.digits: test is 2147483647; allowed are 1 to"
            + " 1000000",
        "dataset={bars: {height: N}} | t.yaml: dataset.bars: height is 2147483647; allowed are",
        "dataset={bars: {width: 1000, height: 1000, samples: N}} | t.yaml: dataset.bars: samples"
            + " is",
        "dataset={random_patterns: {pixels: N}} | t.yaml: dataset.random_patterns: pixels is",
        "dataset={random_patterns: {templates: N}} | t.yaml: dataset.random_patterns: templates is",
        "dataset={gaussians: {pixels: N}} | t.yaml: dataset.gaussians: pixels is",
        "dataset={gaussians: {bumps: N}} | t.yaml: dataset.gaussians: bumps is",
        "dataset={patterns: {units: N, count: 3}} | t.yaml: dataset.patterns: units is",
        "dataset={patterns: {units: 100000, count: N}} | t.yaml: dataset.patterns: count is",
        "dataset={patterns: {units: 100, load: 1e300}} | t.yaml: dataset.patterns: load is",
        "dataset={random_hierarchy: {classes: N}} | t.yaml: dataset.random_hierarchy: classes is",
        "dataset={random_hierarchy: {synonyms: N}} | t.yaml: dataset.random_hierarchy: synonyms is",
        "dataset={random_hierarchy: {tuple_size: N}} | t.yaml: dataset.random_hierarchy:"
            + " tuple_size",
        "dataset={random_hierarchy: {levels: N}} | t.yaml: dataset.random_hierarchy: levels is",
        "dataset={random_hierarchy: {training: N}} | t.yaml: dataset.random_hierarchy: training is",
      })
  void oneFieldThatIsTooLargeIsNamed(String field, String problem) {
    var assignment = field.contains("=") ? field.replace("N", LARGEST) : field + "=" + LARGEST;

    var error =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> assertThrows(SpecException.class, () -> check(assignment)));

    assertTrue(error.getMessage().startsWith(problem), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.epochs",
        "training.batch_size",
        "training.method.logistic_regression.iterations",
        "evaluation.every",
        "evaluation.atom_batches",
        "network.passes"
      })
  void whatOnlyTakesTimeIsAllowedUpToTheLargestInteger(String field) {
    check(field + "=" + LARGEST);

    var error = assertThrows(SpecException.class, () -> check(field + "=1000000000000"));
    assertEquals(
        "t.yaml: "
            + field
            + ": found 1000000000000; allowed is an integer from -2147483648 to 2147483647",
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2147483647 | network.layers.out.sources.r: has 1683627179248 weights; allowed are"
            + " 2147483639, the most that an array holds",
        "2700000    | network.layers.out: with its 108000000 drives of a batch the trial takes more"
            + " than 64 GB; allowed are 64 GB",
      })
  void neuronsAreAsManyAsTheirWeightsFit(String neurons, String problem) {
    var error =
        assertThrows(
            SpecException.class,
            () ->
                check(
                    "network.layers.out.neurons=" + neurons,
                    "network.layers.out.sources.c={from: label}"));

    assertEquals(problem, error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0   | 100000 | network.layers.out.bins: 100000 samples of a batch may touch 27800000"
            + " cells; allowed are 16777216: take a smaller sigma, fewer bins or a smaller"
            + " training.batch_size",
        "1000.0 | 100000 | network.layers.out.bins.r: has 2763700000 shares of a batch; allowed are"
            + " 2147483639, the most that an array holds",
        "10.0   | 50000  | ",
      })
  void softBinsOfABatchFitIntoMemory(String sigma, String batch, String problem) {
    String[] trial = {
      "dataset.digits.training=100000",
      "training.batch_size=" + batch,
      "network.layers.out.bins.r={range: normalised, count: 1000000, kernel: {logistic: {sigma: "
          + sigma
          + "}}}",
      "network.layers.out.bins.c.count=1000000"
    };

    if (problem == null) {
      check(trial);
    } else {
      assertEquals(
          problem, assertThrows(SpecException.class, () -> check(trial)).getMessage(), sigma);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000_000})
  void manyBinsAreAllowedAsLongAsTheirCellsCanBeNumbered(int bins) {
    check("network.layers.out.bins.r.count=" + bins, "network.layers.out.bins.c.count=" + bins);
  }

  @ParameterizedTest
  @ValueSource(ints = {55_109})
  void cellsOfFourSourcesAreCounted(int bins) {
    var tree = (ObjectNode) SpecFile.parse("t.yaml", SweepFiles.TRIAL);
    var layer = "network.layers.out.";
    for (var text :
        List.of(
            layer + "sources.l={from: input}",
            layer + "sources.f={from: input}",
            layer + "activation={sum: {}}",
            layer + "bins.r.count=" + bins,
            layer + "bins.c.count=" + bins,
            layer + "bins.l={range: normalised, count: " + bins + "}",
            layer + "bins.f={range: normalised, count: " + bins + "}")) {
      SpecPath.Assignment.parse(text).applyTo(tree);
    }

    var error = assertThrows(SpecException.class, () -> TrialSpec.bind("t.yaml", tree));

    assertEquals(
        "t.yaml: network.layers.out: bins: the counts [55109, 55109, 55109, 55109] make more than"
            + " 2^63 cells; allowed are fewer",
        error.getMessage());
    SpecPath.Assignment.parse(layer + "bins.f.count=" + (bins - 10)).applyTo(tree);
    TrialSpec.bind("t.yaml", tree);
  }
}

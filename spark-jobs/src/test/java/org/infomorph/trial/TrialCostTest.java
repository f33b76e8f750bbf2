package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trial costs, relative to measured times of steps ({@code StepBenchmark}). */
class TrialCostTest {
  private static final Path TRIALS =
      Path.of(System.getProperty("project.root", "..")).resolve("conf/trials");

  private static double cost(String trial, String... assignments) {
    var tree = SpecFile.read(TRIALS.resolve(trial + ".yaml"));
    for (var assignment : assignments) {
      SpecPath.Assignment.parse(assignment).applyTo(tree);
    }
    return TrialSpec.bind(trial, tree).cost();
  }

  /** The cost of another hundred epochs with one report at the end: of learning alone. */
  private static double learning(String... assignments) {
    var all = new String[assignments.length + 3];
    System.arraycopy(assignments, 0, all, 3, assignments.length);
    all[0] = "dataset.patterns.load=1.0";
    all[1] = "evaluation.every=1000000";
    all[2] = "training.epochs=100";
    double less = cost("memory", all);
    all[2] = "training.epochs=200";
    return cost("memory", all) - less;
  }

  /**
   * CPU time of one step of a memory of 100 neurons and 100 patterns, in milliseconds: 0.55 with 20
   * hard bins, 1.7 with 10 soft bins of the published widths.
   */
  @Test
  void softBinsOfAMemoryCostMoreWithinAFactorOfTwo() {
    var memory = "network.layers.memory.bins.";
    var range = "range: {adaptive: {padding: 1}}, ";
    double hard =
        learning(memory + "r={" + range + "count: 20}", memory + "c={" + range + "count: 20}");
    double soft =
        learning(
            memory + "r={" + range + "count: 10, kernel: {logistic: {sigma: 1.0e-5}}}",
            memory + "c={" + range + "count: 10, kernel: {logistic: {sigma: 0.5}}}");
    assertEquals(1, hard / 100 / 0.55e6, 0.9);
    assertEquals(1, soft / 100 / 1.7e6, 0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hebb | {perceptron: {sweeps: 1000}}",
        "{perceptron: {sweeps: 1000}} | {perceptron: {margin: 0.2, sweeps: 1000}}",
        "{descent_l2: {}} | {mpf: {steps: 1000}}",
        "{minover: {steps: 100}} | {minover: {steps: 10000}}",
      })
  void aRuleThatComputesLongerCostsMore(String less, String more) {
    var load = "dataset.patterns.load=1.4";
    assertTrue(
        cost("memory", load, "training.method=" + less)
            < cost("memory", load, "training.method=" + more));
  }

  /** A rule computes once, whatever the number of epochs. */
  @Test
  void epochsOfARuleCostNearlyNothing() {
    double one =
        cost("memory", "training.method=hebb", "training.epochs=1", "evaluation.every=500");
    double many =
        cost("memory", "training.method=hebb", "training.epochs=500", "evaluation.every=500");
    assertTrue(many < 2 * one, many + ", " + one);
  }

  @Test
  void drawnStatesTakeAllPasses() {
    var recall = "evaluation.recall={source: c, flips: [], firing: own, passes: ";
    assertTrue(cost("memory", recall + "1000}") > 2 * cost("memory", recall + "10}"));
  }
}

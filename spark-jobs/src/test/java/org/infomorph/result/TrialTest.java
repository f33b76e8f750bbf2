package org.infomorph.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.infomorph.data.SampleSupply;
import org.infomorph.datasets.Digits;
import org.infomorph.datasets.Idx;
import org.infomorph.datasets.Memories;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.math.Seeds;
import org.infomorph.result.TrialResult.Status;
import org.infomorph.train.EpochReport;
import org.infomorph.trial.Datasets;
import org.infomorph.trial.TrialSpec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final Path NOWHERE = Path.of("no-such-folder");
  private static final String BARS =
      """
      dataset: {bars: {height: 3, width: 3, samples: 200, test: 100}}
      network:
        passes: 2
        layers:
          - name: bars
            neurons: 3
            sources:
              r: {from: input}
              c: {from: bars, previous: true, connect: no_self}
            activation: {modulated: {k1: 0.9}}
            bins:
              r: {count: 20, range: normalised}
              c: {count: 20, range: normalised}
            goal: {"{r}": 1, "{r}{c}": -1}
            optimiser: {adam: {learning_rate: 0.03}}
      training: {epochs: 2, batch_size: 100}
      """;

  private static TrialSpec shipped(String name, String... assignments) {
    Path file = ROOT.resolve("conf/trials").resolve(name);
    var tree = SpecFile.read(file);
    for (String assignment : assignments) {
      SpecPath.Assignment.parse(assignment).applyTo(tree);
    }
    return TrialSpec.bind(name, tree);
  }

  private static TrialSpec small(String... more) {
    List<String> assignments =
        new ArrayList<>(
            List.of(
                "dataset.digits.training=1000", "dataset.digits.test=200", "training.epochs=3"));
    assignments.addAll(List.of(more));
    return shipped("readout-digits.yaml", assignments.toArray(String[]::new));
  }

  @Test
  void aTrialOfTheEmbeddedDigitsLearns() {
    List<EpochReport> heard = new ArrayList<>();
    TrialResult result = Trial.run(small(), NOWHERE, heard::add);
    assertEquals(Status.OK, result.status(), result.message());
    assertEquals(3, result.epochs().size());
    assertEquals(result.epochs(), heard);
    assertEquals(10, result.neurons().size());
    assertTrue(result.scores().get("test_accuracy") > 0.3, result.scores().toString());
    assertEquals(Set.of("jvm", "os", "cpu", "blas", "host"), result.environment().keySet());
    assertTrue(result.codeVersion().matches("\\d+\\.\\d+\\.\\d+.*"), result.codeVersion());
  }

  @Test
  void equalTrialsGiveEqualNumbers() {
    TrialResult one = Trial.run(small(), NOWHERE, report -> {});
    TrialResult two = Trial.run(small(), NOWHERE, report -> {});
    assertEquals(one.trialId(), two.trialId());
    assertEquals(one.epochs(), two.epochs());
    assertEquals(one.neurons(), two.neurons());
  }

  @Test
  void missingDataIsARowWithItsMessage() {
    TrialSpec digits = small();
    TrialSpec spec =
        new TrialSpec(
            new Idx("nowhere"),
            digits.network(),
            digits.training(),
            digits.evaluation(),
            digits.seed());
    TrialResult result = Trial.run(spec, NOWHERE, report -> {});
    assertEquals(Status.FAILED, result.status());
    assertTrue(result.message().contains("nowhere"), result.message());
    assertEquals(1, result.message().lines().count());
  }

  @Test
  void divergenceIsARowWithItsEpoch() {
    TrialSpec spec = small("network.layers.out.optimiser.adam.learning_rate=1e307");
    TrialResult result = Trial.run(spec, NOWHERE, report -> {});
    assertEquals(Status.DIVERGED, result.status());
    assertTrue(result.message().endsWith("in epoch 1"), result.message());
    assertEquals(List.of(), result.neurons());
  }

  /** A threshold fires, or not, whatever becomes of its drives. */
  @Test
  void aThresholdDoesNotHideDivergence() {
    TrialSpec spec =
        small(
            "network.layers.out.activation={heaviside: {of: {modulated: {k1: 1}}}}",
            "network.layers.out.optimiser.adam.learning_rate=1e200");
    TrialResult result = Trial.run(spec, NOWHERE, report -> {});
    assertEquals(Status.DIVERGED, result.status());
    assertTrue(result.message().endsWith("in epoch 1"), result.message());
  }

  @Test
  void whatTheListenerThrowsIsARowToo() {
    TrialResult result =
        Trial.run(
            small(),
            NOWHERE,
            report -> {
              throw new IllegalStateException("the disk\nis full");
            });
    assertEquals(Status.FAILED, result.status());
    assertTrue(
        result.message().startsWith("java.lang.IllegalStateException: the disk is full at "),
        result.message());
  }

  @Test
  void allTrialsOfAJvmShareOneCopyOfTheData() throws Exception {
    Digits digits = new Digits(50, 50, 3);
    assertTrue(Datasets.load(digits, NOWHERE) == Datasets.load(new Digits(50, 50, 3), NOWHERE));
    assertTrue(Datasets.load(digits, NOWHERE) != Datasets.load(new Digits(50, 50, 4), NOWHERE));
  }

  @Test
  void replicatesDrawDataOfTheirOwn() throws Exception {
    Memories patterns = new Memories(64, 5, 0.5, Memories.Correlation.NONE, 0);
    SampleSupply one = Datasets.supply(patterns, NOWHERE, new Seeds(1)).samples();
    SampleSupply same = Datasets.supply(patterns, NOWHERE, new Seeds(1)).samples();
    SampleSupply other = Datasets.supply(patterns, NOWHERE, new Seeds(2)).samples();
    assertEquals(firstPattern(one), firstPattern(same));
    assertNotEquals(firstPattern(one), firstPattern(other));
  }

  private static List<Double> firstPattern(SampleSupply supply) {
    return IntStream.range(0, 64).mapToObj(f -> supply.test().value(0, f)).toList();
  }

  private static TrialSpec bars(String... assignments) {
    var tree = (ObjectNode) SpecFile.parse("bars.yaml", BARS);
    for (String assignment : assignments) {
      SpecPath.Assignment.parse(assignment).applyTo(tree);
    }
    return TrialSpec.bind("bars.yaml", tree);
  }

  @Test
  void drawnDataThatDoesNotFitIsRefusedBeforeTraining() {
    SpecException shape =
        assertThrows(
            SpecException.class,
            () -> bars("network.layers.bars.sources.r.connect=one_to_one").check(NOWHERE));
    assertTrue(
        shape.getMessage().startsWith("network.layers.bars.sources.r: one_to_one"),
        shape.getMessage());
    SpecException label =
        assertThrows(
            SpecException.class,
            () -> bars("network.layers.bars.sources.r.from=label").check(NOWHERE));
    assertEquals(
        "network.layers.bars.sources.r.from: the data has no labels to read", label.getMessage());
  }

  @Test
  void aTrialRunsOnDrawnData() {
    TrialSpec spec = bars();
    spec.check(NOWHERE);
    TrialResult result = Trial.run(spec, NOWHERE, report -> {});
    assertEquals(Status.OK, result.status(), result.message());
    assertTrue(result.scores().containsKey("total_bits"), result.scores().toString());
  }

  @Test
  void everyNeuronTellsItsInformationAboutEveryCause() {
    TrialResult result = Trial.run(bars(), NOWHERE, report -> {});
    for (var neuron : result.neurons()) {
      Set<String> causes = new TreeSet<>(neuron.atoms().keySet());
      causes.removeIf(name -> !name.startsWith("cause_"));
      assertEquals(Set.of("cause_0", "cause_1", "cause_2"), causes);
      for (String cause : causes) {
        double bits = neuron.atoms().get(cause);
        assertTrue(bits > -1e-12 && bits <= 1 + 1e-12, cause + " " + bits);
      }
    }
  }

  /** The published numbers; experiments give .905 after two epochs and .915 after ten. */
  @Test
  void mnistReadoutReachesThePublishedAccuracy() {
    TrialResult result = mnist("training.epochs=2");
    assertEquals(0.905, result.scores().get("test_accuracy"), 0.006);
  }

  @Test
  @Tag("slow")
  void mnistReadoutReachesThePublishedAccuracyAfterTenEpochs() {
    double sum = 0;
    for (int seed = 1; seed <= 3; seed++) {
      sum += mnist("training.epochs=10", "seed=" + seed).scores().get("test_accuracy");
    }
    assertEquals(0.915, sum / 3, 0.003);
  }

  private static TrialResult mnist(String... assignments) {
    String folder = System.getProperty("infomorph.data", "");
    if (folder.isEmpty()) {
      folder = System.getenv().getOrDefault("INFOMORPH_DATA", "");
    }
    Assumptions.assumeFalse(
        folder.isEmpty(), "needs MNIST: set -Dinfomorph.data or INFOMORPH_DATA to its folder");
    TrialSpec spec = shipped("readout-mnist.yaml", assignments);
    TrialResult result = Trial.run(spec, Path.of(folder), report -> {});
    assertNotNull(result);
    assertEquals(Status.OK, result.status(), result.message());
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bars.yaml", "memory.yaml", "readout-digits.yaml"})
  void interruptedTrialStopsAndHasNoResult(String name) {
    var spec = shipped(name);
    Thread.currentThread().interrupt();

    assertThrows(CancellationException.class, () -> Trial.attempt(spec, NOWHERE, epoch -> {}));

    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{backprop: {}}", "{logistic_regression: {}}", "{online: {window: 100}}"})
  void interruptedTrialStopsWhateverLearns(String method) {
    var spec = shipped("readout-digits.yaml", "training.method=" + method);
    Thread.currentThread().interrupt();

    assertThrows(CancellationException.class, () -> Trial.attempt(spec, NOWHERE, epoch -> {}));

    assertTrue(Thread.interrupted());
  }

  @Test
  void dataThatIsNotThereIsNoFaultOfTheTrial() {
    var spec = shipped("readout-mnist.yaml");

    assertThrows(UncheckedIOException.class, () -> Trial.attempt(spec, NOWHERE, epoch -> {}));
    var result = Trial.run(spec, NOWHERE, epoch -> {});

    assertEquals(Status.FAILED, result.status());
    assertTrue(result.message().contains("no such folder"), result.message());
  }
}

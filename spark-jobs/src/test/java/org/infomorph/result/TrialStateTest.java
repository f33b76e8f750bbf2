package org.infomorph.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.infomorph.cluster.SmallImages;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.store.ContentHash;
import org.infomorph.trial.SameWeights;
import org.infomorph.trial.TrialSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A trial that continues a shorter one is the trial that runs from its beginning. */
class TrialStateTest {
  private static final Path TRIALS =
      Path.of(System.getProperty("project.root", ".."), "conf", "trials");

  @TempDir static Path data;

  @BeforeAll
  static void images() throws IOException {
    SmallImages.write(data.resolve("mnist"));
    Files.copy(TRIALS.resolveSibling("data").resolve("finches.csv"), data.resolve("finches.csv"));
  }

  static Stream<Path> shipped() throws IOException {
    try (var files = Files.list(TRIALS)) {
      return files.sorted().toList().stream();
    }
  }

  private static TrialSpec spec(Path file, int epochs, String... assignments) {
    var tree = SpecFile.read(file);
    if (tree.at("/dataset/cifar10").isObject() || tree.at("/dataset/idx").isObject()) {
      set(tree, "dataset={idx: {directory: mnist}}"); // a few small images
    }
    for (var assignment : assignments) {
      set(tree, assignment);
    }
    set(tree, "training.epochs=" + epochs);
    return TrialSpec.bind(file.toString(), tree);
  }

  private static void set(ObjectNode tree, String assignment) {
    SpecPath.Assignment.parse(assignment).applyTo(tree);
  }

  private static String run(TrialSpec spec, Optional<String> state) {
    return Trial.attempt(new TrialRequest(spec.canonical(), true, state), data);
  }

  private static FinishedTrial read(String returned) {
    return ResultLine.read(ResultLine.withoutState(returned));
  }

  /** Runs one trial after the other, each from the state of the one before. */
  private static void assertSameAsFromTheBeginning(List<TrialSpec> rungs) {
    var state = Optional.<String>empty();
    int before = 0;
    for (var spec : rungs) {
      var whole = read(run(spec, Optional.empty()));
      var returned = run(spec, state);
      var continued = read(returned);

      assertEquals(TrialResult.Status.OK, whole.result().status(), whole.result().message());
      assertEquals(ContentHash.contents(whole.result()), ContentHash.contents(continued.result()));
      SameWeights.assertSame(whole.weights(), continued.weights());
      if (spec.training().method().regression().isPresent()) {
        assertEquals(OptionalInt.empty(), continued.result().epochsTrained());
        assertTrue(ResultLine.state(returned).isEmpty());
        continue;
      }
      int epochs = last(whole);
      assertEquals(OptionalInt.of(epochs), whole.result().epochsTrained());
      assertEquals(OptionalInt.of(epochs - before), continued.result().epochsTrained());
      state = ResultLine.state(returned);
      assertTrue(state.isPresent());
      before = epochs;
    }
  }

  private static int last(FinishedTrial trial) {
    var epochs = trial.result().epochs();
    return epochs.get(epochs.size() - 1).epoch();
  }

  /** The first epoch is reported only if it is the last one, the second one always. */
  @ParameterizedTest
  @MethodSource("shipped")
  void everyKindOfNetworkContinuesBitForBit(Path file) {
    boolean regression = file.getFileName().toString().startsWith("logistic");
    var keep =
        regression ? "training.method.logistic_regression.iterations=3" : "keep.weights=best";
    assertSameAsFromTheBeginning(
        Stream.of(1, 3).map(epochs -> spec(file, epochs, "evaluation.every=2", keep)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "none, 1, 9, false", "final, 1, 9, false", "final, 3, 9, false", "best, 1, 9, false",
    "best, 3, 9, false", "best, 20, 9, false", "none, 1, 0.2, true", "final, 2, 0.2, true",
    "final, 3, 0.2, true", "best, 2, 0.2, true", "best, 20, 0.2, true"
  })
  void whateverIsKeptAndReported(String keep, int every, double aim, boolean ends) {
    var images = TRIALS.resolve("readout-mnist.yaml");
    var rungs =
        Stream.of(2, 5, 8, 41)
            .map(
                epochs ->
                    spec(
                        images,
                        epochs,
                        "network.layers.out.optimiser.adam.learning_rate=0.05",
                        "keep.weights=" + keep,
                        "evaluation.every=" + every,
                        "training.until={validation_accuracy: " + aim + "}"))
            .toList();

    assertSameAsFromTheBeginning(rungs);
    assertEquals(ends, last(read(run(rungs.get(3), Optional.empty()))) < 41);
  }

  /** Measuring what neurons say of causes draws outputs: a second time it would give others. */
  @Test
  void whatHasEndedGivesTheNeuronsThatItHad() {
    var bars = TRIALS.resolve("bars.yaml");
    var rungs =
        Stream.of(1, 3, 5)
            .map(
                epochs ->
                    spec(bars, epochs, "evaluation.every=2", "training.until={causes_covered: 0}"))
            .toList();

    assertEquals(2, last(read(run(rungs.get(1), Optional.empty()))));
    assertSameAsFromTheBeginning(rungs);
  }

  @Test
  void aStateThatIsDamagedOrAnotherTrialsIsNone() {
    var images = TRIALS.resolve("readout-mnist.yaml");
    var longer = spec(images, 4);
    var state = ResultLine.state(run(spec(images, 2), Optional.empty())).orElseThrow();

    assertEquals(2, TrialState.read(state, longer).orElseThrow().epoch());
    for (var damaged :
        List.of(
            "",
            "\n",
            state.substring(0, state.length() / 2),
            state.replaceFirst("seed", "sead"),
            state.substring(0, 400) + (char) (state.charAt(400) ^ 1) + state.substring(401))) {
      assertTrue(new TrialRequest("", false, Optional.of(damaged)).stateFor(longer).isEmpty());
    }
    for (var other :
        List.of(
            spec(images, 2),
            spec(images, 1),
            spec(images, 4, "seed=7"),
            spec(images, 4, "training.until={validation_accuracy: 0.9}"),
            spec(images, 4, "network.layers.out.goal.{r}=0.123"))) {
      assertTrue(TrialState.read(state, other).isEmpty(), other.canonical());
    }
    var version =
        rewritten(state, "\"code_version\":\"" + CodeVersion.get(), "\"code_version\":\"0");
    assertTrue(TrialState.read(version, longer).isEmpty(), "another version");
    var blas = rewritten(state, "\"blas\":\"", "\"blas\":\"another ");
    assertTrue(TrialState.read(blas, longer).isEmpty(), "another BLAS");
    assertTrue(
        TrialState.read(rewritten(state, "\"version\":1", "\"version\":1"), longer).isPresent());

    var whole = read(run(longer, Optional.empty())).result();
    var again = read(run(longer, Optional.of(state.substring(0, 900)))).result();
    assertEquals(ContentHash.contents(whole), ContentHash.contents(again));
    assertEquals(OptionalInt.of(4), again.epochsTrained());
  }

  /** With the right checksum. */
  private static String rewritten(String state, String from, String to) {
    var body = state.substring(state.indexOf('\n') + 1);
    assertTrue(body.contains(from), from);
    var changed = body.replace(from, to);
    return TrialState.checksum(changed) + "\n" + changed;
  }

  @Test
  void aRequestIsTheSpecificationAloneWhereNothingContinues() {
    assertEquals("{}", new TrialRequest("{}", false, Optional.empty()).text());
    for (var request :
        List.of(
            new TrialRequest("{}", false, Optional.empty()),
            new TrialRequest("{}", true, Optional.empty()),
            new TrialRequest("{}", true, Optional.of("a\nb\n\nc")),
            new TrialRequest("{}", false, Optional.of("a\n")))) {
      assertEquals(request, TrialRequest.read(request.text()));
    }
    assertFalse(ResultLine.withoutState("{}\tw\nstate\nmore").contains("state"));
    assertEquals(Optional.of("state\nmore"), ResultLine.state("{}\tw\nstate\nmore"));
  }
}

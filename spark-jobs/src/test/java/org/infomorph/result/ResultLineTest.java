package org.infomorph.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.train.Trainer;
import org.infomorph.trial.SameWeights;
import org.infomorph.trial.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultLineTest {
  private static final Path NOWHERE = Path.of("nowhere");

  private static final String TRIAL =
      """
      dataset: {digits: {training: 200, test: 50}}
      network:
        passes: 2
        layers:
          - name: hidden
            neurons: 12
            sources:
              f: {from: input}
              c: {from: label}
              l: {from: hidden, previous: true, connect: {random: {count: 3}}}
            activation: {modulated: {a: {c: 0.1, l: 0.1}}}
            bins:
              f: {count: 5, range: normalised}
              c: {count: 5, range: normalised}
              l: {count: 5, range: normalised}
            goal: {"{f}{c}": 1}
            optimiser: {adam: {learning_rate: 0.01}}
          - name: out
            neurons: 10
            sources:
              r: {from: hidden}
              c: {from: label, connect: one_to_one, weight: 1.0, frozen: true, bias: false}
            activation: {modulated: {}}
            bins:
              r: {count: 5, range: normalised}
              c: {count: 5, range: normalised}
            goal: {"{r}{c}": 1.0}
            optimiser: {adam: {learning_rate: 0.01}}
      training: {epochs: 3, batch_size: 40}
      seed: 1
      """;

  static TrialSpec spec(String more) {
    return TrialSpec.bind("t.yaml", SpecFile.parseObject("t.yaml", TRIAL + more));
  }

  private static FinishedTrial finished(String more) {
    return Trial.finish(spec(more), NOWHERE, epoch -> {});
  }

  @Test
  void aTrialThatKeepsNothingIsItsRow() {
    var finished = finished("");

    assertEquals(ResultFormat.toJson(finished.result()), ResultLine.of(finished));
    assertFalse(ResultLine.hasWeights(ResultLine.of(finished)));
    assertEquals(List.of(), ResultLine.read(ResultLine.of(finished)).weights());
  }

  @Test
  void theDriverAddsThePlaceInTheSweep() {
    var finished = finished("keep: {weights: final}\n");
    var line = ResultLine.of(finished);
    var place = new Place(7, Map.of("red", "0.5", "a \"name\"", "{\"point\":0}"));

    var placed = ResultLine.read(ResultLine.at(place, line));

    assertEquals(Optional.of(Place.ALONE), ResultLine.result(line).place());
    assertEquals(Optional.of(place), placed.result().place());
    assertEquals(finished.result().epochs(), placed.result().epochs());
    SameWeights.assertSame(finished.weights(), placed.weights());
    assertThrows(
        IllegalArgumentException.class, () -> ResultLine.at(place, ResultLine.at(place, line)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "{online: {window: 9}}", "backprop"})
  void everyBitOfANetworkComesBack(String method) {
    var kept =
        Trial.finish(
            TrialSpec.bind(
                "t.yaml",
                SpecFile.parseObject(
                    "t.yaml",
                    TRIAL.replace("batch_size: 40", "batch_size: 40, method: " + method)
                        + "keep: {weights: final}\n")),
            NOWHERE,
            epoch -> {});
    var line = ResultLine.of(kept);

    assertTrue(ResultLine.hasWeights(line));
    assertEquals(kept.result(), ResultLine.result(line));
    SameWeights.assertSame(kept.weights(), ResultLine.read(line).weights());
    assertEquals(method.equals("backprop") ? 2 : 5, kept.weights().size());
  }

  @Test
  void aLineThatIsNotWholeIsNoTrial() {
    var line = ResultLine.of(finished("keep: {weights: best}\n"));
    int row = line.indexOf('\t');
    for (int length : new int[] {0, 10, row - 1, row + 1, row + 2, row + 500, line.length() - 8}) {
      var torn = line.substring(0, length);
      assertThrows(IllegalArgumentException.class, () -> ResultLine.read(torn), "at " + length);
    }
    var wrong = new StringBuilder(line);
    int middle = (row + line.length()) / 2;
    wrong.setCharAt(middle, wrong.charAt(middle) == 'A' ? 'B' : 'A');
    assertThrows(IllegalArgumentException.class, () -> ResultLine.read(wrong.toString()));
  }

  @Test
  void picturesAreMadeByTheWeightsThatReadThem() {
    var rows = finished("keep: {weights: final}\n").weights();

    assertEquals(28, rows.get(0).image().orElseThrow().width());
    assertEquals(784, rows.get(0).state().inputs());
    assertTrue(rows.stream().skip(1).allMatch(row -> row.image().isEmpty()));
  }

  @Test
  void keepingChangesNoNumber() {
    var without = finished("").result();
    for (var keep : List.of("final", "best")) {
      var with = finished("keep: {weights: " + keep + "}\n").result();
      assertEquals(without.epochs(), with.epochs());
      assertEquals(without.neurons(), with.neurons());
    }
    assertTrue(without.scores().containsKey(Trainer.TEST_ACCURACY));
  }

  @Test
  void aTrialThatDivergedOrFailedKeepsNothing() {
    var tree = SpecFile.parseObject("t.yaml", TRIAL + "keep: {weights: best}\n");
    SpecPath.Assignment.parse("network.layers.out.optimiser.adam.learning_rate=1e300")
        .applyTo(tree);
    SpecPath.Assignment.parse("network.layers.hidden.optimiser.adam.learning_rate=1e300")
        .applyTo(tree);
    var wild = Trial.finish(TrialSpec.bind("t.yaml", tree), NOWHERE, epoch -> {});
    assertEquals(TrialResult.Status.DIVERGED, wild.result().status());
    assertEquals(List.of(), wild.weights());
    SpecPath.Assignment.parse("dataset={idx: {directory: none}}").applyTo(tree);
    var failed = Trial.finish(TrialSpec.bind("t.yaml", tree), NOWHERE, epoch -> {});
    assertEquals(TrialResult.Status.FAILED, failed.result().status());
    assertEquals(List.of(), failed.weights());
  }
}

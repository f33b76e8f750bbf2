package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infomorph.cluster.SmallImages;
import org.infomorph.datasets.Dataset;
import org.infomorph.form.SpecFile;
import org.infomorph.result.Trial;
import org.infomorph.result.TrialResult;
import org.infomorph.train.Method;
import org.infomorph.train.Scores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scores that a trial is said to have before it runs are those that it has then. */
class ScoreNamesTest {
  @TempDir static Path data;

  private static final String LABEL = "{from: label, connect: full}";
  private static final String LATERAL = "{from: out, previous: true, connect: no_self}";
  private static final String MEMORY = "{from: input, connect: no_self, bias: false}";

  private static final List<String> LABELLED =
      List.of(
          "{digits: {training: 60, test: 20}}",
          "{idx: {directory: small}}",
          "{cifar10: {directory: cifar}}",
          "{table: {file: kinds.csv, label: kind, test: {share: {fraction: 0.3}}}}",
          "{provided: {name: spirals}}",
          "{random_hierarchy: {classes: 4, synonyms: 2, levels: 2, training: 20, test: 10}}");

  private static final List<String> CAUSED =
      List.of(
          "{bars: {height: 3, width: 3, samples: 60, test: 20}}",
          "{random_patterns: {pixels: 9, templates: 3, samples: 60, test: 20}}",
          "{gaussians: {pixels: 9, bumps: 3, samples: 60, test: 20}}");

  private static final String STORED = "{patterns: {units: 12, count: 6}}";

  @BeforeAll
  static void writeData() throws IOException {
    SmallImages.write(data.resolve("small"));
    Files.createDirectories(data.resolve("cifar"));
    for (var file :
        List.of(
            "data_batch_1",
            "data_batch_2",
            "data_batch_3",
            "data_batch_4",
            "data_batch_5",
            "test_batch")) {
      var bytes = new byte[10 * 3073];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (i % 3073 == 0 ? i / 3073 : i * 31 % 251);
      }
      Files.write(data.resolve("cifar/" + file + ".bin"), bytes);
    }
    var rows = new StringBuilder("length,width,kind\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i * 7 % 11).append(',').append(i * 5 % 13).append(',');
      rows.append(i % 2 == 0 ? "one" : "other").append('\n');
    }
    Files.writeString(data.resolve("kinds.csv"), rows);
  }

  static Stream<String> trials() {
    var trials = new ArrayList<String>();
    for (var dataset : LABELLED) {
      for (var method :
          List.of(
              "local",
              "{online: {window: 5}}",
              "backprop",
              "{logistic_regression: {iterations: 2}}")) {
        trials.add(trial(dataset, 10, LABEL, method, 0.2, false));
        trials.add(trial(dataset, 10, LABEL, method, 0, false));
        trials.add(trial(dataset, 10, LABEL, method, 1e-9, false)); // none of so few samples
      }
    }
    for (var dataset : CAUSED) {
      for (int neurons : new int[] {12, 13}) {
        trials.add(trial(dataset, neurons, LATERAL, "local", 0.2, false));
        trials.add(trial(dataset, neurons, LATERAL, "{online: {window: 5}}", 0.2, false));
      }
    }
    trials.add(trial(STORED, 12, MEMORY, "local", 0.2, false));
    for (var method :
        List.of(
            "local",
            "{online: {window: 5}}",
            "hebb",
            "pseudo_inverse",
            "{perceptron: {sweeps: 5}}",
            "{minover: {steps: 5}}",
            "{descent_l2: {}}",
            "{mpf: {steps: 5}}")) {
      trials.add(trial(STORED, 12, MEMORY, method, 0.2, true));
    }
    // What learns something else can be tried as a memory, too.
    trials.add(
        trial(
            "{bars: {height: 3, width: 4, samples: 60, test: 20}}",
            12,
            MEMORY,
            "local",
            0.2,
            true));
    return trials.stream();
  }

  private static String trial(
      String dataset,
      int neurons,
      String context,
      String method,
      double validation,
      boolean recall) {
    return """
    dataset: %s
    network:
      passes: 2
      layers:
        - name: out
          neurons: %d
          sources:
            r: {from: input}
            c: %s
          activation: {sum: {}}
          bins:
            r: {count: 3, range: normalised}
            c: {count: 3, range: normalised}
          goal: {"{r}{c}": 1.0}
          optimiser: {adam: {learning_rate: 0.01}}
    training: {epochs: 2, batch_size: 20, method: %s, validation_fraction: %s}
    evaluation: {every: 1%s}
    """
        .formatted(
            dataset,
            neurons,
            context,
            method,
            validation == 0 ? "0" : Double.toString(validation),
            recall ? ", recall: {source: c, flips: [0.2]}" : "");
  }

  private static TrialSpec bind(String yaml) {
    return TrialSpec.bind("t.yaml", (ObjectNode) SpecFile.parse("t.yaml", yaml));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void aTrialHasTheScoresThatItIsSaidToHave(String yaml) {
    var spec = bind(yaml);
    var check = new DataCheck(data);
    check.accept(spec);

    var result = Trial.run(spec, data, report -> {});

    assertEquals(TrialResult.Status.OK, result.status(), result.message());
    assertEquals(check.scores(spec), new TreeSet<>(result.scores().keySet()));
    for (var report : result.epochs()) {
      assertEquals(check.scores(spec), report.scores().keySet());
    }
  }

  @Test
  void thereIsATrialOfEachDataSetAndMethod() {
    Set<Class<?>> shown = new HashSet<>();
    trials()
        .map(ScoreNamesTest::bind)
        .forEach(
            spec -> {
              shown.add(spec.dataset().getClass());
              shown.add(spec.training().method().getClass());
            });
    Set<Class<?>> all =
        Arrays.stream(Dataset.class.getPermittedSubclasses())
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
            .collect(Collectors.toSet());
    all.addAll(List.of(Method.class.getPermittedSubclasses()));
    assertEquals(all, shown);
  }

  @Test
  void aScoreThatNobodyStatedEndsTheTrial() {
    assertThrows(
        IllegalStateException.class,
        () -> Scores.check(Set.of("test_accuracy"), Map.of("test_accuracy", 0.5, "loss", 1.0)));
    assertThrows(
        IllegalStateException.class, () -> Scores.check(Set.of("test_accuracy"), Map.of()));
  }
}

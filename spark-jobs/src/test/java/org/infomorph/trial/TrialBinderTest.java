package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecPath;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Binding part by part gives what binding each trial by itself gives, refusals included. */
class TrialBinderTest {
  private static final Path TRIALS =
      Path.of(System.getProperty("project.root", ".."), "conf", "trials");

  private static final int SWEEPS = 20;
  private static final int POINTS = 25;

  private int accepted;
  private int refused;

  /** A field and the values it takes. */
  private record Field(SpecPath path, List<JsonNode> values) {}

  static Stream<Path> trials() throws IOException {
    try (var files = Files.list(TRIALS)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("trials")
  void trialsOfASweepAreWhatEachIsByItself(Path file) {
    var template = SpecFile.read(file);
    var fields = fields(template);
    var random = new Seeds(7).stream("sweeps");
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      var axes = new ArrayList<Field>();
      for (int a = 0; a <= random.nextInt(4); a++) {
        var field = fields.get(random.nextInt(fields.size()));
        if (axes.stream().noneMatch(axis -> overlap(axis, field))) {
          axes.add(field);
        }
      }
      compare(template, axes, random);
    }
    assertTrue(accepted > 100, accepted + " trials were allowed");
    assertTrue(refused > 100, refused + " trials were refused");
  }

  private void compare(ObjectNode template, List<Field> axes, RandomStream random) {
    var paths = axes.stream().map(Field::path).toList();
    var binder = new TrialBinder("t.yaml", template, paths);
    for (int point = 0; point < POINTS; point++) {
      var values = new ArrayList<JsonNode>();
      for (var axis : axes) {
        values.add(axis.values().get(random.nextInt(axis.values().size())));
      }
      var alone = alone(template, paths, values);
      var shared = shared(binder, values);
      assertEquals(
          String.join("\n", alone), String.join("\n", shared), () -> paths + " = " + values);
      if (alone.get(0).startsWith("refused")) {
        refused++;
        binder = new TrialBinder("t.yaml", template, paths);
      } else {
        accepted++;
      }
    }
  }

  private static List<String> alone(
      ObjectNode template, List<SpecPath> paths, List<JsonNode> values) {
    try {
      var tree = template.deepCopy();
      for (int i = 0; i < paths.size(); i++) {
        paths.get(i).set(tree, values.get(i).deepCopy());
      }
      var spec = TrialSpec.bind("t.yaml", tree);
      return List.of(
          CanonicalJson.write(spec.toJson()),
          spec.pointId(),
          spec.trialId(),
          spec.withSeed(-3).trialId(),
          Double.toString(spec.cost()),
          spec.toString());
    } catch (SpecException | IllegalArgumentException e) {
      return List.of("refused: " + e.getMessage());
    }
  }

  private static List<String> shared(TrialBinder binder, List<JsonNode> values) {
    try {
      var point = binder.point(values, spec -> {});
      return List.of(
          point.canonical(point.seed()),
          point.pointId(),
          point.trialId(point.seed()),
          point.trialId(-3),
          Double.toString(point.cost()),
          binder.bind(values).toString());
    } catch (SpecException | IllegalArgumentException e) {
      return List.of("refused: " + e.getMessage());
    }
  }

  private static boolean overlap(Field a, Field b) {
    return a.path().contains(b.path()) || b.path().contains(a.path());
  }

  /** Numbers, texts, objects and lists, allowed ones and others, in all corners of a trial. */
  private static List<Field> fields(ObjectNode template) {
    var fields = new ArrayList<Field>();
    add(
        fields,
        "dataset",
        "[digits, {digits: {training: 50}}, {bars: {}}, {patterns: {count: 9}}]");
    add(fields, "dataset.digits.training", "[10, 20.0, 0, many]");
    add(fields, "dataset.bars", "[{}, {samples: 30}, {sample: 30}]");
    add(fields, "training.epochs", "[1, 2, 3.0, 2.5, -1]");
    add(fields, "training.batch_size", "[64, 2, 1]");
    add(fields, "training.precision", "[single, double, triple]");
    add(
        fields,
        "training.method",
        "[local, {backprop: {}}, hebb, {logistic_regression: {l2: 0.1}}, {online: {window: 5}}]");
    add(fields, "evaluation", "[{every: 2}, {every: 3, recall: {source: c}}, {evry: 2}]");
    add(fields, "evaluation.every", "[1, 2, 0]");
    add(fields, "network.passes", "[1, 2, 3]");
    add(fields, "network.more", "[1]");
    add(fields, "network.layers.nowhere.neurons", "[1]");
    for (var layer : template.at("/network/layers")) {
      addLayer(fields, "network.layers." + layer.get("name").asText(), layer);
    }
    return fields;
  }

  private static void addLayer(List<Field> fields, String path, JsonNode layer) {
    add(fields, path + ".name", "[" + layer.get("name").asText() + ", other, 'not a name']");
    add(fields, path + ".neurons", "[10, 12, 0]");
    add(fields, path + ".output", "[sampled, expected, loud]");
    add(fields, path + ".goal", "[{h_res: 1}, {'{r}': 1}, {'{r}{c}': -0.5, '{c}{r}': 1}, {}]");
    add(fields, path + ".goal.{r}", "[0, 1, -0.5, x]");
    add(fields, path + ".goal.{c}{r}", "[0, 0.0, 1]");
    add(fields, path + ".goal.{q}", "[1]");
    add(fields, path + ".goal.h_res", "[0, 0.25, 1e-7, 3]");
    add(fields, path + ".optimiser", "[{adam: {learning_rate: 0.1}}, {adam: {rate: 0.1}}, sgd]");
    add(fields, path + ".optimiser.adam.learning_rate", "[0.01, 1, 0, -1]");
    add(fields, path + ".activation", "[{sum: {beta: 1}}, kay_phillips, {gated: {source: c}}]");
    add(fields, path + ".bins.r.count", "[5, 6, 0]");
    add(fields, path + ".bins", "[{r: {count: 5, range: adaptive}}]");
    add(fields, path + ".sources.c.frozen", "[true, false, 1]");
    add(
        fields,
        path + ".sources",
        "[{r: {from: input}, c: {from: label}}, [{name: c, from: input}, {name: r, from: label}]]");
    var whole = (ObjectNode) layer.deepCopy();
    fields.add(new Field(SpecPath.parse(path), List.of(layer, whole.put("neurons", 11))));
    var renamed = (ObjectNode) layer.deepCopy();
    fields.add(new Field(SpecPath.parse(path), List.of(layer, renamed.put("name", "other"))));
  }

  private static void add(List<Field> fields, String path, String values) {
    var list = new ArrayList<JsonNode>();
    SpecFile.parse("values", values).forEach(list::add);
    fields.add(new Field(SpecPath.parse(path), list));
  }
}

package org.infomorph.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.infomorph.form.Key;
import org.infomorph.form.KeyTable;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.form.ValueType;
import org.infomorph.trial.JsonSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documentation and schemas say what the reader of files reads. With {@code
 * -Dinfomorph.describe=true} the files are written anew instead of being compared.
 */
class DescriptionTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final Path SCHEMAS = ROOT.resolve("conf/schema");
  private static final Path DOCS = ROOT.resolve("docs/trials.md");
  private static final boolean WRITES = Boolean.getBoolean("infomorph.describe");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final List<Key> TRIAL = JsonSchema.trialKeys();

  @TempDir Path folder;

  @Test
  void schemasAreThoseOfTheKeys() throws IOException {
    compare(
        SCHEMAS.resolve("trial.schema.json"),
        JSON.writeValueAsString(JsonSchema.of("A trial: one network, trained once", TRIAL)) + "\n");
    compare(
        SCHEMAS.resolve("sweep.schema.json"),
        JSON.writeValueAsString(
                JsonSchema.of("A sweep: a trial, and how it is varied", SweepKeys.all()))
            + "\n");
  }

  @Test
  void tablesOfTheDocumentationAreThoseOfTheKeys() throws IOException {
    var lines = new ArrayList<>(Files.readAllLines(DOCS));
    tables()
        .forEach(
            (name, keys) -> {
              int begin = lines.indexOf("<!-- keys: " + name + " -->");
              int end = begin < 0 ? -1 : lines.subList(begin, lines.size()).indexOf("<!-- end -->");
              assertTrue(end > 0, DOCS + " has no table of the keys of " + name);
              var table = lines.subList(begin + 1, begin + end);
              table.clear();
              table.addAll(KeyTable.of(keys));
            });
    compare(DOCS, String.join("\n", lines) + "\n");
  }

  private static Map<String, List<Key>> tables() {
    var tables = new LinkedHashMap<String, List<Key>>();
    tables.put("dataset", datasets());
    var network = fields(key(TRIAL, "network"));
    var layer = fields(((ValueType.ListOf) key(network, "layers").type()).each());
    tables.put("layer", layer);
    var sources = (ValueType.Either) key(layer, "sources").type();
    tables.put("source", fields(((ValueType.ByName) sources.types().get(0)).each()));
    tables.put("training", fields(key(TRIAL, "training")));
    tables.put("evaluation", fields(key(TRIAL, "evaluation")));
    tables.put("sweep", SweepKeys.all());
    return tables;
  }

  /** Each data set as a key of its own, with its fields. */
  private static List<Key> datasets() {
    var choice = (ValueType.OneOf) key(TRIAL, "dataset").type();
    return choice.alternatives().stream()
        .map(each -> new Key(each.name(), each.says(), "", new ValueType.OneOf(List.of(each))))
        .toList();
  }

  private static Key key(List<Key> keys, String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Key> fields(Key key) {
    return fields(key.type());
  }

  private static List<Key> fields(ValueType type) {
    return ((ValueType.Fields) type).keys();
  }

  private static void compare(Path file, String text) throws IOException {
    if (WRITES) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertEquals(text, Files.readString(file), file + " is not what the keys say");
  }

  static Stream<Path> shippedFiles() throws IOException {
    try (var files = Files.walk(ROOT.resolve("conf"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> kind(file) != null)
          .toList()
          .stream();
    }
  }

  private static String kind(Path file) {
    var place = ROOT.resolve("conf").relativize(file).getName(0).toString();
    return place.equals("trials") ? "trial" : place.equals("sweeps") ? "sweep" : null;
  }

  @ParameterizedTest
  @MethodSource("shippedFiles")
  void everyShippedFileIsAsItsSchemaSays(Path file) throws IOException {
    assertEquals(List.of(), problems(kind(file), SpecFile.read(file)));
  }

  @ParameterizedTest
  @MethodSource("shippedFiles")
  void everyShippedFileNamesItsSchema(Path file) throws IOException {
    var first = Files.readAllLines(file).get(0);
    var prefix = "# yaml-language-server: $schema=";
    assertTrue(first.startsWith(prefix), file + " begins with " + first);
    var named = file.resolveSibling(first.substring(prefix.length())).normalize();
    assertEquals(SCHEMAS.resolve(kind(file) + ".schema.json"), named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training: {epochs: -1, batch_size: 2}",
        "training: {epochs: 1, batch_size: 2, batch: 3}",
        "training: {batch_size: 2}",
        "training: {epochs: 1.5, batch_size: 2}",
        "training: {epochs: 1, batch_size: 2, method: guess}",
        "training: {epochs: 1, batch_size: 2, method: {online: {window: 1}}}",
        "dataset: {digits: {training: 0}}",
        "dataset: {pictures: {}}",
        "network: {layers: [{name: a}]}",
      })
  void aMistakeIsFoundByTheSchema(String yaml) throws IOException {
    var problems = new ArrayList<String>();
    for (var problem : problems("trial", SpecFile.parseObject("t.yaml", yaml))) {
      if (!problem.contains("$: required")) { // the other parts of a trial
        problems.add(problem);
      }
    }
    assertFalse(problems.isEmpty());
  }

  private static final String STUDY =
      """
      name: study
      trial: trial.yaml
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1, count: 3}}
      measure: validation_accuracy
      """;

  /** Of studies, each with all its keys. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan: {refine: {levels: 2, at: {validation_accuracy: 0.9}, jump: 0.1, phases: true,"
            + " explore: 0.1, seed: 3}}",
        "plan: {refine: {levels: 0, at: 0.9}}",
        "plan: {search: {population: 8, generations: 3, seed: 1}}",
        "plan: {search: {}}\nbudget: {trials: 90, epochs: 50, core_hours: 0.5}",
        "plan: search\nbudget: {trials: 90}",
        "plan: {knockout: {base: {red: 1}, to: 0.5}}",
        "plan: {knockout: {share: 0.1}}",
        "plan: {knockout: {step: 0.1}}",
        "plan: {prune: {tolerance: 0.01, base: {red: 1}, to: {red: 0}}}",
        "seeds: {from: 2, to: 5, half_width: 0.01, sure: 0.95}",
        "per_point: {seeds: {from: 2, to: 5, sure: 0.95}}",
        "per_point: {seeds: 2, rungs: {path: training.epochs, values: [1, 2], keep: 0.5}}",
        "per_point: {bisect: {axis: dataset.digits.training, at_least: {validation_accuracy: 0.5},"
            + " from: 100, to: 200, step: 50}}",
      })
  void aStudyIsAllowedByTheSchemaAndByTheProgram(String yaml) throws IOException {
    assertEquals(List.of(), problems("sweep", SpecFile.parseObject("s.yaml", STUDY + yaml)));
    assertEquals("study", SweepFiles.sweep(folder, STUDY + yaml).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan: {refine: {levels: 2, level: 3}}",
        "plan: {refine: {}}",
        "plan: {refine: {levels: -1}}",
        "plan: {refine: {levels: 1, explore: 0.6}}",
        "plan: {refine: {levels: 1, phases: 1}}",
        "plan: {refine: {levels: 1, jump: -0.1}}",
        "plan: {refine: {levels: 1, at: high}}",
        "plan: {search: {generation: 3}}",
        "plan: {search: {population: 8.5}}",
        "plan: {search: {generations: -1}}",
        "plan: {find: {}}",
        "plan: {knockout: {too: 1}}",
        "plan: {knockout: {share: 2}}",
        "plan: {knockout: {step: 0}}",
        "plan: {prune: {tolerance: -1}}",
        "plan: {prune: {to: {red: none}}}",
        "seeds: {from: 2, to: 5, surely: 0.95}",
        "seeds: {from: 1, to: 5, sure: 0.95}",
        "seeds: {from: 2, to: 5, sure: 1}",
        "seeds: {from: 2, to: 5, half_width: 0}",
        "seeds: 0",
        "per_point: {rung: {path: training.epochs, values: [1, 2], keep: 0.5}}",
        "per_point: {rungs: {path: training.epochs, values: [1, 2]}}",
        "per_point: {rungs: {path: training.epochs, values: [1, 2], keep: 1}}",
        "per_point: {rungs: {path: training.epochs, values: [one, two], keep: 0.5}}",
        "per_point: {bisect: {axis: dataset.digits.training, at_least: 0.5, from: 100, to: 200}}",
        "per_point: {bisect: {axis: dataset.digits.training, at_least: 0.5, from: 100, to: 200,"
            + " step: 0}}",
        "plan: {search: {}}\nbudget: {trails: 90}",
        "plan: {search: {}}\nbudget: {trials: 0}",
        "plan: {search: {}}\nbudget: {trials: 9, core_hours: -1}",
      })
  void aMistakeInAStudyIsFoundByTheSchemaAndByTheProgram(String yaml) throws IOException {
    var problems = problems("sweep", SpecFile.parseObject("s.yaml", STUDY + yaml));

    assertFalse(problems.isEmpty());
    var refused = assertThrows(SpecException.class, () -> SweepFiles.sweep(folder, STUDY + yaml));
    assertEquals(1, refused.getMessage().lines().count());
  }

  private static List<String> problems(String kind, JsonNode file) throws IOException {
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMAS.resolve(kind + ".schema.json")));
    return schema.validate(file).stream().map(Object::toString).sorted().toList();
  }
}

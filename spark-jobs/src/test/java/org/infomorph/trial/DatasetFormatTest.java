package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infomorph.datasets.Bars;
import org.infomorph.datasets.Cifar10;
import org.infomorph.datasets.Dataset;
import org.infomorph.datasets.Digits;
import org.infomorph.datasets.Gaussians;
import org.infomorph.datasets.Idx;
import org.infomorph.datasets.ImageShape;
import org.infomorph.datasets.Memories;
import org.infomorph.datasets.Provided;
import org.infomorph.datasets.RandomHierarchy;
import org.infomorph.datasets.RandomPatterns;
import org.infomorph.datasets.Table;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecFile;
import org.infomorph.form.SpecReader;
import org.infomorph.tabular.MissingValues;
import org.infomorph.tabular.Scaling;
import org.infomorph.tabular.TestRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetFormatTest {
  static Stream<Arguments> examples() {
    return Stream.of(
        Arguments.of("digits", Digits.DEFAULT),
        Arguments.of("{digits: {training: 5, test: 3, seed: 9}}", new Digits(5, 3, 9)),
        Arguments.of("{idx: {directory: mnist}}", new Idx("mnist")),
        Arguments.of("{cifar10: {directory: cifar}}", new Cifar10("cifar")),
        Arguments.of(
            "{table: {file: a.csv, label: kind}}",
            new Table(
                "a.csv",
                List.of(),
                "kind",
                "",
                new TestRows.Share(0.2, 1),
                List.of(),
                Scaling.EACH,
                MissingValues.REFUSE,
                true)),
        Arguments.of(
            "{table: {file: 'm.npz:x', features: ['1:4'], label_file: 'm.npz:y', test: {file: {name:"
                + " 'm.npz:u', labels: 'm.npz:v'}}, image: {width: 2, height: 2}, standardise: all,"
                + " missing: skip, header: false}}",
            new Table(
                "m.npz:x",
                List.of("1:4"),
                "",
                "m.npz:y",
                new TestRows.File("m.npz:u", "m.npz:v"),
                List.of(new ImageShape(2, 2, 1)),
                Scaling.ALL,
                MissingValues.SKIP,
                false)),
        Arguments.of(
            "{provided: {name: spirals, settings: {turns: 2}}}",
            new Provided("spirals", Map.of("turns", 2.0))),
        Arguments.of("random_hierarchy", new RandomHierarchy(8, 4, 2, 3, 8, 10_000, 2000, 1)),
        Arguments.of(
            "{random_hierarchy: {classes: 6, synonyms: 5, training: 100, test: 50}}",
            new RandomHierarchy(6, 5, 2, 3, 6, 100, 50, 1)),
        Arguments.of(
            "{random_hierarchy: {classes: 4, synonyms: 3, tuple_size: 3, levels: 2, vocabulary: 5,"
                + " training: 200, test: 50, seed: 7}}",
            new RandomHierarchy(4, 3, 3, 2, 5, 200, 50, 7)),
        Arguments.of("bars", new Bars(8, 8, Bars.Orientation.HORIZONTAL, 0.5, 10_240, 4096, true)),
        Arguments.of(
            "{bars: {orientation: both}}",
            new Bars(8, 8, Bars.Orientation.BOTH, 0.3, 10_240, 4096, true)),
        Arguments.of(
            "{bars: {height: 3, width: 4, orientation: vertical, on_probability: 0.2,"
                + " samples: 50, test: 60, fresh: false}}",
            new Bars(3, 4, Bars.Orientation.VERTICAL, 0.2, 50, 60, false)),
        Arguments.of("random_patterns", new RandomPatterns(64, 8, 0.2, 0.5, 10_240, 4096, true)),
        Arguments.of(
            "{random_patterns: {pixels: 9, templates: 3, density: 0.4, on_probability: 0.2,"
                + " samples: 50, test: 60, fresh: false}}",
            new RandomPatterns(9, 3, 0.4, 0.2, 50, 60, false)),
        Arguments.of("gaussians", new Gaussians(64, 8, 4, 0.5, 0.1, 10_240, 4096, true)),
        Arguments.of(
            "{gaussians: {pixels: 9, bumps: 3, width: 0.7, on_probability: 0.2, noise: 0,"
                + " samples: 50, test: 60, fresh: false}}",
            new Gaussians(9, 3, 0.7, 0.2, 0, 50, 60, false)),
        Arguments.of(
            "{patterns: {units: 100, count: 20}}",
            new Memories(100, 20, 0.5, Memories.Correlation.NONE, 0)),
        Arguments.of(
            "{patterns: {units: 100, load: 1.4, probability: 0.3, correlation: none}}",
            new Memories(100, 140, 0.3, Memories.Correlation.NONE, 0)),
        Arguments.of(
            "{patterns: {units: 100, load: 2, correlation: {spatial: {coefficient: 0.4}}}}",
            new Memories(100, 200, 0.5, Memories.Correlation.SPATIAL, 0.4)),
        Arguments.of(
            "{patterns: {units: 100, load: 2, correlation: {temporal: {coefficient: 0}}}}",
            new Memories(100, 200, 0.5, Memories.Correlation.TEMPORAL, 0)),
        Arguments.of(
            "{patterns: {units: 100, load: 0.29, rounding: down}}",
            new Memories(100, 28, 0.5, Memories.Correlation.NONE, 0)),
        Arguments.of(
            "{patterns: {units: 100, load: 2, correlation: {temporal: {coefficient: -0.9}}}}",
            new Memories(100, 200, 0.5, Memories.Correlation.TEMPORAL, -0.9)));
  }

  @Test
  void thereIsAnExampleOfEach() {
    Set<Class<?>> shown = examples().map(e -> e.get()[1].getClass()).collect(Collectors.toSet());
    Set<Class<?>> records =
        Arrays.stream(Dataset.class.getPermittedSubclasses())
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
            .collect(Collectors.toSet());
    assertEquals(records, shown);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void defaultsAreFilledIn(String yaml, Dataset dataset) {
    assertEquals(dataset, read(yaml));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theCanonicalFormIsTheSameDataset(String yaml, Dataset dataset) {
    String canonical = canonical(dataset);
    Dataset again = read(canonical);
    assertEquals(dataset, again);
    assertEquals(canonical, canonical(again));
  }

  /** Ids of trials are hashes of it: whoever changes one of these strands the tables on disk. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "digits | {\"digits\":{\"seed\":1,\"test\":2000,\"training\":10000}}",
        "{idx: {directory: mnist}} | {\"idx\":{\"directory\":\"mnist\"}}",
        "{cifar10: {directory: cifar}} | {\"cifar10\":{\"directory\":\"cifar\"}}",
        "random_hierarchy | {\"random_hierarchy\":{\"classes\":8,\"levels\":3,\"seed\":1,"
            + "\"synonyms\":4,\"test\":2000,\"training\":10000,\"tuple_size\":2,"
            + "\"vocabulary\":8}}",
        "bars | {\"bars\":{\"fresh\":true,\"height\":8,\"on_probability\":0.5,"
            + "\"orientation\":\"horizontal\",\"samples\":10240,\"test\":4096,\"width\":8}}",
        "random_patterns | {\"random_patterns\":{\"density\":0.2,\"fresh\":true,"
            + "\"on_probability\":0.5,\"pixels\":64,\"samples\":10240,\"templates\":8,"
            + "\"test\":4096}}",
        "gaussians | {\"gaussians\":{\"bumps\":8,\"fresh\":true,\"noise\":0.1,"
            + "\"on_probability\":0.5,\"pixels\":64,\"samples\":10240,\"test\":4096,\"width\":4.0}}",
        "{patterns: {units: 100, load: 1.4}} | {\"patterns\":{\"correlation\":{\"none\":{}},"
            + "\"count\":140,\"probability\":0.5,\"units\":100}}",
      })
  void theCanonicalFormNeverChanges(String yaml, String canonical) {
    assertEquals(canonical, canonical(read(yaml)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "faces | dataset: there is no faces; allowed is one of digits, idx, cifar10, random_hierarchy, table, provided, bars, random_patterns, gaussians, patterns",
        "{bars: {}, digits: {}} | dataset: 2 alternatives are given; allowed is exactly one of"
            + " digits, idx, cifar10, random_hierarchy, table, provided, bars, random_patterns, gaussians, patterns",
        "{digits: {size: 3}} | dataset.digits.size: unknown key; known are training, test, seed",
        "{digits: {test: many}} | dataset.digits.test: found the text \"many\"; allowed is an"
            + " integer",
        "idx | dataset.idx.directory: missing; allowed is a text",
        "{idx: {directory: ../mnist}} | dataset.idx: directory is ../mnist; allowed is a folder"
            + " inside the data folder, or an absolute path",
        "cifar10 | dataset.cifar10.directory: missing; allowed is a text",
        "{cifar10: {directory: ../cifar}} | dataset.cifar10: directory is ../cifar; allowed is a"
            + " folder inside the data folder, or an absolute path",
        "{random_hierarchy: {depth: 3}} | dataset.random_hierarchy.depth: unknown key; known are"
            + " classes, synonyms, tuple_size, levels, vocabulary, training, test, seed",
        "{random_hierarchy: {synonyms: 9}} | dataset.random_hierarchy: synonyms is 9, which needs"
            + " 72 different tuples of 2 symbols; there are 64 in a vocabulary of 8",
        "{bars: {size: 8}} | dataset.bars.size: unknown key; known are height, width, orientation,"
            + " on_probability, samples, test, fresh",
        "{bars: {orientation: diagonal}} | dataset.bars.orientation: there is no diagonal; allowed"
            + " is one of horizontal, vertical, both",
        "{bars: {on_probability: 1.5}} | dataset.bars: on_probability is 1.5; allowed is (0, 1)",
        "{bars: {fresh: 1}} | dataset.bars.fresh: found 1; allowed is true or false",
        "{random_patterns: {density: 1}} | dataset.random_patterns: density is 1.0; allowed is (0, 1)",
        "{random_patterns: {width: 8}} | dataset.random_patterns.width: unknown key; known are"
            + " pixels, templates, density, on_probability, samples, test, fresh",
        "{gaussians: {noise: -1}} | dataset.gaussians: noise is -1.0; allowed are 0.0 to 100.0",
        "{gaussians: {pixels: 0.5}} | dataset.gaussians.pixels: found 0.5; allowed is an integer",
        "patterns | dataset.patterns.units: missing; allowed is an integer",
        "{patterns: {units: 100}} | dataset.patterns.count: missing, and so is load; allowed is"
            + " one of them",
        "{patterns: {units: 100, count: 0}} | dataset.patterns: count is 0; allowed are 1 to"
            + " 1000000",
        "{patterns: {units: 100, count: 9, load: 1}} | dataset.patterns.load: given together with"
            + " count; allowed is one of them",
        "{patterns: {units: 100, count: 9, rounding: down}} | dataset.patterns.rounding: given with"
            + " count; allowed is rounding of a load",
        "{patterns: {units: 100, load: 1, rounding: up}} | dataset.patterns.rounding: there is no"
            + " up; allowed is one of nearest, down",
        "{patterns: {units: 9, count: 9, probability: 0.2, correlation: {temporal: {coefficient:"
            + " -0.3}}}} | dataset.patterns: coefficient is -0.3; allowed is [-0.25, 1) where"
            + " probability is 0.2",
        "{patterns: {units: 100, load: 0.001}} | dataset.patterns: load is 0.001, which gives no"
            + " pattern of 100 units; allowed is 0.005 to 10000.0",
        "{patterns: {units: 9, count: 9, correlation: weak}} | dataset.patterns.correlation: there"
            + " is no weak; allowed is one of none, spatial, temporal",
        "{patterns: {units: 9, count: 9, correlation: spatial}} |"
            + " dataset.patterns.correlation.spatial.coefficient: missing; allowed is a finite"
            + " number",
        "{patterns: {units: 9, count: 9, correlation: {temporal: {coefficient: 1}}}} |"
            + " dataset.patterns: coefficient is 1.0; allowed is (-1, 1)",
        "{patterns: {units: 9, count: 9, correlation: {none: {coefficient: 0}}}} |"
            + " dataset.patterns.correlation.none.coefficient: unknown key; none is known here",
      })
  void aMistakeIsNamedWithItsPlace(String yaml, String message) {
    SpecException e = assertThrows(SpecException.class, () -> read(yaml));
    assertEquals("t.yaml: " + message, e.getMessage());
  }

  private static Dataset read(String yaml) {
    SpecReader reader =
        SpecReader.of("t.yaml", (ObjectNode) SpecFile.parse("t.yaml", "dataset: " + yaml));
    Dataset dataset = DatasetFormat.FORM.read(reader.choice("dataset", DatasetFormat.FORM.names()));
    reader.done();
    return dataset;
  }

  private static String canonical(Dataset dataset) {
    return CanonicalJson.write(DatasetFormat.FORM.write(dataset));
  }
}

package org.infomorph.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomHierarchyTest {
  private static final Path NOWHERE = Path.of("no", "such", "folder");

  /** Small and large, full and sparse, more and fewer classes than symbols, one level and many. */
  static Stream<RandomHierarchy> models() {
    return Stream.of(
        new RandomHierarchy(8, 4, 2, 3, 8, 500, 200, 1),
        new RandomHierarchy(8, 8, 2, 2, 8, 500, 200, 2),
        new RandomHierarchy(4, 3, 3, 2, 5, 200, 100, 3),
        new RandomHierarchy(20, 2, 2, 4, 7, 500, 200, 4),
        new RandomHierarchy(10, 50, 4, 1, 5, 300, 200, 5),
        new RandomHierarchy(32, 32, 2, 3, 32, 50, 20, 6),
        new RandomHierarchy(256, 3, 2, 2, 256, 50, 20, 8),
        new RandomHierarchy(2, 2, 2, 7, 2, 500, 200, 7));
  }

  @ParameterizedTest
  @MethodSource("models")
  void eachPositionHoldsOneSymbol(RandomHierarchy model) {
    Samples samples = model.load(NOWHERE).training();
    assertEquals(model.classes(), samples.classes());
    assertEquals(model.positions() * model.vocabulary(), samples.features());
    for (int i = 0; i < samples.size(); i++) {
      for (int p = 0; p < model.positions(); p++) {
        double sum = 0;
        for (int v = 0; v < model.vocabulary(); v++) {
          sum += samples.value(i, p * model.vocabulary() + v);
        }
        assertEquals(1, sum);
      }
    }
  }

  /** Reads each sample from its symbols up: every tuple is known, and the last one is the label. */
  @ParameterizedTest
  @MethodSource("models")
  void theLabelFollowsFromTheInputByTheRules(RandomHierarchy model) {
    List<Map<ByteBuffer, Integer>> inverse = inverse(model);
    SampleSets sets = model.load(NOWHERE);
    for (Samples samples : new Samples[] {sets.training(), sets.test()}) {
      for (int i = 0; i < samples.size(); i++) {
        byte[] symbols = symbols(model, samples, i);
        for (int level = model.levels() - 1; level >= 0; level--) {
          symbols = parse(symbols, model.tupleSize(), inverse.get(level));
        }
        assertEquals(samples.label(i), symbols[0] & 0xff);
      }
    }
  }

  /** What each tuple of a level stands for; fails where one stands for two. */
  private static List<Map<ByteBuffer, Integer>> inverse(RandomHierarchy model) {
    HierarchyRules rules = rules(model);
    List<Map<ByteBuffer, Integer>> inverse = new ArrayList<>();
    for (int level = 0; level < rules.levels(); level++) {
      Map<ByteBuffer, Integer> symbolOf = new HashMap<>();
      int symbols = level == 0 ? model.classes() : model.vocabulary();
      for (int symbol = 0; symbol < symbols; symbol++) {
        assertEquals(model.synonyms(), rules.synonyms(level, symbol).length);
        for (byte[] tuple : rules.synonyms(level, symbol)) {
          assertEquals(model.tupleSize(), tuple.length);
          symbolOf.put(ByteBuffer.wrap(tuple), symbol);
        }
      }
      assertEquals(symbols * model.synonyms(), symbolOf.size(), "tuples of level " + level);
      inverse.add(symbolOf);
    }
    return inverse;
  }

  private static HierarchyRules rules(RandomHierarchy model) {
    return new HierarchyRules(model, new Seeds(model.seed()).derive("random_hierarchy"));
  }

  private static byte[] parse(byte[] symbols, int tupleSize, Map<ByteBuffer, Integer> symbolOf) {
    byte[] higher = new byte[symbols.length / tupleSize];
    for (int i = 0; i < higher.length; i++) {
      higher[i] =
          symbolOf.get(ByteBuffer.wrap(symbols, i * tupleSize, tupleSize).slice()).byteValue();
    }
    return higher;
  }

  private static byte[] symbols(RandomHierarchy model, Samples samples, int sample) {
    byte[] symbols = new byte[model.positions()];
    for (int f = 0; f < samples.features(); f++) {
      if (samples.value(sample, f) == 1) {
        symbols[f / model.vocabulary()] = (byte) (f % model.vocabulary());
      }
    }
    return symbols;
  }

  @ParameterizedTest
  @MethodSource("models")
  void noDatumComesTwice(RandomHierarchy model) {
    assertEquals(model.training() + model.test(), data(model).size());
  }

  private static Set<ByteBuffer> data(RandomHierarchy model) {
    SampleSets sets = model.load(NOWHERE);
    Set<ByteBuffer> data = new HashSet<>();
    for (Samples samples : new Samples[] {sets.training(), sets.test()}) {
      for (int i = 0; i < samples.size(); i++) {
        data.add(ByteBuffer.wrap(symbols(model, samples, i)));
      }
    }
    return data;
  }

  /** n_c m^((s^L - 1) / (s - 1)): 2 * 2^3, 3 * 3^4, and 4 * 5. */
  @ParameterizedTest
  @CsvSource({"2, 2, 2, 2, 2, 16", "3, 3, 3, 2, 3, 243", "4, 5, 3, 1, 3, 20"})
  void allDataCanBeHadButNotMore(
      int classes, int synonyms, int tupleSize, int levels, int vocabulary, int there) {
    var model =
        new RandomHierarchy(classes, synonyms, tupleSize, levels, vocabulary, there - 4, 4, 1);
    assertEquals(there, data(model).size());
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new RandomHierarchy(
                    classes, synonyms, tupleSize, levels, vocabulary, there - 3, 4, 1));
    assertEquals(
        "training is "
            + (there - 3)
            + " and test is 4; there are "
            + there
            + " different data for both together",
        e.getMessage());
  }

  /** 20 000 of 131 072 data, a quarter of which belongs to each class: 4.5 standard errors. */
  @Test
  void classesAreEquallyLikely() {
    Samples all = new RandomHierarchy(4, 2, 2, 4, 4, 20_000, 1, 1).load(NOWHERE).training();
    int[] counts = new int[4];
    for (int i = 0; i < all.size(); i++) {
      counts[all.label(i)]++;
    }
    for (int count : counts) {
      assertEquals(0.25, count / 20_000.0, 4.5 * Math.sqrt(0.25 * 0.75 / 20_000));
    }
  }

  /**
   * A class has 2^3 data, one for each choice: each comes one in eight times, 4.5 standard errors.
   */
  @Test
  void synonymsAreEquallyLikelyAndEachSymbolHasItsOwnChoice() {
    RandomHierarchy model = new RandomHierarchy(2, 2, 2, 2, 4, 1, 1, 1);
    HierarchyRules rules = rules(model);
    var random = new Seeds(1).stream("synonyms");
    Map<ByteBuffer, Integer> counts = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      counts.merge(ByteBuffer.wrap(rules.expand(1, random)), 1, Integer::sum);
    }
    assertEquals(8, counts.size());
    for (int count : counts.values()) {
      assertEquals(1 / 8.0, count / 20_000.0, 4.5 * Math.sqrt(7 / 64.0 / 20_000));
    }
  }

  /** The first rule is each of the four tuples one in four times: 4.5 standard errors. */
  @Test
  void rulesAreEquallyLikely() {
    int[] counts = new int[4];
    for (int seed = 0; seed < 4000; seed++) {
      byte[] tuple = rules(new RandomHierarchy(2, 1, 2, 1, 2, 1, 1, seed)).synonyms(0, 0)[0];
      counts[2 * tuple[0] + tuple[1]]++;
    }
    for (int count : counts) {
      assertEquals(0.25, count / 4000.0, 4.5 * Math.sqrt(0.25 * 0.75 / 4000));
    }
  }

  @Test
  void drawingAgainGivesTheSame() {
    RandomHierarchy model = new RandomHierarchy(8, 4, 2, 3, 8, 200, 100, 7);
    assertEquals(
        Contents.of(model.load(NOWHERE).training()), Contents.of(model.load(NOWHERE).training()));
    assertEquals(Contents.of(model.load(NOWHERE).test()), Contents.of(model.load(NOWHERE).test()));
  }

  @Test
  void anotherSeedHasOtherRules() {
    List<Map<ByteBuffer, Integer>> one = inverse(new RandomHierarchy(8, 4, 2, 3, 8, 1, 1, 1));
    List<Map<ByteBuffer, Integer>> other = inverse(new RandomHierarchy(8, 4, 2, 3, 8, 1, 1, 2));
    for (int level = 0; level < 3; level++) {
      assertNotEquals(one.get(level), other.get(level));
    }
    assertNotEquals(one.get(1), one.get(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 150})
  void fewerSamplesAreTheBeginningOfMoreAndTheTestStays(int training) {
    SampleSets more = new RandomHierarchy(8, 4, 2, 3, 8, 400, 100, 7).load(NOWHERE);
    SampleSets fewer = new RandomHierarchy(8, 4, 2, 3, 8, training, 100, 7).load(NOWHERE);
    assertEquals(Contents.ofFirst(training, more.training()), Contents.of(fewer.training()));
    assertEquals(Contents.of(more.test()), Contents.of(fewer.test()));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4, 2, 3, 8, 10, 10, classes is 1; allowed are 2 to 256",
    "257, 4, 2, 3, 99, 10, 10, classes is 257; allowed are 2 to 256",
    "8, 0, 2, 3, 8, 10, 10, synonyms is 0; allowed are 1 to 1000",
    "8, 1001, 9, 3, 8, 10, 10, synonyms is 1001; allowed are 1 to 1000",
    "8, 4, 1, 3, 8, 10, 10, tuple_size is 1; allowed are 2 to 100",
    "8, 4, 101, 3, 8, 10, 10, tuple_size is 101; allowed are 2 to 100",
    "8, 4, 2, 0, 8, 10, 10, levels is 0; allowed are 1 to 20",
    "8, 4, 2, 21, 8, 10, 10, levels is 21; allowed are 1 to 20",
    "8, 4, 2, 3, 1, 10, 10, vocabulary is 1; allowed are 2 to 256",
    "8, 4, 2, 3, 257, 10, 10, vocabulary is 257; allowed are 2 to 256",
    "8, 4, 2, 3, 8, 0, 10, training is 0; allowed are 1 to 1000000",
    "8, 4, 2, 3, 8, 10, 1000001, test is 1000001; allowed are 1 to 1000000",
    "8, 9, 2, 3, 8, 10, 10, 'synonyms is 9, which needs 72 different tuples of 2 symbols;"
        + " there are 64 in a vocabulary of 8'",
    "8, 3, 2, 1, 4, 10, 10, 'synonyms is 3, which needs 24 different tuples of 2 symbols;"
        + " there are 16 in a vocabulary of 4'",
    "2, 5, 2, 2, 4, 10, 10, 'synonyms is 5, which needs 20 different tuples of 2 symbols;"
        + " there are 16 in a vocabulary of 4'",
    "8, 4, 2, 17, 8, 10, 10, 'levels is 17, which makes 1048576 features; allowed are 1 to"
        + " 1000000'",
    "8, 4, 100, 20, 8, 10, 10, 'levels is 20, which makes"
        + " 80000000000000000000000000000000000000000 features; allowed are 1 to 1000000'",
    "8, 4, 2, 16, 8, 10000, 10, 'training is 10000, of 524288 values each; allowed are 1 to"
        + " 4095'",
    "8, 4, 2, 16, 8, 10, 10000, 'test is 10000, of 524288 values each; allowed are 1 to 4095'",
    "8, 1, 2, 3, 8, 7, 2, training is 7 and test is 2; there are 8 different data for both"
        + " together",
  })
  void refusesWhatCannotBe(
      int classes,
      int synonyms,
      int tupleSize,
      int levels,
      int vocabulary,
      int training,
      int test,
      String message) {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new RandomHierarchy(
                    classes, synonyms, tupleSize, levels, vocabulary, training, test, 1));
    assertEquals(message, e.getMessage());
  }
}

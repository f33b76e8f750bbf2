package org.infomorph.datasets;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.spec.Field;
import org.infomorph.spec.Named;

/**
 * The Random Hierarchy Model: a class is written as a tuple of s symbols, each of these symbols as
 * a tuple of s symbols of the level below, and so on for L levels, down to s^L input symbols. Each
 * class and each symbol has m synonymous tuples, drawn at random; all tuples of a level are
 * different. A sample chooses among synonyms at random. There are
 *
 * <pre>    n_c m^((s^L - 1) / (s - 1))</pre>
 *
 * different data. The input is one-hot for each position: a byte 1 for the symbol at this position,
 * 0 for all other symbols.
 *
 * <p>All samples, training and test together, are different. The test samples do not depend on the
 * number of training samples. A smaller set is the beginning of a larger one, for both training and
 * test.
 *
 * @param classes n_c, 2 to 256
 * @param synonyms m, 1 to 1000; m n_c and m v must be at most v^s, the number of tuples
 * @param tupleSize s, 2 to 100
 * @param levels L, 1 to 20; a sample has s^L v features, at most 1 000 000
 * @param vocabulary v, number of symbols of each level, 2 to 256
 * @param training number of training samples, 1 to 1 000 000
 * @param test number of test samples, 1 to 1 000 000
 * @param seed decides the rules and the samples
 * @see <a href="https://doi.org/10.1103/PhysRevX.14.031001">Cagnetta, Petrini, Tomasini, Favero,
 *     Wyart 2024, How deep neural networks learn compositional data</a>
 */
@Named("the Random Hierarchy Model: classes written by rules over several levels")
public record RandomHierarchy(
    @Field(value = "classes", absent = "" + RandomHierarchy.DEFAULT_CLASSES, range = "[2, 256]")
        int classes,
    @Field(
            value = "different tuples of each class and symbol",
            absent = "" + RandomHierarchy.DEFAULT_SYNONYMS,
            range = "[1, 1000]")
        int synonyms,
    @Field(
            value = "symbols of a tuple",
            absent = "" + RandomHierarchy.DEFAULT_TUPLE_SIZE,
            range = "[2, 100]")
        int tupleSize,
    @Field(
            value = "levels of rules",
            absent = "" + RandomHierarchy.DEFAULT_LEVELS,
            range = "[1, 20]")
        int levels,
    @Field(value = "symbols of each level", absent = "= classes", range = "[2, 256]")
        int vocabulary,
    @Field(
            value = "training samples",
            absent = "" + RandomHierarchy.DEFAULT_TRAINING,
            range = "[1, 1000000]")
        int training,
    @Field(
            value = "test samples",
            absent = "" + RandomHierarchy.DEFAULT_TEST,
            range = "[1, 1000000]")
        int test,
    @Field(
            value = "decides rules and samples; it does not follow the trial's seed",
            absent = "" + RandomHierarchy.DEFAULT_SEED)
        long seed)
    implements FixedDataset {
  /** Default number of classes. By default, the vocabulary size equals the number of classes. */
  public static final int DEFAULT_CLASSES = 8;

  /** Default number of synonyms. */
  public static final int DEFAULT_SYNONYMS = 4;

  /** Default size of a tuple. */
  public static final int DEFAULT_TUPLE_SIZE = 2;

  /**
   * Default number of levels; with the other defaults, there are 8 * 4^7 = 131 072 different data.
   */
  public static final int DEFAULT_LEVELS = 3;

  /** Default number of training samples. */
  public static final int DEFAULT_TRAINING = 10_000;

  /** Default number of test samples. */
  public static final int DEFAULT_TEST = 2_000;

  /** Default seed. It does not depend on the trial's seed, so trials share their data. */
  public static final long DEFAULT_SEED = 1;

  private static final int MOST_SYMBOLS = 256;
  private static final int MOST_SYNONYMS = 1000;
  private static final int LARGEST_TUPLE = 100;
  private static final int MOST_LEVELS = 20;
  private static final int MOST_FEATURES = 1_000_000;

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a field is out of its range, or if there are too few tuples
   *     or data
   */
  public RandomHierarchy {
    Fields.requireBetween("classes", classes, 2, MOST_SYMBOLS);
    Fields.requireBetween("synonyms", synonyms, 1, MOST_SYNONYMS);
    Fields.requireBetween("tuple_size", tupleSize, 2, LARGEST_TUPLE);
    Fields.requireBetween("levels", levels, 1, MOST_LEVELS);
    Fields.requireBetween("vocabulary", vocabulary, 2, MOST_SYMBOLS);
    Fields.requireSetSize("training", training);
    Fields.requireSetSize("test", test);
    requireTuples(classes, levels, synonyms, tupleSize, vocabulary);
    BigInteger features = power(tupleSize, levels).multiply(BigInteger.valueOf(vocabulary));
    if (features.compareTo(BigInteger.valueOf(MOST_FEATURES)) > 0) {
      throw new IllegalArgumentException(
          "levels is "
              + levels
              + ", which makes "
              + features
              + " features; allowed are 1 to "
              + MOST_FEATURES);
    }
    Fields.requireArray("training", training, features.intValue());
    Fields.requireArray("test", test, features.intValue());
    BigInteger data = data(classes, synonyms, tupleSize, levels);
    if (BigInteger.valueOf((long) training + test).compareTo(data) > 0) {
      throw new IllegalArgumentException(
          "training is "
              + training
              + " and test is "
              + test
              + "; there are "
              + data
              + " different data for both together");
    }
  }

  private static void requireTuples(
      int classes, int levels, int synonyms, int tupleSize, int vocabulary) {
    int symbols = levels == 1 ? classes : Math.max(classes, vocabulary);
    long needed = (long) synonyms * symbols;
    BigInteger there = power(vocabulary, tupleSize);
    if (there.compareTo(BigInteger.valueOf(needed)) < 0) {
      throw new IllegalArgumentException(
          "synonyms is "
              + synonyms
              + ", which needs "
              + needed
              + " different tuples of "
              + tupleSize
              + " symbols; there are "
              + there
              + " in a vocabulary of "
              + vocabulary);
    }
  }

  private static BigInteger power(int base, int exponent) {
    return BigInteger.valueOf(base).pow(exponent);
  }

  /**
   * n_c m^((s^L - 1) / (s - 1)): one factor n_c for the class, and a factor m for each rewriting of
   * the class or a symbol.
   */
  private static BigInteger data(int classes, int synonyms, int tupleSize, int levels) {
    int choices = 0;
    for (int level = 0; level < levels; level++) {
      choices = choices * tupleSize + 1;
    }
    return power(synonyms, choices).multiply(BigInteger.valueOf(classes));
  }

  @Override
  public Extent extent() {
    return new Extent(training, test, positions() * vocabulary, classes);
  }

  @Override
  public String name() {
    return "random hierarchy";
  }

  /** Number of input symbols of a sample, s^L. */
  public int positions() {
    return power(tupleSize, levels).intValue();
  }

  @Override
  public SampleSets load(Path dataFolder) {
    Seeds seeds = new Seeds(seed).derive("random_hierarchy");
    HierarchyRules rules = new HierarchyRules(this, seeds);
    Set<ByteBuffer> taken = new HashSet<>();
    Samples judging = draw(test, rules, seeds.stream("test"), taken);
    return new SampleSets(draw(training, rules, seeds.stream("training"), taken), judging);
  }

  /** Draws data that were not drawn before, all of them equally likely, and marks them as drawn. */
  private Samples draw(
      int samples, HierarchyRules rules, RandomStream random, Set<ByteBuffer> taken) {
    int positions = positions();
    byte[] values = new byte[samples * positions * vocabulary];
    byte[] labels = new byte[samples];
    for (int i = 0; i < samples; i++) {
      byte[] symbols;
      do {
        labels[i] = (byte) random.nextInt(classes);
        symbols = rules.expand(labels[i] & 0xff, random);
      } while (!taken.add(ByteBuffer.wrap(symbols)));
      for (int p = 0; p < positions; p++) {
        values[(i * positions + p) * vocabulary + (symbols[p] & 0xff)] = 1;
      }
    }
    return Samples.ofBytes(positions * vocabulary, values, classes, labels);
  }
}

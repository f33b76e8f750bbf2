package org.infomorph.datasets;

import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.spec.Named;

/**
 * Patterns for an associative memory: bits in {-1, +1}, each +1 with the same probability. Every
 * epoch learns the same patterns, and recall is tested on them. Correlated bits form a stationary
 * Markov chain: if the previous bit is b, written as 0 or 1, the next bit is +1 with probability
 *
 * <pre>    q = c b + (1 - c) p</pre>
 *
 * so each bit is +1 with probability p, and bits k steps apart have correlation c^k, with signs
 * that alternate if c is negative. A smaller set of patterns is the beginning of a larger one.
 *
 * @param units number of bits of a pattern, N, 2 to 100 000
 * @param count number of patterns, P, 1 to 1 000 000
 * @param probability probability of +1, p, in (0, 1)
 * @param correlation which bits form a chain
 * @param coefficient c, in (-1, 1), and so far from -1 that q is a probability; 0 without
 *     correlation
 */
@Named(value = "patterns of bits, for an associative memory", as = "patterns")
public record Memories(
    int units, int count, double probability, Correlation correlation, double coefficient)
    implements DrawnDataset {
  /** Default probability of +1. */
  public static final double DEFAULT_PROBABILITY = 0.5;

  /** Default correlation. */
  public static final Correlation DEFAULT_CORRELATION = Correlation.NONE;

  private static final int MOST_UNITS = 100_000;

  /** The direction of the Markov chain. */
  public enum Correlation {
    /** Every bit is independent of all others. */
    NONE,
    /** Along the units, within each pattern. */
    SPATIAL,
    /** Along the patterns, within each unit. */
    TEMPORAL
  }

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a field is out of its range
   */
  public Memories {
    requireUnits(units);
    Fields.requireSetSize("count", count);
    Fields.requireArray("count", count, units);
    Fields.requireProbability("probability", probability);
    if (!(coefficient > -1 && coefficient < 1)) {
      throw new IllegalArgumentException("coefficient is " + coefficient + "; allowed is (-1, 1)");
    }
    double least = -Math.min(probability / (1 - probability), (1 - probability) / probability);
    if (coefficient < least) {
      throw new IllegalArgumentException(
          "coefficient is "
              + coefficient
              + "; allowed is ["
              + least
              + ", 1) where probability is "
              + probability);
    }
    if (correlation == Correlation.NONE && coefficient != 0) {
      throw new IllegalArgumentException(
          "coefficient is " + coefficient + "; allowed is 0 without correlation");
    }
  }

  private static void requireUnits(int units) {
    Fields.requireBetween("units", units, 2, MOST_UNITS);
  }

  /** How a load that gives no whole number of patterns is rounded. */
  public enum Rounding {
    /** To the nearest whole number. */
    NEAREST,
    /** To the next smaller one, as in the published code, where .29 of 100 units are 28. */
    DOWN
  }

  /** Number of patterns for a load, the nearest whole number. */
  public static int count(int units, double load) {
    return count(units, load, Rounding.NEAREST);
  }

  /**
   * Number of patterns for a load.
   *
   * @param units N
   * @param load alpha = P / N
   * @return P
   * @throws IllegalArgumentException if the number is 0 or too large
   */
  public static int count(int units, double load, Rounding rounding) {
    requireUnits(units);
    double half = rounding == Rounding.NEAREST ? 0.5 : 0;
    double count = Math.floor(load * units + half);
    if (!(count >= 1 && count <= Fields.LARGEST_SET)) {
      String found = count <= 0 ? "no pattern" : count > 0 ? "too many patterns" : "no number";
      throw new IllegalArgumentException(
          "load is "
              + load
              + ", which gives "
              + found
              + " of "
              + units
              + " units; allowed is "
              + (1 - half) / units
              + " to "
              + (double) Fields.LARGEST_SET / units);
    }
    return (int) count;
  }

  /** All patterns, in each epoch. */
  @Override
  public int samples() {
    return count;
  }

  @Override
  public Extent extent() {
    return new Extent(count, count, units, 0);
  }

  @Override
  public String name() {
    return "patterns";
  }

  /** No test samples: recall is tested on the stored patterns. */
  @Override
  public int causes() {
    return 0;
  }

  @Override
  public int features() {
    return units;
  }

  /** The load alpha = P / N. */
  public double load() {
    return (double) count / units;
  }

  @Override
  public SampleSets draw(Seeds seeds) {
    RandomStream random = seeds.stream("patterns");
    byte[] bits = new byte[count * units];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (byte) (random.nextDouble() < onProbability(bits, i) ? 1 : 0);
    }
    Samples patterns = Samples.ofBytes(units, bits).affine(-1, 2);
    return new SampleSets(patterns, patterns);
  }

  /** Probability that bit i is +1, given the previous bits. */
  private double onProbability(byte[] bits, int i) {
    boolean spatial = correlation == Correlation.SPATIAL && i % units > 0;
    boolean temporal = correlation == Correlation.TEMPORAL && i >= units;
    if (!spatial && !temporal) {
      return probability;
    }
    int before = spatial ? i - 1 : i - units;
    return coefficient * bits[before] + (1 - coefficient) * probability; // q
  }
}

package org.infomorph.datasets;

import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.spec.Named;

/**
 * Patterns for an associative memory: bits in {-1, +1}, each +1 with the same probability. They are
 * what is learned, in every epoch, and what recall is judged by. Correlated bits form a stationary
 * Markov chain: with b the bit before as 0 or 1, the next one is +1 with probability
 *
 * <pre>    q = c b + (1 - c) p</pre>
 *
 * so that each is +1 with probability p and bits k steps apart have correlation c^k. Fewer patterns
 * are the beginning of more.
 *
 * @param units bits of a pattern, N, 2 to 100 000
 * @param count number of patterns, P, 1 to 1 000 000
 * @param probability of +1, p, in (0, 1)
 * @param correlation which bits follow each other
 * @param coefficient c, in [0, 1); 0 without correlation
 */
@Named(value = "patterns of bits, for an associative memory", as = "patterns")
public record Memories(
    int units, int count, double probability, Correlation correlation, double coefficient)
    implements DrawnDataset {
  /** Probability of +1 when nothing is said. */
  public static final double DEFAULT_PROBABILITY = 0.5;

  /** Correlation when nothing is said. */
  public static final Correlation DEFAULT_CORRELATION = Correlation.NONE;

  private static final int MOST_UNITS = 100_000;

  /** Which bits a Markov chain runs along. */
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
   * @throws IllegalArgumentException if one is out of its range
   */
  public Memories {
    requireUnits(units);
    Fields.requireSetSize("count", count);
    Fields.requireArray("count", count, units);
    Fields.requireProbability("probability", probability);
    if (!(coefficient >= 0 && coefficient < 1)) {
      throw new IllegalArgumentException("coefficient is " + coefficient + "; allowed is [0, 1)");
    }
    if (correlation == Correlation.NONE && coefficient != 0) {
      throw new IllegalArgumentException(
          "coefficient is " + coefficient + "; allowed is 0 without correlation");
    }
  }

  private static void requireUnits(int units) {
    Fields.requireBetween("units", units, 2, MOST_UNITS);
  }

  /**
   * Number of patterns at a load.
   *
   * @param units N
   * @param load alpha = P / N
   * @return P, the nearest integer
   * @throws IllegalArgumentException if that is none, or too many
   */
  public static int count(int units, double load) {
    requireUnits(units);
    double count = Math.floor(load * units + 0.5);
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
              + 0.5 / units
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

  /** None: what is stored is all there is. */
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

  /** That bit i is +1, given those before. */
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

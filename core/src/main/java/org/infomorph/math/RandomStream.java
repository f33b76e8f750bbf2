package org.infomorph.math;

import java.util.Objects;

/**
 * A pinned sequence of random numbers: xoshiro256++, its state filled by SplitMix64. The numbers
 * are part of every published result, so no method here may ever change what it returns. The
 * arithmetic is exactly specified, so the numbers are the same on every JVM and CPU. Not
 * thread-safe.
 *
 * @see Seeds
 * @see <a href="https://doi.org/10.1145/3460772">Blackman, Vigna 2021, Scrambled linear
 *     pseudorandom number generators</a>
 */
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private static final int MINUS_ONE = Float.floatToRawIntBits(-1);

  private long s0;
  private long s1;
  private long s2;
  private long s3;
  private double spareGaussian;
  private boolean hasSpareGaussian;

  /** The stream of one 64-bit key; see {@link Seeds} for where keys come from. */
  RandomStream(long key) {
    this(
        mix(key + GOLDEN_GAMMA),
        mix(key + 2 * GOLDEN_GAMMA),
        mix(key + 3 * GOLDEN_GAMMA),
        mix(key + 4 * GOLDEN_GAMMA));
  }

  /** The generator in a given state, not all zero. */
  RandomStream(long s0, long s1, long s2, long s3) {
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
    this.s3 = s3;
  }

  /**
   * The position in the sequence: four numbers, from which {@link #restore} continues.
   *
   * @throws IllegalStateException between the two Gaussian numbers of a pair
   */
  public long[] state() {
    if (hasSpareGaussian) {
      throw new IllegalStateException("half a pair of Gaussian numbers is no state to keep");
    }
    return new long[] {s0, s1, s2, s3};
  }

  /**
   * Continues from the position at which {@link #state} was taken.
   *
   * @throws IllegalArgumentException if the numbers are no state of this generator
   */
  public void restore(long[] state) {
    if (state.length != 4 || (state[0] | state[1] | state[2] | state[3]) == 0) {
      throw new IllegalArgumentException("a state is four numbers, not all of them 0");
    }
    s0 = state[0];
    s1 = state[1];
    s2 = state[2];
    s3 = state[3];
    hasSpareGaussian = false;
  }

  /** SplitMix64's finaliser: a bijection in which every bit of the input flips half the output. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** All 64 bits, uniform. */
  public long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** Uniform in [0, 1): a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * Uniform in 0 to {@code bound - 1}, without bias.
   *
   * @param bound 1 or more
   * @throws IllegalArgumentException if {@code bound} is below 1
   * @see <a href="https://doi.org/10.1145/3230636">Lemire 2019, Fast random integer generation in
   *     an interval</a>
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound is " + bound + "; allowed is 1 or more");
    }
    long product = (nextLong() >>> 32) * bound;
    if ((product & 0xffffffffL) < bound) {
      long rejectBelow = (1L << 32) % bound;
      while ((product & 0xffffffffL) < rejectBelow) {
        product = (nextLong() >>> 32) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** True or false, each with probability one half. */
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /**
   * Normal with mean 0 and standard deviation 1, by Marsaglia's polar method. Values come in pairs:
   * every second call returns the second value of a pair and draws nothing. The logarithm is that
   * of {@link StrictMath}, the same on every machine; the square root is correctly rounded by
   * definition.
   */
  public double nextGaussian() {
    if (hasSpareGaussian) {
      hasSpareGaussian = false;
      return spareGaussian;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * nextDouble() - 1;
      y = 2 * nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
    spareGaussian = y * factor;
    hasSpareGaussian = true;
    return x * factor;
  }

  /**
   * Puts the entries into a uniformly random order.
   *
   * @param a array of any length, permuted in place
   */
  public void shuffle(int[] a) {
    for (int i = a.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = a[i];
      a[i] = a[j];
      a[j] = swapped;
    }
  }

  /**
   * Overwrites a range with values uniform in [lo, hi); the upper end can occur only by rounding,
   * if the interval is only a few units in the last place wide.
   *
   * @param out the entries {@code from} (included) to {@code to} (excluded) are overwritten
   * @throws IndexOutOfBoundsException if the range does not lie within {@code out}
   * @throws IllegalArgumentException if {@code lo} or {@code hi - lo} is not finite, or {@code hi <
   *     lo}
   */
  public void fillUniform(double[] out, int from, int to, double lo, double hi) {
    Objects.checkFromToIndex(from, to, out.length);
    double width = hi - lo;
    if (!Double.isFinite(lo) || !Double.isFinite(width) || width < 0) {
      throw new IllegalArgumentException(
          "the interval is [" + lo + ", " + hi + "); allowed are finite lo <= hi");
    }
    for (int i = from; i < to; i++) {
      out[i] = lo + width * nextDouble();
    }
  }

  /**
   * Overwrites a range with signs: +1 if {@code nextDouble() < p}, else -1. It compares integers,
   * as the processor would wait for each conversion of a long number: {@code k 2^-53 < p} where
   * {@code k < ceil(p 2^53)}.
   *
   * @param probabilities p of each sign, in [0, 1], from {@code from} on
   * @param count number of signs
   * @param out overwritten from {@code to} on
   * @param scratch {@code count} numbers or more, overwritten from 0 on
   */
  public void fillSigns(
      double[] probabilities, int from, int count, float[] out, int to, double[] scratch) {
    for (int i = 0; i < count; i++) {
      scratch[i] = Math.ceil(probabilities[from + i] * 0x1.0p53);
    }
    long a = s0; // as nextLong does it, but fields would go through memory for each number
    long b = s1;
    long c = s2;
    long d = s3;
    for (int i = 0; i < count; i++) {
      long bits = Long.rotateLeft(a + d, 23) + a;
      long t = b << 17;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= t;
      d = Long.rotateLeft(d, 45);
      long over = (bits >>> 11) - (long) scratch[i];
      int sign = (int) (over >>> 32) & Integer.MIN_VALUE;
      out[to + i] = Float.intBitsToFloat(MINUS_ONE ^ sign);
    }
    s0 = a;
    s1 = b;
    s2 = c;
    s3 = d;
  }
}

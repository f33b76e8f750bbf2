package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {
  private static final int DRAWS = 100_000;

  /** The authors' test vector for the state 1, 2, 3, 4. */
  @Test
  void followsThePublishedGenerator() {
    RandomStream stream = new RandomStream(1, 2, 3, 4);
    long[] expected = {
      41943041L,
      58720359L,
      3588806011781223L,
      3591011842654386L,
      Long.parseUnsignedLong("9228616714210784205"),
      Long.parseUnsignedLong("9973669472204895162")
    };
    assertArrayEquals(expected, longs(stream, expected.length));
  }

  /** JDK 17 reads seed bytes as signed, so the states compared have none with the sign bit. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 42, -1})
  void followsTheJdkGeneratorInTheSameState(long seed) {
    byte[] bytes = new byte[32];
    new SplittableRandom(seed).nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] &= 0x7f;
    }
    ByteBuffer state = ByteBuffer.wrap(bytes);
    RandomStream stream =
        new RandomStream(state.getLong(), state.getLong(), state.getLong(), state.getLong());
    RandomGenerator jdk = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(bytes);
    assertArrayEquals(jdk.longs(1000).toArray(), longs(stream, 1000));
  }

  /** The JDK's SplittableRandom, before it splits, is SplitMix64. */
  @ParameterizedTest(name = "key {0}")
  @ValueSource(longs = {0, 1, 42, -1})
  void fillsItsStateBySplitMix64(long key) {
    long[] state = new SplittableRandom(key).longs(4).toArray();
    RandomStream stream = new RandomStream(state[0], state[1], state[2], state[3]);
    assertArrayEquals(longs(stream, 10), longs(new RandomStream(key), 10));
  }

  @Test
  void derivedNumbersArePinned() {
    RandomStream stream = new Seeds(1).stream("pinned");
    double[] uniform = new double[4];
    stream.fillUniform(uniform, 1, 3, -2, 6);
    assertArrayEquals(new double[] {0, -1.926859174544962, 3.810844983969033, 0}, uniform);
    int[] shuffled = IntStream.range(0, 8).toArray();
    stream.shuffle(shuffled);
    assertArrayEquals(new int[] {6, 5, 2, 1, 4, 0, 7, 3}, shuffled);
    assertEquals(0.6719210576697981, stream.nextDouble());
    assertEquals(322, stream.nextInt(1000));
    assertEquals(593705582, stream.nextInt(Integer.MAX_VALUE));
    assertEquals(0.5344962520596763, stream.nextGaussian());
    assertEquals(-1.6159502328659567, stream.nextGaussian());
    assertEquals(false, stream.nextBoolean());
  }

  @Test
  void doublesAreUniform() {
    RandomStream stream = new Seeds(2).stream("x");
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double x = stream.nextDouble();
      assertTrue(x >= 0 && x < 1, "x is " + x);
      sum += x;
      squares += x * x;
    }
    assertEquals(0.5, sum / DRAWS, 4 * Math.sqrt(1.0 / 12 / DRAWS));
    assertEquals(1.0 / 3, squares / DRAWS, 4 * Math.sqrt(4.0 / 45 / DRAWS));
  }

  @ParameterizedTest(name = "bound {0}")
  @ValueSource(ints = {1, 2, 3, 10, 64, 100})
  void integersAreUniform(int bound) {
    RandomStream stream = new Seeds(3).stream("n");
    int[] counts = new int[bound];
    for (int i = 0; i < DRAWS; i++) {
      counts[stream.nextInt(bound)]++;
    }
    double expected = (double) DRAWS / bound;
    for (int count : counts) {
      assertEquals(expected, count, 5 * Math.sqrt(expected));
    }
  }

  /** Scaling 32 bits to three quarters of their range without rejection favours every third. */
  @Test
  void integersOfLargeBoundsHaveNoBias() {
    RandomStream stream = new Seeds(4).stream("n");
    int bound = 3 << 29;
    int[] counts = new int[3];
    for (int i = 0; i < DRAWS; i++) {
      counts[stream.nextInt(bound) % 3]++;
    }
    for (int count : counts) {
      assertEquals(DRAWS / 3.0, count, 4 * Math.sqrt(DRAWS * 2.0 / 9));
    }
  }

  @Test
  void refusesABoundBelowOne() {
    RandomStream stream = new Seeds(0).stream("n");
    var e = assertThrows(IllegalArgumentException.class, () -> stream.nextInt(0));
    assertEquals("bound is 0; allowed is 1 or more", e.getMessage());
  }

  @Test
  void gaussiansHaveTheMomentsOfTheNormal() {
    RandomStream stream = new Seeds(5).stream("g");
    double[] moments = new double[5];
    int withinOne = 0;
    for (int i = 0; i < DRAWS; i++) {
      double x = stream.nextGaussian();
      double power = 1;
      for (int m = 0; m < moments.length; m++) {
        moments[m] += power / DRAWS;
        power *= x;
      }
      withinOne += Math.abs(x) < 1 ? 1 : 0;
    }
    assertEquals(0, moments[1], 4 / Math.sqrt(DRAWS));
    assertEquals(1, moments[2], 4 * Math.sqrt(2.0 / DRAWS));
    assertEquals(0, moments[3], 4 * Math.sqrt(15.0 / DRAWS));
    assertEquals(3, moments[4], 4 * Math.sqrt(96.0 / DRAWS));
    assertEquals(0.6826894921, (double) withinOne / DRAWS, 4 * Math.sqrt(0.2166 / DRAWS));
  }

  @Test
  void booleansAreFair() {
    RandomStream stream = new Seeds(6).stream("b");
    int heads = 0;
    for (int i = 0; i < DRAWS; i++) {
      heads += stream.nextBoolean() ? 1 : 0;
    }
    assertEquals(DRAWS / 2.0, heads, 4 * Math.sqrt(DRAWS / 4.0));
  }

  @Test
  void shufflesAreUniformOverAllOrders() {
    RandomStream stream = new Seeds(7).stream("s");
    int[] counts = new int[27];
    for (int i = 0; i < DRAWS; i++) {
      int[] a = {0, 1, 2};
      stream.shuffle(a);
      counts[9 * a[0] + 3 * a[1] + a[2]]++;
    }
    int[] orders = IntStream.of(counts).filter(c -> c > 0).toArray();
    assertEquals(6, orders.length);
    for (int count : orders) {
      assertEquals(DRAWS / 6.0, count, 4 * Math.sqrt(DRAWS * 5.0 / 36));
    }
  }

  @Test
  void fillsOnlyTheRangeWithValuesOfTheInterval() {
    double[] out = new double[1000];
    new Seeds(8).stream("f").fillUniform(out, 10, 990, 3, 5);
    for (int i = 0; i < out.length; i++) {
      boolean inside = i >= 10 && i < 990;
      assertTrue(inside ? out[i] >= 3 && out[i] < 5 : out[i] == 0, i + " is " + out[i]);
    }
    double mean = Arrays.stream(out).sum() / 980;
    assertEquals(4, mean, 4 * Math.sqrt(4.0 / 12 / 980));
  }

  @Test
  void refusesRangesAndIntervalsThatDoNotExist() {
    RandomStream stream = new Seeds(0).stream("f");
    double[] out = new double[3];
    assertThrows(IndexOutOfBoundsException.class, () -> stream.fillUniform(out, 1, 4, 0, 1));
    var e = assertThrows(IllegalArgumentException.class, () -> stream.fillUniform(out, 0, 3, 1, 0));
    assertEquals("the interval is [1.0, 0.0); allowed are finite lo <= hi", e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> stream.fillUniform(out, 0, 3, 0, Double.NaN));
  }

  private static long[] longs(RandomStream stream, int count) {
    long[] out = new long[count];
    for (int i = 0; i < count; i++) {
      out[i] = stream.nextLong();
    }
    return out;
  }

  @Test
  void signsFollowTheDrawsBelowTheirProbabilities() {
    int count = 100_000;
    RandomStream draws = new Seeds(9).stream("signs");
    double[] probabilities = new double[count];
    float[] expected = new float[count + 2];
    for (int i = 0; i < count; i++) {
      double draw = draws.nextDouble();
      probabilities[i] =
          switch (i % 6) {
            case 0 -> draw;
            case 1 -> Math.nextUp(draw);
            case 2 -> Math.nextDown(draw);
            case 3 -> i % 4 < 2 ? 0 : 1;
            case 4 -> 1e-7;
            default -> 1 - draw;
          };
      expected[i + 1] = draw < probabilities[i] ? 1 : -1;
    }
    float[] signs = new float[count + 2];

    RandomStream stream = new Seeds(9).stream("signs");
    stream.fillSigns(probabilities, 0, count, signs, 1, new double[count]);

    assertArrayEquals(expected, signs);
    assertEquals(draws.nextLong(), stream.nextLong());
  }
}

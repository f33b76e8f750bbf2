package org.infomorph.math;

import java.util.Objects;

/**
 * Independent random streams by name, all derived from one number. The same root and name give the
 * same stream on every machine, whatever was drawn before.
 *
 * <p>The finaliser of SplitMix64 absorbs a name character by character into a 64-bit key. Keys of
 * different names, indices or purposes collide only by chance (probability 2^-64 for a pair).
 *
 * @param root any number; roots that differ in one bit give unrelated streams
 */
public record Seeds(long root) {
  private static final long STREAM = 1;
  private static final long INDEXED = 2;
  private static final long DERIVED = 3;

  /**
   * A new stream at its beginning; two calls with the same name give the same numbers.
   *
   * @param name what is drawn, for example {@code weights}
   */
  public RandomStream stream(String name) {
    return new RandomStream(key(STREAM, name));
  }

  /**
   * A new stream at its beginning, one of a family. The stream of one index does not depend on
   * whether the other streams are used.
   *
   * @param name what is drawn, for example {@code batches}
   * @param index any number, for example the epoch
   */
  public RandomStream stream(String name, long index) {
    return new RandomStream(RandomStream.mix(key(INDEXED, name) ^ RandomStream.mix(index)));
  }

  /**
   * Seeds for a part of the whole. Their streams are independent of the streams of these seeds and
   * of the streams of other parts.
   *
   * @param name the part, for example a layer's name
   */
  public Seeds derive(String name) {
    return new Seeds(key(DERIVED, name));
  }

  private long key(long purpose, String name) {
    Objects.requireNonNull(name);
    long key = RandomStream.mix(RandomStream.mix(root) + purpose);
    for (int i = 0; i < name.length(); i++) {
      key = RandomStream.mix(key ^ name.charAt(i));
    }
    return RandomStream.mix(key + name.length());
  }
}

package org.infomorph.data;

import java.util.Arrays;
import org.infomorph.math.Seeds;

/**
 * Which samples are learned from, which ones watch over learning, which ones judge.
 *
 * @param sets the samples
 * @param training indices into the training samples, in random order
 * @param validation indices into the training samples, disjoint from {@code training}
 * @param test indices into the test samples, all of them
 */
public record Split(SampleSets sets, int[] training, int[] validation, int[] test) {
  /**
   * Splits at random.
   *
   * @param validationFraction share of the training samples set aside, in [0, 1)
   * @param seeds stream {@code split} decides which
   * @throws IllegalArgumentException if nothing is left to learn from
   */
  public static Split of(SampleSets sets, double validationFraction, Seeds seeds) {
    int size = sets.training().size();
    int validation = (int) Math.round(size * validationFraction);
    if (validation >= size) {
      throw new IllegalArgumentException(
          "validation_fraction " + validationFraction + " leaves none of " + size + " samples");
    }
    int[] order = range(size);
    seeds.stream("split").shuffle(order);
    return new Split(
        sets,
        Arrays.copyOfRange(order, validation, size),
        Arrays.copyOf(order, validation),
        range(sets.test().size()));
  }

  private static int[] range(int size) {
    int[] range = new int[size];
    Arrays.setAll(range, i -> i);
    return range;
  }
}

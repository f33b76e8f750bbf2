package org.infomorph.data;

import java.util.Arrays;
import org.infomorph.math.Seeds;

/**
 * Which of a supply's training samples are used for learning, and which for validation.
 *
 * @param training indices into the training samples, in random order
 * @param validation indices into the training samples, disjoint from {@code training}
 */
public record Split(int[] training, int[] validation) {
  /**
   * The number of validation samples.
   *
   * @param size number of training samples
   * @param validationFraction share of them set aside, in [0, 1)
   */
  public static int validation(int size, double validationFraction) {
    return (int) Math.round(size * validationFraction);
  }

  /**
   * Splits at random.
   *
   * @param size number of training samples
   * @param validationFraction share of them set aside, in [0, 1)
   * @param seeds stream {@code split} chooses the samples
   * @throws IllegalArgumentException if no training sample is left
   */
  public static Split of(int size, double validationFraction, Seeds seeds) {
    int validation = validation(size, validationFraction);
    if (validation >= size) {
      throw new IllegalArgumentException(
          "validation_fraction " + validationFraction + " leaves none of " + size + " samples");
    }
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    seeds.stream("split").shuffle(order);
    return new Split(Arrays.copyOfRange(order, validation, size), Arrays.copyOf(order, validation));
  }
}

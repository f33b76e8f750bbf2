package org.infomorph.datasets;

/**
 * Checks of the fields of data sets. Each message is one line with the field, the value found and
 * the allowed values.
 */
final class Fields {
  /** Largest number of samples of one set. */
  static final int LARGEST_SET = 1_000_000;

  /** Largest number of entries of an array; some JVMs reserve the last few. */
  static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private Fields() {}

  /** Refuses a number outside {@code [least, most]}. */
  static void requireBetween(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + " is " + value + "; allowed are " + least + " to " + most);
    }
  }

  /** Refuses a number outside {@code [least, most]}, and NaN. */
  static void requireBetween(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          field + " is " + value + "; allowed are " + least + " to " + most);
    }
  }

  /** Refuses the size of an empty or huge set. */
  static void requireSetSize(String field, int samples) {
    requireBetween(field, samples, 1, LARGEST_SET);
  }

  /** Refuses every value outside (0, 1), and NaN. */
  static void requireProbability(String field, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(field + " is " + value + "; allowed is (0, 1)");
    }
  }

  /** Refuses more values than one array can hold. */
  static void requireArray(String field, int samples, long features) {
    if (samples * features > LARGEST_ARRAY) {
      throw new IllegalArgumentException(
          field
              + " is "
              + samples
              + ", of "
              + features
              + " values each; allowed are 1 to "
              + LARGEST_ARRAY / features);
    }
  }
}

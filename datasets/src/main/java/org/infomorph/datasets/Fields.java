package org.infomorph.datasets;

/** What the fields of a data set may be; messages are one line with field, found and allowed. */
final class Fields {
  /** Samples of one set at most. */
  static final int LARGEST_SET = 1_000_000;

  /** Entries of an array at most; some JVMs need the last few for themselves. */
  static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private Fields() {}

  /** Refuses a number outside {@code [least, most]}. */
  static void requireBetween(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + " is " + value + "; allowed are " + least + " to " + most);
    }
  }

  /** Refuses a number outside {@code [least, most]}, and what is no number. */
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

  /** Refuses what is certain either way, and what is no probability. */
  static void requireProbability(String field, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(field + " is " + value + "; allowed is (0, 1)");
    }
  }

  /** Refuses more values than one array holds. */
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

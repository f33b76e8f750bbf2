package org.infomorph.observations;

import java.util.Arrays;

/** How much each row of a table counts. */
final class Weights {
  /** What the rows of a table are. */
  enum Kind {
    /** Each row is one observation. */
    ROWS,
    /** Each row has occurred as often as its {@code count} says. */
    COUNTS,
    /** Each row is an outcome of the probability {@code p}. */
    PROBABILITIES
  }

  private final Kind kind;
  private double[] values = new double[64];
  private int size;

  Weights(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  void add(double weight) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = weight;
  }

  double sum() {
    return Arrays.stream(values, 0, size).sum();
  }

  /** Whether a row counts at all. */
  boolean counts(int row) {
    return kind == Kind.ROWS || values[row] > 0;
  }

  /** The weights of some rows. */
  double[] of(int[] rows) {
    double[] weights = new double[rows.length];
    Arrays.setAll(weights, i -> kind == Kind.ROWS ? 1 : values[rows[i]]);
    return weights;
  }
}

package org.infomorph.pid;

import java.util.Arrays;

/** A sparse matrix of integers, row by row. */
final class IntegerMatrix {
  private final int[] starts;
  private final int[] columns;
  private final int[] values;

  private IntegerMatrix(int[] starts, int[] columns, int[] values) {
    this.starts = starts;
    this.columns = columns;
    this.values = values;
  }

  int rows() {
    return starts.length - 1;
  }

  /**
   * Position of a row's first entry; {@code start(row + 1)} is the position after its last entry.
   */
  int start(int row) {
    return starts[row];
  }

  int column(int position) {
    return columns[position];
  }

  int value(int position) {
    return values[position];
  }

  /** Overwrites {@code out} with the product of this matrix and {@code x}. */
  void times(double[] x, double[] out) {
    for (int row = 0; row < rows(); row++) {
      double sum = 0;
      for (int i = starts[row]; i < starts[row + 1]; i++) {
        sum += values[i] * x[columns[i]];
      }
      out[row] = sum;
    }
  }

  /** Overwrites {@code out} with the product of this matrix's transpose and {@code x}. */
  void transposedTimes(double[] x, double[] out) {
    Arrays.fill(out, 0);
    for (int row = 0; row < rows(); row++) {
      for (int i = starts[row]; i < starts[row + 1]; i++) {
        out[columns[i]] += values[i] * x[row];
      }
    }
  }

  /** Builds a matrix entry by entry, with the rows in order. */
  static final class Builder {
    private int[] starts = new int[16];
    private int[] columns = new int[64];
    private int[] values = new int[64];
    private int rows;
    private int size;

    /** Adds an entry to the current row. */
    void add(int column, int value) {
      if (size == columns.length) {
        columns = Arrays.copyOf(columns, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      columns[size] = column;
      values[size++] = value;
    }

    /** Closes the current row. */
    void endRow() {
      rows++;
      if (rows == starts.length) {
        starts = Arrays.copyOf(starts, 2 * rows);
      }
      starts[rows] = size;
    }

    IntegerMatrix build() {
      return new IntegerMatrix(
          Arrays.copyOf(starts, rows + 1),
          Arrays.copyOf(columns, size),
          Arrays.copyOf(values, size));
    }
  }
}

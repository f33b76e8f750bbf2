package org.infomorph.pid;

import java.util.Arrays;

/** Checks and selections on tables of observations, column by column. */
final class Tables {
  private Tables() {}

  /** Checks a table and returns the indices of its rows with positive weight. */
  static int[] rowsOfPositiveWeight(int[][] values, int[] target, double[] weights) {
    checkColumn("target", target, weights.length);
    for (int i = 0; i < values.length; i++) {
      checkColumn("source " + i, values[i], weights.length);
    }
    for (int row = 0; row < weights.length; row++) {
      if (!(weights[row] >= 0) || !Double.isFinite(weights[row])) {
        throw new IllegalArgumentException(
            "weight of row "
                + row
                + " is "
                + weights[row]
                + "; allowed are finite numbers, 0 or more");
      }
    }
    int[] rows = new int[weights.length]; // plain loops: a table may have millions of rows
    int size = 0;
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] > 0) {
        rows[size++] = row;
      }
    }
    if (size == 0) {
      throw new IllegalArgumentException("no row has a positive weight");
    }
    return Arrays.copyOf(rows, size);
  }

  static int largest(int[] column) {
    int largest = 0;
    for (int value : column) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  static int[] select(int[] column, int[] rows) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = column[rows[i]];
    }
    return selected;
  }

  static double[] select(double[] column, int[] rows) {
    double[] selected = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = column[rows[i]];
    }
    return selected;
  }

  static int[][] select(int[][] columns, int[] rows) {
    return Arrays.stream(columns).map(column -> select(column, rows)).toArray(int[][]::new);
  }

  private static void checkColumn(String name, int[] column, int rows) {
    if (column.length != rows) {
      throw new IllegalArgumentException(
          name + " has " + column.length + " rows, but there are " + rows + " weights");
    }
    for (int row = 0; row < rows; row++) {
      if (column[row] < 0) {
        throw new IllegalArgumentException(
            name + " is " + column[row] + " in row " + row + "; allowed are numbers, 0 or more");
      }
    }
  }
}

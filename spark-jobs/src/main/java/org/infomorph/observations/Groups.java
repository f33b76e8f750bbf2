package org.infomorph.observations;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of each group, groups in the order of their first rows. */
final class Groups {
  /** [groups + 1] */
  private final int[] starts;

  /** Rows, group by group; each group's rows in the order of the table. */
  private final int[] rows;

  private Groups(int[] starts, int[] rows) {
    this.starts = starts;
    this.rows = rows;
  }

  /** The groups of rows whose weight is not 0. */
  static Groups of(List<Column> by, Weights weights, int size) {
    int[] groupOfRow = new int[size];
    int groups = 1;
    for (Column column : by) {
      groups = divide(groupOfRow, column);
    }
    // A group whose rows all weigh nothing is no group, and numbers follow first rows that count.
    int[] number = new int[groups];
    Arrays.fill(number, -1);
    int[] counts = new int[groups + 1];
    int found = 0;
    for (int row = 0; row < size; row++) {
      if (weights.counts(row)) {
        if (number[groupOfRow[row]] < 0) {
          number[groupOfRow[row]] = found++;
        }
        counts[number[groupOfRow[row]] + 1]++;
      }
    }
    int[] starts = Arrays.copyOf(counts, found + 1);
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = starts.clone();
    int[] rows = new int[starts[found]];
    for (int row = 0; row < size; row++) {
      if (weights.counts(row)) {
        rows[next[number[groupOfRow[row]]]++] = row;
      }
    }
    return new Groups(starts, rows);
  }

  /** Divides groups by the categories of one more column; returns how many groups there are. */
  private static int divide(int[] groupOfRow, Column column) {
    Map<Long, Integer> known = new HashMap<>();
    long last = -1;
    int number = -1;
    for (int row = 0; row < groupOfRow.length; row++) {
      long pair = (long) groupOfRow[row] << 32 | column.code(row);
      if (pair != last) { // rows of one group mostly follow each other
        number = known.computeIfAbsent(pair, each -> known.size());
        last = pair;
      }
      groupOfRow[row] = number;
    }
    return known.size();
  }

  int size() {
    return starts.length - 1;
  }

  int[] rows(int group) {
    return Arrays.copyOfRange(rows, starts[group], starts[group + 1]);
  }
}

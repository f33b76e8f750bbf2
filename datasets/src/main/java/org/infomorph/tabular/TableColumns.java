package org.infomorph.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The columns of a file that are used, by their indices.
 *
 * @param file the file
 * @param features the columns of a sample
 * @param label the column of labels, if there is one
 * @param mark the column that says which rows are test samples, if there is one
 */
record TableColumns(
    TableFile file, int[] features, Optional<Integer> label, Optional<Integer> mark) {
  /** A message names at most this many columns. */
  private static final int SHOWN = 12;

  /**
   * Finds the columns that a table names.
   *
   * @throws DataException if one is not there, or is two things
   */
  static TableColumns of(SampleTable table, TableFile file) throws DataException {
    Optional<Integer> label =
        table.label().isEmpty()
            ? Optional.empty()
            : Optional.of(index(file, "label", table.label()));
    Optional<Integer> mark =
        table.test() instanceof TestRows.Column test
            ? Optional.of(index(file, "test.column.name", test.name()))
            : Optional.empty();
    if (label.isPresent() && label.equals(mark)) {
      throw new DataException(file.file(), "label and test.column.name are one column");
    }
    var features = features(table, file, label, mark);
    int values = table.pictureValues().orElse(features.length);
    if (values != features.length) {
      throw new DataException(
          file.file(),
          features.length + " features, but a picture of image has " + values + " values");
    }
    return new TableColumns(file, features, label, mark);
  }

  private static int[] features(
      SampleTable table, TableFile file, Optional<Integer> label, Optional<Integer> mark)
      throws DataException {
    var chosen = new LinkedHashSet<Integer>();
    if (table.features().isEmpty()) {
      IntStream.range(0, file.columns().size()).forEach(chosen::add);
      label.ifPresent(chosen::remove);
      mark.ifPresent(chosen::remove);
      refuseUnnamed(file, chosen);
    }
    for (var item : table.features()) {
      for (int column : range(file, item)) {
        if (label.filter(l -> l == column).isPresent()
            || mark.filter(m -> m == column).isPresent()) {
          throw new DataException(
              file.file(),
              "features: %s is also %s"
                  .formatted(
                      file.columns().get(column),
                      label.filter(l -> l == column).isPresent() ? "label" : "test.column.name"));
        }
        if (!chosen.add(column)) {
          throw new DataException(
              file.file(), "features: " + file.columns().get(column) + " is named twice");
        }
      }
    }
    if (chosen.isEmpty()) {
      throw new DataException(file.file(), "no column is left for features");
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A column without a name among named ones is mostly the number of the row. */
  private static void refuseUnnamed(TableFile file, LinkedHashSet<Integer> chosen)
      throws DataException {
    for (int column : chosen) {
      if (file.isUnnamed(column)) {
        throw new DataException(
            file.file(),
            "column "
                + (column + 1)
                + " has no name, as if it held the numbers of the rows; name the columns of a sample"
                + " in features");
      }
    }
  }

  private static int[] range(TableFile file, String item) throws DataException {
    int colon = item.indexOf(':');
    if (colon < 0 || file.columns().contains(item)) {
      return new int[] {index(file, "features", item)};
    }
    int first = index(file, "features", item.substring(0, colon).strip());
    int last = index(file, "features", item.substring(colon + 1).strip());
    if (last < first) {
      throw new DataException(
          file.file(), "features: " + item + ": the first column comes after the last");
    }
    return IntStream.rangeClosed(first, last).toArray();
  }

  private static int index(TableFile file, String field, String name) throws DataException {
    int index = file.columns().indexOf(name);
    if (index < 0) {
      throw new DataException(
          file.file(), field + ": there is no column " + name + "; " + describe(file.columns()));
    }
    return index;
  }

  private static String describe(List<String> columns) {
    return columns.size() <= SHOWN
        ? "columns are " + String.join(", ", columns)
        : "columns are "
            + String.join(", ", columns.subList(0, SHOWN / 2))
            + ", ..., "
            + columns.get(columns.size() - 1);
  }

  boolean hasLabel() {
    return label.isPresent();
  }

  /** The columns of label and mark, in this order. */
  int[] marks() {
    var marks = new ArrayList<Integer>();
    label.ifPresent(marks::add);
    mark.ifPresent(marks::add);
    return marks.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The features, then the columns of label and mark. */
  int[] all() {
    int[] all = Arrays.copyOf(features, features.length + marks().length);
    System.arraycopy(marks(), 0, all, features.length, marks().length);
    return all;
  }

  /** Refuses a second file with other features. */
  void requireLike(TableColumns training) throws DataException {
    if (features.length != training.features.length) {
      throw new DataException(
          file.file(),
          features.length
              + " features, but "
              + training.file.file()
              + " has "
              + training.features.length);
    }
    for (int f = 0; f < features.length && file.isNamed() && training.file.isNamed(); f++) {
      var here = file.columns().get(features[f]);
      var there = training.file.columns().get(training.features[f]);
      if (!here.equals(there)) {
        throw new DataException(
            file.file(),
            "feature %d is %s, but in %s it is %s"
                .formatted(f + 1, here, training.file.file(), there));
      }
    }
  }
}

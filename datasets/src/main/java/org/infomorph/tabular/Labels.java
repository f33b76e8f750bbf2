package org.infomorph.tabular;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels of a table, numbered as they are met, and their classes: the different labels in their
 * order, as numbers if all are whole numbers, else as texts by their Unicode characters.
 */
final class Labels {
  private static final int MOST = 256;

  private final Path folder;
  private final Map<String, Integer> met = new LinkedHashMap<>();
  private Path file;

  /**
   * @param folder the folder of data files
   * @param table the table, for messages about labels in its own column
   */
  Labels(Path folder, Path table) {
    this.folder = folder;
    file = table;
  }

  /** The labels of rows, in a growing array. */
  static final class OfRows {
    private int[] indices = new int[1024];
    private int size;

    void add(int index) {
      if (size == indices.length) {
        indices = Arrays.copyOf(indices, (int) Math.min(TableFile.LARGEST_ARRAY, 2L * size));
      }
      indices[size++] = index;
    }

    int[] toArray() {
      return Arrays.copyOf(indices, size);
    }
  }

  /** The number of the label of a row, from 0 in the order in which labels are met. */
  int index(Row row, int column) throws DataException {
    if (row.isMissing(column)) {
      throw row.error(column, "a missing label; missing: skip in the trial leaves such rows out");
    }
    var text = whole(row.text(column));
    var known = met.get(text);
    if (known != null) {
      return known;
    }
    if (met.size() == MOST) {
      throw row.error(
          column,
          text + " is label number " + (MOST + 1) + "; allowed are " + MOST + " different labels");
    }
    if (text.matches("[-+]?[0-9]*\\.[0-9]+")) {
      throw row.error(column, text + " as a label; allowed are texts and whole numbers");
    }
    met.put(text, met.size());
    return met.size() - 1;
  }

  /** {@code 1.0} and {@code 01} are the label 1. */
  private static String whole(String text) {
    return text.matches("[-+]?[0-9]{1,18}(\\.0*)?")
        ? Long.toString(Long.parseLong(text.replaceFirst("\\..*", "")))
        : text;
  }

  /**
   * Reads a file of labels.
   *
   * @param rows how many rows the table has
   * @param kept the rows of the table that are used; labels of others do not count
   * @param skip whether rows without a label are left out; these are taken from {@code kept}
   */
  int[] read(FileName name, boolean header, TableFile table, int rows, BitSet kept, boolean skip)
      throws IOException {
    var labels = name.open(folder, header);
    file = labels.file();
    if (labels.columns().size() != 1) {
      throw new DataException(
          file, labels.columns().size() + " columns; allowed is one, of labels");
    }
    var found = new OfRows();
    labels.read(
        new int[] {0},
        row -> {
          if (skip && row.isMissing(0)) {
            kept.clear(found.size);
          }
          found.add(kept.get(found.size) || found.size >= rows ? index(row, 0) : 0);
        });
    if (found.size != rows) {
      throw new DataException(
          file, found.size + " labels, but " + table.file() + " has " + rows + " rows");
    }
    return found.toArray();
  }

  /** The class of each label that was met; no class without labels. */
  int[] classes() {
    List<String> sorted = new ArrayList<>(met.keySet());
    boolean numbers = sorted.stream().allMatch(text -> text.matches("-?[0-9]{1,18}"));
    sorted.sort(numbers ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder());
    int[] classes = new int[sorted.size()];
    met.forEach((text, index) -> classes[index] = sorted.indexOf(text));
    return classes;
  }

  /**
   * Refuses labels that no training row has.
   *
   * @param classes of the labels
   * @param ofRows the label of each row of the file with the training rows
   * @param training the training rows
   */
  void requireTrained(int[] classes, Optional<int[]> ofRows, BitSet training) throws DataException {
    if (ofRows.isEmpty()) {
      return;
    }
    var seen = new BitSet();
    training.stream().forEach(row -> seen.set(ofRows.get()[row]));
    int unseen = seen.nextClearBit(0);
    if (unseen < classes.length) {
      throw new DataException(
          file, "label " + List.copyOf(met.keySet()).get(unseen) + " is in test rows alone");
    }
    if (classes.length == 1) {
      throw new DataException(
          file, "all labels are " + met.keySet().iterator().next() + "; needed are two or more");
    }
  }
}

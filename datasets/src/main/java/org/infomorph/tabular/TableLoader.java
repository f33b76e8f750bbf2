package org.infomorph.tabular;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.Seeds;

/**
 * Loads a {@link SampleTable}. Each file is read twice: the first pass sees labels and marks of
 * test rows and counts rows, the second one writes the values to where they stay. So memory holds
 * one copy of the values, however many there are.
 */
public final class TableLoader {
  private final SampleTable table;
  private final Path folder;
  private final Labels labels;

  /**
   * @param table what is to be loaded
   * @param folder the folder of data files
   */
  public TableLoader(SampleTable table, Path folder) {
    this.table = table;
    this.folder = folder;
    labels = new Labels(folder, FileName.of(table.file()).in(folder));
  }

  /**
   * The rows of one file, after the first pass.
   *
   * @param file the file
   * @param columns its columns that are used
   * @param kept the rows that are samples
   * @param marked the rows that the column of the split marks
   * @param classes the label of each row, if there are labels
   */
  private record Pass(
      TableFile file, TableColumns columns, BitSet kept, BitSet marked, Optional<int[]> classes) {}

  /**
   * The samples, scaled as the table says.
   *
   * @throws DataException if a file is missing, malformed or not as described, in one line
   */
  public SampleSets load() throws IOException {
    var main = firstPass(FileName.of(table.file()), table.labelFile());
    boolean bytes = main.file().isBytes() && table.standardise() != Scaling.EACH;
    SampleSets sets;
    if (table.test() instanceof TestRows.File other) {
      var second = firstPass(FileName.of(other.name()), other.labels());
      second.columns().requireLike(main.columns());
      var classes = labels.classes();
      labels.requireTrained(classes, main.classes(), main.kept());
      bytes &= second.file().isBytes();
      var training = new Part(main.kept().cardinality(), main.columns(), bytes);
      var test = new Part(second.kept().cardinality(), main.columns(), bytes);
      secondPass(main, classes, row -> training);
      secondPass(second, classes, row -> test);
      sets = sets(training, test, classes.length);
    } else {
      BitSet testRows = testRows(main);
      var classes = labels.classes();
      var trained = (BitSet) main.kept().clone();
      trained.andNot(testRows);
      labels.requireTrained(classes, main.classes(), trained);
      var training = new Part(trained.cardinality(), main.columns(), bytes);
      var test = new Part(testRows.cardinality(), main.columns(), bytes);
      secondPass(main, classes, row -> testRows.get(row) ? test : training);
      sets = sets(training, test, classes.length);
    }
    return table.standardise() == Scaling.ALL ? sets.standardised() : sets;
  }

  private Pass firstPass(FileName name, String labelFile) throws IOException {
    var file = name.open(folder, table.header());
    var columns = TableColumns.of(table, file);
    boolean skip = table.missing() == MissingValues.SKIP;
    // Features are looked at in the first pass only if a missing one may change the number of rows.
    int[] used = skip ? columns.all() : columns.marks();
    int features = skip ? columns.features().length : 0;
    var kept = new BitSet();
    var marked = new BitSet();
    var own = new Labels.OfRows();
    int[] count = {0};
    file.read(
        used,
        row -> {
          if (count[0] == TableFile.LARGEST_ARRAY) {
            throw new DataException(file.file(), "has more than " + count[0] + " rows");
          }
          boolean whole = !skip || isWhole(row, used.length);
          kept.set(count[0], whole);
          if (columns.hasLabel()) {
            own.add(whole ? labels.index(row, features) : 0);
          }
          if (whole && table.test() instanceof TestRows.Column test) {
            int at = features + (columns.hasLabel() ? 1 : 0);
            marked.set(count[0], row.text(at).equals(test.value()));
          }
          count[0]++;
        });
    if (kept.isEmpty()) {
      throw new DataException(
          file.file(), count[0] == 0 ? "has no rows" : "each row has a missing value");
    }
    Optional<int[]> classes = Optional.empty();
    if (columns.hasLabel()) {
      classes = Optional.of(own.toArray());
    } else if (!labelFile.isEmpty()) {
      var ofLabels = FileName.of(labelFile);
      classes = Optional.of(labels.read(ofLabels, table.header(), file, count[0], kept, skip));
      if (kept.isEmpty()) {
        throw new DataException(file.file(), "each row has a missing value or label");
      }
    }
    return new Pass(file, columns, kept, marked, classes);
  }

  private static boolean isWhole(Row row, int columns) {
    for (int i = 0; i < columns; i++) {
      if (row.isMissing(i)) {
        return false;
      }
    }
    return true;
  }

  private BitSet testRows(Pass main) throws DataException {
    int rows = main.kept().cardinality();
    if (table.test() instanceof TestRows.Column column) {
      int test = main.marked().cardinality();
      if (test == 0 || test == rows) {
        throw new DataException(
            main.file().file(),
            "column %s: is %s in %s of %d rows; needed are rows for training and for testing"
                .formatted(column.name(), column.value(), test == 0 ? "none" : "all", rows));
      }
      return main.marked();
    }
    var share = (TestRows.Share) table.test();
    int test = (int) Math.round(rows * share.fraction());
    if (test == 0 || test == rows) {
      throw new DataException(
          main.file().file(),
          "test.share.fraction %s leaves %d of %d rows for testing; needed are rows for training and"
                  .formatted(share.fraction(), test, rows)
              + " for testing");
    }
    int[] order = main.kept().stream().toArray();
    new Seeds(share.seed()).stream("test rows").shuffle(order);
    var chosen = new BitSet();
    Arrays.stream(order, 0, test).forEach(chosen::set);
    return chosen;
  }

  private interface Destination {
    Part of(int row);
  }

  private void secondPass(Pass pass, int[] classes, Destination destination) throws IOException {
    int[] row = {0};
    pass.file()
        .read(
            pass.columns().features(),
            cells -> {
              int r = row[0]++;
              if (pass.kept().get(r)) {
                int label = pass.classes().isPresent() ? classes[pass.classes().get()[r]] : 0;
                destination.of(r).add(cells, label);
              }
            });
    if (row[0] < pass.kept().length()) {
      throw new DataException(pass.file().file(), "changed while it was read");
    }
  }

  private SampleSets sets(Part training, Part test, int classes) {
    if (table.standardise() == Scaling.EACH) {
      FeatureScale.of(training.features, training.floats).apply(training.floats, test.floats);
    }
    return new SampleSets(training.samples(classes), test.samples(classes));
  }

  /** The values and labels of the training samples, or of the test samples. */
  private final class Part {
    private final int features;
    private final boolean asBytes;
    private final float[] floats;
    private final byte[] bytes;
    private final byte[] classes;
    private int size;

    Part(int rows, TableColumns columns, boolean asBytes) throws DataException {
      features = columns.features().length;
      this.asBytes = asBytes;
      if ((long) rows * features > TableFile.LARGEST_ARRAY) {
        throw new DataException(
            FileName.of(table.file()).in(folder),
            rows
                + " rows of "
                + features
                + " features; allowed are "
                + TableFile.LARGEST_ARRAY
                + " values");
      }
      floats = new float[asBytes ? 0 : rows * features];
      bytes = new byte[asBytes ? rows * features : 0];
      classes = new byte[rows];
    }

    void add(Row row, int label) throws DataException {
      int at = size * features;
      for (int f = 0; f < features; f++) {
        if (row.isMissing(f)) {
          throw row.error(
              f, "a missing value; allowed are finite numbers, or missing: skip in the trial");
        }
        if (asBytes) {
          bytes[at + f] = (byte) row.number(f);
        } else {
          floats[at + f] = row.number(f);
        }
      }
      classes[size++] = (byte) label;
    }

    Samples samples(int number) {
      if (number == 0) {
        return asBytes ? Samples.ofBytes(features, bytes) : Samples.ofFloats(features, floats);
      }
      return asBytes
          ? Samples.ofBytes(features, bytes, number, classes)
          : Samples.ofFloats(features, floats, number, classes);
    }
  }
}

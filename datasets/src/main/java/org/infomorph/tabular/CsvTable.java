package org.infomorph.tabular;

import com.univocity.parsers.common.TextParsingException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipException;

/**
 * A text of separated values, as RFC 4180 has them, plain or gzipped.
 *
 * @param file the file
 * @param separator the character between two cells
 * @param isNamed whether the first line names the columns
 * @param columns their names
 * @param unnamed columns that a first line with names leaves without one
 */
record CsvTable(Path file, char separator, boolean isNamed, List<String> columns, BitSet unnamed)
    implements TableFile {
  static CsvTable open(Path file, char separator, boolean header) throws IOException {
    var first = new ArrayList<String>();
    parse(
        file,
        separator,
        (line, cells) -> {
          for (int i = 0; i < cells.length; i++) {
            checkText(file, line, Integer.toString(i + 1), cells[i]);
            first.add(header ? cells[i] : null);
          }
          return false;
        });
    if (first.isEmpty()) {
      throw new DataException(file, "is empty; needs at least one row");
    }
    if (header
        && first.stream().allMatch(name -> name != null && DecimalNumber.of(name).isPresent())) {
      throw new DataException(
          file,
          "line 1: "
              + String.join(", ", first.subList(0, Math.min(4, first.size())))
              + (first.size() > 4 ? ", ..." : "")
              + ": only numbers, as if this were a sample; write header: false if the file names no"
              + " columns");
    }
    var unnamed = new BitSet();
    for (int i = 0; i < first.size(); i++) {
      unnamed.set(i, header && first.get(i) == null);
    }
    return new CsvTable(file, separator, header, names(file, first), unnamed);
  }

  /** A column without a name is called by its number. */
  private static List<String> names(Path file, List<String> found) throws DataException {
    var names =
        IntStream.range(0, found.size())
            .mapToObj(i -> found.get(i) == null ? Integer.toString(i + 1) : found.get(i))
            .toList();
    var seen = new HashSet<String>();
    for (var name : names) {
      if (!seen.add(name)) {
        throw new DataException(file, "line 1: two columns are called " + name);
      }
    }
    return names;
  }

  @Override
  public boolean isBytes() {
    return false;
  }

  @Override
  public boolean isUnnamed(int column) {
    return unnamed.get(column);
  }

  @Override
  public void read(int[] chosen, RowReader reader) throws IOException {
    var row = new Cells(chosen);
    parse(
        file,
        separator,
        (line, cells) -> {
          if (row.line == 0 && isNamed) {
            row.line = line;
            return true;
          }
          row.line = line;
          row.cells = cells;
          if (cells.length != columns.size()) {
            throw new DataException(
                file,
                "line "
                    + line
                    + ": "
                    + cells.length
                    + (cells.length == 1 ? " column" : " columns")
                    + ", but line 1 has "
                    + columns.size());
          }
          reader.take(row);
          return true;
        });
  }

  /** Takes one line; returns whether to go on. */
  private interface Lines {
    boolean take(long line, String[] cells) throws IOException;
  }

  private static void parse(Path file, char separator, Lines lines) throws IOException {
    var parser = CsvText.parser(separator);
    try (var in = Files.newInputStream(file)) {
      parser.beginParsing(TableText.of(in).reader());
      for (var cells = parser.parseNext(); cells != null; cells = parser.parseNext()) {
        if (!lines.take(parser.getContext().currentLine(), cells)) {
          return;
        }
      }
    } catch (TextParsingException e) {
      var readError = CsvText.readError(e);
      if (readError.isPresent()) {
        throw new DataException(file, "cannot be read: " + readError.get().getMessage());
      }
      throw new DataException(
          file,
          "line "
              + (e.getLineIndex() + 1)
              + ": cannot be read as CSV, or has more than "
              + CsvText.MOST_COLUMNS
              + " columns");
    } catch (ZipException | EOFException e) {
      throw new DataException(file, "bad gzip (" + e.getMessage() + ")");
    } finally {
      parser.stopParsing();
    }
  }

  private static void checkText(Path file, long line, String column, String cell)
      throws DataException {
    if (cell != null && cell.indexOf(TableText.BROKEN) >= 0) {
      throw new DataException(
          file,
          "line " + line + ", column " + column + ": bytes that are no text; allowed is UTF-8");
    }
    if (cell != null && cell.indexOf(TableText.NUL) >= 0) {
      throw new DataException(file, "line " + line + ", column " + column + ": a NUL character");
    }
  }

  private final class Cells implements Row {
    private final int[] chosen;
    private String[] cells = {};
    private long line;

    Cells(int[] chosen) {
      this.chosen = chosen;
    }

    @Override
    public boolean isMissing(int i) {
      return CsvText.isMissing(cells[chosen[i]]);
    }

    @Override
    public float number(int i) throws DataException {
      var cell = cells[chosen[i]];
      double exact = cell == null ? Double.NaN : DecimalNumber.parse(cell);
      if (Double.isNaN(exact)) {
        throw error(i, (cell == null ? "nothing" : cell) + "; allowed are finite numbers");
      }
      float number = (float) exact;
      if (!Float.isFinite(number)) {
        throw error(i, cell + "; allowed are numbers up to " + Float.MAX_VALUE);
      }
      return number;
    }

    @Override
    public String text(int i) throws DataException {
      var cell = cells[chosen[i]];
      if (cell == null) {
        throw error(i, "nothing; allowed is a text");
      }
      checkText(file, line, columns.get(chosen[i]), cell);
      return cell;
    }

    @Override
    public DataException error(int i, String problem) {
      return new DataException(
          file, "line " + line + ", column " + columns.get(chosen[i]) + ": " + problem);
    }
  }
}

package org.infomorph.tabular;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
  private static final int MOST_COLUMNS = 1_000_000;

  /** What programs write for a missing number, in lower case. */
  private static final Set<String> MISSING = Set.of("na", "n/a", "nan", "null", "?");

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
    if (header && first.stream().allMatch(name -> name != null && isNumber(name))) {
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
    var parser = new CsvParser(settings(separator));
    try (var in = Files.newInputStream(file)) {
      parser.beginParsing(TableText.of(in).reader());
      for (var cells = parser.parseNext(); cells != null; cells = parser.parseNext()) {
        if (!lines.take(parser.getContext().currentLine(), cells)) {
          return;
        }
      }
    } catch (TextParsingException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException found) {
          throw new DataException(file, "cannot be read: " + found.getMessage());
        }
      }
      throw new DataException(
          file,
          "line "
              + (e.getLineIndex() + 1)
              + ": cannot be read as CSV, or has more than "
              + MOST_COLUMNS
              + " columns");
    } catch (ZipException | EOFException e) {
      throw new DataException(file, "bad gzip (" + e.getMessage() + ")");
    } finally {
      parser.stopParsing();
    }
  }

  private static CsvParserSettings settings(char separator) {
    var settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setCommentProcessingEnabled(false);
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxCharsPerColumn(-1);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.getFormat().setDelimiter(separator);
    return settings;
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

  /** Java would also read {@code 1f}, {@code 0x1p3} and {@code Infinity}. */
  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    try {
      return Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
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
      var cell = cells[chosen[i]];
      return cell == null
          || cell.length() < 5
              && cell.charAt(0) > '9' // '?', or a letter
              && MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    @Override
    public float number(int i) throws DataException {
      var cell = cells[chosen[i]];
      if (cell == null || !isNumber(cell)) {
        throw error(i, (cell == null ? "nothing" : cell) + "; allowed are finite numbers");
      }
      float number = (float) Double.parseDouble(cell);
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

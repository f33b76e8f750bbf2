package org.infomorph.tabular;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How this program reads texts of separated values: as RFC 4180 has them, without comments, with
 * any line ends. This is the one place that says so, and says which cells are missing values.
 */
public final class CsvText {
  /** More columns than this are refused. */
  public static final int MOST_COLUMNS = 1_000_000;

  /** What programs write for a missing value, in lower case. */
  private static final Set<String> MISSING = Set.of("na", "n/a", "nan", "null", "?");

  private static final int LONGEST_MISSING = 4;

  private CsvText() {}

  /** A parser of cells between separators. Cells without characters are null. */
  public static CsvParser parser(char separator) {
    var settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setCommentProcessingEnabled(false);
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxCharsPerColumn(-1);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.getFormat().setDelimiter(separator);
    return new CsvParser(settings);
  }

  /** The read error behind an exception of the parser; empty if the text is no such table. */
  public static Optional<IOException> readError(TextParsingException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a cell stands for a missing value: it is empty, or one of NA, N/A, NaN, null and ?, in
   * any case.
   *
   * @param cell the cell; null if it is empty
   */
  public static boolean isMissing(String cell) {
    return cell == null
        || cell.isEmpty()
        || cell.length() <= LONGEST_MISSING
            && cell.charAt(0) > '9' // ?, or a letter
            && MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }
}

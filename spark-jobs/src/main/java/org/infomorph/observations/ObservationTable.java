package org.infomorph.observations;

import com.univocity.parsers.common.TextParsingException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.infomorph.form.SpecException;
import org.infomorph.pid.JointHistogram;
import org.infomorph.tabular.TableText;

/**
 * A CSV file of observations, or of outcomes with a column {@code p} or {@code count}: a target and
 * 1 to 4 sources, whose values are categories.
 *
 * @param sources names of the source columns, in the order of the user, or else of the file
 * @param target name of the target column
 * @param rows number of rows
 * @param histogram their joint distribution
 */
public record ObservationTable(
    List<String> sources, String target, int rows, JointHistogram histogram) {
  private static final Path STANDARD_INPUT = Path.of("-");

  public ObservationTable {
    sources = List.copyOf(sources);
  }

  /**
   * Reads a file, or any other input that can be read once, such as a pipe.
   *
   * @param file its path; {@code -} is the standard input
   * @param choice the columns that the user has named
   * @throws SpecException if the input is not such a table, or probably not what the user meant
   */
  public static ObservationTable read(Path file, TableChoice choice) {
    var reader = new TableReader(file.equals(STANDARD_INPUT) ? "standard input" : file.toString());
    try (InputStream in = open(file)) {
      return reader.read(TableText.of(in), choice);
    } catch (IOException e) {
      throw reader.failure("cannot be read: " + e.getMessage());
    } catch (TextParsingException e) {
      throw reader.failure(
          ioError(e)
              .map(cause -> "cannot be read: " + cause.getMessage())
              .orElse("cannot be read as CSV"));
    }
  }

  /** The read error behind an exception; the parser wraps such errors. */
  private static Optional<IOException> ioError(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private static InputStream open(Path file) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return System.in;
    }
    if (!Files.exists(file)) {
      throw new SpecException(file + ": no such file");
    }
    if (Files.isDirectory(file)) {
      throw new SpecException(file + ": not a file");
    }
    return new FileInputStream(file.toFile()); // a channel would query the position in a pipe
  }
}

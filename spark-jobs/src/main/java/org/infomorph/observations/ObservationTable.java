package org.infomorph.observations;

import com.univocity.parsers.common.TextParsingException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.infomorph.bins.Binning;
import org.infomorph.form.SpecException;
import org.infomorph.pid.JointHistogram;
import org.infomorph.tabular.CsvText;
import org.infomorph.tabular.NumberText;
import org.infomorph.tabular.TableText;

/**
 * A CSV file of observations, or of outcomes with a column {@code p} or {@code count}: a target and
 * 1 to 5 sources, in one group of rows or in several.
 */
public final class ObservationTable {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final List<Column> sources;
  private final Column target;
  private final List<Column> by;
  private final Optional<Binning> bins;
  private final Weights weights;
  private final Groups groups;

  ObservationTable(
      List<Column> sources,
      Column target,
      List<Column> by,
      Optional<Binning> bins,
      Weights weights,
      int rows) {
    this.sources = List.copyOf(sources);
    this.target = target;
    this.by = List.copyOf(by);
    this.bins = bins;
    this.weights = weights;
    this.groups = Groups.of(by, weights, rows);
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
          CsvText.readError(e)
              .map(cause -> "cannot be read: " + cause.getMessage())
              .orElse(
                  "cannot be read as CSV, or has more than " + CsvText.MOST_COLUMNS + " columns"));
    }
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

  /** The names of the sources, in the order of the user, or else of the file. */
  public List<String> sources() {
    return sources.stream().map(Column::name).toList();
  }

  /** The name of the target. */
  public String target() {
    return target.name();
  }

  /** The names of the columns that name the groups; none if all rows are one group. */
  public List<String> by() {
    return by.stream().map(Column::name).toList();
  }

  /**
   * The names of the columns of numbers, which are put into bins in each group for itself. Only
   * groups with at most as many different numbers as bins keep them as categories.
   */
  public List<String> binned() {
    var columns = new java.util.ArrayList<>(sources);
    columns.add(target);
    return columns.stream().filter(Column::isOfNumbers).map(Column::name).toList();
  }

  /** Number of groups, in the order of their first rows. */
  public int groups() {
    return groups.size();
  }

  /** The values of the group columns in a group. */
  public List<String> key(int group) {
    int row = groups.rows(group)[0];
    return by.stream().map(column -> column.labels().get(column.code(row))).toList();
  }

  /** The rows of a group whose weight is not 0. */
  Sample sample(int group) {
    int[] rows = groups.rows(group);
    return new Sample(
        sources.stream().map(column -> variable(column, rows)).toList(),
        variable(target, rows),
        weights.of(rows),
        weights.kind());
  }

  /** The joint distribution of the first group, which is the whole table if it has no others. */
  public JointHistogram histogram() {
    return sample(0).histogram();
  }

  private Sample.Variable variable(Column column, int[] rows) {
    if (!column.isOfNumbers()) {
      return Sample.Variable.ofCategories(column.codes(rows), column.labels()::get);
    }
    double[] numbers = Arrays.stream(rows).mapToDouble(column::number).toArray();
    Binning binning = bins.orElseThrow();
    return categories(numbers, binning.count())
        .orElseGet(
            () -> {
              int[] assigned = new int[rows.length];
              binning.assign(numbers, 0, rows.length, assigned);
              return Sample.Variable.ofCategories(assigned, Integer::toString);
            });
  }

  /**
   * The numbers of a group as categories if there are not more different ones than bins, as in a
   * file that holds this group alone.
   */
  private static Optional<Sample.Variable> categories(double[] numbers, int mostCategories) {
    var codes = new LinkedHashMap<Double, Integer>();
    int[] coded = new int[numbers.length];
    for (int row = 0; row < numbers.length; row++) {
      var code = codes.putIfAbsent(numbers[row], codes.size());
      coded[row] = code == null ? codes.size() - 1 : code;
      if (codes.size() > mostCategories) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Sample.Variable(coded, codes.keySet().stream().map(NumberText::of).toList()));
  }
}

package org.infomorph.app;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infomorph.pid.Antichain;
import org.infomorph.pid.JointHistogram;
import org.infomorph.trial.SpecException;

/**
 * A CSV file of observations, or of outcomes with a column {@code p} or {@code count}: a target and
 * 1 to 4 sources, whose values are categories.
 *
 * @param sources names of the source columns, in the file's order
 * @param target name of the target column
 * @param rows number of rows
 * @param histogram their joint distribution
 */
record ObservationTable(List<String> sources, String target, int rows, JointHistogram histogram) {
  private static final int MAX_SOURCES = 4;
  private static final double SUM_TOLERANCE = 1e-6;
  private static final String PROBABILITY = "p";
  private static final String COUNT = "count";

  ObservationTable {
    sources = List.copyOf(sources);
  }

  /**
   * Reads a file.
   *
   * @param target the target's column; if empty the last one but {@code p} or {@code count}
   * @throws SpecException if the file is not such a table
   */
  static ObservationTable read(Path file, Optional<String> target) {
    Reader reader = new Reader(file.toString());
    try (InputStream in = open(file)) {
      return reader.read(in, target);
    } catch (IOException e) {
      throw reader.failure("cannot be read");
    } catch (TextParsingException e) {
      throw reader.failure("cannot be read as CSV");
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new SpecException(file + ": no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new SpecException(file + ": not a file");
    }
    return Files.newInputStream(file);
  }

  /** The state of reading one file. */
  private static final class Reader {
    private final String file;
    private final List<Map<String, Integer>> categories = new ArrayList<>();
    private final List<int[]> rows = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private long line = 1;
    private List<String> header = List.of();

    /** Column of the weights, or -1. */
    private int weightColumn = -1;

    Reader(String file) {
      this.file = file;
    }

    ObservationTable read(InputStream in, Optional<String> target) {
      CsvParser parser = new CsvParser(settings());
      parser.beginParsing(in, "UTF-8");
      String[] names = parser.parseNext();
      if (names == null) {
        throw failure("is empty; needs a header and at least one row");
      }
      readHeader(names);
      int targetColumn = targetColumn(target);
      int[] sourceColumns = sourceColumns(targetColumn);
      for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
        line = parser.getContext().currentLine();
        readRow(row);
      }
      if (rows.isEmpty()) {
        throw failure("has a header but no rows; needs at least one");
      }
      checkWeights();
      return new ObservationTable(
          Arrays.stream(sourceColumns).mapToObj(header::get).toList(),
          header.get(targetColumn),
          rows.size(),
          histogram(sourceColumns, targetColumn));
    }

    private static CsvParserSettings settings() {
      CsvParserSettings settings = new CsvParserSettings();
      settings.setLineSeparatorDetectionEnabled(true);
      settings.getFormat().setComment('\0');
      settings.setMaxCharsPerColumn(-1);
      return settings;
    }

    private void readHeader(String[] names) {
      for (int i = 0; i < names.length; i++) {
        if (names[i] == null) {
          throw inLine("column " + (i + 1) + " has no name");
        }
        if (Arrays.asList(names).indexOf(names[i]) < i) {
          throw inLine("two columns " + names[i] + "; allowed are distinct names");
        }
        categories.add(new HashMap<>());
      }
      header = List.of(names);
      if (header.contains(PROBABILITY) && header.contains(COUNT)) {
        throw inLine("columns p and count; allowed is one of them");
      }
      weightColumn = Math.max(header.indexOf(PROBABILITY), header.indexOf(COUNT));
    }

    private int targetColumn(Optional<String> target) {
      List<String> variables = variables();
      if (variables.size() < 2) {
        throw inLine(
            "columns " + String.join(", ", header) + "; needs a target and at least one source");
      }
      String name = target.orElse(variables.get(variables.size() - 1));
      if (!variables.contains(name)) {
        throw inLine(
            "no column " + name + " for the target; columns are " + String.join(", ", variables));
      }
      return header.indexOf(name);
    }

    private int[] sourceColumns(int targetColumn) {
      int[] columns =
          IntStream.range(0, header.size())
              .filter(i -> i != targetColumn && i != weightColumn)
              .toArray();
      List<String> names = Arrays.stream(columns).mapToObj(header::get).toList();
      if (columns.length > MAX_SOURCES) {
        throw inLine(
            columns.length + " sources, " + String.join(", ", names) + "; allowed are 1 to 4");
      }
      try {
        Antichain.of(1).toString(names);
      } catch (IllegalArgumentException e) {
        throw inLine(e.getMessage());
      }
      return columns;
    }

    /** The columns that hold categories. */
    private List<String> variables() {
      return IntStream.range(0, header.size())
          .filter(i -> i != weightColumn)
          .mapToObj(header::get)
          .toList();
    }

    private void readRow(String[] row) {
      if (row.length != header.size()) {
        throw inLine(
            "columns: "
                + row.length
                + ", in the header: "
                + header.size()
                + "; allowed is the same number");
      }
      int[] values = new int[row.length];
      for (int i = 0; i < row.length; i++) {
        if (row[i] == null) {
          throw inColumn(i, "no value; allowed is any but an empty one");
        }
        if (i != weightColumn) {
          Map<String, Integer> known = categories.get(i);
          values[i] = known.computeIfAbsent(row[i], value -> known.size());
        }
      }
      rows.add(values);
      weights.add(weightColumn < 0 ? 1.0 : weight(row[weightColumn]));
    }

    private double weight(String text) {
      try {
        double weight = Double.parseDouble(text);
        if (weight >= 0 && Double.isFinite(weight)) {
          return weight;
        }
      } catch (NumberFormatException e) {
        // refused below, as numbers out of range are
      }
      throw inColumn(weightColumn, text + "; allowed are numbers, 0 or more");
    }

    private void checkWeights() {
      double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
      if (weightColumn >= 0
          && header.get(weightColumn).equals(PROBABILITY)
          && Math.abs(sum - 1) > SUM_TOLERANCE) {
        throw failure("column p: the sum is " + (float) sum + "; allowed is 1, to within 1e-6");
      }
      if (sum == 0) {
        throw failure("column count: all are 0; at least one must be more");
      }
    }

    private JointHistogram histogram(int[] sourceColumns, int targetColumn) {
      return JointHistogram.ofTable(
          Arrays.stream(sourceColumns).mapToObj(this::column).toArray(int[][]::new),
          column(targetColumn),
          weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private int[] column(int index) {
      return rows.stream().mapToInt(row -> row[index]).toArray();
    }

    private SpecException inColumn(int column, String problem) {
      return inLine("column " + header.get(column) + ": " + problem);
    }

    private SpecException inLine(String problem) {
      return failure("line " + line + ": " + problem);
    }

    private SpecException failure(String problem) {
      return new SpecException(file + ": " + problem);
    }
  }
}

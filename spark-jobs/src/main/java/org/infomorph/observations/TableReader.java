package org.infomorph.observations;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.infomorph.form.SpecException;
import org.infomorph.pid.Antichain;
import org.infomorph.pid.JointHistogram;
import org.infomorph.tabular.TableText;

/** The state of reading one table. */
final class TableReader {
  private static final int MAX_SOURCES = 4;
  private static final double SUM_TOLERANCE = 1e-6;
  private static final String PROBABILITY = "p";
  private static final String COUNT = "count";

  private final String file;
  private final List<Map<String, Integer>> categories = new ArrayList<>();
  private final List<int[]> rows = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private long line = 1;
  private List<String> header = List.of();
  private String encoding = "";

  /** Column of the weights, or -1. */
  private int weightColumn = -1;

  /**
   * @param file the table's name in messages
   */
  TableReader(String file) {
    this.file = file;
  }

  ObservationTable read(TableText text, TableChoice choice) {
    encoding = text.encoding();
    CsvParser parser = new CsvParser(settings());
    parser.beginParsing(text.reader());
    String[] names = parser.parseNext();
    if (names == null) {
      throw failure("is empty; needs a header and at least one row");
    }
    readHeader(names, choice);
    int targetColumn = targetColumn(choice);
    int[] sourceColumns = sourceColumns(targetColumn, choice);
    for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
      line = parser.getContext().currentLine();
      readRow(row);
    }
    if (rows.isEmpty()) {
      throw failure("has a header but no rows; needs at least one");
    }
    checkWeights();
    refuseDoubts(targetColumn, sourceColumns, choice);
    return new ObservationTable(
        Arrays.stream(sourceColumns).mapToObj(header::get).toList(),
        header.get(targetColumn),
        rows.size(),
        histogram(sourceColumns, targetColumn));
  }

  private static CsvParserSettings settings() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setCommentProcessingEnabled(false);
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxCharsPerColumn(-1);
    return settings;
  }

  private void readHeader(String[] names, TableChoice choice) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == null) {
        throw inLine("column " + (i + 1) + " has no name");
      }
      checkText(names[i], "column " + (i + 1));
    }
    header = List.of(names);
    refuse(new TableDoubts(choice, 0).ofNames(header));
    for (int i = 0; i < names.length; i++) {
      if (header.indexOf(names[i]) < i) {
        throw inLine("two columns " + names[i] + "; allowed are distinct names");
      }
      categories.add(new LinkedHashMap<>());
    }
    if (header.contains(PROBABILITY) && header.contains(COUNT)) {
      throw inLine("columns p and count; allowed is one of them");
    }
    weightColumn = Math.max(header.indexOf(PROBABILITY), header.indexOf(COUNT));
  }

  /** Refuses bytes that are not text in this encoding. */
  private void checkText(String text, String column) {
    if (text.indexOf(TableText.BROKEN) >= 0) {
      throw inLine(
          column
              + ": found bytes that are not "
              + encoding
              + "; allowed is UTF-8, or what a byte-order mark says");
    }
    if (text.indexOf(TableText.NUL) >= 0) {
      throw inLine(
          column
              + ": found a character NUL; allowed is text, UTF-16 only with its byte-order mark");
    }
  }

  private int targetColumn(TableChoice choice) {
    List<String> variables = variables();
    if (variables.size() < 2) {
      throw inLine(
          "columns " + String.join(", ", header) + "; needs a target and at least one source");
    }
    if (choice.target().isPresent()) {
      return column(choice.target().get(), "the target");
    }
    var left = variables.stream().filter(name -> !choice.sources().contains(name)).toList();
    if (left.isEmpty()) {
      throw inLine(
          "--sources " + String.join(",", choice.sources()) + " leaves no column for the target");
    }
    return header.indexOf(left.get(left.size() - 1));
  }

  /** The index of a column that the user has named. */
  private int column(String name, String what) {
    List<String> variables = variables();
    if (!variables.contains(name)) {
      throw inLine(
          "no column %s for %s; columns are %s"
              .formatted(name, what, String.join(", ", variables)));
    }
    return header.indexOf(name);
  }

  private int[] sourceColumns(int targetColumn, TableChoice choice) {
    int[] columns =
        choice.sources().isEmpty()
            ? IntStream.range(0, header.size())
                .filter(i -> i != targetColumn && i != weightColumn)
                .toArray()
            : chosenSources(targetColumn, choice);
    List<String> names = Arrays.stream(columns).mapToObj(header::get).toList();
    if (columns.length > MAX_SOURCES) {
      throw inLine(
          columns.length
              + " sources, "
              + String.join(", ", names)
              + "; allowed are 1 to 4, such as --sources "
              + String.join(",", names.subList(0, 2)));
    }
    try {
      Antichain.of(1).toString(names);
    } catch (IllegalArgumentException e) {
      throw inLine(e.getMessage());
    }
    return columns;
  }

  private int[] chosenSources(int targetColumn, TableChoice choice) {
    Set<Integer> seen = new HashSet<>();
    for (String name : choice.sources()) {
      int column = column(name, "a source");
      if (column == targetColumn) {
        throw inLine("column " + name + " is the target and cannot be a source, too");
      }
      if (!seen.add(column)) {
        throw inLine("column " + name + " is named twice in --sources");
      }
    }
    return choice.sources().stream().mapToInt(header::indexOf).toArray();
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
              + "; each row needs as many as the header");
    }
    int[] values = new int[row.length];
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null) {
        throw inColumn(i, "empty; every row needs a value");
      }
      checkText(row[i], "column " + header.get(i));
      if (i != weightColumn) {
        Map<String, Integer> known = categories.get(i);
        values[i] = known.computeIfAbsent(row[i], value -> known.size());
      }
    }
    rows.add(values);
    weights.add(weightColumn < 0 ? 1.0 : weight(row[weightColumn]));
  }

  private double weight(String text) {
    double weight = DecimalNumber.of(text).orElse(-1);
    if (weight < 0) {
      throw inColumn(weightColumn, text + "; allowed are numbers, 0 or more");
    }
    return weight;
  }

  private void checkWeights() {
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    if (weightColumn >= 0
        && header.get(weightColumn).equals(PROBABILITY)
        && Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw failure("column p: the sum is " + (float) sum + "; allowed is 1, to within 1e-6");
    }
    if (sum == 0) {
      throw failure("column count: all are 0; at least one must be above 0");
    }
    if (sum == Double.POSITIVE_INFINITY) {
      throw failure("column count: the sum is infinite; allowed are smaller numbers");
    }
  }

  /** Refuses probable mistakes. In a table with weights, each row is known to be an outcome. */
  private void refuseDoubts(int targetColumn, int[] sourceColumns, TableChoice choice) {
    var doubts = new TableDoubts(choice, rows.size());
    line = 1;
    refuse(doubts.ofNames(header, categories.stream().map(Map::keySet).toList()));
    var target = column(targetColumn);
    var sources = Arrays.stream(sourceColumns).mapToObj(this::column).toList();
    var all = new ArrayList<>(sources);
    all.add(target);
    if (weightColumn < 0) {
      doubts.ofWeights(all).ifPresent(this::fail);
      doubts.ofRepetition(target, sources).ifPresent(this::fail);
    }
    doubts.ofNumbers(all).ifPresent(this::fail);
  }

  private TableDoubts.Column column(int index) {
    return new TableDoubts.Column(header.get(index), values(index), categories.get(index).keySet());
  }

  private void refuse(Optional<String> doubt) {
    if (doubt.isPresent()) {
      throw inLine(doubt.get());
    }
  }

  private void fail(String problem) {
    throw failure(problem);
  }

  private JointHistogram histogram(int[] sourceColumns, int targetColumn) {
    return JointHistogram.ofTable(
        Arrays.stream(sourceColumns).mapToObj(this::values).toArray(int[][]::new),
        values(targetColumn),
        weights.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private int[] values(int index) {
    return rows.stream().mapToInt(row -> row[index]).toArray();
  }

  private SpecException inColumn(int column, String problem) {
    return inLine("column " + header.get(column) + ": " + problem);
  }

  private SpecException inLine(String problem) {
    return failure("line " + line + ": " + problem);
  }

  SpecException failure(String problem) {
    return new SpecException(file + ": " + problem);
  }
}

package org.infomorph.observations;

import com.univocity.parsers.csv.CsvParser;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.infomorph.bins.Binning;
import org.infomorph.form.SpecException;
import org.infomorph.pid.Antichain;
import org.infomorph.tabular.CsvText;
import org.infomorph.tabular.DecimalNumber;
import org.infomorph.tabular.TableText;

/** The state of reading one table. */
final class TableReader {
  private static final char SEPARATOR = ',';
  private static final double SUM_TOLERANCE = 1e-6;
  private static final String PROBABILITY = "p";
  private static final String COUNT = "count";

  private final String file;
  private final List<Column> columns = new ArrayList<>();
  private Weights weights = new Weights(Weights.Kind.ROWS);
  private int rows;
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
    CsvParser parser = CsvText.parser(SEPARATOR);
    parser.beginParsing(text.reader());
    String[] names = parser.parseNext();
    if (names == null) {
      throw failure("is empty; needs a header and at least one row");
    }
    readHeader(names, choice);
    int[] by = byColumns(choice);
    int target = targetColumn(choice);
    int[] sources = sourceColumns(target, by, choice);
    int most = choice.bins().map(Binning::count).orElse(Integer.MAX_VALUE);
    use(sources, most);
    use(new int[] {target}, most);
    use(by, Integer.MAX_VALUE);
    for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
      if (row.length != header.size()) {
        line = parser.getContext().currentLine();
        throw inLine(
            "columns: "
                + row.length
                + ", in the header: "
                + header.size()
                + "; each row needs as many as the header");
      }
      try {
        readRow(row);
      } catch (Unreadable e) { // the parser counts lines only when asked
        line = parser.getContext().currentLine();
        throw inLine(e.getMessage());
      }
    }
    if (rows == 0) {
      throw failure("has a header but no rows; needs at least one");
    }
    checkWeights();
    var table =
        new ObservationTable(
            columns(sources), columns.get(target), columns(by), choice.bins(), weights, rows);
    refuseDoubts(target, sources, choice);
    return table;
  }

  private void use(int[] indices, int mostCategories) {
    for (int index : indices) {
      columns.set(index, new Column(header.get(index), mostCategories));
    }
  }

  private List<Column> columns(int[] indices) {
    return Arrays.stream(indices).mapToObj(columns::get).toList();
  }

  private void readHeader(String[] names, TableChoice choice) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == null) {
        throw inLine("column " + (i + 1) + " has no name");
      }
      try {
        checkText(names[i], "column " + (i + 1));
      } catch (Unreadable e) {
        throw inLine(e.getMessage());
      }
    }
    header = List.of(names);
    refuse(new TableDoubts(choice, 0).ofNames(header));
    for (int i = 0; i < names.length; i++) {
      if (header.indexOf(names[i]) < i) {
        throw inLine("two columns " + names[i] + "; allowed are distinct names");
      }
      columns.add(null); // until it is in use
    }
    if (header.contains(PROBABILITY) && header.contains(COUNT)) {
      throw inLine("columns p and count; allowed is one of them");
    }
    weightColumn = Math.max(header.indexOf(PROBABILITY), header.indexOf(COUNT));
    if (weightColumn >= 0) {
      boolean counts = header.contains(COUNT);
      weights = new Weights(counts ? Weights.Kind.COUNTS : Weights.Kind.PROBABILITIES);
      if (choice.bins().isPresent()) {
        throw inLine(
            "--bins puts observations into bins, but there is a column "
                + header.get(weightColumn)
                + "; allowed are observations, one a line");
      }
    }
  }

  /** Refuses bytes that are not text in this encoding. */
  private void checkText(String text, String column) {
    if (text.indexOf(TableText.BROKEN) >= 0) {
      throw new Unreadable(
          column
              + ": found bytes that are not "
              + encoding
              + "; allowed is UTF-8, or what a byte-order mark says");
    }
    if (text.indexOf(TableText.NUL) >= 0) {
      throw new Unreadable(
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
    var left = variables.stream().filter(name -> !choice.names(name)).toList();
    if (left.isEmpty() && !choice.by().isEmpty()) {
      throw inLine("--sources and --by leave no column for the target");
    }
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

  private int[] byColumns(TableChoice choice) {
    Set<String> seen = new HashSet<>();
    for (String name : choice.by()) {
      column(name, "--by");
      if (!seen.add(name)) {
        throw inLine("column " + name + " is named twice in --by");
      }
      if (choice.sources().contains(name)) {
        throw inLine("column " + name + " is in --by and cannot be a source, too");
      }
      if (choice.target().filter(name::equals).isPresent()) {
        throw inLine("column " + name + " is in --by and cannot be the target, too");
      }
    }
    return choice.by().stream().mapToInt(header::indexOf).toArray();
  }

  private int[] sourceColumns(int targetColumn, int[] by, TableChoice choice) {
    int[] columns =
        choice.sources().isEmpty()
            ? IntStream.range(0, header.size())
                .filter(i -> i != targetColumn && i != weightColumn)
                .filter(i -> Arrays.stream(by).noneMatch(each -> each == i))
                .toArray()
            : chosenSources(targetColumn, choice);
    if (columns.length == 0) {
      throw inLine("--by and the target leave no column for a source");
    }
    List<String> names = Arrays.stream(columns).mapToObj(header::get).toList();
    if (columns.length > Antichain.MAX_SOURCES) {
      throw inLine(
          columns.length
              + " sources, "
              + String.join(", ", names)
              + "; allowed are 1 to 5, such as --sources "
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

  /** Values that cannot be read; without the place, which the catcher knows. */
  private static final class Unreadable extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    Unreadable(String problem) {
      super(problem, null, false, false);
    }
  }

  private void readRow(String[] row) {
    for (int i = 0; i < row.length; i++) {
      Column column = columns.get(i);
      if (column == null && i != weightColumn) {
        continue; // not in use: whatever stands there
      }
      String text = row[i];
      if (text == null) {
        throw new Unreadable("column " + header.get(i) + ": empty; every row needs a value");
      }
      if (column == null) {
        weights.add(weight(text));
        continue;
      }
      if (column.isNew(text)) {
        checkText(text, "column " + header.get(i));
      }
      if (!column.add(text)) {
        throw new Unreadable(
            "column "
                + header.get(i)
                + ": "
                + text
                + " among numbers that go into bins; allowed are numbers");
      }
    }
    if (++rows == Integer.MAX_VALUE - 8) {
      throw new Unreadable("more rows than an array holds; allowed are 2147483638");
    }
  }

  private double weight(String text) {
    double weight = DecimalNumber.of(text).orElse(-1);
    if (weight < 0) {
      throw new Unreadable(
          "column " + header.get(weightColumn) + ": " + text + "; allowed are numbers, 0 or more");
    }
    return weight;
  }

  private void checkWeights() {
    if (weightColumn < 0) {
      return;
    }
    double sum = weights.sum();
    if (header.get(weightColumn).equals(PROBABILITY) && Math.abs(sum - 1) > SUM_TOLERANCE) {
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
    var doubts = new TableDoubts(choice, rows);
    line = 1;
    if (!choice.any()) { // otherwise the names are known to be names
      refuse(
          doubts.ofNames(
              header,
              columns.stream()
                  .map(column -> column == null ? Set.<String>of() : column.categories())
                  .toList()));
    }
    var target = columns.get(targetColumn);
    var sources = columns(sourceColumns);
    var all = new ArrayList<>(sources);
    all.add(target);
    all.removeIf(Column::isOfNumbers);
    if (choice.bins().isPresent()) {
      doubts.ofNumbers(all).ifPresent(this::fail); // explains why numbers became categories
    }
    if (weightColumn < 0) {
      doubts.ofWeights(all).ifPresent(this::fail);
      doubts.ofRepetition(all).ifPresent(this::fail);
      if (choice.by().isEmpty() && sources.stream().noneMatch(Column::isOfNumbers)) {
        doubts.ofCombinations(sources).ifPresent(this::fail);
      }
    }
    doubts.ofNumbers(all).ifPresent(this::fail);
  }

  private void refuse(Optional<String> doubt) {
    if (doubt.isPresent()) {
      throw inLine(doubt.get());
    }
  }

  private void fail(String problem) {
    throw failure(problem);
  }

  private SpecException inLine(String problem) {
    return failure("line " + line + ": " + problem);
  }

  SpecException failure(String problem) {
    return new SpecException(file + ": " + problem);
  }
}

package org.infomorph.observations;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.infomorph.pid.JointHistogram;
import org.infomorph.tabular.CsvText;
import org.infomorph.tabular.DecimalNumber;

/**
 * Probable mistakes in a readable table: numbers that would be read as categories, or a first
 * observation that would be read as names. Each message says what to do if the table is correct.
 *
 * @param choice the columns that the user has named; these are never in doubt
 * @param rows number of rows
 */
record TableDoubts(TableChoice choice, int rows) {
  /** The smallest number of rows for a check of categories that rarely repeat. */
  private static final int FEWEST_ROWS = 20;

  /** The same for numbers with fractions, which are rarely names of categories. */
  private static final int FEWEST_ROWS_OF_FRACTIONS = 5;

  /**
   * A list of outcomes contains more than one in this many combinations of the sources' categories.
   */
  private static final int SPARSE = 4;

  private static final Set<String> WEIGHTS =
      Set.of(
          "p",
          "prob",
          "probs",
          "probability",
          "probabilities",
          "count",
          "counts",
          "freq",
          "freqs",
          "frequency",
          "frequencies",
          "n",
          "weight",
          "weights");

  private static boolean all(Column column, Predicate<String> test) {
    return column.categories().stream().allMatch(test);
  }

  private static boolean holdsFractions(Column column) {
    return all(column, text -> DecimalNumber.of(text).isPresent())
        && column.categories().stream()
            .mapToDouble(DecimalNumber::parse)
            .anyMatch(number -> number != Math.rint(number));
  }

  /** Whether the names of the columns are really an observation, judged only by the names. */
  Optional<String> ofNames(List<String> names) {
    boolean numbers = names.stream().allMatch(name -> DecimalNumber.of(name).isPresent());
    return numbers ? noNames(names, "are all numbers") : Optional.empty();
  }

  /** The same, judged by the values below the names. */
  Optional<String> ofNames(List<String> names, List<Set<String>> categories) {
    boolean repeated =
        IntStream.range(0, names.size()).allMatch(i -> categories.get(i).contains(names.get(i)));
    return repeated ? noNames(names, "are all values of their columns, too") : Optional.empty();
  }

  private Optional<String> noNames(List<String> names, String what) {
    return choice.any()
        ? Optional.empty()
        : Optional.of(
            String.join(", ", names)
                + " "
                + what
                + ", as if this were an observation; give the columns names in a line above, or"
                + " choose among these with --target");
  }

  /**
   * Whether a column contains weights or counts under another name.
   *
   * @param columns target and sources
   */
  Optional<String> ofWeights(List<Column> columns) {
    return columns.stream()
        .filter(column -> !choice.names(column.name()))
        .filter(column -> WEIGHTS.contains(column.name().toLowerCase(Locale.ROOT)))
        .filter(column -> all(column, text -> DecimalNumber.of(text).orElse(-1) >= 0))
        .map(
            column ->
                "column "
                    + column.name()
                    + ": would be read as categories; if it says how often a row occurred, call it"
                    + " count; if it says how probable a row is, call it p; otherwise name it in"
                    + " --sources or --target")
        .findFirst();
  }

  /**
   * Whether two spellings of one number would be two categories, or a missing value would be a
   * category among numbers.
   *
   * @param columns target and sources
   */
  Optional<String> ofNumbers(List<Column> columns) {
    return columns.stream().map(TableDoubts::ofNumbers).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> ofNumbers(Column column) {
    Map<Double, String> seen = new HashMap<>();
    Optional<String> missing = Optional.empty();
    for (String text : column.categories()) {
      var number = DecimalNumber.of(text);
      if (number.isPresent()) {
        String other = seen.put(number.getAsDouble() + 0.0, text); // -0 and 0 are equal
        if (other != null) {
          return Optional.of(
              "column %s: %s and %s are the same number but would be two categories; write it in one"
                      .formatted(column.name(), other, text)
                  + " way");
        }
      } else if (CsvText.isMissing(text)) {
        missing = Optional.of(text);
      } else {
        return Optional.empty(); // words
      }
    }
    return missing
        .filter(text -> !seen.isEmpty())
        .map(
            text ->
                "column %s: %s among numbers means a missing value; leave its rows out, or give it"
                        .formatted(column.name(), text)
                    + " another name if it is a category");
  }

  /**
   * Whether nearly every row is its own category. Then any sources determine the target completely,
   * and the table cannot show whether new rows would confirm this.
   *
   * @param columns the sources, then the target
   */
  Optional<String> ofRepetition(List<Column> columns) {
    for (Column column : columns) {
      int distinct = column.categories().size();
      boolean hardlyRepeats = rows >= FEWEST_ROWS && 2L * distinct > rows;
      boolean fractions =
          rows >= FEWEST_ROWS_OF_FRACTIONS && distinct == rows && holdsFractions(column);
      if (hardlyRepeats || fractions) {
        return Optional.of(
            "column %s: %d different values in %d rows".formatted(column.name(), distinct, rows)
                + wayOut());
      }
    }
    return Optional.empty();
  }

  /** The same for combinations of the sources' categories. */
  Optional<String> ofCombinations(List<Column> sources) {
    long combinations = 1;
    for (Column source : sources) {
      if (combinations > Long.MAX_VALUE / source.categories().size()) {
        return Optional.of("the sources have more than 2^63 combinations of values" + wayOut());
      }
      combinations *= source.categories().size();
    }
    if (rows < FEWEST_ROWS || combinations <= rows / 2) { // too few to be suspicious
      return Optional.empty();
    }
    int cells = cells(sources);
    if (10L * cells > 9L * rows && SPARSE * (long) cells < combinations) {
      return Optional.of(
          "sources %s: %d different combinations in %d rows"
                  .formatted(
                      String.join(", ", sources.stream().map(Column::name).toList()), cells, rows)
              + wayOut());
    }
    return Optional.empty();
  }

  private static String wayOut() {
    return ", but categories have to repeat: put numbers into bins first; or, if each row is an"
        + " outcome, give it a column p or count";
  }

  private int cells(List<Column> sources) {
    int[][] values = sources.stream().map(Column::codes).toArray(int[][]::new);
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return JointHistogram.ofTable(values, new int[rows], ones).cells();
  }
}

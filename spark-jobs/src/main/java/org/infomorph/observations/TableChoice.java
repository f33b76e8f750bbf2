package org.infomorph.observations;

import java.util.List;
import java.util.Optional;
import org.infomorph.bins.Binning;

/**
 * What the user has chosen of a table.
 *
 * @param target the column of the target; if empty, the last remaining column
 * @param sources the columns of the sources; if empty, all remaining columns
 * @param by the columns whose values together name a group of rows; if empty, all rows are one
 *     group
 * @param bins the bins of columns of numbers; if empty, all values are categories
 */
public record TableChoice(
    Optional<String> target, List<String> sources, List<String> by, Optional<Binning> bins) {
  public TableChoice {
    sources = List.copyOf(sources);
    by = List.copyOf(by);
  }

  /** A choice without groups and bins. */
  public TableChoice(Optional<String> target, List<String> sources) {
    this(target, sources, List.of(), Optional.empty());
  }

  /** Whether the user has named a column, so that the first line must hold names. */
  boolean any() {
    return target.isPresent() || !sources.isEmpty() || !by.isEmpty();
  }

  /** Whether the user has named this column, and so wants to use it. */
  boolean names(String column) {
    return sources.contains(column)
        || by.contains(column)
        || target.filter(column::equals).isPresent();
  }
}

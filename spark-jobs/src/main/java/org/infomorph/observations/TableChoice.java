package org.infomorph.observations;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a table that the user has named.
 *
 * @param target the column of the target; if empty, the last remaining column
 * @param sources the columns of the sources; if empty, all remaining columns
 */
public record TableChoice(Optional<String> target, List<String> sources) {
  public TableChoice {
    sources = List.copyOf(sources);
  }

  /** Whether the user has named a column, so that the first line must hold names. */
  boolean any() {
    return target.isPresent() || !sources.isEmpty();
  }

  /** Whether the user has named this column, and so wants to use it. */
  boolean names(String column) {
    return sources.contains(column) || target.filter(column::equals).isPresent();
  }
}

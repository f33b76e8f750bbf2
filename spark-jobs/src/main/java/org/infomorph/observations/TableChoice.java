package org.infomorph.observations;

import java.util.List;
import java.util.Optional;

/**
 * Which columns of a table the user has named.
 *
 * @param target the target's; if empty it is the last one that is left
 * @param sources the sources'; if empty they are all that are left
 */
public record TableChoice(Optional<String> target, List<String> sources) {
  public TableChoice {
    sources = List.copyOf(sources);
  }

  /** Whether the user has named any: then the first line does hold names. */
  boolean any() {
    return target.isPresent() || !sources.isEmpty();
  }

  /** Whether the user has named this one, and so means it. */
  boolean names(String column) {
    return sources.contains(column) || target.filter(column::equals).isPresent();
  }
}

package org.infomorph.sql;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.unsafe.types.UTF8String;
import org.infomorph.pid.RedundancyLattice;

/**
 * The names of the atoms, as {@code infomorph pid} prints them.
 *
 * @param sources the names of the sources; empty: 1, 2 and so on
 */
record NamesOfAtoms(List<String> sources) {
  /**
   * @throws IllegalArgumentException if names are empty, equal, or have braces or commas
   */
  NamesOfAtoms {
    if (!sources.isEmpty()) {
      RedundancyLattice.of(1).antichain(0).toString(sources);
    }
  }

  /**
   * The names of all atoms of a number of sources.
   *
   * @throws IllegalArgumentException if the sources have another number of names
   */
  UTF8String[] of(int number) {
    if (!sources.isEmpty() && sources.size() != number) {
      throw new IllegalArgumentException(
          sources.size() + " names for " + number + " sources; allowed is a name for each source");
    }
    var names =
        sources.isEmpty()
            ? IntStream.rangeClosed(1, number).mapToObj(Integer::toString).toList()
            : sources;
    var lattice = RedundancyLattice.of(number);
    return IntStream.range(0, lattice.size())
        .mapToObj(i -> UTF8String.fromString(lattice.antichain(i).toString(names)))
        .toArray(UTF8String[]::new);
  }
}

package org.infomorph.tabular;

import java.io.IOException;

/** Takes the rows of a table, in the order of the file. */
@FunctionalInterface
public interface RowReader {
  /** Takes one row, which is valid only during the call. */
  void take(Row row) throws IOException;
}

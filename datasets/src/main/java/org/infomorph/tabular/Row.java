package org.infomorph.tabular;

/** One row of a table, for the columns that were asked for. Valid only during the call. */
public interface Row {
  /**
   * Whether a cell is empty, or holds a mark of a missing value.
   *
   * @param i index into the columns that were asked for
   */
  boolean isMissing(int i);

  /**
   * A number.
   *
   * @throws DataException if the cell holds no finite number, with file, row and column
   */
  float number(int i) throws DataException;

  /**
   * A text, or a number or truth value as a text. Whole numbers have no decimal point.
   *
   * @throws DataException if the cell is missing, with file, row and column
   */
  String text(int i) throws DataException;

  /** The exception for a problem with a cell: file, row, column, then the problem. */
  DataException error(int i, String problem);
}

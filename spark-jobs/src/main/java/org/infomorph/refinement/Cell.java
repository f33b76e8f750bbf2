package org.infomorph.refinement;

import java.util.List;

/**
 * A cell that a refinement has left whole: a row of the table {@code cells}.
 *
 * @param lower the smaller value of each axis, in the axes' order; belongs to the cell
 * @param upper the larger value of each axis; belongs to the next cell
 * @param label of most of its corners; of several, that of the first of these corners. Empty if
 *     nothing is known
 * @param probability that the whole cell has that label. The least certain corner bounds it (a
 *     corner of another label counts with the probability that it is wrong: 0 if it is certain). So
 *     does what the corners cannot tell: after m measured points of one label, the next one has it
 *     with probability (m + 1) / (m + 2), by Laplace's rule of succession
 * @param depth how often its shortest edge was halved; an edge that was halved as often as the
 *     plan's levels is one step of the finest grid
 * @param boundary whether a boundary crosses the cell
 */
public record Cell(
    List<Double> lower,
    List<Double> upper,
    String label,
    double probability,
    int depth,
    Boundary boundary) {
  /** Whether a boundary crosses a cell. */
  public enum Boundary {
    /** None is known: its corners agree, or are not known. */
    NONE,
    /** One does: two neighbouring corners differ. */
    CROSSES,
    /** One may: a corner was not measured, and the points around it differ. */
    OPEN
  }

  public Cell {
    lower = List.copyOf(lower);
    upper = List.copyOf(upper);
  }
}

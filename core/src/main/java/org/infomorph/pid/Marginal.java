package org.infomorph.pid;

/** The marginal of a {@link JointHistogram} over some of its sources, on its own occupied cells. */
final class Marginal {
  /** Number of occupied cells of the marginal. */
  int count;

  /** [cells of the histogram]: the marginal's cell of each histogram cell. */
  final int[] ids;

  /** [count]: for each cell of the marginal, one histogram cell in it. */
  final int[] first;

  /**
   * Joint probabilities with the target. Binary: {@code [2][count]}, row by row. Table: indexed by
   * the values of {@link #outcomeIds}.
   */
  final double[] joint;

  /** Table only: for each outcome of the histogram, its index in {@link #joint}. */
  final int[] outcomeIds;

  /** Table only: [count], probabilities without the target. */
  final double[] total;

  private Marginal(int[] ids, int[] first, double[] joint, int[] outcomeIds, double[] total) {
    this.ids = ids;
    this.first = first;
    this.joint = joint;
    this.outcomeIds = outcomeIds;
    this.total = total;
  }

  static Marginal ofBinary(int maxCells) {
    return new Marginal(
        new int[maxCells], new int[maxCells], new double[2 * maxCells], new int[0], new double[0]);
  }

  static Marginal ofTable(int cells, int outcomes) {
    return new Marginal(
        new int[cells], new int[cells], new double[outcomes], new int[outcomes], new double[cells]);
  }
}

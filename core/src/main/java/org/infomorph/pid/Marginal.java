package org.infomorph.pid;

/** The marginal of a {@link JointHistogram} over some of its sources, on its own occupied cells. */
final class Marginal {
  /** Number of occupied cells of these sources. */
  int count;

  /** [cells of the histogram] to the marginal's cell. */
  final int[] ids;

  /** [count] to one of the histogram's cells in it. */
  final int[] first;

  /**
   * Probabilities together with the target. Binary: {@code [2][count]}, row by row. Table: by the
   * numbers of {@link #outcomeIds}.
   */
  final double[] joint;

  /** Table only: outcome of the histogram to the entry of {@link #joint}. */
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

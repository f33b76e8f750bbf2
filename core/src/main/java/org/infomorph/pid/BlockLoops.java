package org.infomorph.pid;

import org.infomorph.bins.Memberships;
import org.infomorph.loops.Vectors;

/**
 * The loops of {@link DenseCells} where a drive may touch more than two bins. There are two
 * implementations, plain loops and vector loops ({@link Vectors}). Both add the same products in
 * the same order, so both give the same bits. A sum over the bins of the third source is made of
 * four sums, one for each place of the blocks.
 */
interface BlockLoops {
  /** The number of bins in a block. */
  int BIN_BLOCK = 4;

  /** As {@link DenseCells#spread}. */
  void spread(
      Memberships first,
      Memberships second,
      Memberships third,
      int rows,
      int bins,
      int samples,
      double[] theta,
      int from,
      double[] weights,
      int weightsFrom,
      double[] minus,
      double[] plus);

  /** As {@link DenseCells#gather}. */
  void gather(
      Memberships first,
      Memberships second,
      Memberships third,
      int rows,
      int bins,
      int samples,
      double[] theta,
      int from,
      double[] base,
      double[] rise,
      double[] thetaGradient,
      double[][] driveGradients);

  /** The fastest implementation that this JVM can run. */
  static BlockLoops fastest() {
    return Vectors.fastest(
        BlockLoops.class, "org.infomorph.pid.VectorBlockLoops", PlainBlockLoops::new);
  }
}

package org.infomorph.pid;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.infomorph.bins.Memberships;

/** Loops over vectors of four bins. Not thread-safe. */
final class VectorBlockLoops implements BlockLoops {
  private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;

  private final double[] lanes = new double[3 * BIN_BLOCK];

  VectorBlockLoops() {}

  /** True if the processor has vectors of this size, so the JVM need not make them objects. */
  static boolean fit() {
    return DoubleVector.SPECIES_PREFERRED.length() >= BIN_BLOCK;
  }

  @Override
  public void spread(
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
      double[] plus) {
    int[] i0 = first.firsts();
    int[] j0 = second.firsts();
    int[] k0 = third.firsts();
    int[] iCount = first.counts();
    int[] jCount = second.counts();
    int[] kCount = third.counts();
    int iStride = first.stride();
    int jStride = second.stride();
    int kStride = third.stride();
    double[] m1 = first.shares();
    double[] m2 = second.shares();
    double[] m3 = third.shares();
    for (int s = 0; s < samples; s++) {
      double onPlus = weights[weightsFrom + s] * theta[from + s];
      double onMinus = weights[weightsFrom + s] * (1 - theta[from + s]);
      int at = s * kStride;
      int end = at + kCount[s];
      for (int i = 0; i < iCount[s]; i++) {
        for (int j = 0; j < jCount[s]; j++) {
          int slot = ((i0[s] + i) * rows + j0[s] + j) * bins + k0[s];
          double share = m1[s * iStride + i] * m2[s * jStride + j];
          double toMinus = share * onMinus;
          double toPlus = share * onPlus;
          for (int k = at; k < end; k += BIN_BLOCK) {
            DoubleVector shares = DoubleVector.fromArray(FOUR, m3, k);
            DoubleVector.fromArray(FOUR, minus, slot)
                .add(shares.mul(toMinus))
                .intoArray(minus, slot);
            DoubleVector.fromArray(FOUR, plus, slot).add(shares.mul(toPlus)).intoArray(plus, slot);
            slot += BIN_BLOCK;
          }
        }
      }
    }
  }

  @Override
  public void gather(
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
      double[][] driveGradients) {
    int[] i0 = first.firsts();
    int[] j0 = second.firsts();
    int[] k0 = third.firsts();
    int[] iCount = first.counts();
    int[] jCount = second.counts();
    int[] kCount = third.counts();
    int iStride = first.stride();
    int jStride = second.stride();
    int kStride = third.stride();
    double[] m1 = first.shares();
    double[] m2 = second.shares();
    double[] m3 = third.shares();
    double[] d1 = first.slopes();
    double[] d2 = second.slopes();
    double[] d3 = third.slopes();
    double[] byFirst = driveGradients[0];
    double[] bySecond = driveGradients[1];
    double[] byThird = driveGradients[2];
    for (int s = 0; s < samples; s++) {
      double t = theta[from + s];
      int end = s * kStride + kCount[s];
      double byTheta = 0;
      double ofFirst = 0;
      double ofSecond = 0;
      double ofThird = 0;
      for (int i = 0; i < iCount[s]; i++) {
        double share = m1[s * iStride + i];
        double valueOfFirst = 0;
        for (int j = 0; j < jCount[s]; j++) {
          int slot = ((i0[s] + i) * rows + j0[s] + j) * bins + k0[s];
          DoubleVector values = DoubleVector.zero(FOUR);
          DoubleVector differences = DoubleVector.zero(FOUR);
          DoubleVector slopes = DoubleVector.zero(FOUR);
          for (int k = s * kStride; k < end; k += BIN_BLOCK) {
            DoubleVector r = DoubleVector.fromArray(FOUR, rise, slot);
            DoubleVector v = DoubleVector.fromArray(FOUR, base, slot).add(r.mul(t));
            DoubleVector m = DoubleVector.fromArray(FOUR, m3, k);
            values = values.add(m.mul(v));
            differences = differences.add(m.mul(r));
            slopes = slopes.add(DoubleVector.fromArray(FOUR, d3, k).mul(v));
            slot += BIN_BLOCK;
          }
          values.intoArray(lanes, 0);
          differences.intoArray(lanes, BIN_BLOCK);
          slopes.intoArray(lanes, 2 * BIN_BLOCK);
          double value = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
          double difference = (lanes[4] + lanes[5]) + (lanes[6] + lanes[7]);
          double slope = (lanes[8] + lanes[9]) + (lanes[10] + lanes[11]);
          double row = share * m2[s * jStride + j];
          valueOfFirst += m2[s * jStride + j] * value;
          ofSecond += share * d2[s * jStride + j] * value;
          ofThird += row * slope;
          byTheta += row * difference;
        }
        ofFirst += d1[s * iStride + i] * valueOfFirst;
      }
      thetaGradient[s] = byTheta;
      DenseCells.write(byFirst, s, ofFirst);
      DenseCells.write(bySecond, s, ofSecond);
      DenseCells.write(byThird, s, ofThird);
    }
  }
}

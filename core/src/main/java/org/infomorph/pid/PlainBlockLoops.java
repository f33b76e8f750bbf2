package org.infomorph.pid;

import org.infomorph.bins.Memberships;

/**
 * Plain loops over blocks of four bins. They also take a third source whose drives touch at most
 * two bins: its blocks are pairs.
 */
final class PlainBlockLoops implements BlockLoops {
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
            minus[slot] += toMinus * m3[k];
            minus[slot + 1] += toMinus * m3[k + 1];
            plus[slot] += toPlus * m3[k];
            plus[slot + 1] += toPlus * m3[k + 1];
            if (kStride > 2) {
              minus[slot + 2] += toMinus * m3[k + 2];
              minus[slot + 3] += toMinus * m3[k + 3];
              plus[slot + 2] += toPlus * m3[k + 2];
              plus[slot + 3] += toPlus * m3[k + 3];
            }
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
          double value0 = 0;
          double value1 = 0;
          double value2 = 0;
          double value3 = 0;
          double difference0 = 0;
          double difference1 = 0;
          double difference2 = 0;
          double difference3 = 0;
          double slope0 = 0;
          double slope1 = 0;
          double slope2 = 0;
          double slope3 = 0;
          for (int k = s * kStride; k < end; k += BIN_BLOCK) {
            double r = rise[slot];
            double v = base[slot] + r * t;
            value0 += m3[k] * v;
            difference0 += m3[k] * r;
            slope0 += d3[k] * v;
            r = rise[slot + 1];
            v = base[slot + 1] + r * t;
            value1 += m3[k + 1] * v;
            difference1 += m3[k + 1] * r;
            slope1 += d3[k + 1] * v;
            if (kStride > 2) {
              r = rise[slot + 2];
              v = base[slot + 2] + r * t;
              value2 += m3[k + 2] * v;
              difference2 += m3[k + 2] * r;
              slope2 += d3[k + 2] * v;
              r = rise[slot + 3];
              v = base[slot + 3] + r * t;
              value3 += m3[k + 3] * v;
              difference3 += m3[k + 3] * r;
              slope3 += d3[k + 3] * v;
            }
            slot += BIN_BLOCK;
          }
          double value = (value0 + value1) + (value2 + value3);
          double difference = (difference0 + difference1) + (difference2 + difference3);
          double slope = (slope0 + slope1) + (slope2 + slope3);
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

package org.infomorph.bins;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A loop over vectors of four numbers; the plain loop takes what is left over. */
final class VectorBinLoops implements BinLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_256;
  private static final int LANES = SPECIES.length();

  /** Adding and subtracting this number rounds to the nearest integer. */
  private static final double SHIFT = 0x1.8p52;

  VectorBinLoops() {}

  /** True if the processor has vectors of 256 bits or more, so the JVM need not make objects. */
  static boolean fit() {
    return DoubleVector.SPECIES_PREFERRED.length() >= LANES;
  }

  /**
   * A place is the integer nearest to half a bin less than the distance. Where rounding decides, as
   * at an edge, the drive is near an edge.
   */
  @Override
  public boolean isNearAnEdge(
      double[] drives,
      int from,
      int samples,
      double top,
      double slope,
      double far,
      int count,
      double[] places) {
    double middle = count / 2.0;
    double inner = middle - 0.5; // farther from the middle there is only an end of the range
    DoubleVector last = DoubleVector.broadcast(SPECIES, count - 1);
    DoubleVector tops = DoubleVector.broadcast(SPECIES, top);
    VectorMask<Double> near = SPECIES.maskAll(false);
    int end = SPECIES.loopBound(samples);
    for (int s = 0; s < end; s += LANES) {
      DoubleVector fromTop = tops.sub(DoubleVector.fromArray(SPECIES, drives, from + s).mul(slope));
      DoubleVector half = fromTop.sub(0.5);
      DoubleVector place = half.max(0).min(last).add(SHIFT).sub(SHIFT);
      place.intoArray(places, s);
      VectorMask<Double> atAnEdge = half.sub(place).abs().compare(VectorOperators.GT, far);
      near = near.or(atAnEdge.and(fromTop.sub(middle).abs().compare(VectorOperators.LT, inner)));
    }
    return near.anyTrue()
        | PlainBinLoops.isNearAnEdge(drives, from, end, samples, top, slope, far, count, places);
  }
}

package org.infomorph.loops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops over vectors of four numbers; plain loops take what is left over. */
final class VectorNumberLoops implements NumberLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_256;
  private static final int LANES = SPECIES.length();

  private final NumberLoops plain = new PlainNumberLoops();

  VectorNumberLoops() {}

  /** True if the processor has vectors of 256 bits or more, so the JVM need not make objects. */
  static boolean fit() {
    return DoubleVector.SPECIES_PREFERRED.length() >= LANES;
  }

  @Override
  public boolean areWithin(double[] values, int from, int count, double bound) {
    int end = from + SPECIES.loopBound(count);
    VectorMask<Double> within = SPECIES.maskAll(true);
    for (int i = from; i < end; i += LANES) {
      DoubleVector size = DoubleVector.fromArray(SPECIES, values, i).abs();
      within = within.and(size.compare(VectorOperators.LE, bound));
    }
    return within.allTrue() && plain.areWithin(values, end, from + count - end, bound);
  }

  /** The operations of {@link FastExp}'s formulas, in their order. */
  @Override
  public void expRest(double[] values, int from, int count, double[] shifted) {
    int end = from + SPECIES.loopBound(count);
    for (int i = from; i < end; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, values, i);
      DoubleVector sum = x.mul(FastExp.INTERVALS_PER_NAT).add(FastExp.SHIFT);
      sum.intoArray(shifted, i);
      DoubleVector n = sum.sub(FastExp.SHIFT);
      DoubleVector r = x.sub(n.mul(FastExp.HIGH)).sub(n.mul(FastExp.LOW));
      DoubleVector square = r.mul(r);
      DoubleVector last = r.mul(1.0 / 120).add(1.0 / 24);
      DoubleVector first = r.mul(1.0 / 6).add(1.0 / 2);
      r.add(square.mul(first.add(square.mul(last)))).intoArray(values, i);
    }
    plain.expRest(values, end, from + count - end, shifted);
  }

  @Override
  public void throughSigmoid(
      double[] gradients,
      double[] theta,
      int from,
      int count,
      double margin,
      double[] thetaGradients) {
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    int end = SPECIES.loopBound(count);
    for (int s = 0; s < end; s += LANES) {
      DoubleVector t = DoubleVector.fromArray(SPECIES, theta, from + s);
      DoubleVector outer = DoubleVector.fromArray(SPECIES, thetaGradients, s);
      VectorMask<Double> clamped =
          t.compare(VectorOperators.LE, margin).or(t.compare(VectorOperators.GE, 1 - margin));
      DoubleVector.fromArray(SPECIES, gradients, from + s)
          .mul(outer.mul(t).mul(one.sub(t)))
          .blend(0, clamped)
          .intoArray(gradients, from + s);
    }
    PlainNumberLoops.throughSigmoid(gradients, theta, from, end, count, margin, thetaGradients);
  }
}

package org.infomorph.loops;

/** Loops that run in any JVM. */
final class PlainNumberLoops implements NumberLoops {
  @Override
  public boolean areWithin(double[] values, int from, int count, double bound) {
    boolean within = true;
    for (int i = from; i < from + count; i++) {
      within &= Math.abs(values[i]) <= bound;
    }
    return within;
  }

  /** In loops that are short enough for C2 to make vectors of some. */
  @Override
  public void expRest(double[] values, int from, int count, double[] shifted) {
    for (int i = from; i < from + count; i++) {
      shifted[i] = FastExp.shifted(values[i]);
    }
    for (int i = from; i < from + count; i++) {
      values[i] = FastExp.rest(values[i], shifted[i]);
    }
    for (int i = from; i < from + count; i++) {
      values[i] = FastExp.series(values[i]);
    }
  }
}

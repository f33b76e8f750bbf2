package org.infomorph.pid;

/** The unit: kernels take natural logarithms and divide once. */
final class Bits {
  /** Nats in a bit. */
  static final double LN2 = StrictMath.log(2);

  private Bits() {}
}

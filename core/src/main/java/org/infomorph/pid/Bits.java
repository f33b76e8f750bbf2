package org.infomorph.pid;

/** The unit of information: kernels take natural logarithms and divide by ln 2 once. */
final class Bits {
  /** Nats in a bit. */
  static final double LN2 = StrictMath.log(2);

  private Bits() {}
}

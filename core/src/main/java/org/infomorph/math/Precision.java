package org.infomorph.math;

/** Number format of inputs and matrix products; everything else is always double. */
public enum Precision {
  /** 32-bit: what the published code uses, and two to three times faster. */
  SINGLE,
  /** 64-bit: for comparisons to the last digits. */
  DOUBLE
}

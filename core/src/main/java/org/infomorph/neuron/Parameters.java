package org.infomorph.neuron;

/**
 * Checks that the specs of this package share; each message gives the value and the allowed range.
 */
final class Parameters {
  private Parameters() {}

  static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be finite");
    }
  }

  static void fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; allowed is [0, 1]");
    }
  }

  static void sources(String what, int needed, int found) {
    if (needed != found) {
      throw new IllegalArgumentException(
          what + " needs " + needed + " sources; there are " + found);
    }
  }
}

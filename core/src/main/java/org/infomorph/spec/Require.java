package org.infomorph.spec;

/**
 * The checks that many records share. Each message gives the field, its value and what is allowed.
 */
public final class Require {
  private Require() {}

  /**
   * A number above 0.
   *
   * @param name the field, as files call it
   * @throws IllegalArgumentException if the value is 0, negative, infinite or NaN
   */
  public static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be positive and finite");
    }
  }

  /**
   * A number from 0 on.
   *
   * @param name the field, as files call it
   * @throws IllegalArgumentException if the value is negative, infinite or NaN
   */
  public static void zeroOrPositive(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be zero or positive, and finite");
    }
  }

  /**
   * A share that leaves something over.
   *
   * @param name the field, as files call it
   * @throws IllegalArgumentException if the value is not in [0, 1)
   */
  public static void belowOne(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; allowed is [0, 1)");
    }
  }

  /**
   * A number of things.
   *
   * @param name the field, as files call it
   * @throws IllegalArgumentException if the value is below 1
   */
  public static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; at least 1 is needed");
    }
  }
}

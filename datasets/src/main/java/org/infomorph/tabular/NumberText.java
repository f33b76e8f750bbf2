package org.infomorph.tabular;

/** Numbers as texts: whole numbers without a decimal point. */
final class NumberText {
  private NumberText() {}

  static String of(double number) {
    return number == (long) number ? Long.toString((long) number) : Double.toString(number);
  }
}

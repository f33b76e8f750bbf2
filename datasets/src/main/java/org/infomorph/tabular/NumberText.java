package org.infomorph.tabular;

/** Numbers as texts: whole numbers without a decimal point. */
public final class NumberText {
  private NumberText() {}

  /** The text of a finite number. */
  public static String of(double number) {
    return number == (long) number ? Long.toString((long) number) : Double.toString(number);
  }
}

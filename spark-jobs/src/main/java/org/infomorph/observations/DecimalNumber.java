package org.infomorph.observations;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Numbers as people and programs write them. Java would also read {@code 1f}, {@code 0x1p3} and
 * {@code NaN}.
 */
final class DecimalNumber {
  private static final Pattern FORM =
      Pattern.compile("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?");

  private DecimalNumber() {}

  /** The number in a text; empty if the text is not a number, or if the number is too large. */
  static OptionalDouble of(String text) {
    if (!FORM.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}

package org.infomorph.tabular;

import java.util.OptionalDouble;

/**
 * Numbers as people and programs write them. Java would also read {@code 1f}, {@code 0x1p3} and
 * {@code NaN}.
 */
public final class DecimalNumber {
  private DecimalNumber() {}

  /** The number in a text; empty if the text is not a number, or if the number is too large. */
  public static OptionalDouble of(String text) {
    double number = parse(text);
    return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  /** The same for tables of millions of numbers; NaN if the text is not a number. */
  public static double parse(String text) {
    if (!isDecimal(text)) {
      return Double.NaN;
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? number : Double.NaN;
  }

  /** A sign, digits with a point among them, and an exponent; only digits are required. */
  private static boolean isDecimal(String text) {
    int start = signEnd(text, 0);
    int point = digitsEnd(text, start);
    int digits = point - start;
    int end = point;
    if (point < text.length() && text.charAt(point) == '.') {
      end = digitsEnd(text, point + 1);
      digits += end - point - 1;
    }
    if (digits == 0) {
      return false;
    }
    if (end < text.length() && (text.charAt(end) | 0x20) == 'e') {
      int exponent = signEnd(text, end + 1);
      end = digitsEnd(text, exponent);
      return end == text.length() && end > exponent;
    }
    return end == text.length();
  }

  private static int signEnd(String text, int at) {
    boolean sign = at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-');
    return sign ? at + 1 : at;
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}

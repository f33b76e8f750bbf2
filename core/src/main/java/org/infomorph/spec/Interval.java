package org.infomorph.spec;

import java.util.regex.Pattern;

/**
 * Numbers from one end to the other.
 *
 * @param from lower end, or minus infinity
 * @param to upper end, or infinity
 * @param withFrom whether the lower end belongs to the interval
 * @param withTo whether the upper end belongs to the interval
 */
public record Interval(double from, double to, boolean withFrom, boolean withTo) {
  private static final Pattern TEXT = Pattern.compile("([\\[(])\\s*(\\S+),\\s*(\\S+?)\\s*([\\])])");

  /** All numbers. */
  public static final Interval ALL =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, false);

  /**
   * Parses an interval in the notation of {@link Field#range}.
   *
   * @throws IllegalArgumentException if the text is no interval
   */
  public static Interval parse(String text) {
    if (text.isEmpty()) {
      return ALL;
    }
    var matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text + " is not an interval such as [1, 10] or (0, inf)");
    }
    return new Interval(
        end(matcher.group(2)),
        end(matcher.group(3)),
        matcher.group(1).equals("["),
        matcher.group(4).equals("]"));
  }

  private static double end(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Whether a number belongs to the interval. */
  public boolean contains(double number) {
    return (withFrom ? number >= from : number > from) && (withTo ? number <= to : number < to);
  }
}

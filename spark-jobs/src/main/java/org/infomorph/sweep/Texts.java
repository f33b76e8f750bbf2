package org.infomorph.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.infomorph.space.Axis;
import org.infomorph.space.Point;

/** How numbers, times and atoms read on a terminal. */
public final class Texts {
  private static final int SHOWN_ATOMS = 4;
  private static final MathContext AXIS_DIGITS = new MathContext(6);

  private Texts() {}

  /** For example {@code 1 min 20 s}. */
  public static String duration(double seconds) {
    if (seconds < 59.5) {
      return seconds < 9.95
          ? String.format(Locale.ROOT, "%.1f s", seconds)
          : Math.round(seconds) + " s";
    }
    long minutes = Math.round(seconds / 60);
    if (minutes < 10) {
      long whole = Math.round(seconds);
      return whole / 60 + " min " + whole % 60 + " s";
    }
    if (minutes < 120) {
      return minutes + " min";
    }
    return minutes < 48 * 60
        ? minutes / 60 + " h " + minutes % 60 + " min"
        : Math.round(minutes / 1440.0) + " days";
  }

  /**
   * Points of a plan; those that mean the same trial run once.
   *
   * @param different how many different ones there are
   */
  public static String points(int points, int different) {
    return count(points, "point") + (different < points ? " (" + different + " different)" : "");
  }

  /** For example {@code 1 point}, {@code 2 points}. */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** A score or a number of bits. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** The largest atoms, by absolute value, with their bits. */
  public static String atoms(Map<String, Double> atoms) {
    Comparator<Map.Entry<String, Double>> bySize =
        Comparator.comparingDouble(atom -> -Math.abs(atom.getValue()));
    return atoms.entrySet().stream()
        .sorted(bySize.thenComparing(Map.Entry::getKey))
        .limit(SHOWN_ATOMS)
        .map(atom -> String.format(Locale.ROOT, "%s %.3f", atom.getKey(), atom.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** A point, for example {@code red=0.5 unq=-1}. */
  public static String point(Sweep sweep, Point point) {
    var text = new StringBuilder();
    for (int a = 0; a < point.values().size(); a++) {
      text.append(a == 0 ? "" : " ")
          .append(sweep.space().axes().get(a).label())
          .append('=')
          .append(value(sweep.space().axes().get(a), point.values().get(a)));
    }
    return text.toString();
  }

  private static String value(Axis axis, JsonNode value) {
    return value.isNumber() && axis.type() != Axis.Type.TEXT
        ? axis(value.doubleValue())
        : axis.text(value);
  }

  /** A number of an axis, short: {@code -0.333333}, {@code 1}, {@code 1E-5}. */
  public static String axis(double value) {
    var rounded = BigDecimal.valueOf(value).round(AXIS_DIGITS).stripTrailingZeros();
    boolean plain = Math.abs(value) < 1e6 && (value == 0 || Math.abs(value) >= 1e-4);
    return plain ? rounded.toPlainString() : rounded.toString();
  }
}

package org.infomorph.observations;

import java.util.regex.Pattern;
import org.infomorph.bins.BinRange;
import org.infomorph.bins.Binning;
import org.infomorph.form.SpecException;

/** Reads the options {@code --bins} and {@code --range}. */
public final class BinOptions {
  private static final Pattern FIXED = Pattern.compile("\\[([^,\\[\\]]+),([^,\\[\\]]+)]");

  private BinOptions() {}

  /**
   * The bins of these options.
   *
   * @param count number of bins
   * @param range {@code equal_mass}, {@code adaptive} or {@code [lo,hi]}
   * @throws SpecException if they are not allowed
   */
  public static Binning of(int count, String range) {
    if (count < 2 || count > Binning.MOST_BINS) {
      throw new SpecException(
          "--bins " + count + ": allowed are 2 to " + Binning.MOST_BINS + " bins");
    }
    return switch (range) {
      case "equal_mass" -> new Binning(count, new BinRange.EqualMass());
      case "adaptive" -> new Binning(count, new BinRange.Adaptive());
      default -> new Binning(count, fixed(range));
    };
  }

  private static BinRange fixed(String range) {
    var ends = FIXED.matcher(range);
    if (ends.matches()) {
      try {
        return new BinRange.Fixed(number(ends.group(1)), number(ends.group(2)));
      } catch (NumberFormatException e) {
        throw refused(range); // text between the brackets
      } catch (IllegalArgumentException e) {
        throw new SpecException("--range: " + e.getMessage());
      }
    }
    throw refused(range);
  }

  private static double number(String text) {
    return Double.parseDouble(text.strip());
  }

  private static SpecException refused(String range) {
    return new SpecException(
        "--range " + range + ": allowed are equal_mass, adaptive, or [lo,hi] such as [0,50]");
  }
}

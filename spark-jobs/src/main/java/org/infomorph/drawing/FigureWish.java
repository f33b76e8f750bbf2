package org.infomorph.drawing;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infomorph.form.SpecException;

/**
 * Which figures are wanted as files, and how.
 *
 * @param format of the files
 * @param millimetres the width of a figure in print; empty for the usual size on a screen
 * @param font the family of the letters; empty for the usual one
 * @param only kinds of figures, such as {@code map}; none for all
 * @param at by the label of an axis, the value at which figures hold it; the best point's elsewhere
 * @param slices the label of an axis of which each value has figures of its own; empty for none
 */
public record FigureWish(
    Format format,
    Optional<Double> millimetres,
    String font,
    List<String> only,
    Map<String, String> at,
    String slices) {
  private static final Pattern WIDTH = Pattern.compile("(\\d+(?:\\.\\d+)?) ?mm");
  private static final Pattern FONT = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}");
  private static final double LEAST_MILLIMETRES = 40;
  private static final double MOST_MILLIMETRES = 400;

  /** Of a screen, by CSS. */
  private static final double PER_MILLIMETRE = 96 / 25.4;

  private static final double POINTS_PER_INCH = 72;

  /** Of lines in print. */
  private static final double DOTS_PER_INCH = 600;

  /** Pixels for a unit without a width in print: 300 an inch at 18 cm. */
  private static final double SCREEN = 3;

  private static final int WIDE = 720;
  private static final int HIGH = 480;

  /** Below, figures are arranged as on a phone: page.js has the same number. */
  private static final int NARROW = 560;

  private static final int PHONE_WIDTH = 390;
  private static final double PHONE_HEIGHT = 340;

  /** The format of a figure's file. */
  public enum Format {
    SVG,
    PNG,
    PDF
  }

  public FigureWish {
    only = List.copyOf(only);
    at = Collections.unmodifiableMap(new LinkedHashMap<>(at)); // in the order of the words
  }

  /** All figures, as they are on a screen. */
  public static FigureWish all(Format format) {
    return new FigureWish(format, Optional.empty(), "", List.of(), Map.of(), "");
  }

  /**
   * Reads the words of a command line, each of which may be null but for the first.
   *
   * @throws SpecException naming the option, what was found, and what is allowed
   */
  public static FigureWish of(
      String figures, String width, String font, String only, String at, String slices) {
    var format =
        Stream.of(Format.values())
            .filter(one -> one.name().equalsIgnoreCase(figures))
            .findFirst()
            .orElseThrow(
                () -> new SpecException("--figures is " + figures + "; allowed are " + formats()));
    return new FigureWish(
        format,
        Optional.ofNullable(width).map(FigureWish::width),
        font == null ? "" : font(font, format),
        only == null ? List.of() : List.of(only.strip().split(" *, *")),
        at == null ? Map.of() : places(at),
        slices == null ? "" : slices.strip());
  }

  private static String formats() {
    return Stream.of(Format.values())
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static double width(String text) {
    var match = WIDTH.matcher(text.strip());
    double found = match.matches() ? Double.parseDouble(match.group(1)) : Double.NaN;
    if (!(found >= LEAST_MILLIMETRES && found <= MOST_MILLIMETRES)) {
      throw new SpecException("--width is " + text + "; allowed are 40mm to 400mm, such as 85mm");
    }
    return found;
  }

  private static String font(String name, Format format) {
    var stripped = name.strip();
    if (!FONT.matcher(stripped).matches()) {
      throw new SpecException(
          "--font is " + name + "; allowed is the name of a family, such as Helvetica");
    }
    if (format == Format.SVG) {
      return stripped; // whoever shows the file has the font, or another one
    }
    System.setProperty("java.awt.headless", "true");
    var known =
        List.of(
            GraphicsEnvironment.getLocalGraphicsEnvironment()
                .getAvailableFontFamilyNames(Locale.ROOT));
    return known.stream()
        .filter(stripped::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new SpecException(
                    "--font: this machine has no %s to draw letters with; allowed are %s, and any"
                            .formatted(name, String.join(", ", known))
                        + " with --figures svg"));
  }

  private static Map<String, String> places(String text) {
    var places = new LinkedHashMap<String, String>();
    var wrong = new ArrayList<String>();
    for (var part : text.split(",")) {
      int equals = part.indexOf('=');
      if (equals < 1 || equals == part.length() - 1) {
        wrong.add(part);
      } else if (places.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip())
          != null) {
        throw new SpecException("--at " + text + ": names an axis twice");
      }
    }
    if (!wrong.isEmpty()) {
      throw new SpecException("--at " + text + ": allowed is axis=value,axis=value");
    }
    return places;
  }

  /** The ending of its files. */
  public String ending() {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /**
   * How wide a figure is drawn, in units of which 96 are an inch, as the letters have them. A
   * figure that is narrower in print is drawn as wide as a phone, for which the page arranges it,
   * and made smaller.
   */
  public int width() {
    return millimetres
        .map(mm -> Math.max(PHONE_WIDTH, (int) Math.round(mm * PER_MILLIMETRE)))
        .orElse(WIDE);
  }

  /** How high a figure is drawn; narrow ones are higher for their width. */
  public int height() {
    return millimetres.isEmpty()
        ? HIGH
        : (int)
            Math.round(width() * (isNarrow() ? PHONE_HEIGHT / PHONE_WIDTH : HIGH / (double) WIDE));
  }

  /** Whether there is little room beside the axes. */
  public boolean isNarrow() {
    return width() < NARROW;
  }

  /** A figure's text with its size in print and its font. */
  public String dressed(String svg) {
    var text = svg;
    if (millimetres.isPresent()) {
      text =
          text.replaceFirst(
              "width=\"" + width() + "\" height=\"" + height() + "\"",
              "width=\"%smm\" height=\"%smm\""
                  .formatted(
                      plain(millimetres.get()), plain(millimetres.get() * height() / width())));
    }
    return font.isEmpty()
        ? text
        : text.replace("font-family:sans-serif", "font-family:'" + font + "',sans-serif");
  }

  private static String plain(double millimetres) {
    return String.format(Locale.ROOT, "%.2f", millimetres);
  }

  /** A figure's file. */
  public byte[] file(String svg) throws IOException {
    double inches = millimetres.orElse(width() / PER_MILLIMETRE) / 25.4;
    return switch (format) {
      case SVG -> Drawing.utf8(dressed(svg));
      case PNG ->
          Raster.png(
              dressed(svg),
              width(),
              height(),
              millimetres.isEmpty() ? SCREEN : DOTS_PER_INCH * inches / width());
      case PDF -> Pdf.pdf(dressed(svg), width(), height(), POINTS_PER_INCH * inches / width());
    };
  }
}

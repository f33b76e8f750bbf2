package org.infomorph.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The constant parts of a report. */
public final class Scripts {
  /** The scripts that draw, in loading order. */
  public static final List<String> FIGURES =
      List.of(
          "model.js",
          "scales.js",
          "maps.js",
          "curves.js",
          "atoms.js",
          "lattice.js",
          "points.js",
          "fields.js",
          "cells.js",
          "studies.js",
          "effects.js",
          "views.js");

  /** The scripts of the page alone, in loading order. */
  public static final List<String> PAGE = List.of("trials.js", "address.js", "live.js", "page.js");

  public static final String LIBRARY = "echarts.min.js";

  private Scripts() {}

  public static String read(String name) {
    try (InputStream in = Scripts.class.getResourceAsStream("/report/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

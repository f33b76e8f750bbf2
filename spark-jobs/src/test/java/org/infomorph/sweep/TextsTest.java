package org.infomorph.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
  @ParameterizedTest
  @CsvSource({
    "0.04, 0.0 s",
    "9.94, 9.9 s",
    "9.96, 10 s",
    "59.4, 59 s",
    "59.6, 1 min 0 s",
    "80, 1 min 20 s",
    "569, 9 min 29 s",
    "600, 10 min",
    "7199, 2 h 0 min",
    "86400, 24 h 0 min",
    "200000, 2 days",
  })
  void durationsReadAsOneSaysThem(double seconds, String text) {
    assertEquals(text, Texts.duration(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "-0.333333333333, -0.333333",
    "1.0, 1",
    "100, 100",
    "0, 0",
    "0.00015, 0.00015",
    "1e-5, 0.00001",
    "12345678, 1.23457E+7",
  })
  void axesAreShort(double value, String text) {
    assertEquals(text, Texts.axis(value));
  }

  @Test
  void largestAtomsComeFirst() {
    assertEquals(
        "{rc} -0.500, {r} 0.200, {c} 0.100, {r}{c} 0.100",
        Texts.atoms(Map.of("{r}", 0.2, "{c}", 0.1, "{rc}", -0.5, "{r}{c}", 0.1, "h_res", 0.01)));
  }
}

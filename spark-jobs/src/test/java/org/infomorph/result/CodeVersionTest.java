package org.infomorph.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeVersionTest {
  @ParameterizedTest
  @CsvSource({
    "0.4.0, 0.4.0, 0.4.0, true",
    "0.4.0, 0.4.2, 0.4.0, true",
    "0.4.0, 0.4.2, 0.4.1, true",
    "0.4.0, 0.10.0, 0.9.1, true",
    "0.4.0, 0.4.2, 0.3.9, false",
    "0.4.0, 0.4.2, 0.4.3, false",
    "0.5.0, 0.5.0, 0.4.0, false",
    "0.4.0, 0.4.2, unknown, false",
    "0.4.0, 0.4.2, '', false",
  })
  void versionsFromTheOldestWithTheSameNumbersUpToThisOneShareATable(
      String oldest, String own, String version, boolean same) {
    assertEquals(same, CodeVersion.sameNumbers(oldest, own, version));
  }

  @Test
  void thisVersionHasItsOwnNumbers() {
    assertTrue(CodeVersion.hasTheSameNumbers(CodeVersion.get()));
  }
}

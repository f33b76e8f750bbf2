package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.infomorph.form.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowDifferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"a\":{\"b\":[1.5,2.5]}} | {\"a\":{\"b\":[1.5,2.25]}} | a.b[1]: stored 2.5, computed 2.25",
        "{\"a\":{\"b\":1}} | {\"a\":{}} | a.b: stored 1, computed nothing",
        "{\"a\":[]} | {\"a\":[{\"b\":1}]} | a[0]: stored nothing, computed {\"b\":1}",
        "{\"a\":1,\"status\":\"OK\"} | {\"a\":2,\"status\":\"FAILED\"} | status: stored \"OK\", computed \"FAILED\"",
        "{\"a\":\"1\"} | {\"a\":1} | a: stored \"1\", computed 1",
        "{\"a\":0.1} | {\"a\":0.10000000000000002} | a: stored 0.1, computed 0.10000000000000002",
      })
  void namesThePlaceAndBothValues(String stored, String computed, String message) {
    assertEquals(
        Optional.of(message),
        RowDifference.first(CanonicalJson.read(stored), CanonicalJson.read(computed)));
  }

  @Test
  void orderOfKeysIsNoDifference() {
    assertEquals(
        Optional.empty(),
        RowDifference.first(
            CanonicalJson.read("{\"a\":1,\"b\":[{\"c\":2}]}"),
            CanonicalJson.read("{\"b\":[{\"c\":2}],\"a\":1}")));
  }
}

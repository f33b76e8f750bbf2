package org.infomorph.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

  @Test
  void sortsKeysAtEveryDepth() {
    var value = SpecFile.parse("v", "{b: [1, {d: 2.5, c: true}], a: \"x\\\"\\n\", e: {}, f: []}");

    assertEquals(
        "{\"a\":\"x\\\"\\n\",\"b\":[1,{\"c\":true,\"d\":2.5}],\"e\":{},\"f\":[]}",
        CanonicalJson.write(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "-0.0, 0.0",
    "1e-3, 0.001",
    "2e23, 2.0E23", // the JDK's own, up to 18, writes 2.0000000000000003E23 or longer
    "1e22, 1.0E22",
    "5, 5.0",
  })
  void writesTheShortestDouble(double value, String text) {
    assertEquals(text, CanonicalJson.write(DoubleNode.valueOf(value)));
  }

  @Test
  void integersStayIntegers() {
    assertEquals("9007199254740993", CanonicalJson.write(LongNode.valueOf(9007199254740993L)));
  }

  @Test
  void refusesWhatIsNotFinite() {
    var nan = JsonNodeFactory.instance.numberNode(Double.NaN);
    assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(nan));
  }

  @Test
  void idIsTheBeginningOfSha256() {
    // printf '{}' | sha256sum
    assertEquals("44136fa355b3678a", CanonicalJson.id("{}"));
  }
}

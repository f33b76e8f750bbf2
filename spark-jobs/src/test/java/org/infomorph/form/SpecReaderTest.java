package org.infomorph.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {

  @Test
  void readsEveryType() {
    var reader =
        reader(
            "{name: a, epochs: 5, seed: 9007199254740993, rate: 1e-3, on: true, off: false,"
                + " range: [-1, 0.5], layers: [{name: out, neurons: 10}]}");

    assertEquals("a", reader.text("name"));
    assertEquals(5, reader.integer("epochs"));
    assertEquals(9007199254740993L, reader.longInteger("seed"));
    assertEquals(0.001, reader.number("rate"));
    assertTrue(reader.flag("on"));
    assertEquals(List.of(-1.0, 0.5), reader.numbers("range"));
    var layer = reader.list("layers").get(0);
    assertEquals("out", layer.text("name"));
    assertEquals(10, layer.integer("neurons"));
    assertEquals(false, reader.flag("off", true));
    assertEquals(7, reader.integer("absent", 7));
    assertEquals(0.5, reader.number("absent", 0.5));
    assertTrue(reader.optionalObject("absent").isEmpty());
    reader.done();
  }

  @Test
  void unknownKeyOfANestedObjectNamesItsPathAndTheKnownKeys() {
    var reader = reader("{network: {layers: [{name: out, gaol: 1}]}}");
    var layer = reader.object("network").list("layers").get(0);
    layer.text("name");
    layer.optionalObject("goal");

    var error = assertThrows(SpecException.class, reader::done);

    assertEquals(
        "t.yaml: network.layers.out.gaol: unknown key, perhaps goal; known are name, goal",
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                | t.yaml: x: missing; allowed is a finite number",
        "{x: NaN}          | t.yaml: x: found the text \"NaN\"; allowed is a finite number",
        "{x: 1e999}        | t.yaml:1:5: x: found 1e999; allowed are finite numbers, up to"
            + " 1.7976931348623157E308",
        "{x: [1]}          | t.yaml: x: found a list; allowed is a finite number",
        "{x: }             | t.yaml: x: found nothing; allowed is a finite number",
        "{x: true}         | t.yaml: x: found true; allowed is a finite number",
      })
  void refusesWhatIsNoFiniteNumber(String yaml, String message) {
    assertRefused(yaml, reader -> reader.number("x"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "ten", "1e-3", "'5'"})
  void refusesWhatIsNoInteger(String value) {
    var error = assertThrows(SpecException.class, () -> reader("{x: " + value + "}").integer("x"));
    assertTrue(error.getMessage().endsWith("allowed is an integer"), error.getMessage());
  }

  @Test
  void integerThatIsTooLargeIsToldTheRange() {
    assertRefused(
        "{x: 3000000000}",
        reader -> reader.integer("x"),
        "t.yaml: x: found 3000000000; allowed is an integer from -2147483648 to 2147483647");
    assertRefused(
        "{x: 1e30}",
        reader -> reader.longInteger("x"),
        "t.yaml: x: found 1.0E30; allowed is an integer from -9223372036854775808 to"
            + " 9223372036854775807");
  }

  @Test
  void misspeltKeyIsNamedWhereItIsMissed() {
    assertRefused(
        "{neurns: 3}",
        reader -> reader.integer("neurons"),
        "t.yaml: neurons: missing, perhaps meant by neurns; allowed is an integer");
  }

  @Test
  void textsThatLookLikeSomethingElseNeedQuotationMarks() {
    assertRefused(
        "{x: no}",
        reader -> reader.text("x"),
        "t.yaml: x: found false; allowed is a text; in quotation marks, if it looks like a number"
            + " or is yes, no, on, off, true or false");
    assertEquals("no", reader("{x: 'no'}").text("x"));
  }

  @Test
  void wholeDoubleIsAnInteger() {
    assertEquals(200, reader("{x: 200.0}").integer("x"));
  }

  @Test
  void choiceIsANameOrAnObjectWithOneKey() {
    var allowed = List.of("grid", "random");

    assertEquals("grid", reader("plan: grid").choice("plan", allowed).name());
    assertEquals("grid", reader("plan: {grid: {}}").choice("plan", allowed).name());
    assertEquals("grid", reader("plan: {grid: }").choice("plan", allowed).name());
    assertEquals("random", reader("{}").choice("plan", allowed, "random").name());
    var body = reader("plan: {random: {points: 4}}").choice("plan", allowed).body();
    assertEquals(4, body.integer("points"));
    assertEquals("plan.random", body.path());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan: gird         | t.yaml: plan: there is no gird; allowed is one of grid, random",
        "plan: {gird: {}}   | t.yaml: plan: there is no gird; allowed is one of grid, random",
        "plan: 3            | t.yaml: plan: found 3; allowed is one of grid, random",
        "plan: {grid: 1}    | t.yaml: plan.grid: found 1; allowed is an object",
        "plan: {a: 1, b: 1} | t.yaml: plan: 2 alternatives are given; allowed is exactly one of"
            + " grid, random",
      })
  void refusesWhatIsNoChoice(String yaml, String message) {
    assertRefused(yaml, reader -> reader.choice("plan", List.of("grid", "random")), message);
  }

  @Test
  void choiceRefusesUnknownKeysOfItsBody() {
    var reader = reader("plan: {grid: {points: 3}}");
    reader.choice("plan", List.of("grid"));

    var error = assertThrows(SpecException.class, reader::done);

    assertEquals("t.yaml: plan.grid.points: unknown key; none is known here", error.getMessage());
  }

  @Test
  void bindingNamesThePlaceOfWhatTheConstructorRefused() {
    var layer = reader("{network: {layers: [{name: out}]}}").object("network").list("layers");

    var error =
        assertThrows(
            SpecException.class,
            () ->
                layer
                    .get(0)
                    .bind(
                        () -> {
                          throw new IllegalArgumentException("neurons is 0");
                        }));

    assertEquals("t.yaml: network.layers.out: neurons is 0", error.getMessage());
  }

  private static void assertRefused(
      String yaml, Function<SpecReader, Object> reading, String message) {
    var error = assertThrows(SpecException.class, () -> reading.apply(reader(yaml)));
    assertEquals(message, error.getMessage());
  }

  private static SpecReader reader(String yaml) {
    return SpecReader.of("t.yaml", (ObjectNode) SpecFile.parse("t.yaml", yaml));
  }
}

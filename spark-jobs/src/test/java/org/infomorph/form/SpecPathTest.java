package org.infomorph.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.epochs=3             | $.training.epochs | 3",
        "network.layers.out.goal.{r}{c}=0.5 | $.network.layers[1].goal.{r}{c} | 0.5",
        "dataset.digits.training=100   | $.dataset.digits.training | 100",
        "a.b.c=x                       | $.a.b.c | x",
        "dataset={bars: {}}            | $.dataset.bars | {}",
      })
  void setsOneFieldAndNothingElse(String assignment, String where, String value) {
    var tree = tree();

    SpecPath.Assignment.parse(assignment).applyTo(tree);

    var pointer = where.substring(1).replace('.', '/').replace("[1]", "/1");
    assertEquals(value, text(tree, pointer));
    assertEquals("hid", text(tree, "/network/layers/0/name"));
    assertEquals("0.25", text(tree, "/network/layers/0/goal/{r}{c}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network.layers.none.goal=1 | --set network.layers.none.goal: network.layers has no none;"
            + " there are hid, out",
        "training.epochs.x=1        | --set training.epochs.x: training.epochs is a value; it has"
            + " no x",
        "dataset.digits             | --set dataset.digits: allowed is path=value",
        "a..b=1                     | --set a..b: found the path \"a..b\"; allowed are keys joined"
            + " by dots",
        "a=                         | --set a: there is no value after the =",
      })
  void refusesAPathThatLeadsNowhere(String assignment, String message) {
    var error =
        assertThrows(
            SpecException.class, () -> SpecPath.Assignment.parse(assignment).applyTo(tree()));
    assertEquals(message, error.getMessage());
  }

  @Test
  void replacesAWholeElement() {
    var tree = tree();

    SpecPath.parse("network.layers.out").set(tree, SpecFile.parse("v", "{name: new}"));

    assertEquals("new", text(tree, "/network/layers/1/name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a."})
  void refusesEmptySteps(String path) {
    assertThrows(IllegalArgumentException.class, () -> SpecPath.parse(path));
  }

  private static String text(ObjectNode tree, String pointer) {
    var node = tree.at(pointer);
    return node.isContainerNode() ? node.toString() : node.asText();
  }

  private static ObjectNode tree() {
    var yaml =
        """
        dataset: digits
        network:
          layers:
            - {name: hid, goal: {"{r}{c}": 0.25}}
            - {name: out}
        training: {epochs: 10}
        """;
    return (ObjectNode) SpecFile.parse("t.yaml", yaml);
  }
}

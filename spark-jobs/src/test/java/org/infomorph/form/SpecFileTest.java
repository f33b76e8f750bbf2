package org.infomorph.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: 1\\na: 2     | :2:2: Duplicate field 'a'",
        "a: [1,          | :1:6: while parsing a flow node, expected the node content, but found"
            + " '<stream end>'",
        "a: .nan         | :1:4: a: found .nan; allowed are finite numbers",
        "a: &q 1\\nb: *q | :2:4: aliases (*name) are not allowed",
        "a: !!javax.script.ScriptEngineManager [b] | :1:4: tags"
            + " (!!javax.script.ScriptEngineManager) are not allowed",
        "a: !!java.net.URL http://localhost/ | :1:4: tags (!!java.net.URL) are not allowed",
        "a: !java.io.File {x: 1} | :1:4: tags (!!java.io.File) are not allowed",
        "!!java.util.HashMap {x: 1} | :1:1: tags (!!java.util.HashMap) are not allowed",
        "a: !!binary aGk=  | :1:4: tags (!!binary) are not allowed",
        "- 1             | : the file must hold one YAML object (key: value)",
        "a               | : the file must hold one YAML object (key: value)",
        "``              | : the file must hold one YAML object (key: value)",
      })
  void refusesInOneLine(String yaml, String problem) throws IOException {
    var file = folder.resolve("s.yaml");
    Files.writeString(file, yaml.replace("\\n", "\n"));

    var error = assertThrows(SpecException.class, () -> SpecFile.read(file));

    assertEquals(file + problem, error.getMessage());
  }

  /** What versions of YAML read as different values must be written in another way. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "010      | YAML 1.1 reads octal 8, YAML 1.2 decimal 10; write 8 or 10",
        "-010     | YAML 1.1 reads octal -8, YAML 1.2 decimal -10; write -8 or -10",
        "0_17     | YAML 1.1 reads octal 15, YAML 1.2 decimal 17; write 15 or 17",
        "008      | YAML 1.1 reads a text, YAML 1.2 decimal 8; write 8 or \"008\"",
        "00       | a number has no leading zero; write 0",
        "0o17     | YAML 1.1 reads a text, YAML 1.2 octal 15; write \"0o17\" or 15",
        "1:30     | YAML 1.1 reads a number in base 60, YAML 1.2 a text; write \"1:30\", or"
            + " the number in decimal",
        "1:30.5   | YAML 1.1 reads a number in base 60, YAML 1.2 a text; write \"1:30.5\","
            + " or the number in decimal",
      })
  void numbersThatCanBeReadInTwoWaysAreRefused(String text, String problem) {
    for (var yaml : new String[] {"a: {b: [x, %s]}", "a:\n  b:\n  - x\n  - %s\n"}) {
      var error =
          assertThrows(
              SpecException.class, () -> SpecFile.parseObject("s.yaml", yaml.formatted(text)));
      assertTrue(
          error.getMessage().endsWith(": a.b.1: " + text + ": " + problem), error.getMessage());
      SpecFile.parseObject("s.yaml", yaml.formatted("'" + text + "'")); // a text is a text
    }
    var set = assertThrows(SpecException.class, () -> SpecPath.Assignment.parse("a.b=" + text));
    assertEquals("--set a.b:1:1: " + text + ": " + problem, set.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0x1F, 31",
    "0b11, 3",
    "1_000, 1000",
    "1e3, 1000.0",
    ".5, 0.5",
    "+.5, 0.5",
    "01.5, 1.5",
    "-0.0, -0.0",
    "0, 0",
    "on, true",
    "no, false",
    "2024-01-01, \"2024-01-01\"",
    "y, \"y\"",
    "~, null",
    "99999999999999999999, 99999999999999999999"
  })
  void otherValuesAreReadPlainly(String text, String json) {
    assertEquals("{\"a\":" + json + "}", SpecFile.parseObject("s.yaml", "a: " + text).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e400     | found 1e400; allowed are finite numbers, up to 1.7976931348623157E308",
        "-1e400    | found -1e400; allowed are finite numbers, up to 1.7976931348623157E308",
        "1e-400    | found 1e-400, which is read as 0; allowed are 0, or 4.9E-324 and larger sizes",
        "-.INF     | found -.INF; allowed are finite numbers",
        ".NaN      | found .NaN; allowed are finite numbers",
      })
  void numbersThatNoDoubleHoldsAreRefused(String text, String problem) {
    var error =
        assertThrows(SpecException.class, () -> SpecFile.parseObject("s.yaml", "a: " + text));
    assertEquals("s.yaml:1:4: a: " + problem, error.getMessage());
  }

  @Test
  void keyWithATagIsAPlainKey() {
    var tree = SpecFile.parseObject("s.yaml", "!!java.net.URL http: 1");

    assertEquals("{\"http\":1}", tree.toString());
  }

  @Test
  void refusesTwoDocuments() throws IOException {
    var file = folder.resolve("s.yaml");
    Files.writeString(file, "a: 1\n---\nb: 1\n");

    var error = assertThrows(SpecException.class, () -> SpecFile.read(file));

    assertEquals(
        file + ":3:1: a second document begins here; allowed is one document in a file",
        error.getMessage());
  }

  @Test
  void refusesAMissingFile() {
    var file = folder.resolve("none.yaml");

    var error = assertThrows(SpecException.class, () -> SpecFile.read(file));

    assertEquals(file + ": there is no such file", error.getMessage());
  }

  @Test
  void refusesAFolder() {
    var error = assertThrows(SpecException.class, () -> SpecFile.read(folder));

    assertEquals(folder + ": a folder, not a file", error.getMessage());
  }

  @Test
  void refusesWhatIsNotText() throws IOException {
    var file = folder.resolve("s.yaml");
    Files.write(file, new byte[] {(byte) 0xc3, (byte) 0x28});

    var error = assertThrows(SpecException.class, () -> SpecFile.read(file));

    assertEquals(file + ": not a text file in UTF-8", error.getMessage());
  }
}

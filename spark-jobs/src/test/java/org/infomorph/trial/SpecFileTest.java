package org.infomorph.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
        "a: .nan         | :1:8: Malformed numeric value '.nan'; allowed are finite numbers",
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

    assertEquals(0, error.getMessage().lines().skip(1).count());
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

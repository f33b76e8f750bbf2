package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of docs/pid.md and docs/tutorial.md print what the pages say. */
class PidPageTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final String INDENT = "    ";
  private static final String PROMPT = INDENT + "$ ./infomorph pid ";

  /** An example: the arguments, and the lines below, up to the next text that is not indented. */
  record Example(List<String> arguments, String output) {}

  static Stream<Example> examples() throws IOException {
    List<String> lines = new ArrayList<>();
    for (var page : List.of("docs/pid.md", "docs/tutorial.md")) {
      lines.addAll(Files.readAllLines(ROOT.resolve(page)));
    }
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(PROMPT)) {
        var output = new StringBuilder();
        for (int j = i + 1; lines.get(j).startsWith(INDENT) || lines.get(j).isEmpty(); j++) {
          output.append(lines.get(j).replaceFirst(INDENT, "")).append('\n');
        }
        examples.add(
            new Example(
                List.of(lines.get(i).substring(PROMPT.length()).split(" ")),
                output.toString().stripTrailing() + "\n"));
      }
    }
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExamplePrintsWhatThePageSays(Example example) {
    var arguments = new ArrayList<>(example.arguments());
    arguments.set(0, ROOT.resolve(arguments.get(0)).toString());
    assertEquals(example.output(), PidCommandTest.run(0, arguments.toArray(String[]::new)));
  }

  @Test
  void thePagesHaveExamplesOfGroupsMeasuresAndChance() throws IOException {
    var all = examples().map(example -> String.join(" ", example.arguments())).toList();
    for (var option : List.of("--by", "--measures", "--shuffles", "--bootstrap")) {
      assertTrue(all.stream().anyMatch(each -> each.contains(option)), option);
    }
  }
}

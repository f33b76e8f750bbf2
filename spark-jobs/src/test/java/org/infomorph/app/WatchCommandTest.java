package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is watched: the page of a server, and the counts in a terminal. */
class WatchCommandTest {
  @TempDir Path folder;

  private static String refused(String... arguments) {
    var err = new StringWriter();
    int code =
        Main.execute(
            new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), arguments);
    assertEquals(Main.WRONG_INPUT, code, err.toString());
    return err.toString().strip();
  }

  @Test
  void aFolderWithoutTrialsIsRefused() {
    assertEquals(
        folder + ": not the folder of a sweep; it has no trials",
        refused("watch", folder.toString()));
  }

  @Test
  void aPortThatIsNoneIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("trials"));
    assertEquals(
        "--port: is 70000; allowed is 0, for a free one, to 65535",
        refused("watch", folder.toString(), "--port", "70000"));
  }

  @Test
  void aHostThatIsNotThereIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("trials"));
    assertEquals(
        "--host: there is no nowhere.invalid here",
        refused("watch", folder.toString(), "--host", "nowhere.invalid"));
  }

  private static String repeated(boolean terminal, List<String> texts) throws IOException {
    var out = new StringWriter();
    Iterator<String> next = texts.iterator();
    new StatusCommand.Repeated(new PrintWriter(out), terminal, 1)
        .until(
            () -> !next.hasNext(),
            lines -> lines.print(next.hasNext() ? next.next() : "the end\n"));
    return out.toString();
  }

  @Test
  void onATerminalLinesAreRenewedInPlace() throws IOException {
    assertEquals(
        "\r\u001b[Jone\ntwo\n" + "\u001b[2A\r\u001b[Jthree\n" + "\u001b[1A\r\u001b[Jthe end\n",
        repeated(true, List.of("one\ntwo\n", "three\n")));
  }

  @Test
  void elsewhereLinesArePrintedWhenTheyDiffer() throws IOException {
    var text = repeated(false, List.of("one\n", "one\n", "two\n"));
    assertEquals(List.of("one", "", "two", "", "the end"), text.lines().toList());
    assertTrue(text.endsWith("the end\n"), "the last lines are shown when the end is there");
  }
}

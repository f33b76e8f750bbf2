package org.infomorph.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where {@code pid} writes to, and under which names. */
class PidOutputTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final String AND = ROOT.resolve("conf/pid/and.csv").toString();
  private static final String HEADER = "observations,measure,atom,bits,informative,misinformative";

  @TempDir private Path folder;

  private void writeTo(Path out) {
    PidCommandTest.run(0, AND, "--format", "csv", "--out", out.toString());
  }

  @Test
  void aNewFileHasTheUsualPermissions() throws IOException {
    Path usual = Files.writeString(folder.resolve("usual.txt"), "");
    Path out = folder.resolve("out.csv");
    writeTo(out);
    assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(out));
  }

  @Test
  void aFileThatIsReplacedKeepsItsPermissions() throws IOException {
    Path out = Files.writeString(folder.resolve("out.csv"), "before");
    var shared = PosixFilePermissions.fromString("rw-rw----");
    Files.setPosixFilePermissions(out, shared);
    writeTo(out);
    assertEquals(HEADER, Files.readAllLines(out).get(0));
    assertEquals(shared, Files.getPosixFilePermissions(out));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(out), files.toList());
    }
  }

  @Test
  void linksAreFollowedAlsoToFilesThatAreNotThereYet() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path old = Files.writeString(other.resolve("old.csv"), "before");
    Path toOld = Files.createSymbolicLink(folder.resolve("old.csv"), Path.of("other/old.csv"));
    Path toNew = Files.createSymbolicLink(folder.resolve("new.csv"), Path.of("other/new.csv"));
    writeTo(toOld);
    writeTo(toNew);
    assertTrue(Files.isSymbolicLink(toOld) && Files.isSymbolicLink(toNew));
    assertEquals(HEADER, Files.readAllLines(old).get(0));
    assertEquals(HEADER, Files.readAllLines(other.resolve("new.csv")).get(0));
  }

  @Test
  void aLinkToItselfIsRefused() throws IOException {
    Path loop = folder.resolve("loop.csv");
    Files.createSymbolicLink(loop, loop.getFileName());
    String printed = PidCommandTest.run(2, AND, "--out", loop.toString());
    assertTrue(printed.startsWith(loop + ": cannot be written: "), printed);
  }

  /** Stands for {@code /dev/null}, which a fault of this program would replace. */
  @Test
  void aPipeStaysAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    var reading =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    writeTo(pipe);
    assertTrue(reading.get(30, TimeUnit.SECONDS).startsWith(HEADER));
    assertTrue(Files.exists(pipe) && !Files.isRegularFile(pipe));
  }

  /** By a link of our own: a fault would replace {@code /dev/stdout} of this machine. */
  @Test
  void theStandardOutputHoldsTheRowsAlone() throws Exception {
    Path link = folder.resolve("stdout");
    Files.createSymbolicLink(link, Path.of("/proc/self/fd/1"));
    Path printed = Files.writeString(folder.resolve("printed.csv"), "before,");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "org.infomorph.app.Main",
                "pid",
                AND,
                "--format",
                "csv",
                "--out",
                link.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(printed.toFile()))
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    var lines = Files.readAllLines(printed);
    assertEquals("before," + HEADER, lines.get(0));
    assertEquals(1 + 4 + 3, lines.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bits,a,t~x,0,0~x,1,1~|--by bits|column bits: --by writes a column of this name itself;"
            + " rename it in the table; taken are observations, measure, atom, bits, informative,"
            + " misinformative",
        "Measure,a,t~x,0,0~x,1,1~|--by Measure --out OUT.parquet|column Measure: --out writes a"
            + " column of this name itself; rename it in the table; taken are observations,"
            + " measure, atom, bits, informative, misinformative",
        "p_value,a,t~x,0,0~x,1,1~|--by p_value --shuffles 5|column p_value: --by writes a column of"
            + " this name itself; rename it in the table; taken are observations, measure, atom,"
            + " bits, informative, misinformative, p_value",
        "g,a,P~x,0,0~x,1,1~|--by g --target P --pointwise OUT.csv|column P: --pointwise writes a"
            + " column of this name itself; rename it in the table; taken are p, atom, bits",
        "atom,t~0,0~1,1~|--pointwise OUT.json|column atom: --pointwise writes a column of this"
            + " name itself; rename it in the table; taken are p, atom, bits",
      })
  void columnsWithTheNameOfAColumnOfTheOutputAreRefused(
      String content, String options, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), content.replace('~', '\n'));
    var arguments = new ArrayList<>(List.of(file.toString()));
    arguments.addAll(List.of(options.replace("OUT", folder.resolve("out").toString()).split(" ")));
    assertEquals(file + ": " + message, PidCommandTest.run(2, arguments.toArray(String[]::new)));
  }

  @Test
  void aNameThatNoColumnOfTheOutputHasIsFree() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "p_value,bits,t\nx,0,0\nx,1,1\n");
    PidCommandTest.run(0, file.toString(), "--by", "p_value");
    PidCommandTest.run(0, file.toString(), "--sources", "bits", "--target", "t", "--json");
  }

  @Test
  void invariantsHaveTheirChanceAndIntervalsInTheTable() {
    String printed =
        PidCommandTest.run(
            0,
            AND.replace("and", "neurons"),
            "--sources",
            "contrast,speed",
            "--target",
            "spike",
            "--bins",
            "2",
            "--invariants",
            "--shuffles",
            "9",
            "--bootstrap",
            "9");
    var lines = printed.lines().filter(line -> line.startsWith("mean degree")).toList();
    assertEquals(2, lines.size());
    int width = printed.lines().findFirst().orElseThrow().length();
    for (var line : lines) {
      assertTrue(
          line.matches("mean degree of \\w+ +\\d\\.\\d{6} {20,}[01]\\.\\d{6}( +\\d\\.\\d{6}){2}"),
          line);
      assertEquals(width, line.length(), "in the columns of the atoms");
    }
  }
}

package org.infomorph.app;

import static org.infomorph.app.PidCommandTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that could be read, but would mean something else than whoever made them. */
class TableMistakesTest {
  private static final String XOR = "Größe,b,t\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aByteOrderMarkSaysWhatTheTextIs(String charset) throws Exception {
    byte[] bytes = ("\uFEFF" + XOR).getBytes(Charset.forName(charset));
    assertXor(run(0, file(bytes).toString()));
    assertXor(run(0, file(packed(bytes)).toString()));
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedWithTheirPlace() throws IOException {
    String text = "s1,s2,t\n0,Müller,0\n0,Möller,1\n";
    Path file = file(text.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        file
            + ": line 2: column s2: found bytes that are not UTF-8; allowed is UTF-8, or what a"
            + " byte-order mark says",
        run(2, file.toString()));
    Path header = file(XOR.getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(run(2, header.toString()).contains("line 1: column 1: found bytes that are not"));
  }

  @Test
  void halfACharacterIsRefusedInTheWordsOfItsEncoding() throws IOException {
    byte[] bytes = "\uFEFFa,t\n0,0\n1,1".getBytes(StandardCharsets.UTF_16LE);
    Path file = file(java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertTrue(
        run(2, file.toString()).contains("line 3: column t: found bytes that are not UTF-16LE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void charactersOfTwoBytesWithoutAMarkAreRefused(String charset) throws IOException {
    Path file = file("a,b,t\n0,0,0\n1,1,1\n".getBytes(Charset.forName(charset)));
    assertEquals(
        file
            + ": line 1: column 1: found a character NUL; allowed is text, UTF-16 only with its"
            + " byte-order mark",
        run(2, file.toString()));
  }

  @Test
  void thePackedAndThePipedAreRead() throws Exception {
    assertXor(run(0, file(packed(XOR.getBytes(StandardCharsets.UTF_8))).toString()));
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    var writing = CompletableFuture.runAsync(() -> write(pipe));
    assertXor(run(0, pipe.toString()));
    writing.get();
  }

  private static void write(Path pipe) {
    try {
      Files.writeString(pipe, XOR);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aDashIsTheStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(XOR.getBytes(StandardCharsets.UTF_8)));
      assertXor(run(0, "-"));
      System.setIn(new ByteArrayInputStream("a,t\n".getBytes(StandardCharsets.UTF_8)));
      assertEquals("standard input: has a header but no rows; needs at least one", run(2, "-"));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aPackedFileThatEndsTooEarlyIsRefused() throws IOException {
    byte[] packed = packed(XOR.repeat(1000).getBytes(StandardCharsets.UTF_8));
    Path file = file(java.util.Arrays.copyOf(packed, packed.length - 20));
    String printed = run(2, file.toString());
    assertTrue(printed.startsWith(file + ": cannot be read: "), printed);
  }

  @ParameterizedTest
  @CsvSource({
    "Count, 25",
    "COUNT, 25",
    "P, 0.25",
    "Freq, 3",
    "frequency, 1e3",
    "N, 7",
    "n, 7",
    "weight, 0.5",
    "Probability, 0.25"
  })
  void aColumnThatLooksLikeWeightsIsNotTakenForCategories(String name, String value)
      throws IOException {
    String rows = "0,0,0,%1$s\n0,1,1,%1$s\n1,0,1,%1$s\n1,1,0,%1$s\n".formatted(value);
    Path last = file("a,b,t," + name + "\n" + rows);
    String expected =
        "%s: column %s: would be read as categories; if it says how often a row occurred, call it"
            + " count; if it says how probable a row is, call it p; otherwise name it in --sources or"
            + " --target";
    assertEquals(expected.formatted(last, name), run(2, last.toString()));
    assertEquals(expected.formatted(last, name), run(2, last.toString(), "--target", "t"));
    assertTrue(run(0, last.toString(), "--target", name).contains("H(" + name + ")"));
    assertTrue(
        run(0, last.toString(), "--sources", "a," + name, "--target", "t")
            .contains("{a}{" + name + "}"));
  }

  @Test
  void aColumnOfWordsOrBesideWeightsIsNoDoubtWhateverItsName() throws IOException {
    run(0, file("N,t\nlow,0\nhigh,1\n").toString());
    run(0, file("weight,t,count\n1,0,4\n2,1,4\n").toString());
  }

  @Test
  void sourcesThatAreNamedAreTakenInThatOrderAndOthersLeftOut() throws IOException {
    Path file = file("a,x,b,c,d,e,t\n0,7,0,0,0,0,0\n0,8,1,0,0,0,1\n1,9,0,0,0,0,1\n1,5,1,0,0,0,0\n");
    String printed = run(0, file.toString(), "--sources", "b,a");
    assertTrue(printed.contains("I(t; b, a)          1.000000"), printed);
    String expected = file + ": line 1: ";
    assertEquals(
        expected + "no column y for a source; columns are a, x, b, c, d, e, t",
        run(2, file.toString(), "--sources", "a,y"));
    assertEquals(
        expected + "column a is named twice in --sources",
        run(2, file.toString(), "--sources", "a,b,a"));
    assertEquals(
        expected + "column a is the target and cannot be a source, too",
        run(2, file.toString(), "--sources", "a,b", "--target", "a"));
    assertEquals(
        expected + "--sources a,x,b,c,d,e,t leaves no column for the target",
        run(2, file.toString(), "--sources", "a,x,b,c,d,e,t"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1,2~0,1,1~1,0,1~1,1,0|0, 1, 2 are all numbers",
        "0,0,1~0,1,1~1,0,1|0, 0, 1 are all numbers",
        "0.5,-1e3~1,1~2,2|0.5, -1e3 are all numbers",
        "low,yes~high,no~low,no~high,yes|low, yes are all values of their columns, too",
      })
  void anObservationInPlaceOfNamesIsPointedOut(String content, String what) throws IOException {
    Path file = file(content.replace('~', '\n'));
    assertEquals(
        "%s: line 1: %s, as if this were an observation; give the columns names in a line above, or"
                .formatted(file, what)
            + " choose among these with --target",
        run(2, file.toString()));
  }

  @Test
  void numbersAreNamesIfTheUserNamesOne() throws IOException {
    Path file = file("0,1,2\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n");
    assertTrue(run(0, file.toString(), "--target", "2").contains("I(2; 0, 1)          1.000000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,t~1,0~1.0,1~|column a: 1 and 1.0 are the same number but would be two categories; write"
            + " it in one way",
        "a,t~0,0~1,-0~2,0.0~|column t: 0 and -0 are the same number but would be two categories; write"
            + " it in one way",
        "a,t~1,0~NaN,1~|column a: NaN among numbers means a missing value; leave its rows out, or"
            + " give it another name if it is a category",
        "a,t~1,0~?,1~|column a: ? among numbers means a missing value; leave its rows out, or"
            + " give it another name if it is a category",
        "a,t~1,0~2,NA~|column t: NA among numbers means a missing value; leave its rows out, or"
            + " give it another name if it is a category",
        "a,t~1,0~1.0x,1~|",
        "a,t~NA,0~EU,1~|",
        "a,t~?,0~yes,1~|",
      })
  void aNumberIsOneCategory(String content, String message) throws IOException {
    Path file = file(content.replace('~', '\n'));
    if (message == null) {
      message = "";
    }
    String printed = run(message.isEmpty() ? 0 : 2, file.toString());
    assertTrue(message.isEmpty() || printed.equals(file + ": " + message), printed);
  }

  @Test
  void realNumbersAreNoCategories() throws IOException {
    Random random = new Random(1);
    Path file = file(rows(200, s -> random.nextGaussian() + "," + random.nextInt(2)));
    assertEquals(
        file
            + ": column s0: 200 different values in 200 rows, but categories have to repeat: put"
            + " numbers into bins first; or, if each row is an outcome, give it a column p or count",
        run(2, file.toString()));
    Path target = file(rows(200, s -> random.nextInt(2) + "," + random.nextGaussian()));
    assertTrue(run(2, target.toString()).contains(": column t: 200 different values in 200 rows,"));
    Path few = file(rows(6, s -> s + 0.25 + "," + s % 2));
    assertTrue(run(2, few.toString()).contains(": column s0: 6 different values in 6 rows,"));
    Path identifiers = file(rows(50, s -> "id" + s / 1 + "," + s % 2));
    assertTrue(run(2, identifiers.toString()).contains(": column s0: 50 different values in 50"));
  }

  /** Two digits repeat in each column, but hardly ever together. */
  @Test
  void roundedNumbersAreNoCategoriesIfTheirCombinationsHardlyRepeat() throws IOException {
    Random random = new Random(2);
    IntFunction<String> three =
        s ->
            String.format(
                Locale.ROOT,
                "%.1f,%.1f,%.1f,%d",
                10 + random.nextGaussian(),
                10 + random.nextGaussian(),
                10 + random.nextGaussian(),
                random.nextInt(2));
    Path file = file(rows(400, three));
    String printed = run(2, file.toString());
    assertTrue(
        printed.matches(".*: sources s0, s1, s2: \\d{3} different combinations in 400 rows, but.*"),
        printed);
    String bits = run(0, file.toString(), "--sources", "s0", "--target", "t");
    assertTrue(bits.contains("I(t; s0)"), bits);
  }

  @Test
  void listsOfOutcomesAreNoMistake() throws IOException {
    run(0, file(rows(4, s -> s / 2 + 0.5 + "," + s % 2 + "," + s % 3)).toString());
    run(
        0,
        file(rows(
                256, s -> s / 64 + "," + s / 16 % 4 + "," + s / 4 % 4 + "," + s % 4 + "," + s % 2))
            .toString());
    run(
        0,
        file(rows(
                64,
                s ->
                    s / 16
                        + ","
                        + s / 4 % 4
                        + ","
                        + s % 4
                        + ","
                        + (s / 16 + s / 4 + s) % 4
                        + ","
                        + s % 2))
            .toString());
    run(0, file(rows(15, s -> "id" + s + "," + s % 2)).toString());
    String outcomes = rows(100, s -> s * 0.01 + "," + s % 2 + ",1").replace("s1,t", "t,count");
    assertTrue(run(0, file(outcomes).toString()).contains("1.000000"));
  }

  @Test
  void manyObservationsOfFewCategoriesAreNoMistake() throws IOException {
    Random random = new Random(3);
    Path file =
        file(rows(1000, s -> random.nextInt(9) / 2.0 + "," + random.nextInt(9) + "," + s % 2));
    run(0, file.toString());
  }

  /** A table of sources s0, s1, ... and a target t. */
  private static String rows(int count, IntFunction<String> row) {
    var lines = IntStream.range(0, count).mapToObj(row).toList();
    int sources = lines.get(0).split(",").length - 1;
    var header = new StringBuilder();
    IntStream.range(0, sources).forEach(i -> header.append("s").append(i).append(","));
    return header + "t\n" + String.join("\n", lines) + "\n";
  }

  private static void assertXor(String printed) {
    assertTrue(printed.contains("I(t; Größe, b)      1.000000"), printed);
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private Path file(String content) throws IOException {
    return file(content.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "table", ".csv"), content);
  }
}

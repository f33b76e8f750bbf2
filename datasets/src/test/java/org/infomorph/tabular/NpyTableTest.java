package org.infomorph.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyTableTest {
  @TempDir Path folder;

  private TableFile open(byte[] bytes) throws IOException {
    return TableFile.open(Files.write(folder.resolve("a.npy"), bytes), "", true);
  }

  private static List<List<Float>> numbers(TableFile table) throws IOException {
    int[] all = IntStream.range(0, table.columns().size()).toArray();
    List<List<Float>> rows = new ArrayList<>();
    table.read(
        all,
        row -> {
          List<Float> cells = new ArrayList<>();
          for (int i = 0; i < all.length; i++) {
            cells.add(row.number(i));
          }
          rows.add(cells);
        });
    return rows;
  }

  /** The elements 1 and -2, or 1 and 200; floats 1 and -2, as {@code numpy.tobytes} gives them. */
  @ParameterizedTest
  @CsvSource({
    "|u1, 01c8, 1, 200",
    "|i1, 01fe, 1, -2",
    "<u2, 0100c8ff, 1, 65480",
    ">i2, 0001fffe, 1, -2",
    "<i4, 01000000feffffff, 1, -2",
    ">u4, 00000001ffffffff, 1, 4294967295",
    "<i8, 0100000000000000feffffffffffffff, 1, -2",
    "<u8, 0100000000000000ffffffffffffffff, 1, 18446744073709551615",
    "<f2, 003c00c0, 1, -2",
    ">f4, 3f800000c0000000, 1, -2",
    "<f4, 0000803f000000c0, 1, -2",
    ">f8, 3ff0000000000000c000000000000000, 1, -2",
    "|b1, 0100, 1, 0"
  })
  void elementsOfEachType(String descr, String hex, double one, double two) throws IOException {
    var table = open(NpyFiles.array(descr, false, "2,", HexFormat.of().parseHex(hex)));
    assertEquals(List.of(List.of((float) one), List.of((float) two)), numbers(table));
    assertEquals(descr.equals("|u1"), table.isBytes());
  }

  @ParameterizedTest
  @CsvSource({"0001, 5.9604645E-8", "7bff, 65504", "8000, 0", "3555, 0.33325195"})
  void halfFloats(String hex, float value) {
    assertEquals(value, Math.abs(NpyTable.half((short) Integer.parseInt(hex, 16))));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void eachVersionOfTheFormat(int version) throws IOException {
    byte[] elements = NpyFiles.doubles(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6);
    var table = open(NpyFiles.array(version, "'<f8'", false, "2, 3", elements));
    assertEquals(List.of(List.of(1f, 2f, 3f), List.of(4f, 5f, 6f)), numbers(table));
  }

  /** NumPy: np.asfortranarray(np.arange(12.).reshape(2, 3, 2)).ravel('K'). */
  @Test
  void fortranOrderGivesTheSameRows() throws IOException {
    double[] stored = {0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11};
    byte[] elements = NpyFiles.doubles(ByteOrder.BIG_ENDIAN, stored);
    var table = open(NpyFiles.array(">f8", true, "2, 3, 2", elements));
    assertEquals(
        List.of(List.of(0f, 1f, 2f, 3f, 4f, 5f), List.of(6f, 7f, 8f, 9f, 10f, 11f)),
        numbers(table));
  }

  @ParameterizedTest
  @CsvSource({"<U3, 640000006f000000670000006300000000000000000000000", "|S2, 646f6300"})
  void texts(String descr, String hex) throws IOException {
    byte[] elements = HexFormat.of().parseHex(descr.equals("<U3") ? hex.substring(0, 48) : hex);
    List<String> found = new ArrayList<>();
    open(NpyFiles.array(descr, false, "2,", elements))
        .read(new int[] {0}, row -> found.add(row.text(0)));
    assertEquals(descr.equals("<U3") ? List.of("dog", "c") : List.of("do", "c"), found);
  }

  @Test
  void arraysOfAZippedFile() throws IOException {
    var file = folder.resolve("two.npz");
    byte[] x = NpyFiles.bytes("2, 2", 1, 2, 3, 4);
    Files.write(file, NpyFiles.zip("x", x, "y", NpyFiles.bytes("2,", 8, 9)));
    assertEquals(List.of(List.of(8f), List.of(9f)), numbers(TableFile.open(file, "y", true)));
    assertEquals(2, TableFile.open(file, "x", true).columns().size());
    var none = assertThrows(DataException.class, () -> TableFile.open(file, "", true));
    assertTrue(
        none.getMessage()
            .endsWith("holds several arrays; allowed is two.npz:NAME with one of x, y"),
        none.getMessage());
    Files.write(file, NpyFiles.zip("x", x));
    assertEquals(2, numbers(TableFile.open(file, "", true)).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "'|O'; 2,; its elements are Python objects, which only Python can read",
        "'<c16'; 2,; its elements are of type c16",
        "[('a', '<f4')]; 2,; its elements are [('a', '<f4')]",
        "'<M8[ns]'; 2,; its elements are '<M8[ns]'",
        "'|u1'; 0, 3; has the shape (0, 3)",
        "'|u1'; 99999999999999999999,; has the shape (99999999999999999999,), which is more than any",
        "'<f8'; 4611686018427387904, 2; has the shape (4611686018427387904, 2), which is more than",
        "'<U99999999999'; 2,; its elements are of type U99999999999",
        "'|u1'; 3,; ends early; declared are 3 rows of 1 elements, 3 bytes",
        "'|u1'; 1,; holds more than 1 rows of 1 elements, 1 bytes"
      })
  void whatIsNoTableOfNumbersIsRefused(String descr, String shape, String message) {
    byte[] bytes = NpyFiles.array(1, descr, false, shape, new byte[2]);
    var error = assertThrows(DataException.class, () -> numbers(open(bytes)));
    assertTrue(error.getMessage().contains("a.npy: " + message), error.getMessage());
  }

  @Test
  void labelsThatAreNoTextAreRefusedAsTheyWouldBecomeOne() throws IOException {
    var table = open(NpyFiles.array("|S1", false, "2,", new byte[] {'a', (byte) 0xe4}));
    var error =
        assertThrows(DataException.class, () -> table.read(new int[] {0}, row -> row.text(0)));
    assertTrue(
        error.getMessage().contains("row 2, column 1: a text that is not UTF-8"), error::toString);
  }

  @Test
  void largeWholeNumbersKeepAllDigits() throws IOException {
    var bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(1L << 53).putLong((1L << 53) + 1);
    var texts = new ArrayList<String>();
    open(NpyFiles.array("<u8", false, "2,", bytes.array()))
        .read(new int[] {0}, row -> texts.add(row.text(0)));
    assertEquals(List.of("9007199254740992", "9007199254740993"), texts);
  }

  @Test
  void anEmptyZipHoldsNoArray() throws IOException {
    var file = folder.resolve("none.npz");
    Files.write(file, NpyFiles.zip());
    var error = assertThrows(DataException.class, () -> TableFile.open(file, "", true));
    assertTrue(error.getMessage().endsWith("holds no array"), error.getMessage());
  }

  @Test
  void otherFilesAndOtherVersionsAreRefused() {
    byte[] bytes = NpyFiles.bytes("1,", 7);
    bytes[6] = 4;
    var version = assertThrows(DataException.class, () -> open(bytes));
    assertTrue(version.getMessage().contains("format version 4"), version.getMessage());
    bytes[0] = 'P';
    var other = assertThrows(DataException.class, () -> open(bytes));
    assertTrue(other.getMessage().contains("is no array of NumPy"), other.getMessage());
    var cut = assertThrows(DataException.class, () -> open(Arrays.copyOf(bytes, 3)));
    assertTrue(cut.getMessage().contains("is no array of NumPy"), cut.getMessage());
  }

  @Test
  void missingAndInfiniteNumbersHaveTheirPlace() throws IOException {
    byte[] elements = NpyFiles.doubles(ByteOrder.LITTLE_ENDIAN, 1, Double.NaN, 2, 1e300);
    var table = open(NpyFiles.array("<f8", false, "2, 2", elements));
    List<Boolean> missing = new ArrayList<>();
    table.read(new int[] {1}, row -> missing.add(row.isMissing(0)));
    assertEquals(List.of(true, false), missing);
    var error =
        assertThrows(DataException.class, () -> table.read(new int[] {1}, row -> row.number(0)));
    assertTrue(error.getMessage().contains("row 1, column 2: NaN"), error.getMessage());
    assertFalse(table.isNamed());
  }
}

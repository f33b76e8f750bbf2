package org.infomorph.datasets;

import static org.infomorph.datasets.IdxFiles.TEST_IMAGES;
import static org.infomorph.datasets.IdxFiles.TEST_LABELS;
import static org.infomorph.datasets.IdxFiles.TRAIN_IMAGES;
import static org.infomorph.datasets.IdxFiles.TRAIN_LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.infomorph.data.SampleSets;
import org.infomorph.tabular.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
  @TempDir Path data;
  private Path folder;

  @BeforeEach
  void writeGoodFiles() throws IOException {
    folder = data.resolve("tiny");
    IdxFiles.writeAll(folder);
  }

  @Test
  void readsImagesAndLabels() throws IOException {
    expectGoodFiles(new Idx("tiny").load(data));
  }

  @Test
  void readsGzippedFiles() throws IOException {
    for (String name : new String[] {TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS}) {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      Files.delete(folder.resolve(name));
      Files.write(folder.resolve(name + ".gz"), IdxFiles.gzip(bytes));
    }
    expectGoodFiles(new Idx("tiny").load(data));
  }

  @Test
  void readsTheSpellingWithDots() throws IOException {
    Files.move(folder.resolve(TRAIN_IMAGES), folder.resolve("train-images.idx3-ubyte"));
    byte[] labels = IdxFiles.gzip(Files.readAllBytes(folder.resolve(TEST_LABELS)));
    Files.delete(folder.resolve(TEST_LABELS));
    Files.write(folder.resolve("t10k-labels.idx1-ubyte.gz"), labels);
    expectGoodFiles(new Idx("tiny").load(data));
  }

  @Test
  void readsAbsoluteFolders() throws IOException {
    Path elsewhere = Path.of("no", "such", "folder");
    expectGoodFiles(new Idx(folder.toAbsolutePath().toString()).load(elsewhere));
  }

  @Test
  void readsFoldersInFolders() throws IOException {
    IdxFiles.writeAll(data.resolve("a").resolve("b"));
    expectGoodFiles(new Idx("a/../a/b").load(data));
  }

  @Test
  void readsAllOf256Classes() throws IOException {
    Files.write(folder.resolve(TRAIN_LABELS), IdxFiles.labels(0, 255, 128));
    SampleSets sets = new Idx("tiny").load(data);
    assertEquals(256, sets.training().classes());
    assertEquals(255, sets.training().label(1));
  }

  private static void expectGoodFiles(SampleSets sets) {
    assertEquals(3, sets.training().size());
    assertEquals(2, sets.test().size());
    assertEquals(4, sets.test().features());
    assertEquals(3, sets.test().classes());
    assertEquals(2, sets.training().label(1));
    assertEquals(1, sets.test().label(0));
    assertEquals(250, sets.training().value(0, 0));
    assertEquals(255, sets.training().value(1, 1));
    assertEquals(5, sets.training().value(2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../mnist", "a/../../mnist", "./.."})
  void refusesToLeaveTheDataFolder(String directory) {
    var e = assertThrows(IllegalArgumentException.class, () -> new Idx(directory));
    assertEquals(
        "directory is "
            + directory
            + "; allowed is a folder inside the data folder, or an absolute path",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void refusesAnEmptyName(String directory) {
    var e = assertThrows(IllegalArgumentException.class, () -> new Idx(directory));
    assertEquals("directory is empty; allowed is a folder such as mnist", e.getMessage());
  }

  @Test
  void missingFolderSaysHowToFetch() {
    Path missing = data.resolve("other");
    expect(
        new Idx("other"),
        missing,
        "no such folder; datasets/fetch.sh fetches the public data sets, see datasets/README.md");
  }

  @Test
  void missingFileSaysWhichNamesWereLookedFor() throws IOException {
    Files.delete(folder.resolve(TRAIN_LABELS));
    expect(
        new Idx("tiny"),
        folder,
        "none of train-labels-idx1-ubyte, train-labels-idx1-ubyte.gz, train-labels.idx1-ubyte,"
            + " train-labels.idx1-ubyte.gz is there; datasets/fetch.sh fetches the public data"
            + " sets, see datasets/README.md");
  }

  @Test
  void refusesAnotherMagicNumber() throws IOException {
    Files.write(folder.resolve(TRAIN_IMAGES), IdxFiles.labels(0, 1, 2, 3, 4, 5, 6, 7, 8));
    expect(
        TRAIN_IMAGES,
        "magic number 0x00000801; allowed is 0x00000803 (unsigned bytes, dimensions: 3)");
  }

  @Test
  void refusesAnotherNumberType() throws IOException {
    Files.write(folder.resolve(TEST_LABELS), IdxFiles.idx(0xd01, new int[] {2}, new byte[] {0, 1}));
    expect(
        TEST_LABELS,
        "magic number 0x00000d01; allowed is 0x00000801 (unsigned bytes, dimensions: 1)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 15})
  void refusesAFileShorterThanItsHeader(int bytes) throws IOException {
    truncate(TEST_IMAGES, bytes);
    expect(TEST_IMAGES, bytes + " bytes; its header alone needs 16");
  }

  @Test
  void refusesZeroSamples() throws IOException {
    Files.write(folder.resolve(TRAIN_LABELS), IdxFiles.labels());
    expect(TRAIN_LABELS, "declares 0 bytes; allowed are 1 to 2147483639");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 2, 0",
    "3, 0, 2, 3 x 0",
    "3, 2, 0, 3 x 2 x 0",
    "-1, 2, 2, 4294967295",
    "65536, 32768, 1, 65536 x 32768",
    "2147483639, -1, -1, 2147483639 x 4294967295",
  })
  void refusesDimensionsThatCannotBe(int count, int rows, int columns, String described)
      throws IOException {
    byte[] file = IdxFiles.idx(0x803, new int[] {count, rows, columns}, new byte[12]);
    Files.write(folder.resolve(TRAIN_IMAGES), file);
    expect(TRAIN_IMAGES, "declares " + described + " bytes; allowed are 1 to 2147483639");
  }

  @Test
  void refusesTruncatedImages() throws IOException {
    truncate(TRAIN_IMAGES, 16 + 11);
    expect(TRAIN_IMAGES, "declares 3 x 2 x 2 bytes of items; found are 11");
  }

  @Test
  void refusesAHugeDeclarationInASmallFile() throws IOException {
    byte[] file = IdxFiles.idx(0x803, new int[] {2_000_000, 32, 32}, new byte[12]);
    Files.write(folder.resolve(TRAIN_IMAGES), file);
    expect(TRAIN_IMAGES, "declares 2000000 x 32 x 32 bytes of items; found are 12");
  }

  @Test
  void refusesTrailingBytes() throws IOException {
    byte[] labels = IdxFiles.labels(0, 2, 1);
    Files.write(folder.resolve(TRAIN_LABELS), Arrays.copyOf(labels, labels.length + 5));
    expect(TRAIN_LABELS, "declares 3 bytes of items; found are 5 more");
  }

  @Test
  void refusesAFileThatIsNotGzip() throws IOException {
    Files.move(folder.resolve(TRAIN_LABELS), folder.resolve(TRAIN_LABELS + ".gz"));
    expect(TRAIN_LABELS + ".gz", "bad gzip (Not in GZIP format)");
  }

  @Test
  void refusesAnEmptyGzip() throws IOException {
    gzipInPlace(TRAIN_LABELS, 0);
    expect(TRAIN_LABELS + ".gz", "bad gzip (it ends before the end of its contents)");
  }

  @Test
  void refusesATruncatedGzip() throws IOException {
    gzipInPlace(TRAIN_IMAGES, 20);
    expect(TRAIN_IMAGES + ".gz", "bad gzip (it ends before the end of its contents)");
  }

  @Test
  void refusesAGzipWhoseChecksumIsWrong() throws IOException {
    Path file = gzipInPlace(TRAIN_IMAGES, Integer.MAX_VALUE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 8] ^= 1;
    Files.write(file, bytes);
    expect(TRAIN_IMAGES + ".gz", "bad gzip (Corrupt GZIP trailer)");
  }

  @Test
  void refusesLabelsThatAreNotOneForEachImage() throws IOException {
    Files.write(folder.resolve(TEST_LABELS), IdxFiles.labels(0, 1, 2));
    expect(TEST_LABELS, "3 labels, but " + folder.resolve(TEST_IMAGES) + " has 2 images");
  }

  @Test
  void refusesTestImagesOfAnotherSize() throws IOException {
    Files.write(folder.resolve(TEST_IMAGES), IdxFiles.images(2, 4, 1));
    expect(TEST_IMAGES, "images of 4 x 1, but " + folder.resolve(TRAIN_IMAGES) + " has 2 x 2");
  }

  @Test
  void refusesTestLabelsNeverSeenInTraining() throws IOException {
    Files.write(folder.resolve(TEST_LABELS), IdxFiles.labels(0, 3));
    expect(TEST_LABELS, "label 3, but the training labels are 0 to 2");
  }

  private void truncate(String name, int bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
  }

  /** Replaces a file by the first bytes of its gzipped twin. */
  private Path gzipInPlace(String name, int atMost) throws IOException {
    byte[] gzipped = IdxFiles.gzip(Files.readAllBytes(folder.resolve(name)));
    Files.delete(folder.resolve(name));
    int length = Math.min(atMost, gzipped.length);
    return Files.write(folder.resolve(name + ".gz"), Arrays.copyOf(gzipped, length));
  }

  private void expect(String name, String problem) {
    expect(new Idx("tiny"), folder.resolve(name), problem);
  }

  private void expect(Idx idx, Path file, String problem) {
    var e = assertThrows(DataException.class, () -> idx.load(data));
    assertEquals(file + ": " + problem, e.getMessage());
  }
}

package org.infomorph.datasets;

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
import org.junit.jupiter.params.provider.ValueSource;

class Cifar10Test {
  private static final int RECORD = 3073;
  private static final String HOW_TO_GET = "datasets/README.md says how to get CIFAR-10";

  @TempDir Path data;
  private Path folder;

  @BeforeEach
  void writeGoodFiles() throws IOException {
    folder = data.resolve("cifar");
    writeAll(folder);
  }

  /**
   * Training files of 1, 2, 3, 4, and 5 records, which are labelled by their file's number; a test
   * file with the labels 0 and 9. Pixels count on from file to file, from 250: 250, ..., 255, 0, 1.
   */
  static void writeAll(Path folder) throws IOException {
    Files.createDirectories(folder);
    int next = 250;
    for (int file = 1; file <= 5; file++) {
      int[] labels = new int[file];
      Arrays.fill(labels, file);
      Files.write(folder.resolve("data_batch_" + file + ".bin"), records(next, labels));
      next += file * (RECORD - 1);
    }
    Files.write(folder.resolve("test_batch.bin"), records(next, 0, 9));
  }

  private static byte[] records(int firstPixel, int... labels) {
    byte[] bytes = new byte[labels.length * RECORD];
    int pixel = firstPixel;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i % RECORD == 0 ? labels[i / RECORD] : pixel++);
    }
    return bytes;
  }

  @Test
  void readsTheFilesInTheirOrder() throws IOException {
    SampleSets sets = new Cifar10("cifar").load(data);
    assertEquals(15, sets.training().size());
    assertEquals(2, sets.test().size());
    int[] labels = {1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5};
    for (int i = 0; i < 15; i++) {
      assertEquals(labels[i], sets.training().label(i));
      for (int f = 0; f < 3072; f++) {
        assertEquals((250 + i * 3072 + f) % 256, sets.training().value(i, f));
      }
    }
    assertEquals(0, sets.test().label(0));
    assertEquals(9, sets.test().label(1));
    assertEquals((250 + 16 * 3072) % 256, sets.test().value(1, 0));
  }

  @Test
  void thereAreTenClassesWhicheverAreSeen() throws IOException {
    SampleSets sets = new Cifar10("cifar").load(data);
    assertEquals(10, sets.training().classes());
    assertEquals(3072, sets.training().features());
  }

  @Test
  void readsAbsoluteFolders() throws IOException {
    Path elsewhere = Path.of("no", "such", "folder");
    SampleSets sets = new Cifar10(folder.toAbsolutePath().toString()).load(elsewhere);
    assertEquals(15, sets.training().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../cifar", "a/../../cifar"})
  void refusesToLeaveTheDataFolder(String directory) {
    var e = assertThrows(IllegalArgumentException.class, () -> new Cifar10(directory));
    assertEquals(
        "directory is "
            + directory
            + "; allowed is a folder inside the data folder, or an absolute path",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void refusesAnEmptyName(String directory) {
    var e = assertThrows(IllegalArgumentException.class, () -> new Cifar10(directory));
    assertEquals(
        "directory is empty; allowed is a folder such as cifar-10-batches-bin", e.getMessage());
  }

  @Test
  void missingFolderSaysHowToGetIt() {
    expect(new Cifar10("other"), data.resolve("other"), "no such folder; " + HOW_TO_GET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data_batch_1.bin", "data_batch_5.bin", "test_batch.bin"})
  void missingFileIsNamed(String name) throws IOException {
    Files.delete(folder.resolve(name));
    expect(name, "no such file; " + HOW_TO_GET);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3072, 3074, 2 * 3073 - 1})
  void refusesAFileThatIsNotWholeRecords(int bytes) throws IOException {
    for (String name : new String[] {"data_batch_3.bin", "test_batch.bin"}) {
      writeAll(folder);
      Files.write(folder.resolve(name), new byte[bytes]);
      expect(name, bytes + " bytes; allowed are 1 to 100000 records of 3073 bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 127, 128, 255})
  void refusesALabelAboveNine(int label) throws IOException {
    Files.write(folder.resolve("data_batch_2.bin"), records(0, 9, label));
    expect("data_batch_2.bin", "label " + label + " of record 1; allowed are 0 to 9");
  }

  private void expect(String name, String problem) {
    expect(new Cifar10("cifar"), folder.resolve(name), problem);
  }

  private void expect(Cifar10 cifar, Path file, String problem) {
    var e = assertThrows(DataException.class, () -> cifar.load(data));
    assertEquals(file + ": " + problem, e.getMessage());
  }
}

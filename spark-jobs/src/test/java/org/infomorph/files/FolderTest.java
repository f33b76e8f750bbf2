package org.infomorph.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.infomorph.form.SpecException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store relies on, wherever the folder is. */
@ParameterizedClass
@EnumSource(FolderKind.class)
class FolderTest {
  @Parameter FolderKind kind;
  @TempDir Path place;
  private Folder folder;

  @BeforeEach
  void open() throws IOException {
    folder = kind.at(place.resolve("results"));
  }

  @Test
  void folderThatIsNotThereIsEmpty() throws IOException {
    assertEquals(List.of(), folder.list(""));
    assertEquals(List.of(), folder.list("none"));
    assertFalse(folder.exists(""));
    assertFalse(folder.exists("none"));
    folder.delete("none");
    folder.deleteFolder("none");
  }

  @Test
  void linesAreThereInTheirOrderAfterClosing() throws IOException {
    try (var file = folder.create("sub/lines")) {
      file.append("one");
      file.append("zwölf");
      file.force();
    }

    assertEquals("one\nzwölf\n", folder.read("sub/lines"));
    assertEquals(11, folder.size("sub/lines"));
    assertEquals(List.of("lines"), folder.list("sub"));
    assertEquals(List.of(), folder.list(""), "a folder is no file");
    assertTrue(folder.exists("sub"));
  }

  @Test
  void lineIsThereWhenAppendReturnsOrTheFolderSaysThatItIsNot() throws IOException {
    try (var file = folder.create("lines")) {
      file.append("one");

      assertEquals(folder.keepsWhatIsAppended(), folder.exists("lines"));
      if (folder.keepsWhatIsAppended()) {
        assertEquals("one\n", folder.read("lines"));
      }
    }
  }

  @Test
  void fileThatIsThereIsNotBegunAgain() throws IOException {
    folder.create("lines").close();

    assertThrows(IOException.class, () -> folder.create("lines").close());
    assertThrows(IOException.class, () -> folder.output("lines").create(0).close());
  }

  @Test
  void publishingMovesAndReplaces() throws IOException {
    FolderKind.write(folder, "old/name", "old");
    FolderKind.write(folder, "_staging/new", "new");

    folder.publish("_staging/new", "old/name");
    FolderKind.write(folder, "_staging/new", "newer");
    folder.publish("_staging/new", "elsewhere/name");

    assertEquals("new", folder.read("old/name"));
    assertEquals("newer", folder.read("elsewhere/name"));
    assertEquals(List.of(), folder.list("_staging"));
  }

  @Test
  void publishingWhatIsNotThereIsAnErrorAndLeavesNothing() {
    assertThrows(IOException.class, () -> folder.publish("_staging/none", "name"));
  }

  @Test
  void bytesComeBack() throws IOException {
    byte[] content = {0, 1, (byte) 200, 3};
    FolderKind.write(folder, "a", content);

    assertArrayEquals(content, FolderKind.bytes(folder, "a"));
    assertEquals(4, folder.input("a").getLength());
  }

  @Test
  void missingFileIsToldFromADamagedOne() {
    for (var reading :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> folder.read("none"),
            () -> folder.size("none"),
            () -> folder.input("none").newStream())) {
      var error = assertThrows(IOException.class, reading);
      assertTrue(
          error instanceof NoSuchFileException || error instanceof FileNotFoundException,
          error.toString());
    }
  }

  @Test
  void deletingAFolderTakesAllThatIsInIt() throws IOException {
    FolderKind.write(folder, "a/b/c", "1");
    FolderKind.write(folder, "a/d", "2");
    FolderKind.write(folder, "ab", "3");

    folder.deleteFolder("a");

    assertFalse(folder.exists("a"));
    assertEquals(List.of("ab"), folder.list(""));
  }

  @Test
  void foldersInFoldersAreTheSameFiles() throws IOException {
    FolderKind.write(folder.folder("a").folder("b"), "c", "1");

    assertEquals("1", folder.read("a/b/c"));
    assertEquals(folder.describe("a/b/c"), folder.folder("a").describe("b/c"));
    assertTrue(folder.sparkPath().contains("/results"), folder.sparkPath());
  }

  @Test
  void secondLockIsRefusedUntilTheFirstIsGivenBack() throws IOException {
    var first = folder.lock("_lock");
    var other = kind.at(place.resolve("results"));

    var error = assertThrows(SpecException.class, () -> other.lock("_lock"));
    assertEquals(1, error.getMessage().lines().count());
    assertTrue(
        error
            .getMessage()
            .startsWith(folder.describe("") + ": another run is writing here (process "),
        error.getMessage());
    FolderKind.write(folder, "a", "the owner still can");
    first.close();
    other.lock("_lock").close();
  }

  @Test
  void fileWhereAFolderIsNeededIsRefused() throws IOException {
    folder.checkWritable();
    FolderKind.write(folder, "file", "x");
    folder.checkWritable();

    var error =
        assertThrows(SpecException.class, () -> folder.folder("file").folder("a").checkWritable());

    assertTrue(error.getMessage().endsWith("results/file is a file; results need a folder"));
    assertInstanceOf(
        IOException.class,
        assertThrows(Exception.class, () -> FolderKind.write(folder, "file/a", "x")));
  }
}

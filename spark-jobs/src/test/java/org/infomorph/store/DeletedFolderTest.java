package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderKind;
import org.infomorph.files.FolderLostException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody deletes results while they are written: nobody may be told that they are there. */
@ParameterizedClass
@EnumSource(FolderKind.class)
class DeletedFolderTest {
  @Parameter FolderKind kind;
  @TempDir Path place;
  private Folder folder;

  @BeforeEach
  void open() throws IOException {
    folder = kind.at(place.resolve("trials"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "journal", "journal's file", "lock", "part"})
  void writerNoticesByItselfAndStops(String what) throws Exception {
    var table = TrialTable.open(folder, trial -> {});
    Results.append(table, 1);
    table.flush();
    Results.append(table, 2);
    if (!folder.keepsWhatIsAppended() && what.startsWith("journal")) {
      table.close();
      return; // there is nothing that could be deleted yet
    }

    delete(what);

    if (isNoticedAtOnce(what)) {
      TrialTableTest.awaitFailure(table);
    }
    var error = assertThrows(IOException.class, table::close);
    assertEquals(1, error.getMessage().lines().count());
    assertTrue(error.getMessage().contains(place.toString()), error.getMessage());
    if (what.equals("everything")) {
      assertFalse(kind.at(place.resolve("trials")).exists("_staging"), "nothing comes back");
      assertFalse(kind.at(place.resolve("trials")).exists("_journal"), "nothing comes back");
    }
  }

  @Test
  void whatIsAppendedAfterTheDeletionIsNotSaidToBeThere() throws IOException {
    var table = TrialTable.open(folder, trial -> {});
    Results.append(table, 1);
    delete("everything");
    try {
      Results.append(table, 2);
    } catch (IOException e) {
      // all the better
    }

    assertThrows(IOException.class, table::finish);
    assertThrows(IOException.class, table::close);
  }

  @Test
  void lineThatVanishesFromTheJournalIsNotSaidToBeThere() throws IOException {
    if (kind != FolderKind.LOCAL) {
      return; // a file of Hadoop's has a checksum beside it, or is there when it is closed
    }
    var table = TrialTable.open(folder, trial -> {});
    Results.append(table, 1);
    Results.append(table, 2);
    var segment = place.resolve("trials/" + Journal.name(1));
    Files.writeString(segment, Files.readAllLines(segment).get(0) + "\n");

    var error = assertThrows(IOException.class, table::flush);

    assertEquals(
        folder.describe(Journal.name(1)) + ": has 1 trials, but 2 were written; the run stops",
        error.getMessage());
    assertThrows(IOException.class, table::close);
  }

  @Test
  void partThatWasPutInPlaceOfAnotherIsNotCounted() throws IOException {
    var table = TrialTable.open(folder, trial -> {});
    Results.append(table, 1);
    Results.append(table, 2);
    table.flush();
    var other = kind.at(place.resolve("other"));
    try (var smaller = TrialTable.open(other, trial -> {})) {
      Results.append(smaller, 1);
    }
    var part = Parts.list(folder).get(0).name();
    try (var in = other.open(Parts.list(other).get(0).name());
        var out = folder.output(part).createOrOverwrite(0)) {
      out.write(in.readAllBytes());
    }

    var error = assertThrows(FolderLostException.class, table::close);

    assertEquals(
        folder.describe("") + ": has 1 rows, but 2 trials were written", error.getMessage());
  }

  /** Where a look costs a request, the next one may be 10 s away, and the end comes sooner. */
  private boolean isNoticedAtOnce(String what) {
    return folder.keepsWhatIsAppended()
        && !(kind == FolderKind.GROWING_FILES && what.equals("lock"));
  }

  private void delete(String what) throws IOException {
    var other = kind.at(place.resolve("trials"));
    switch (what) {
      case "everything" -> kind.at(place).deleteFolder("trials");
      case "journal" -> other.deleteFolder("_journal");
      case "journal's file" -> other.delete("_journal/" + other.list("_journal").get(0));
      case "lock" -> other.delete("_lock");
      default -> other.delete(Parts.list(other).get(0).name());
    }
  }
}

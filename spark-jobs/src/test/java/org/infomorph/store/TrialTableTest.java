package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderKind;
import org.infomorph.files.Patience;
import org.infomorph.form.SpecException;
import org.infomorph.result.ResultFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(FolderKind.class)
class TrialTableTest {
  /** What fails is tried again, not for long. */
  static final Patience IMPATIENT =
      new Patience(Duration.ofMillis(300), Duration.ofMillis(20), Duration.ofMillis(100));

  @Parameter FolderKind kind;
  @TempDir Path place;
  private Folder folder;

  @BeforeEach
  void begin() throws IOException {
    folder = kind.at(place);
  }

  @Test
  void appendedTrialsAreThereAfterClosing() throws IOException {
    try (var table = open()) {
      Results.append(table, 1);
      Results.append(table, 2);
      assertTrue(table.contains(Results.id(1)));
    }

    assertEquals(ids(1, 2), present());
    assertEquals(List.of(TrialSummary.of(Results.result(1))), only(1));
  }

  @Test
  void trialThatIsThereIsNotAddedAgain() throws IOException {
    try (var table = open()) {
      Results.append(table, 1);
      Results.append(table, 1);
    }
    try (var table = open()) {
      Results.append(table, 1);
    }

    assertEquals(ids(1), present());
  }

  @Test
  void readersSeeTheOpenJournalAndTheParts() throws IOException {
    try (var table = open()) {
      Results.append(table, 1);
      table.flush();
      Results.append(table, 2);

      assertEquals(folder.keepsWhatIsAppended() ? ids(1, 2) : ids(1), scanned());
    }
    assertEquals(ids(1, 2), scanned());
  }

  @Test
  void journalOfAKilledWriterIsCommitted() throws IOException {
    leaveJournal(line(1) + "\n" + line(2) + "\n");

    assertEquals(ids(1, 2), present());
    assertEquals(List.of(), filesIn("_journal"));
  }

  @Test
  void tornLastLineIsATrialThatHasNotFinished() throws IOException {
    for (int length : new int[] {0, 1, 100, line(2).length() - 1, line(2).length()}) {
      leaveJournal(line(1) + "\n" + line(2).substring(0, length));

      assertEquals(ids(1), present());
      kind.at(place).delete(parquetFiles().get(0));
    }
  }

  @Test
  void journalWithNothingButATornLineLeavesNoPart() throws IOException {
    leaveJournal(line(1).substring(0, 50));

    assertEquals(List.of(), present());
    assertEquals(List.of(), filesIn("_journal"));
    assertEquals(List.of(), parquetFiles());
  }

  @Test
  void smallPartsAreMergedAtTheEnd() throws IOException {
    try (var table = open()) {
      for (int i = 1; i <= 5; i++) {
        Results.append(table, i);
        table.flush();
      }
      assertEquals(5, Parts.list(folder).size());
    }

    assertEquals(List.of("1 to 5"), segments());
    assertEquals(ids(1, 2, 3, 4, 5), present());
  }

  @Test
  void numbersOfSegmentsAreNeverUsedAgain() throws IOException {
    for (int i = 1; i <= 4; i++) {
      try (var table = open()) {
        Results.append(table, i);
      }
    }

    assertEquals(List.of("1 to 4"), segments());
    assertEquals(ids(1, 2, 3, 4), present());
  }

  @Test
  void secondWriterIsRefusedInOneLine() throws IOException {
    try (var table = open()) {
      var other = kind.at(place);
      var error = assertThrows(SpecException.class, () -> TrialTable.open(other, t -> {}));
      assertTrue(error.getMessage().contains("another run is writing here (process "));
      Results.append(table, 1);
    }
    assertEquals(ids(1), present());
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncated", "one bit", "empty"})
  void damagedPartIsSetAsideAndItsTrialsAreMissing(String damage) throws IOException {
    try (var table = open()) {
      Results.append(table, 1);
    }
    var good = parquetFiles().get(0);
    var bytes = FolderKind.bytes(folder, good);
    var damaged = good.replace("00000001", "00000002");
    switch (damage) {
      case "truncated" -> bytes = Arrays.copyOf(bytes, bytes.length - 1);
      case "one bit" -> bytes[bytes.length / 2] ^= 1;
      default -> bytes = new byte[0];
    }
    FolderKind.write(kind.at(place), damaged, bytes);

    try (var table = open()) {
      assertEquals(List.of(folder.describe("_damaged/" + damaged)), table.damaged());
      assertTrue(table.contains(Results.id(1)));
    }
    assertEquals(ids(1), present());
    assertEquals(List.of(good), parquetFiles());
  }

  @Test
  void partThatWasTornBeforeItsJournalWentIsWrittenAgain() throws IOException {
    try (var table = open()) {
      Results.append(table, 1);
    }
    var part = parquetFiles().get(0);
    FolderKind.write(kind.at(place), part, Arrays.copyOf(FolderKind.bytes(folder, part), 100));
    leaveJournal(line(1) + "\n");

    try (var table = open()) {
      assertEquals(List.of(), table.damaged());
      assertTrue(table.contains(Results.id(1)));
    }
  }

  @Test
  void forgottenTrialsAreGoneAndCanBeAddedAgain() throws IOException {
    try (var table = open()) {
      for (int i = 1; i <= 4; i++) {
        Results.append(table, i);
        if (i % 2 == 0) {
          table.flush();
        }
      }
      table.forget(Set.of(Results.id(1), Results.id(3), Results.id(4), Results.id(99)));

      assertEquals(ids(2), scanned());
      assertFalse(table.contains(Results.id(3)));
      Results.append(table, 3);
      table.flush();
      assertEquals(ids(2, 3), scanned());
    }
    assertEquals(ids(2, 3), present());
  }

  @Test
  void unwritableJournalIsAnErrorOfTheAppend() throws IOException {
    try (var table = TrialTable.open(folder, trial -> {}, IMPATIENT)) {
      FolderKind.write(folder, "_journal", "a file where a folder is needed");
      assertThrows(
          IOException.class,
          () -> {
            Results.append(table, 1);
            table.flush();
          });
      folder.delete("_journal");
    }
  }

  private TrialTable open() throws IOException {
    return TrialTable.open(folder, trial -> {});
  }

  private void leaveJournal(String content) throws IOException {
    FolderKind.write(kind.at(place), "_journal/00000001.jsonl", content);
  }

  private static String line(int number) {
    return ResultFormat.toJson(Results.result(number));
  }

  private List<String> present() throws IOException {
    var found = new ArrayList<String>();
    TrialTable.open(folder, trial -> found.add(trial.trialId())).close();
    return found.stream().sorted().toList();
  }

  private List<String> scanned() throws IOException {
    var found = new ArrayList<String>();
    TrialTable.scan(folder, trial -> found.add(trial.trialId()));
    return found.stream().sorted().toList();
  }

  private List<TrialSummary> only(int number) throws IOException {
    var found = new ArrayList<TrialSummary>();
    TrialTable.scan(folder, found::add);
    return found.stream().filter(trial -> trial.trialId().equals(Results.id(number))).toList();
  }

  private static List<String> ids(int... numbers) {
    return IntStream.of(numbers).mapToObj(Results::id).sorted().toList();
  }

  private List<String> filesIn(String subfolder) throws IOException {
    return folder.list(subfolder);
  }

  private List<String> parquetFiles() throws IOException {
    return filesIn("").stream().filter(name -> name.endsWith(".parquet")).toList();
  }

  private List<String> segments() throws IOException {
    return Parts.list(folder).stream().map(part -> part.first() + " to " + part.last()).toList();
  }

  /** What the writer says when it has noticed by itself that it cannot go on. */
  static IOException awaitFailure(TrialTable table) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      try {
        table.check();
      } catch (IOException e) {
        return e;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the writer has not noticed for 30 s");
  }
}

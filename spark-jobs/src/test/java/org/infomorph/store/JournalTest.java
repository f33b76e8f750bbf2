package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderKind;
import org.infomorph.files.Patience;
import org.infomorph.result.ResultFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(FolderKind.class)
class JournalTest {
  private static final long NEVER = Long.MAX_VALUE;

  @Parameter FolderKind kind;
  @TempDir Path place;
  private Folder folder;

  @BeforeEach
  void open() throws IOException {
    folder = kind.at(place);
  }

  @Test
  void lineIsInTheFileBeforeAppendReturnsOrWhenTheSegmentEnds() throws IOException {
    try (var journal = new Journal(folder, 7)) {
      journal.append("trial", "one");
      journal.append("trial", "two");
      if (!folder.keepsWhatIsAppended()) {
        assertEquals(List.of(), Journal.segments(folder));
        journal.seal();
      }

      assertEquals("one\ntwo\n", folder.read("_journal/00000007.jsonl"));
    }
  }

  @Test
  void isDueByAgeByLinesAndByLength() throws IOException {
    try (var journal = new Journal(folder, 1)) {
      assertFalse(journal.isDue(0, 0, 0), "nothing waits");
      journal.append("trial", "12345");

      assertFalse(journal.isDue(NEVER, 2, 6));
      assertTrue(journal.isDue(0, 2, 6));
      assertTrue(journal.isDue(NEVER, 1, 6));
      assertTrue(journal.isDue(NEVER, 2, 5));
    }
  }

  @Test
  void aFullSegmentIsEndedByTheLineThatFillsIt() throws IOException {
    try (var journal = new Journal(folder, 1, 6, Patience.USUAL, note -> {})) {
      journal.append("trial", "12345");
      assertFalse(journal.hasSealed());
      journal.append("trial", "6");
      journal.append("trial", "7");

      assertTrue(journal.hasSealed());
      assertEquals(List.of(1L), sealed(journal));
      assertEquals("12345\n6\n", folder.read("_journal/00000001.jsonl"));
      journal.append("trial", "123456");
      assertEquals(List.of(1L, 2L), sealed(journal));
    }
    assertEquals(List.of(1L, 2L), Journal.segments(folder));
  }

  @Test
  void openSegmentIsNotAmongTheSealed() throws IOException {
    try (var journal = new Journal(folder, 1)) {
      journal.append("trial", "one");
      assertEquals(List.of(), sealed(journal));
      journal.seal();
      journal.append("trial", "two");

      assertEquals(List.of(1L), sealed(journal));
      journal.seal();
      assertEquals(List.of(1L, 2L), Journal.segments(folder));
    }
  }

  @Test
  void lineThatADiskTornInTheMiddleIsLeftOut() throws IOException {
    try (var journal = new Journal(folder, 1)) {
      journal.append("trial", ResultFormat.toJson(Results.result(1)).substring(0, 90));
      journal.append("trial", ResultFormat.toJson(Results.result(2)));
    }

    assertEquals(List.of(Results.result(2)), Journal.read(folder, 1));
  }

  private static List<Long> sealed(Journal journal) throws IOException {
    return journal.sealed().stream().map(Journal.Sealed::number).toList();
  }
}

package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.infomorph.trial.ResultFormat;
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
      journal.append("one");
      journal.append("two");
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
      journal.append("12345");

      assertFalse(journal.isDue(NEVER, 2, 6));
      assertTrue(journal.isDue(0, 2, 6));
      assertTrue(journal.isDue(NEVER, 1, 6));
      assertTrue(journal.isDue(NEVER, 2, 5));
    }
  }

  @Test
  void aFullSegmentIsEndedByTheLineThatFillsIt() throws IOException {
    try (var journal = new Journal(folder, 1, 6)) {
      journal.append("12345");
      assertFalse(journal.hasSealed());
      journal.append("6");
      journal.append("7");

      assertTrue(journal.hasSealed());
      assertEquals(List.of(1L), journal.sealed());
      assertEquals("12345\n6\n", folder.read("_journal/00000001.jsonl"));
      journal.append("123456");
      assertEquals(List.of(1L, 2L), journal.sealed());
    }
    assertEquals(List.of(1L, 2L), Journal.segments(folder));
  }

  @Test
  void openSegmentIsNotAmongTheSealed() throws IOException {
    try (var journal = new Journal(folder, 1)) {
      journal.append("one");
      assertEquals(List.of(), journal.sealed());
      journal.seal();
      journal.append("two");

      assertEquals(List.of(1L), journal.sealed());
      journal.seal();
      assertEquals(List.of(1L, 2L), Journal.segments(folder));
    }
  }

  @Test
  void lineThatADiskTornInTheMiddleIsLeftOut() throws IOException {
    try (var journal = new Journal(folder, 1)) {
      journal.append(ResultFormat.toJson(Results.result(1)).substring(0, 90));
      journal.append(ResultFormat.toJson(Results.result(2)));
    }

    assertEquals(List.of(Results.result(2)), Journal.read(folder, 1));
  }
}

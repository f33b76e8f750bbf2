package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.infomorph.files.Folder;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.TrialResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFollowerTest {
  @TempDir Path folder;

  private final List<String> seen = new ArrayList<>();

  private TableFollower follower() {
    return new TableFollower(Folder.at(folder.toString()));
  }

  private void see(TrialResult trial) {
    seen.add(trial.trialId());
  }

  private static String id(int number) {
    return Results.result(number).trialId();
  }

  private static void append(TrialTable table, int number) throws IOException {
    table.append(id(number), ResultFormat.toJson(Results.result(number)));
  }

  @Test
  void aTrialInTheJournalIsSeenAtOnceAndOnce() throws IOException {
    var follower = follower();
    assertFalse(follower.follow(this::see), "there is no folder yet");
    try (var table = TrialTable.open(folder, trial -> {})) {
      append(table, 0);
      assertTrue(follower.follow(this::see));
      assertFalse(follower.follow(this::see));
      append(table, 1);
      assertTrue(follower.follow(this::see));
    }
    assertEquals(List.of(id(0), id(1)), seen);
  }

  @Test
  void halfALineIsReadWhenItIsWhole() throws IOException {
    var journal = Files.createDirectories(folder.resolve("_journal"));
    var line = ResultFormat.toJson(Results.result(0));
    var segment = journal.resolve("00000001.jsonl");
    Files.writeString(segment, line.substring(0, 40));
    var follower = follower();
    assertFalse(follower.follow(this::see));

    Files.writeString(segment, line.substring(40) + "\n", StandardOpenOption.APPEND);

    assertTrue(follower.follow(this::see));
    assertEquals(List.of(id(0)), seen);
  }

  @Test
  void whatOnlyMergesKnownTrialsIsNotReadAgain() throws IOException {
    var follower = follower();
    try (var table = TrialTable.open(folder, trial -> {})) {
      for (int number = 0; number < 3; number++) {
        append(table, number);
        table.flush(); // a part of its own
        follower.follow(this::see);
      }
      int before = seen.size();
      table.finish(); // one part
      assertFalse(follower.follow(this::see));
      assertEquals(before, seen.size());
    }
    assertEquals(List.of(id(0), id(1), id(2)), seen);
  }

  /** A part's name gives its first and last segment; others may lie between them. */
  @Test
  void aMergedPartDoesNotHideWhatLiesBetween() throws IOException {
    try (var table = TrialTable.open(folder, trial -> {})) {
      for (int number = 0; number < 3; number++) {
        append(table, number);
        table.flush();
      }
    }
    var parts = Folder.at(folder.toString());
    var only = Parts.list(parts).get(0); // all three
    for (var segments : List.of(List.of(1L, 9L), List.of(5L, 5L))) {
      var staged = Parts.staged(segments.get(0), segments.get(1));
      try (var writer = Parts.writer(parts, staged)) {
        Parts.read(
            parts,
            only.name(),
            row -> {
              if (row.getString("trial_id", 0).equals(id(1)) == (segments.get(0) == 5L)) {
                writer.write(row);
              }
            });
      }
      parts.publish(staged, Parts.sealed(parts, staged, segments.get(0), segments.get(1)).name());
    }
    parts.delete(only.name());

    follower().follow(this::see);

    assertEquals(3, seen.size(), seen.toString());
  }

  @Test
  void aTrialThatRanAgainIsToldAgain() throws IOException {
    var follower = follower();
    var failed = Results.result(4);
    try (var table = TrialTable.open(folder, trial -> {})) {
      append(table, 4);
      follower.follow(this::see);
      table.forget(Set.of(failed.trialId()));
      var line =
          ResultFormat.toJson(failed)
              .replace(failed.startedAt().toString(), failed.startedAt().plusSeconds(9).toString());
      table.append(failed.trialId(), line);
      table.flush(); // past the journal
      assertTrue(follower.follow(this::see));
    }
    assertEquals(List.of(failed.trialId(), failed.trialId()), seen);
  }

  @Test
  void whoComesLateSeesAll() throws IOException {
    try (var table = TrialTable.open(folder, trial -> {})) {
      for (int number = 0; number < 3; number++) {
        append(table, number);
      }
    }
    assertTrue(follower().follow(this::see));
    assertEquals(3, seen.size());
  }
}

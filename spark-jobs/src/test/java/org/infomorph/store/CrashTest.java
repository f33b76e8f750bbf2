package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a writer before each single change that it makes to the file system. */
class CrashTest {
  private static final int TRIALS = 4;

  @TempDir Path parent;

  @Test
  void whatWasAppendedSurvivesAKillAnywhereAndIsSeenOnce() throws IOException {
    int kills = 0;
    for (var finished = false; !finished; kills++) {
      var folder = new LocalFolder(parent.resolve("kill-" + kills));
      var appended = new HashSet<String>();
      var crashing = new CrashingFolder(folder, kills);

      write(crashing, appended);

      finished = !crashing.killed();
      assertSeenAtMostOnce(folder);
      assertEquals(appended, recovered(folder), "killed before change " + kills);
      assertEquals(appended, recovered(folder), "recovered twice after change " + kills);
    }
    assertTrue(kills > 25, kills + " changes do not cover journal, commits and merging");
  }

  @Test
  void killedWhileRecoveringIsNoOtherThanKilled() throws IOException {
    for (int kill = 0; kill < 30; kill += 4) {
      for (int again = 0; again < 12; again += 3) {
        var folder = new LocalFolder(parent.resolve("kill-" + kill + "-" + again));
        var appended = new HashSet<String>();
        write(new CrashingFolder(folder, kill), appended);

        write(new CrashingFolder(folder, again), appended);

        assertSeenAtMostOnce(folder);
        assertEquals(appended, recovered(folder), "killed at " + kill + ", then at " + again);
      }
    }
  }

  @Test
  void forgettingThatIsCutOffAnywhereCostsNoOtherTrial() throws IOException {
    var all = Set.of(Results.id(0), Results.id(1), Results.id(2), Results.id(3));
    var kept = Set.of(Results.id(1));
    int kills = 0;
    for (var finished = false; !finished; kills++) {
      var folder = new LocalFolder(parent.resolve("kill-" + kills));
      write(folder, new HashSet<>(), 1);
      var crashing = new CrashingFolder(folder, kills);

      try (var table = TrialTable.open(crashing, trial -> {})) {
        table.forget(Set.of(Results.id(0), Results.id(2), Results.id(3)));
      } catch (CrashingFolder.Killed e) {
        // and nothing after it happens
      }

      finished = !crashing.killed();
      assertSeenAtMostOnce(folder);
      var left = recovered(folder);
      assertTrue(left.equals(all) || left.equals(kept), "killed before change " + kills);
      assertEquals(finished ? kept : left, left);
    }
    assertTrue(kills > 6, kills + " changes do not cover forgetting");
  }

  /** Two runs of a writer that commits now and then and merges at its end. */
  private static void write(Folder folder, Set<String> appended) throws IOException {
    write(folder, appended, 2);
  }

  private static void write(Folder folder, Set<String> appended, int runs) throws IOException {
    try {
      for (int run = 0; run < runs; run++) {
        try (var table = TrialTable.open(folder, trial -> {})) {
          for (int i = 0; i < TRIALS; i++) {
            int number = TRIALS * run + i;
            Results.append(table, number);
            appended.add(Results.id(number));
            if (i % 2 == 1) {
              table.flush();
            }
          }
        }
      }
    } catch (CrashingFolder.Killed e) {
      // and nothing after it happens
    }
  }

  private static void assertSeenAtMostOnce(Folder folder) throws IOException {
    List<String> seen = new ArrayList<>();
    for (var part : Parts.list(folder)) {
      Parts.read(
          folder,
          part.name(),
          TrialSummary.COLUMNS,
          row -> seen.add(TrialSummary.of(row).trialId()));
    }
    assertEquals(new HashSet<>(seen).size(), seen.size(), "a reader saw a trial twice");
  }

  private static Set<String> recovered(Folder folder) throws IOException {
    var seen = new ArrayList<String>();
    TrialTable.open(folder, trial -> seen.add(trial.trialId())).close();
    assertEquals(new HashSet<>(seen).size(), seen.size(), "a trial is there twice");
    return new HashSet<>(seen);
  }
}

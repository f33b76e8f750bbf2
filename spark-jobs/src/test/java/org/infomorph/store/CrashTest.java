package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.infomorph.files.CrashingFolder;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a writer before each single change that it makes to the file system. */
@Tag("thorough")
@ParameterizedClass
@EnumSource(FolderKind.class)
class CrashTest {
  private static final int TRIALS = 4;

  @Parameter FolderKind kind;
  @TempDir Path parent;

  @Test
  void whatWasAppendedSurvivesAKillAnywhereAndIsSeenOnce() throws IOException {
    int kills = 0;
    for (var finished = false; !finished; kills++) {
      var folder = kind.at(parent.resolve("kill-" + kills));
      var written = new Written();
      var crashing = new CrashingFolder(folder, kills);

      write(crashing, written);

      finished = !crashing.killed();
      assertSeenAtMostOnce(folder);
      var recovered = recovered(folder);
      written.assertKept(recovered, "killed before change " + kills);
      assertEquals(recovered, recovered(folder), "recovered twice after change " + kills);
    }
    assertTrue(kills > 25, kills + " changes do not cover journal, commits and merging");
  }

  @Test
  void killedWhileRecoveringIsNoOtherThanKilled() throws IOException {
    for (int kill = 0; kill < 30; kill += 4) {
      for (int again = 0; again < 12; again += 3) {
        var folder = kind.at(parent.resolve("kill-" + kill + "-" + again));
        var written = new Written();
        write(new CrashingFolder(folder, kill), written);

        write(new CrashingFolder(folder, again), written);

        assertSeenAtMostOnce(folder);
        written.assertKept(recovered(folder), "killed at " + kill + ", then at " + again);
      }
    }
  }

  /** What a writer was told to be there, and to be safe. */
  private static final class Written {
    private final Set<String> appended = new HashSet<>();
    private final Set<String> sinceTheKill = new HashSet<>();
    private final Set<String> safe = new HashSet<>();

    void append(Folder folder, String id) {
      appended.add(id);
      sinceTheKill.add(id);
      if (folder.keepsWhatIsAppended()) {
        safe.add(id);
      }
    }

    void flush() {
      safe.addAll(sinceTheKill);
    }

    void kill() {
      sinceTheKill.clear();
    }

    /** Where a folder keeps what is appended, no other set passes than that of all. */
    void assertKept(Set<String> found, String when) {
      assertTrue(found.containsAll(safe), when + ": a safe trial is lost");
      assertTrue(appended.containsAll(found), when + ": a trial is there that never ended");
    }
  }

  @Test
  void forgettingThatIsCutOffAnywhereCostsNoOtherTrial() throws IOException {
    var all = Set.of(Results.id(0), Results.id(1), Results.id(2), Results.id(3));
    var kept = Set.of(Results.id(1));
    int kills = 0;
    for (var finished = false; !finished; kills++) {
      var folder = kind.at(parent.resolve("kill-" + kills));
      write(kind.at(parent.resolve("kill-" + kills)), new Written(), 1);
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
  private static void write(Folder folder, Written written) throws IOException {
    write(folder, written, 2);
  }

  private static void write(Folder folder, Written written, int runs) throws IOException {
    try {
      for (int run = 0; run < runs; run++) {
        try (var table = TrialTable.open(folder, trial -> {})) {
          for (int i = 0; i < TRIALS; i++) {
            int number = TRIALS * run + i;
            Results.append(table, number);
            written.append(folder, Results.id(number));
            if (i % 2 == 1) {
              table.flush();
              written.flush();
            }
          }
        }
        written.flush();
      }
    } catch (CrashingFolder.Killed e) {
      written.kill();
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

package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.infomorph.files.CrashingFolder;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderKind;
import org.infomorph.trial.SameWeights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a writer of trials that keep their networks before each change to either table. */
@ParameterizedClass
@EnumSource(FolderKind.class)
@Tag("faults")
class WeightsCrashTest {
  private static final int TRIALS = 3;

  @Parameter FolderKind kind;
  @TempDir Path parent;

  /** Both tables of one sweep. */
  private record Place(Folder trials, Folder weights) {
    /** Seen as by a process that has written nothing there. */
    static Place at(Folder parent, String name) {
      var sweep = parent.folder(name);
      return new Place(sweep.folder("trials"), sweep.folder("weights"));
    }

    Place killedAfter(int changes) {
      var crashing = new CrashingFolder(trials, changes);
      return new Place(crashing, crashing.beside(weights));
    }

    boolean killed() {
      return ((CrashingFolder) trials).killed();
    }

    TrialTable open(List<String> present) throws IOException {
      var keep = new TrialTable.Weights(weights, id -> true);
      return TrialTable.open(trials, keep, trial -> present.add(trial.trialId()));
    }
  }

  @Test
  void aTrialThatIsThereHasItsWeightsOnceWhereverTheKillCame() throws IOException {
    var base = kind.at(parent);
    int kills = 0;
    for (var finished = false; !finished; kills++) {
      var place = Place.at(base, "kill-" + kills);
      var safe = new HashSet<String>();
      var crashing = place.killedAfter(kills);

      write(crashing, safe);

      finished = !crashing.killed();
      assertWeightsSeenAtMostOnce(place.weights());
      var found = assertWhole(place);
      assertTrue(found.containsAll(safe), "killed before change " + kills);
      assertEquals(found, assertWhole(place), "opened twice after change " + kills);
    }
    assertTrue(kills > 30, kills + " changes do not cover journal, commits and merging");
  }

  @Test
  void killedWhileRecoveringIsNoOtherThanKilled() throws IOException {
    var base = kind.at(parent);
    for (int kill = 3; kill < 30; kill += 9) {
      for (int again = 0; again < 16; again += 6) {
        var place = Place.at(base, "kill-" + kill + "-" + again);
        var safe = new HashSet<String>();
        write(place.killedAfter(kill), safe);

        write(Place.at(base, "kill-" + kill + "-" + again).killedAfter(again), safe);

        assertWeightsSeenAtMostOnce(place.weights());
        assertTrue(assertWhole(place).containsAll(safe), "at " + kill + ", then at " + again);
      }
    }
  }

  @Test
  void forgettingThatIsCutOffAnywhereLeavesNoWeightsToBeSeenTwice() throws IOException {
    var base = kind.at(parent);
    int kills = 0;
    for (var finished = false; !finished; kills++) {
      var place = Place.at(base, "kill-" + kills);
      write(Place.at(base, "kill-" + kills), new HashSet<>());
      var crashing = place.killedAfter(kills);
      try (var table = crashing.open(new ArrayList<>())) {
        table.forget(Set.of(Results.id(0), Results.id(2)));
      } catch (CrashingFolder.Killed e) {
        // and nothing after it happens
      }
      finished = !crashing.killed();

      write(Place.at(base, "kill-" + kills), new HashSet<>());

      assertWeightsSeenAtMostOnce(place.weights());
      assertEquals(2 * TRIALS, assertWhole(place).size());
    }
    assertTrue(kills > 8, kills + " changes do not cover forgetting");
  }

  /** Two runs of a writer that commits now and then; a trial that is there is not run again. */
  private static void write(Place place, Set<String> safe) throws IOException {
    var appended = new HashSet<String>();
    try {
      for (int run = 0; run < 2; run++) {
        try (var table = place.open(new ArrayList<>())) {
          for (int number = 0; number < TRIALS * (run + 1); number++) {
            var id = Results.id(number);
            if (!table.contains(id)) {
              Results.appendKept(table, number);
              appended.add(id);
              if (place.trials().keepsWhatIsAppended()) {
                safe.add(id);
              }
            }
            if (number % 2 == 1) {
              table.flush();
              safe.addAll(appended);
            }
          }
        }
        safe.addAll(appended);
      }
    } catch (CrashingFolder.Killed e) {
      // and nothing after it happens
    }
  }

  private static void assertWeightsSeenAtMostOnce(Folder weights) throws IOException {
    var seen = new ArrayList<String>();
    for (var part : Parts.list(weights)) {
      WeightsSchema.FORMAT.read(
          weights, part.name(), row -> seen.add(row.trialId() + " " + row.state().source()));
    }
    assertEquals(new HashSet<>(seen).size(), seen.size(), "a reader saw weights twice");
  }

  /** Opens the tables: every trial that is OK has its weights, and no other has any. */
  private static Set<String> assertWhole(Place place) throws IOException {
    var present = new ArrayList<String>();
    place.open(present).close();
    assertEquals(new HashSet<>(present).size(), present.size(), "a trial is there twice");
    var kept = new KeptNetworks(place.trials(), place.weights());
    var expected = new TreeSet<String>();
    for (int number = 0; number < 2 * TRIALS; number++) {
      var finished = Results.kept(number);
      if (present.contains(Results.id(number)) && !finished.weights().isEmpty()) {
        expected.add(Results.id(number));
        SameWeights.assertSame(finished.weights(), kept.read(Results.id(number)));
      }
    }
    assertEquals(expected, kept.epochs().keySet());
    return new HashSet<>(present);
  }
}

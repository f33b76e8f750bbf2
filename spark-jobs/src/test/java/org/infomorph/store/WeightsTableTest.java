package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.infomorph.files.Folder;
import org.infomorph.files.FolderKind;
import org.infomorph.result.ResultLine;
import org.infomorph.trial.SameWeights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(FolderKind.class)
class WeightsTableTest {
  @Parameter FolderKind kind;
  @TempDir Path place;
  private Folder trials;
  private Folder weights;

  @BeforeEach
  void begin() throws IOException {
    trials = kind.at(place).folder("trials");
    weights = kind.at(place).folder("weights");
  }

  @Test
  void everyBitOfANetworkComesBack() throws IOException {
    write(1, 2, 3);

    for (int number = 1; number <= 3; number++) {
      SameWeights.assertSame(Results.kept(number).weights(), kept().read(Results.id(number)));
    }
    assertEquals(List.of(), kept().read(Results.id(9)));
    assertEquals(Results.result(2), kept().trial(Results.id(2)).orElseThrow());
    assertTrue(kept().trial(Results.id(9)).isEmpty());
    var epochs = new TreeMap<String, Integer>();
    ids(1, 2, 3).forEach(id -> epochs.put(id, 2));
    assertEquals(epochs, kept().epochs());
  }

  @Test
  void whatKeepsNothingMakesNoFolder() throws IOException {
    var nobody = new TrialTable.Weights(weights, id -> false);
    for (int i = 1; i <= 2; i++) {
      try (var table = TrialTable.open(trials, nobody, trial -> {})) {
        Results.append(table, i);
        table.flush();
      }
    }

    assertFalse(weights.exists(""));
    assertEquals(ids(1, 2), scanned());
  }

  @Test
  void readersSeeTheJournalToo() throws IOException {
    try (var table = open()) {
      Results.appendKept(table, 1);
      table.flush();
      Results.appendKept(table, 2);
      if (!trials.keepsWhatIsAppended()) {
        table.flush();
      }

      assertEquals(ids(1, 2), kept().epochs().keySet());
      SameWeights.assertSame(Results.kept(2).weights(), kept().read(Results.id(2)));
      assertEquals(Results.result(2), kept().trial(Results.id(2)).orElseThrow());
    }
  }

  @Test
  void journalOfAKilledWriterIsCommittedWithItsWeights() throws IOException {
    var line = ResultLine.of(Results.kept(1));
    var torn = ResultLine.of(Results.kept(2));
    FolderKind.write(
        another("trials"),
        "_journal/00000001.jsonl",
        line + "\n" + torn.substring(0, torn.length() - 40) + "\n");

    assertEquals(ids(1), present());
    assertEquals(ids(1), kept().epochs().keySet());
    SameWeights.assertSame(Results.kept(1).weights(), kept().read(Results.id(1)));
  }

  @Test
  void smallPartsAreMergedAtTheEnd() throws IOException {
    try (var table = open()) {
      for (int i = 1; i <= 6; i++) {
        Results.appendKept(table, i);
        table.flush();
      }
    }

    assertEquals(1, Parts.list(weights).size());
    assertEquals(ids(1, 2, 3, 5, 6), kept().epochs().keySet()); // the fourth has failed
    SameWeights.assertSame(Results.kept(5).weights(), kept().read(Results.id(5)));
  }

  @Test
  void trialsWhoseWeightsAreDamagedAreMissing() throws IOException {
    write(1);
    damage("weights");
    write(2);

    try (var table = open()) {
      assertEquals(List.of(), table.damaged(), "set aside the time before");
      assertTrue(table.contains(Results.id(2)));
      assertFalse(table.contains(Results.id(1)));
      Results.appendKept(table, 1);
    }
    assertEquals(ids(1, 2), present());
    SameWeights.assertSame(Results.kept(1).weights(), kept().read(Results.id(1)));
  }

  @Test
  void damagedWeightsAreToldOf() throws IOException {
    write(1);
    var name = damage("weights");

    try (var table = open()) {
      assertEquals(List.of(weights.describe("_damaged/" + name)), table.damaged());
    }
  }

  @Test
  void trialsWhoseWeightsWereDeletedAreMissing() throws IOException {
    write(1, 2);
    another("weights").deleteFolder("");

    assertEquals(ids(), present());
    assertEquals(ids(), scanned());
  }

  @Test
  void trialsThatNobodyWantsTheWeightsOfStay() throws IOException {
    write(1, 2);
    another("weights").deleteFolder("");

    var other = new TrialTable.Weights(weights, Results.id(2)::equals);
    TrialTable.open(trials, other, trial -> {}).close();

    assertEquals(ids(1), scanned());
  }

  @Test
  void weightsWithoutTheirTrialAreTakenOut() throws IOException {
    write(1);
    damage("trials");
    write(2);

    assertEquals(ids(2), present());
    assertEquals(ids(2), kept().epochs().keySet());
    write(1);
    SameWeights.assertSame(Results.kept(1).weights(), kept().read(Results.id(1)));
  }

  @Test
  void forgottenTrialsLoseTheirWeights() throws IOException {
    try (var table = open()) {
      for (int i = 1; i <= 3; i++) {
        Results.appendKept(table, i);
      }
      table.forget(Set.of(Results.id(1), Results.id(3)));
      assertEquals(ids(2), kept().epochs().keySet());
      Results.appendKept(table, 3);
    }

    assertEquals(ids(2, 3), kept().epochs().keySet());
    assertEquals(2, kept().read(Results.id(3)).size());
  }

  @Test
  void aTableWithoutAPlaceForWeightsTakesNone() throws IOException {
    try (var table = TrialTable.open(trials, trial -> {})) {
      assertThrows(IllegalArgumentException.class, () -> Results.appendKept(table, 1));
    }
    FolderKind.write(
        another("trials"), "_journal/00000001.jsonl", ResultLine.of(Results.kept(1)) + "\n");
    assertThrows(IOException.class, () -> TrialTable.open(trials, trial -> {}));
    assertEquals(ids(1), present());
  }

  /** The folder as a process sees it that has never locked it. */
  private Folder another(String name) throws IOException {
    return kind.at(place).folder(name);
  }

  /** The only part of a table loses its last byte. */
  private String damage(String name) throws IOException {
    var table = another(name);
    var part = Parts.list(table).get(0).name();
    var bytes = FolderKind.bytes(table, part);
    FolderKind.write(table, part, Arrays.copyOf(bytes, bytes.length - 1));
    return part;
  }

  private void write(int... numbers) throws IOException {
    try (var table = open()) {
      for (int number : numbers) {
        Results.appendKept(table, number);
      }
    }
  }

  private TrialTable open() throws IOException {
    return open(new ArrayList<>());
  }

  private TrialTable open(List<String> present) throws IOException {
    var keep = new TrialTable.Weights(weights, id -> !id.equals(Results.id(4)));
    return TrialTable.open(trials, keep, trial -> present.add(trial.trialId()));
  }

  private KeptNetworks kept() {
    return new KeptNetworks(trials, weights);
  }

  private Set<String> present() throws IOException {
    var found = new ArrayList<String>();
    open(found).close();
    assertEquals(new TreeSet<>(found).size(), found.size());
    return new TreeSet<>(found);
  }

  private Set<String> scanned() throws IOException {
    var found = new TreeSet<String>();
    TrialTable.scan(trials, trial -> found.add(trial.trialId()));
    return found;
  }

  private static Set<String> ids(int... numbers) {
    var ids = new TreeSet<String>();
    for (int number : numbers) {
      ids.add(Results.id(number));
    }
    return ids;
  }
}

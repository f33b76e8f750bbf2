package org.infomorph.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.infomorph.files.LocalFolder;
import org.infomorph.form.CanonicalJson;
import org.infomorph.result.ResultFormat;
import org.infomorph.result.TrialResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {
  @TempDir Path folder;

  private static String hash(List<TrialResult> trials) {
    var hash = new ContentHash();
    trials.forEach(hash::add);
    assertEquals(trials.size(), hash.trials());
    return hash.hash();
  }

  private static List<TrialResult> results() {
    return IntStream.range(0, 20).mapToObj(Results::result).toList();
  }

  private static TrialResult changed(Consumer<ObjectNode> change) {
    var row = CanonicalJson.read(ResultFormat.toJson(Results.result(3)));
    change.accept(row);
    return ResultFormat.fromJson(CanonicalJson.write(row));
  }

  @Test
  void orderDoesNotCount() {
    var shuffled = new ArrayList<>(results());
    Collections.shuffle(shuffled, new Random(1));
    assertEquals(hash(results()), hash(shuffled));
    assertTrue(hash(results()).matches("[0-9a-f]{64}"));
  }

  @Test
  void timesAndHostsDoNotCount() {
    var other =
        changed(
            row -> {
              row.put("started_at", "2027-01-01T00:00:00Z").put("seconds", 99);
              row.putObject("environment").put("host", "elsewhere");
            });
    assertEquals(hash(List.of(Results.result(3))), hash(List.of(other)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"trial_id", "point_id", "spec", "status", "message", "code_version", "seed"})
  void everyPlainColumnCounts(String column) {
    var other =
        changed(
            row -> {
              if (column.equals("seed")) {
                row.put(column, 77);
              } else {
                row.put(column, column.equals("status") ? "DIVERGED" : "other");
              }
            });
    assertNotEquals(hash(List.of(Results.result(3))), hash(List.of(other)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/scores",
        "/epochs/1/scores",
        "/epochs/1/layers/0/atoms",
        "/neurons/0/atoms",
      })
  void theLastBitOfEveryNumberCounts(String place) {
    var other =
        changed(
            row -> {
              var numbers = (ObjectNode) row.at(place);
              var name = numbers.fieldNames().next();
              numbers.put(name, Math.nextUp(numbers.get(name).doubleValue()));
            });
    assertNotEquals(hash(List.of(Results.result(3))), hash(List.of(other)));
  }

  @Test
  void trialThatIsMissingCounts() {
    assertNotEquals(hash(results()), hash(results().subList(0, 19)));
  }

  @Test
  void tableInItsJournalItsFilesAndMergedIsTheSame() throws IOException {
    var expected = hash(results());
    try (var table = TrialTable.open(folder, trial -> {})) {
      for (int i = 0; i < 20; i++) {
        Results.append(table, i);
        if (i % 5 == 4 && i < 15) {
          table.flush();
        }
      }
      assertEquals(expected, ofTable(), "three parts, and five lines of the journal");
    }
    assertEquals(expected, ofTable(), "one part");
  }

  @Test
  void scanTellsOfTrialsOnceThoughTheyMoveMeanwhile() throws IOException {
    var seen = new ArrayList<String>();
    try (var table = TrialTable.open(folder, trial -> {})) {
      for (int i = 0; i < 20; i++) {
        Results.append(table, i);
        table.flush();
      }
      TrialTable.scanWhole(
          new LocalFolder(folder),
          trial -> {
            if (seen.isEmpty()) {
              finish(table); // all parts but the first vanish
            }
            seen.add(trial.trialId());
          });
    }
    assertEquals(20, seen.size());
    assertEquals(20, new TreeSet<>(seen).size());
  }

  private static void finish(TrialTable table) {
    try {
      table.finish();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String ofTable() throws IOException {
    var hash = new ContentHash();
    TrialTable.scanWhole(new LocalFolder(folder), hash::add);
    assertEquals(20, hash.trials());
    return hash.hash();
  }
}

package org.infomorph.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomRowsTest {
  private static final List<TrialResult> TABLE =
      IntStream.range(0, 100).mapToObj(RandomRowsTest::row).toList();

  private static TrialResult row(int number) {
    return new TrialResult(
        "id" + number,
        "point",
        1,
        "{}",
        TrialResult.Status.OK,
        "",
        Instant.EPOCH,
        0,
        "test",
        Map.of(),
        Map.of(),
        List.of(),
        List.of());
  }

  private static Set<String> draw(int most, long seed, List<TrialResult> table) {
    var rows = new RandomRows(most, seed);
    table.forEach(rows::add);
    return rows.rows().stream()
        .map(TrialResult::trialId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theOrderOfTheTableDoesNotCount() {
    var reversed = new ArrayList<>(TABLE);
    Collections.reverse(reversed);
    assertEquals(draw(10, 1, TABLE), draw(10, 1, reversed));
    assertEquals(10, draw(10, 1, TABLE).size());
  }

  @Test
  void anotherSeedDrawsOthers() {
    assertNotEquals(draw(10, 1, TABLE), draw(10, 2, TABLE));
  }

  @Test
  void everyTrialIsDrawnByOneOfManySeeds() {
    var seen = new TreeSet<String>();
    for (long seed = 0; seed < 100; seed++) {
      seen.addAll(draw(10, seed, TABLE));
    }
    assertEquals(100, seen.size(), "each is left out with a probability of 0.9^100");
  }

  @Test
  void smallTableIsDrawnWhole() {
    assertEquals(100, draw(1000, 1, TABLE).size());
    assertEquals(0, draw(0, 1, TABLE).size());
  }
}

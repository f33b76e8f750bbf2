package org.infomorph.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.infomorph.sweep.SweepTrials;
import org.junit.jupiter.api.Test;

class PacksTest {
  @Test
  void packsAreOneAfterTheOtherAndCoverAll() {
    var packs = Packs.of(alike(1000), 7, 2);

    assertEquals(
        IntStream.range(0, 1000).boxed().toList(), packs.stream().flatMap(List::stream).toList());
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), packs.get(0));
  }

  @Test
  void packsBecomeSmallerTowardsTheEnd() {
    var sizes = Packs.of(alike(1000), 50, 2).stream().mapToInt(List::size).toArray();

    assertEquals(50, sizes[0]);
    assertTrue(IntStream.range(1, sizes.length).allMatch(i -> sizes[i] <= sizes[i - 1]));
    int left = 1000;
    for (int size : sizes) {
      assertTrue(size <= Math.max(1, left / 8.0), size + " of " + left);
      left -= size;
    }
    assertTrue(IntStream.of(sizes).filter(size -> size == 1).count() >= 8);
  }

  @Test
  void longTrialsStandAloneHoweverManyShortOnesFollow() {
    var trials =
        trials(DoubleStream.concat(DoubleStream.of(500, 400), DoubleStream.generate(() -> 1)), 402);

    var packs = Packs.of(trials, 100, 1);

    assertEquals(List.of(List.of(0), List.of(1)), packs.subList(0, 2));
    assertEquals(100, packs.get(2).size());
  }

  @Test
  void packsOfOneAreSingleTrials() {
    assertEquals(List.of(List.of(0), List.of(1), List.of(2)), Packs.of(alike(3), 1, 2));
    assertEquals(List.of(), Packs.of(alike(0), 5, 2));
  }

  private static List<SweepTrials.Trial> alike(int count) {
    return trials(DoubleStream.generate(() -> 5e6), count);
  }

  private static List<SweepTrials.Trial> trials(DoubleStream costs, int count) {
    return costs
        .limit(count)
        .mapToObj(cost -> new SweepTrials.Trial(0, 1, "id", "kind", cost))
        .toList();
  }
}

package org.infomorph.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void theSameNameGivesTheSameStreamFromItsBeginning() {
    Seeds seeds = new Seeds(7);
    RandomStream first = seeds.stream("weights");
    long a = first.nextLong();
    long b = first.nextLong();
    RandomStream again = new Seeds(7).stream("weights");
    assertEquals(a, again.nextLong());
    assertEquals(b, again.nextLong());
  }

  @Test
  void streamsArePinned() {
    Seeds seeds = new Seeds(1);
    assertEquals(-1777846064843942989L, seeds.stream("weights").nextLong());
    assertEquals(-7220659320248867356L, seeds.stream("batches", 3).nextLong());
    assertEquals(800698833075628243L, seeds.derive("hidden").stream("weights").nextLong());
  }

  @Test
  void namesIndicesRootsAndPartsGiveDifferentStreams() {
    Set<Long> firsts = new HashSet<>();
    int streams = 0;
    for (long root : new long[] {0, 1, 2, -1, Long.MIN_VALUE}) {
      Seeds seeds = new Seeds(root);
      for (String name : new String[] {"", "\0", "\0\0", "a", "b", "ab", "ba", "weights"}) {
        firsts.add(seeds.stream(name).nextLong());
        firsts.add(seeds.derive(name).stream(name).nextLong());
        firsts.add(seeds.derive(name).root());
        streams += 3;
        for (long index = -50; index < 50; index++) {
          firsts.add(seeds.stream(name, index).nextLong());
          streams++;
        }
      }
    }
    assertEquals(streams, firsts.size());
  }

  @Test
  void neighbouringIndicesAreUncorrelated() {
    Seeds seeds = new Seeds(3);
    int streams = 20_000;
    double product = 0;
    double last = seeds.stream("x", 0).nextDouble() - 0.5;
    for (int i = 1; i <= streams; i++) {
      double next = seeds.stream("x", i).nextDouble() - 0.5;
      product += last * next;
      last = next;
    }
    // The correlation of uncorrelated numbers has a standard error of 1 / sqrt(streams).
    double correlation = product / streams * 12;
    assertTrue(Math.abs(correlation) < 4 / Math.sqrt(streams), "correlation " + correlation);
  }
}

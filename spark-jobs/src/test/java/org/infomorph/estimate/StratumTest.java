package org.infomorph.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.infomorph.sweep.SweepTrials;
import org.junit.jupiter.api.Test;

class StratumTest {
  @Test
  void trialsOfOneKindAndCostAreOneStratum() {
    var trials = new ArrayList<>(trials("a", 3, 1, 3));
    trials.addAll(trials("b", 3));

    var strata = Stratum.of(trials, 8);

    assertEquals(List.of(1.0, 3.0), costs(strata, "a"));
    assertEquals(List.of(3.0), costs(strata, "b"));
    assertEquals(4, strata.stream().mapToInt(s -> s.trials().size()).sum());
  }

  @Test
  void ofManySizesTheEndsAndSomeBetweenThemAreTimed() {
    var strata =
        Stratum.of(trials("a", IntStream.rangeClosed(1, 101).asDoubleStream().toArray()), 5);

    assertEquals(List.of(1.0, 26.0, 51.0, 76.0, 101.0), costs(strata, "a"));
  }

  @Test
  void everyKindHasOneAndWhatCostsMoreHasMore() {
    var trials = new ArrayList<>(trials("cheap", 1, 2, 3, 4, 5));
    trials.addAll(trials("dear", 100, 200, 300, 400, 500));

    var strata = Stratum.of(trials, 5);

    assertEquals(List.of(3.0), costs(strata, "cheap"));
    assertEquals(4, costs(strata, "dear").size());
    assertTrue(costs(strata, "dear").containsAll(List.of(100.0, 500.0)));
  }

  @Test
  void moreKindsThanAllowedLeaveOutTheCheapest() {
    var trials = new ArrayList<>(trials("cheap", 1));
    trials.addAll(trials("dear", 100));

    assertEquals(List.of("dear"), Stratum.of(trials, 1).stream().map(Stratum::kind).toList());
  }

  private static List<Double> costs(List<Stratum> strata, String kind) {
    return strata.stream()
        .filter(stratum -> stratum.kind().equals(kind))
        .map(Stratum::cost)
        .collect(Collectors.toList());
  }

  static List<SweepTrials.Trial> trials(String kind, double... costs) {
    var trials = new ArrayList<SweepTrials.Trial>();
    for (double cost : costs) {
      trials.add(new SweepTrials.Trial(0, 1, kind + trials.size(), kind, cost));
    }
    return trials;
  }
}

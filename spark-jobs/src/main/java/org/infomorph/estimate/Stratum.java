package org.infomorph.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infomorph.sweep.SweepTrials;

/**
 * Trials of a sweep with about equal duration: of one kind and one cost.
 *
 * @param kind the kind of all these trials
 * @param cost the cost of each of these trials
 * @param trials one or more
 */
record Stratum(String kind, double cost, List<SweepTrials.Trial> trials) {

  /**
   * The strata to time: all, or as many as allowed, chosen so that the other strata lie between
   * them. Kinds with a higher cost get more strata. If a kind gets two or more, they include its
   * cheapest and its most expensive stratum.
   *
   * @param most largest number of strata, 1 or more
   */
  static List<Stratum> of(List<SweepTrials.Trial> trials, int most) {
    Map<String, TreeMap<Double, List<SweepTrials.Trial>>> kinds = new LinkedHashMap<>();
    for (var trial : trials) {
      kinds
          .computeIfAbsent(trial.kind(), kind -> new TreeMap<>())
          .computeIfAbsent(trial.cost(), cost -> new ArrayList<>())
          .add(trial);
    }
    var all = new ArrayList<List<Stratum>>();
    kinds.forEach(
        (kind, costs) -> {
          var strata = new ArrayList<Stratum>();
          costs.forEach((cost, some) -> strata.add(new Stratum(kind, cost, some)));
          all.add(strata);
        });
    all.sort(Comparator.comparingDouble(kind -> -total(kind)));
    var chosen = new ArrayList<Stratum>();
    var shares = shares(all, most);
    for (int k = 0; k < all.size(); k++) {
      chosen.addAll(spread(all.get(k), shares[k]));
    }
    return chosen;
  }

  private static double total(List<Stratum> strata) {
    return strata.stream().mapToDouble(s -> s.cost() * s.trials().size()).sum();
  }

  /**
   * The number of strata of each kind. Each further stratum goes to the kind with the largest cost
   * per stratum.
   */
  private static int[] shares(List<List<Stratum>> kinds, int most) {
    var shares = new int[kinds.size()];
    for (int given = 0; given < most; given++) {
      int next = -1;
      for (int k = 0; k < shares.length; k++) {
        if (shares[k] < kinds.get(k).size()
            && (next < 0 || need(kinds, shares, k) > need(kinds, shares, next))) {
          next = k;
        }
      }
      if (next >= 0) {
        shares[next]++;
      }
    }
    return shares;
  }

  private static double need(List<List<Stratum>> kinds, int[] shares, int kind) {
    return shares[kind] == 0 ? Double.MAX_VALUE : total(kinds.get(kind)) / shares[kind];
  }

  private static List<Stratum> spread(List<Stratum> strata, int count) {
    if (count == 1) {
      return List.of(strata.get(strata.size() / 2));
    }
    var spread = new ArrayList<Stratum>();
    for (int i = 0; i < count; i++) {
      spread.add(strata.get(Math.round((float) i * (strata.size() - 1) / (count - 1))));
    }
    return spread;
  }
}

package org.infomorph.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.infomorph.sweep.SweepTrials;

/**
 * Puts trials together that one task runs one after the other. Packs become smaller towards the
 * end, by cost, so that no core is left alone with a long one: the last trials stand alone.
 */
public final class Packs {
  /** How many packs each core would take if all that is left were cut into such as the next one. */
  private static final int PACKS_PER_CORE = 4;

  /** Larger ones gain nothing more, and lose more if they are cut short. */
  public static final int MOST = 1000;

  private Packs() {}

  /**
   * Cuts the list, in its order.
   *
   * @param trials those with the highest cost first
   * @param most trials in a pack, 1 or more
   * @param cores tasks at a time
   * @return indices of the trials in each pack
   */
  public static List<List<Integer>> of(List<SweepTrials.Trial> trials, int most, int cores) {
    var indices = IntStream.range(0, trials.size()).boxed().toList();
    double left = trials.stream().mapToDouble(SweepTrials.Trial::cost).sum();
    var packs = new ArrayList<List<Integer>>();
    int from = 0;
    while (from < trials.size()) {
      double share = left / (PACKS_PER_CORE * cores);
      double cost = trials.get(from).cost();
      int to = from + 1;
      while (to < trials.size() && to - from < most && cost + trials.get(to).cost() <= share) {
        cost += trials.get(to++).cost();
      }
      packs.add(indices.subList(from, to));
      left -= cost;
      from = to;
    }
    return packs;
  }
}

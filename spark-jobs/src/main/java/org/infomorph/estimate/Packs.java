package org.infomorph.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.infomorph.sweep.SweepTrials;

/**
 * Groups trials into packs; one task runs the trials of a pack one after the other. Packs become
 * cheaper towards the end, and the last packs are single trials, so the run does not wait for one
 * core with a long pack.
 */
public final class Packs {
  /** The number of packs per core if all remaining trials formed packs of the next pack's cost. */
  private static final int PACKS_PER_CORE = 4;

  /**
   * Largest number of trials in a pack. Larger packs bring no further gain, and lose more if they
   * are cut short.
   */
  public static final int MOST = 1000;

  private Packs() {}

  /**
   * Divides the list in its order.
   *
   * @param trials the trials, highest cost first
   * @param most largest number of trials in a pack, 1 or more
   * @param cores number of tasks at a time
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

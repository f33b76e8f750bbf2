package org.infomorph.result;

import java.util.Collection;
import java.util.TreeMap;
import org.infomorph.math.Seeds;

/**
 * Chooses random trials in one pass over a table, in any order: the trials whose ids get the
 * smallest random numbers.
 */
public final class RandomRows {
  private final int most;
  private final Seeds seeds;
  private final TreeMap<Long, TrialResult> rows = new TreeMap<>();

  /**
   * @param most number of chosen trials
   * @param seed equal seeds choose the same trials of the same table
   */
  public RandomRows(int most, long seed) {
    this.most = most;
    seeds = new Seeds(seed);
  }

  /** Gives one row of the table; each is given once. */
  public void add(TrialResult row) {
    rows.put(seeds.stream(row.trialId()).nextLong(), row);
    if (rows.size() > most) {
      rows.pollLastEntry();
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The rows that are chosen among those given so far. */
  public Collection<TrialResult> rows() {
    return rows.values();
  }
}

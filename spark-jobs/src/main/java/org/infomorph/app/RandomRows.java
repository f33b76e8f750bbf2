package org.infomorph.app;

import java.util.Collection;
import java.util.TreeMap;
import org.infomorph.math.Seeds;
import org.infomorph.result.TrialResult;

/**
 * Random trials out of a table that passes by once, in any order: those whose ids draw the smallest
 * numbers.
 */
final class RandomRows {
  private final int most;
  private final Seeds seeds;
  private final TreeMap<Long, TrialResult> rows = new TreeMap<>();

  /**
   * @param most how many are kept
   * @param seed the same one keeps the same trials of the same table
   */
  RandomRows(int most, long seed) {
    this.most = most;
    seeds = new Seeds(seed);
  }

  void add(TrialResult row) {
    rows.put(seeds.stream(row.trialId()).nextLong(), row);
    if (rows.size() > most) {
      rows.pollLastEntry();
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  Collection<TrialResult> rows() {
    return rows.values();
  }
}

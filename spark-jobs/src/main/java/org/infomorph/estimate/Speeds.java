package org.infomorph.estimate;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.infomorph.sweep.SweepTrials;

/**
 * How long trials take, from those that were timed. Between two of the same kind the seconds for a
 * unit of cost change evenly with the logarithm of the cost, in the logarithm.
 */
public final class Speeds {
  /** For each kind, the logarithm of the seconds for a unit of cost by that of the cost. */
  private final Map<String, TreeMap<Double, Double>> rates = new HashMap<>();

  private double seconds;
  private double cost;

  /** Takes a measurement in. */
  void add(Stratum stratum, double secondsOfOne) {
    double rate = StrictMath.log(secondsOfOne / stratum.cost());
    rates
        .computeIfAbsent(stratum.kind(), kind -> new TreeMap<>())
        .put(StrictMath.log(stratum.cost()), rate);
    seconds += secondsOfOne;
    cost += stratum.cost();
  }

  /** Whether anything could be measured. */
  public boolean known() {
    return cost > 0;
  }

  /** Seconds that a trial takes. */
  public double seconds(SweepTrials.Trial trial) {
    var ofKind = rates.get(trial.kind());
    if (ofKind == null) {
      return trial.cost() * seconds / cost;
    }
    double at = StrictMath.log(trial.cost());
    var below = ofKind.floorEntry(at);
    var above = ofKind.ceilingEntry(at);
    double rate;
    if (below == null || above == null) {
      rate = (below == null ? above : below).getValue();
    } else {
      double width = above.getKey() - below.getKey();
      double share = width == 0 ? 0 : (at - below.getKey()) / width;
      rate = below.getValue() + share * (above.getValue() - below.getValue());
    }
    return trial.cost() * StrictMath.exp(rate);
  }
}

package org.infomorph.estimate;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.infomorph.sweep.SweepTrials;

/**
 * Estimates the duration of trials from timed trials. Between two timed trials of the same kind,
 * the logarithm of the seconds per unit of cost is linear in the logarithm of the cost.
 */
public final class Speeds {
  /** For each kind, the logarithm of the seconds per unit of cost, by the logarithm of the cost. */
  private final Map<String, TreeMap<Double, Double>> rates = new HashMap<>();

  private double seconds;
  private double cost;

  /** Adds a measurement. */
  void add(Stratum stratum, double secondsOfOne) {
    double rate = StrictMath.log(secondsOfOne / stratum.cost());
    rates
        .computeIfAbsent(stratum.kind(), kind -> new TreeMap<>())
        .put(StrictMath.log(stratum.cost()), rate);
    seconds += secondsOfOne;
    cost += stratum.cost();
  }

  /** Whether there is a measurement. */
  public boolean known() {
    return cost > 0;
  }

  /** Estimated seconds of a trial. */
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

package org.infomorph.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.infomorph.plan.StudentT;

/**
 * The means of a point's trials after each epoch, as the tables {@code curves} and profiles have.
 */
final class PointHistory {
  /** Quantiles 0.975 of Student's t by degrees of freedom, for as many as are usual. */
  private static final double[] QUANTILES = StudentT.quantiles(0.975, 64);

  private PointHistory() {}

  /**
   * One mean.
   *
   * @param layer empty for a score
   */
  record Key(String layer, String name, int epoch) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = layer.compareTo(other.layer);
      order = order != 0 ? order : name.compareTo(other.name);
      return order != 0 ? order : Integer.compare(epoch, other.epoch);
    }
  }

  /** Mean, and half the width of its 95 % confidence interval, NaN with fewer than two values. */
  record Summary(double mean, double halfWidth) {
    /** Sums in the order of the values, as summaries.sql does. */
    static Summary of(List<Double> values) {
      int n = values.size();
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      double mean = sum / n;
      if (n < 2) {
        return new Summary(mean, Double.NaN);
      }
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      double sd = Math.sqrt(squares / (n - 1));
      return new Summary(mean, quantile(n - 1) * sd / Math.sqrt(n));
    }

    private static double quantile(int degrees) {
      return degrees < QUANTILES.length ? QUANTILES[degrees] : StudentT.quantile(0.975, degrees);
    }
  }

  /**
   * The means over trials. A trial that ended before others goes on with its last report.
   *
   * @param trials that ended well, by their seeds
   */
  static SortedMap<Key, Summary> of(List<FollowedTrial> trials) {
    var epochs = new TreeSet<Integer>();
    trials.forEach(trial -> add(trial.history().epochs(), epochs));
    var samples = new TreeMap<Key, List<Double>>();
    for (var trial : trials) {
      var history = trial.history();
      int at = -1;
      for (int epoch : epochs) {
        int next = at + 1;
        boolean own = next < history.epochs().length && history.epochs()[next] == epoch;
        at = own ? next : at;
        if (own || (at >= 0 && at == history.epochs().length - 1)) {
          take(history, at, epoch, samples);
        }
      }
    }
    var means = new TreeMap<Key, Summary>();
    samples.forEach((key, sample) -> means.put(key, Summary.of(sample)));
    return means;
  }

  private static void add(int[] from, TreeSet<Integer> to) {
    for (int epoch : from) {
      to.add(epoch);
    }
  }

  private static void take(
      FollowedTrial.History history, int at, int epoch, TreeMap<Key, List<Double>> samples) {
    for (int n = 0; n < history.names().size(); n++) {
      float value = history.values()[at * history.names().size() + n];
      if (!Float.isNaN(value)) {
        var name = history.names().get(n);
        samples
            .computeIfAbsent(new Key(name.layer(), name.name(), epoch), key -> new ArrayList<>())
            .add((double) value);
      }
    }
  }
}

package org.infomorph.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.infomorph.result.TrialResult;
import org.infomorph.store.TrialSummary;
import org.infomorph.train.EpochReport;

/**
 * A finished trial in little memory: what a page needs of it. Names are shared by all trials that
 * have the same ones.
 *
 * @param summary its short form, with the measure as its only score
 * @param scores of the end
 * @param atoms of the last report
 * @param convergence the first epoch from which on the measure stays near its last value; NaN if
 *     there is none (see summaries.sql)
 * @param history all reports; without any if there is no room for them
 * @param neurons the atoms of single neurons; without any if there is no room for them
 */
record FollowedTrial(
    TrialSummary summary,
    Numbers scores,
    Numbers atoms,
    double convergence,
    History history,
    Neurons neurons) {
  private static final double TOLERANCE = 0.02;

  /**
   * A number that belongs to a layer, or to the whole network.
   *
   * @param layer empty for a score
   */
  record Name(String layer, String name) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int order = layer.compareTo(other.layer);
      return order != 0 ? order : name.compareTo(other.name);
    }
  }

  /** Numbers by their names, in the order of these. */
  record Numbers(List<Name> names, double[] values) {
    private static final Numbers NONE = new Numbers(List.of(), new double[0]);
  }

  /** Numbers after each of some epochs: those of the first epoch first, NaN for a missing one. */
  record History(int[] epochs, List<Name> names, float[] values) {
    private static final History NONE = new History(new int[0], List.of(), new float[0]);

    int size() {
      return epochs.length + values.length;
    }
  }

  /** Bits of single neurons: those of the first neuron first. */
  record Neurons(List<Name> names, float[] values) {
    private static final Neurons NONE = new Neurons(List.of(), new float[0]);

    /** Takes the bits one by one. */
    @FunctionalInterface
    interface Each {
      void accept(String layer, String atom, double bits);
    }

    void forEach(Each each) {
      for (int i = 0; i < values.length; i++) {
        each.accept(names.get(i).layer(), names.get(i).name(), values[i]);
      }
    }
  }

  /** Whether it ended well. */
  boolean isOk() {
    return summary.isOk();
  }

  /** How many numbers its history and its neurons have. */
  int size() {
    return history.size() + neurons.values().length;
  }

  /** The same without history and neurons. */
  FollowedTrial withoutHistory() {
    return new FollowedTrial(summary, scores, atoms, convergence, History.NONE, Neurons.NONE);
  }

  /** Makes trials small: keeps one copy of whatever many trials share. */
  static final class Maker {
    private final String measure;
    private final Map<Object, Object> shared = new HashMap<>();

    Maker(String measure) {
      this.measure = measure;
    }

    @SuppressWarnings("unchecked")
    private <T> T once(T value) {
      return (T) shared.computeIfAbsent(value, v -> v);
    }

    FollowedTrial of(TrialResult trial) {
      var value = trial.scores().get(measure);
      var summary =
          new TrialSummary(
              trial.trialId(),
              once(trial.pointId()),
              trial.seed(),
              trial.status(),
              once(trial.message()),
              trial.startedAt(),
              trial.seconds(),
              once(trial.codeVersion()),
              once(trial.environment()),
              value == null ? Map.of() : Map.of(once(measure), value));
      var reports = trial.epochs();
      return new FollowedTrial(
          summary,
          scores(trial),
          reports.isEmpty() ? Numbers.NONE : atoms(reports.get(reports.size() - 1)),
          convergence(reports),
          history(reports),
          neurons(trial));
    }

    private Numbers numbers(Map<Name, Double> values) {
      return new Numbers(
          once(List.copyOf(values.keySet())),
          values.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private Numbers scores(TrialResult trial) {
      var values = new TreeMap<Name, Double>();
      trial.scores().forEach((name, value) -> values.put(new Name("", name), value));
      return numbers(values);
    }

    private Numbers atoms(EpochReport report) {
      var values = new TreeMap<Name, Double>();
      for (var layer : report.layers()) {
        layer.atoms().forEach((atom, bits) -> values.put(new Name(layer.layer(), atom), bits));
      }
      return numbers(values);
    }

    private static Map<Name, Double> all(EpochReport report) {
      var values = new HashMap<Name, Double>();
      report.scores().forEach((name, value) -> values.put(new Name("", name), value));
      for (var layer : report.layers()) {
        layer.atoms().forEach((atom, bits) -> values.put(new Name(layer.layer(), atom), bits));
      }
      return values;
    }

    private History history(List<EpochReport> reports) {
      var maps = reports.stream().map(Maker::all).toList();
      var set = new TreeSet<Name>();
      maps.forEach(map -> set.addAll(map.keySet()));
      var names = once(List.copyOf(set));
      var values = new float[names.size() * maps.size()];
      Arrays.fill(values, Float.NaN);
      for (int e = 0; e < maps.size(); e++) {
        for (int n = 0; n < names.size(); n++) {
          var value = maps.get(e).get(names.get(n));
          if (value != null) {
            values[e * names.size() + n] = value.floatValue();
          }
        }
      }
      return new History(reports.stream().mapToInt(EpochReport::epoch).toArray(), names, values);
    }

    private Neurons neurons(TrialResult trial) {
      var names = new ArrayList<Name>();
      var values = new ArrayList<Double>();
      for (var neuron : trial.neurons()) {
        new TreeMap<>(neuron.atoms())
            .forEach(
                (atom, bits) -> {
                  names.add(new Name(neuron.layer(), atom));
                  values.add(bits);
                });
      }
      var numbers = new float[values.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = values.get(i).floatValue();
      }
      return new Neurons(once(List.copyOf(names)), numbers);
    }

    private double convergence(List<EpochReport> reports) {
      var with = reports.stream().filter(report -> report.scores().containsKey(measure)).toList();
      if (with.size() < 2) {
        return Double.NaN;
      }
      double last = with.get(with.size() - 1).scores().get(measure);
      double least = last;
      double greatest = last;
      for (var report : with) {
        least = Math.min(least, report.scores().get(measure));
        greatest = Math.max(greatest, report.scores().get(measure));
      }
      double tolerance = TOLERANCE * (greatest - least);
      if (!(tolerance < Double.POSITIVE_INFINITY)) {
        return Double.NaN;
      }
      int settled = with.size() - 1;
      while (settled > 0
          && Math.abs(with.get(settled - 1).scores().get(measure) - last) <= tolerance) {
        settled--;
      }
      return with.get(settled).epoch();
    }
  }
}

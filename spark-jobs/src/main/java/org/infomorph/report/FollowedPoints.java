package org.infomorph.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.infomorph.report.FollowedTrial.Name;
import org.infomorph.report.PointHistory.Summary;
import org.infomorph.space.Neighbours;
import org.infomorph.sweep.Ask;
import org.infomorph.sweep.Asked;

/**
 * The tables {@code points} and {@code phases} of a sweep that still runs, worked out from its
 * trials without Spark. The queries in {@code resources/sql} say what each number means; a test
 * holds both to the same numbers.
 */
final class FollowedPoints {
  private static final String SILENT = "silent";
  private static final String MIXED = "mixed";

  private final Asked asked;
  private final List<Ask> points;
  private final List<Neighbours.Pair> pairs;
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * @param all what the sweep has asked for; trials that confirm are left out
   */
  FollowedPoints(Asked all) {
    asked = all.withoutConfirmation(); // as the tables do
    points = asked.ofPoints();
    for (int place = 0; place < points.size(); place++) {
      places.put(points.get(place).pointId(), place);
    }
    var byIndex = new HashMap<Integer, Integer>();
    for (int place = 0; place < points.size(); place++) {
      byIndex.put(points.get(place).point(), place);
    }
    pairs =
        Neighbours.of(
                asked.sweep().space(), asked.points(), points.stream().map(Ask::point).toList())
            .stream()
            .map(
                pair ->
                    new Neighbours.Pair(
                        pair.axis(), byIndex.get(pair.point()), byIndex.get(pair.neighbour())))
            .toList();
  }

  /** The trials of each point that ended well, by their seeds; null where there are none. */
  List<List<FollowedTrial>> completed(Iterable<FollowedTrial> trials) {
    var bySeed = new ArrayList<SortedMap<Long, FollowedTrial>>();
    points.forEach(point -> bySeed.add(null));
    for (var trial : trials) {
      var place = places.get(trial.summary().pointId());
      if (place != null
          && trial.isOk()
          && asked.ask(trial.summary().pointId(), trial.summary().seed()) >= 0) {
        if (bySeed.get(place) == null) {
          bySeed.set(place, new TreeMap<>());
        }
        bySeed.get(place).put(trial.summary().seed(), trial);
      }
    }
    var lists = new ArrayList<List<FollowedTrial>>();
    bySeed.forEach(seeds -> lists.add(seeds == null ? null : List.copyOf(seeds.values())));
    return lists;
  }

  /**
   * Both tables.
   *
   * @param completed the result of {@link #completed}
   */
  PointTable table(List<List<FollowedTrial>> completed) {
    var axes = asked.sweep().space().axes();
    var table = PointTable.empty(axes.size());
    for (var ask : points) {
      var values = new ArrayList<Object>();
      for (int a = 0; a < axes.size(); a++) {
        values.add(axes.get(a).column(asked.points().get(ask.point()).values().get(a)));
      }
      table.add(ask.pointId(), values);
    }
    for (int place = 0; place < points.size(); place++) { // the tables always have the measure
      table.score(asked.sweep().measure(), place, Double.NaN, Double.NaN);
    }
    var profiles = new ArrayList<SortedMap<Name, Double>>();
    for (int place = 0; place < points.size(); place++) {
      var trials = completed.get(place);
      profiles.add(trials == null ? new TreeMap<>() : atoms(trials));
      if (trials != null) {
        scores(table, place, trials);
      }
    }
    phases(table, profiles);
    return table;
  }

  private static void scores(PointTable table, int place, List<FollowedTrial> trials) {
    var samples = new TreeMap<String, List<Double>>();
    for (var trial : trials) {
      var scores = trial.scores();
      for (int i = 0; i < scores.values().length; i++) {
        sample(samples, scores.names().get(i).name(), scores.values()[i]);
      }
      if (!Double.isNaN(trial.convergence())) {
        sample(samples, "convergence_epoch", trial.convergence());
      }
    }
    samples.forEach(
        (name, values) -> {
          var summary = Summary.of(values);
          table.score(name, place, summary.mean(), summary.halfWidth());
        });
  }

  private static void sample(Map<String, List<Double>> samples, String name, double value) {
    samples.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  /** The mean atoms at the end. */
  private static SortedMap<Name, Double> atoms(List<FollowedTrial> trials) {
    var samples = new TreeMap<Name, List<Double>>();
    for (var trial : trials) {
      var atoms = trial.atoms();
      for (int i = 0; i < atoms.values().length; i++) {
        samples
            .computeIfAbsent(atoms.names().get(i), n -> new ArrayList<>())
            .add(atoms.values()[i]);
      }
    }
    var means = new TreeMap<Name, Double>();
    samples.forEach((name, values) -> means.put(name, Summary.of(values).mean()));
    return means;
  }

  private void phases(PointTable table, List<SortedMap<Name, Double>> profiles) {
    var layers = new TreeSet<String>();
    profiles.forEach(profile -> profile.keySet().forEach(name -> layers.add(name.layer())));
    for (int place = 0; place < profiles.size(); place++) {
      for (var atom : profiles.get(place).entrySet()) {
        table.atom(atom.getKey().layer(), atom.getKey().name(), place, atom.getValue());
      }
    }
    double[] measure = table.mean(asked.sweep().measure());
    for (var layer : layers) {
      var shares = new ArrayList<Map<String, Double>>();
      for (int place = 0; place < profiles.size(); place++) {
        shares.add(phase(table, layer, place, profiles.get(place)));
      }
      boundaries(table, layer, shares, measure);
    }
  }

  /** Puts the phase of a point's layer into the table; returns its signed shares, or null. */
  private Map<String, Double> phase(
      PointTable table, String layer, int place, SortedMap<Name, Double> profile) {
    var atoms = profile.subMap(new Name(layer, ""), new Name(layer + "\0", ""));
    if (atoms.isEmpty()) {
      table.phase(layer, place, null, Double.NaN, Double.NaN);
      return null;
    }
    double entropy = 0;
    double size = 0;
    String first = null;
    double most = -1;
    for (var atom : atoms.entrySet()) {
      entropy += atom.getValue();
      size += Math.abs(atom.getValue());
      if (Math.abs(atom.getValue()) > most) {
        most = Math.abs(atom.getValue());
        first = atom.getKey().name();
      }
    }
    if (!(size < Double.POSITIVE_INFINITY)) {
      table.phase(layer, place, null, Double.NaN, Double.NaN);
      return null;
    }
    double share = size == 0 ? Double.NaN : most / size;
    var thresholds = asked.sweep().phases();
    var phase =
        entropy < thresholds.silentBits()
            ? SILENT
            : share >= thresholds.dominantShare() ? first : MIXED;
    table.phase(layer, place, phase, share, entropy);
    if (phase.equals(SILENT)) {
      return Map.of(SILENT, 1.0);
    }
    var shares = new TreeMap<String, Double>();
    for (var atom : atoms.entrySet()) {
      shares.put(atom.getKey().name(), atom.getValue() / size);
    }
    return shares;
  }

  private void boundaries(
      PointTable table, String layer, List<Map<String, Double>> shares, double[] measure) {
    var range = Range.of(measure);
    double span = range.isEmpty() ? 0 : range.greatest() - range.least();
    double[] strongest = new double[shares.size()];
    Arrays.fill(strongest, Double.NaN);
    for (var pair : pairs) {
      double jump = Math.abs(measure[pair.neighbour()] - measure[pair.point()]) / span;
      double strength =
          larger(
              distance(shares.get(pair.point()), shares.get(pair.neighbour())),
              span > 0 && Double.isFinite(jump) ? jump : Double.NaN);
      strongest[pair.point()] = larger(strongest[pair.point()], strength);
      strongest[pair.neighbour()] = larger(strongest[pair.neighbour()], strength);
    }
    for (int place = 0; place < strongest.length; place++) {
      table.boundary(layer, place, strongest[place]);
    }
  }

  /** The larger number, as SQL's greatest: a missing one does not count. */
  private static double larger(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
  }

  private static double distance(Map<String, Double> here, Map<String, Double> there) {
    if (here == null || there == null) {
      return Double.NaN;
    }
    var names = new TreeSet<>(here.keySet());
    names.addAll(there.keySet());
    double sum = 0;
    for (var name : names) {
      sum += Math.abs(here.getOrDefault(name, 0.0) - there.getOrDefault(name, 0.0));
    }
    return Math.min(sum / 2, 1);
  }
}

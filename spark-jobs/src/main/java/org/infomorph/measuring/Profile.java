package org.infomorph.measuring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.infomorph.train.EpochReport.LayerReport;

/**
 * The atoms of a network's layers, in bits: for each layer the mean over its neurons. Kept small,
 * as a study has one for each trial: names are shared by all profiles that have the same.
 */
public final class Profile {
  /** Of a trial without atoms. */
  public static final Profile NONE = new Profile(new Names(List.of(), List.of()), new double[0]);

  private static final Map<Names, Names> KNOWN = new ConcurrentHashMap<>();

  private final Names names;
  private final double[] bits;

  /** Layer and atom of each number, by layer and then by atom. */
  private record Names(List<String> layers, List<String> atoms) {}

  private Profile(Names names, double[] bits) {
    this.names = names;
    this.bits = bits;
  }

  /** The profile of a trial's last report. */
  public static Profile of(List<LayerReport> reports) {
    var sorted = new TreeMap<String, Map<String, Double>>();
    reports.forEach(report -> sorted.put(report.layer(), new TreeMap<>(report.atoms())));
    var layers = new ArrayList<String>();
    var atoms = new ArrayList<String>();
    var bits = new ArrayList<Double>();
    sorted.forEach(
        (layer, ofLayer) ->
            ofLayer.forEach(
                (atom, value) -> {
                  layers.add(layer);
                  atoms.add(atom);
                  bits.add(value);
                }));
    var names = new Names(List.copyOf(layers), List.copyOf(atoms));
    var known = KNOWN.putIfAbsent(names, names);
    return new Profile(
        known == null ? names : known, bits.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The mean of profiles that have the same layers and atoms; of others, the first one alone. */
  public static Profile mean(List<Profile> profiles) {
    if (profiles.isEmpty()) {
      return NONE;
    }
    var names = profiles.get(0).names;
    var alike = profiles.stream().filter(profile -> profile.names.equals(names)).toList();
    var sums = new double[profiles.get(0).bits.length];
    for (var profile : alike) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += profile.bits[i];
      }
    }
    return new Profile(names, Arrays.stream(sums).map(sum -> sum / alike.size()).toArray());
  }

  /**
   * The phases of the layers, by the rule of the table {@code phases}.
   *
   * @param silentBits an output entropy below it is silence
   * @param dominantShare the share of the sum of all |bits| from which on an atom names the phase
   * @return such as {@code hidden=silent out={r}{c}}; empty if there are no atoms, or some are not
   *     finite
   */
  public String label(double silentBits, double dominantShare) {
    var label = new StringBuilder();
    for (int from = 0; from < bits.length; ) {
      var layer = names.layers().get(from);
      int to = from;
      while (to < bits.length && names.layers().get(to).equals(layer)) {
        to++;
      }
      var phase = phase(from, to, silentBits, dominantShare);
      if (phase.isEmpty()) {
        return "";
      }
      label.append(label.isEmpty() ? "" : " ").append(layer).append('=').append(phase);
      from = to;
    }
    return label.toString();
  }

  private String phase(int from, int to, double silentBits, double dominantShare) {
    double entropy = 0;
    double size = 0;
    int dominant = from;
    for (int i = from; i < to; i++) {
      entropy += bits[i];
      size += Math.abs(bits[i]);
      if (Math.abs(bits[i]) > Math.abs(bits[dominant])) {
        dominant = i;
      }
    }
    if (!Double.isFinite(size)) {
      return "";
    }
    if (entropy < silentBits) {
      return "silent";
    }
    return Math.abs(bits[dominant]) / size >= dominantShare ? names.atoms().get(dominant) : "mixed";
  }
}

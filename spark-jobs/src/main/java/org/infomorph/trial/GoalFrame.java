package org.infomorph.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecPath;
import org.infomorph.form.SpecReader;
import org.infomorph.neuron.Goal;
import org.infomorph.neuron.LayerSpec;
import org.infomorph.pid.Antichain;

/**
 * Trials that differ only in the weights of goals. A weight may be any finite number, independent
 * of the rest of the trial, and the rest does not depend on the weight. So only one of these trials
 * is bound, and the canonical text of each other trial is the same text with its own goals.
 */
final class GoalFrame {
  /** Marks the place of a goal; no canonical text contains this character unescaped. */
  private static final String GAP = "\u0001";

  /** For each gap, the weights of its goal in the order of their canonical names. */
  private final List<List<Weight>> goals;

  private final String[] pieces;
  private final CanonicalTrial.Tail tail;
  private final MessageDigest begun;

  /**
   * One weight of a goal.
   *
   * @param key its canonical text up to the number
   * @param field the field that sets the weight, or -1
   * @param value the weight if no field sets it
   */
  private record Weight(String key, int field, JsonNode value) {}

  /** A field that is a weight: the layer, and the weight's key in the goal. */
  record WeightField(int field, String layer, String atom) {}

  private GoalFrame(List<List<Weight>> goals, CanonicalTrial gapped) {
    this.goals = goals;
    pieces = gapped.head().split(GAP, -1);
    tail = gapped.tail();
    begun = CanonicalJson.digest();
    CanonicalTrial.update(begun, pieces[0]);
  }

  /**
   * The frame of a trial.
   *
   * @param spec the trial
   * @param written its tree, in which this method puts gaps; layers whose goals have fields must be
   *     objects
   * @param goals the file's text of these goals, by layer
   * @param fields the fields in which the trials differ
   * @return empty if a goal has another form, or names an atom in two ways
   */
  static Optional<GoalFrame> of(
      TrialSpec spec, ObjectNode written, Map<String, ObjectNode> goals, List<WeightField> fields) {
    var weights = new ArrayList<List<Weight>>();
    var layers = spec.network().layers();
    for (int l = 0; l < layers.size(); l++) {
      var layer = layers.get(l);
      var goal = goals.get(layer.name());
      if (goal != null) {
        var ofLayer = fields.stream().filter(field -> field.layer().equals(layer.name())).toList();
        var read = weights(layer, goal, ofLayer);
        if (read.isEmpty()) {
          return Optional.empty();
        }
        weights.add(read.get());
        ((ObjectNode) written.at("/network/layers/" + l)).set("goal", CanonicalJson.known(GAP));
      }
    }
    return weights.size() < goals.size()
        ? Optional.empty()
        : Optional.of(new GoalFrame(weights, new CanonicalTrial(written)));
  }

  private static Optional<List<Weight>> weights(
      LayerSpec layer, ObjectNode goal, List<WeightField> fields) {
    if (layer.goals().size() != 1) {
      return Optional.empty(); // one goal per source
    }
    var byName = new TreeMap<String, Weight>();
    for (var entry : goal.properties()) {
      var field = fields.stream().filter(f -> f.atom().equals(entry.getKey())).findFirst();
      if (field.isEmpty() && entry.getValue().doubleValue() == 0) {
        continue; // an atom of weight 0 may have any spelling and is not written
      }
      var name = name(entry.getKey(), layer.sourceNames());
      if (name.isEmpty() || byName.containsKey(name.get())) {
        return Optional.empty();
      }
      byName.put(
          name.get(),
          new Weight(
              CanonicalJson.quoted(name.get()) + ":",
              field.map(WeightField::field).orElse(-1),
              entry.getValue()));
    }
    return Optional.of(List.copyOf(byName.values()));
  }

  private static Optional<String> name(String atom, List<String> sources) {
    try {
      return Optional.of(
          atom.equals(Goal.RESIDUAL) ? atom : Antichain.parse(atom, sources).toString(sources));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // allowed here because the weight is 0; not for other values
    }
  }

  /**
   * The trial whose fields have these values.
   *
   * @param values one for each field of the sweep
   * @param numbers canonical texts of earlier values, by identity; this method adds to them
   * @return empty if a weight is not a finite number
   */
  Optional<CanonicalTrial> at(List<JsonNode> values, Map<JsonNode, String> numbers) {
    var rest = new StringBuilder(1024);
    for (int g = 0; g < pieces.length - 1; g++) {
      char separator = '{';
      for (var weight : goals.get(g)) {
        var value = weight.field() < 0 ? weight.value() : values.get(weight.field());
        var number = numbers.get(value);
        if (number == null) {
          if (!SpecReader.isFiniteNumber(value)) {
            return Optional.empty();
          }
          double finite = value.doubleValue();
          number = finite == 0 ? "" : CanonicalJson.number(finite); // a weight of 0 is left out
          numbers.put(value, number);
        }
        if (!number.isEmpty()) {
          rest.append(separator).append(weight.key()).append(number);
          separator = ',';
        }
      }
      rest.append(separator == '{' ? "{}" : "}").append(pieces[g + 1]);
    }
    return Optional.of(new CanonicalTrial(pieces[0], begun, rest.toString(), tail));
  }

  /**
   * The weights among some fields. Only paths through a single goal count, not through one goal per
   * source.
   */
  static List<WeightField> weightsAmong(List<SpecPath> paths) {
    var weights = new ArrayList<WeightField>();
    for (int i = 0; i < paths.size(); i++) {
      var steps = paths.get(i).steps();
      if (steps.size() == 5
          && steps.get(0).equals("network")
          && steps.get(1).equals("layers")
          && steps.get(3).equals("goal")) {
        weights.add(new WeightField(i, steps.get(2), steps.get(4)));
      }
    }
    return weights;
  }
}

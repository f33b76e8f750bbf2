package org.infomorph.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.infomorph.form.SpecException;
import org.infomorph.form.SpecPath;
import org.infomorph.form.SpecReader;

/**
 * Binds many trials that differ in a few fields, with the same result as {@link TrialSpec#bind} for
 * each trial. Parts that no field changes are read, checked and written once. Trials that differ
 * only in the weights of goals are also bound once. Not thread-safe. A binder must not be used
 * after an exception.
 */
public final class TrialBinder {
  private final String file;
  private final ObjectNode template;
  private final List<SpecPath> fields;
  private final boolean rename;
  private final List<GoalFrame.WeightField> weights;
  private final int[] others;
  private final KnownParts parts = new KnownParts();
  private final List<SpecPath.Place> places = new ArrayList<>();
  private final Map<List<JsonNode>, Frame> frames = new HashMap<>();
  private final Map<JsonNode, String> numbers = new IdentityHashMap<>();
  private ObjectNode tree;

  /**
   * One trial, and the frame of the trials that differ from it only in the weights of goals, if
   * there is one.
   */
  private record Frame(
      long seed, String kind, double cost, boolean keepsWeights, Optional<GoalFrame> goals) {
    BoundPoint point(CanonicalTrial canonical) {
      return new BoundPoint(canonical, seed, kind, cost, keepsWeights);
    }
  }

  /**
   * @param file the origin of the trials, for messages
   * @param template a trial, which may lack the values of the fields; must not change
   * @param fields the fields in which the trials differ, set in this order
   */
  public TrialBinder(String file, ObjectNode template, List<SpecPath> fields) {
    this.file = file;
    this.template = template;
    this.fields = List.copyOf(fields);
    rename = fields.stream().anyMatch(field -> field.renames(template));
    weights = rename ? List.of() : GoalFrame.weightsAmong(fields);
    others =
        IntStream.range(0, fields.size())
            .filter(i -> weights.stream().noneMatch(weight -> weight.field() == i))
            .toArray();
  }

  /**
   * The trial whose fields have these values.
   *
   * @param values one value for each field; must not change
   * @throws IllegalArgumentException if a field's path leads nowhere
   * @throws SpecException if the trial is not allowed
   */
  public TrialSpec bind(List<JsonNode> values) {
    if (tree == null || rename) {
      parts.forgetCopies();
      places.clear();
      tree = (ObjectNode) parts.own(template);
      for (int i = 0; i < fields.size(); i++) {
        places.add(fields.get(i).place(tree, parts::own));
        places.get(i).put(values.get(i));
      }
    } else { // exactly the fields that the previous trial has set
      for (int i = 0; i < fields.size(); i++) {
        places.get(i).put(values.get(i));
      }
    }
    return TrialFormat.read(SpecReader.of(file, tree, parts));
  }

  /**
   * The bound trials whose fields have these values.
   *
   * @param check further conditions, which do not depend on goals; throws an exception if one fails
   * @throws IllegalArgumentException if a field's path leads nowhere
   * @throws SpecException if the trial is not allowed
   */
  public BoundPoint point(List<JsonNode> values, Consumer<TrialSpec> check) {
    var key = new ArrayList<JsonNode>(others.length);
    for (int field : others) {
      key.add(values.get(field));
    }
    var frame = frames.get(key);
    if (frame != null && frame.goals().isPresent()) {
      var canonical = frame.goals().get().at(values, numbers);
      if (canonical.isPresent()) {
        return frame.point(canonical.get());
      }
    }
    var spec = bind(values);
    check.accept(spec);
    var written = TrialFormat.write(spec, parts);
    var canonical = new CanonicalTrial(written);
    if (frame == null) {
      frame =
          new Frame(
              spec.seed(), spec.kind(), spec.cost(), spec.keepsWeights(), goals(spec, written));
      frames.put(key, frame);
    }
    return frame.point(canonical);
  }

  private Optional<GoalFrame> goals(TrialSpec spec, ObjectNode written) {
    if (weights.isEmpty()) {
      return Optional.empty();
    }
    var goals = new HashMap<String, ObjectNode>();
    for (var weight : weights) {
      goals.put(weight.layer(), (ObjectNode) places.get(weight.field()).parent());
    }
    return GoalFrame.of(spec, written, goals, weights);
  }
}

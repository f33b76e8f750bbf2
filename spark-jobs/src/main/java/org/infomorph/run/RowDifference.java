package org.infomorph.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.infomorph.form.CanonicalJson;

/** Finds where two rows of trials differ, to the last bit of every number. */
final class RowDifference {
  /** Columns that explain why others differ. */
  private static final List<String> FIRST =
      List.of("trial_id", "point_id", "seed", "spec", "message", "status");

  private RowDifference() {}

  /**
   * The first difference, such as {@code epochs[3].scores.test_accuracy: stored 0.91, computed
   * 0.92}; empty if there is none.
   */
  static Optional<String> first(JsonNode stored, JsonNode computed) {
    var keys = new LinkedHashSet<>(FIRST);
    keys.addAll(keys(stored, computed));
    return inFields("", keys, stored, computed);
  }

  private static Optional<String> at(String place, JsonNode stored, JsonNode computed) {
    if (stored != null && computed != null) {
      if (stored.isObject() && computed.isObject()) {
        return inFields(place + ".", keys(stored, computed), stored, computed);
      }
      if (stored.isArray() && computed.isArray()) {
        return inElements(place, stored, computed);
      }
    }
    var here = text(stored);
    var there = text(computed);
    return here.equals(there)
        ? Optional.empty()
        : Optional.of(place + ": stored " + here + ", computed " + there);
  }

  private static Optional<String> inFields(
      String prefix, Set<String> keys, JsonNode stored, JsonNode computed) {
    return keys.stream()
        .map(key -> at(prefix + key, stored.get(key), computed.get(key)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> inElements(String place, JsonNode stored, JsonNode computed) {
    var differences = new ArrayList<String>();
    for (int i = 0; i < Math.max(stored.size(), computed.size()) && differences.isEmpty(); i++) {
      at(place + "[" + i + "]", stored.get(i), computed.get(i)).ifPresent(differences::add);
    }
    return differences.stream().findFirst();
  }

  private static Set<String> keys(JsonNode stored, JsonNode computed) {
    var keys = new TreeSet<String>();
    stored.fieldNames().forEachRemaining(keys::add);
    computed.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String text(JsonNode value) {
    return value == null ? "nothing" : CanonicalJson.write(value);
  }
}

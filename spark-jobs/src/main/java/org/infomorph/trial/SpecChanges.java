package org.infomorph.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.infomorph.form.CanonicalJson;

/** The fields in which two trials differ, as paths for {@code --set}. */
public final class SpecChanges {
  private final List<String> paths = new ArrayList<>();

  private SpecChanges() {}

  /** The paths, in the order of the canonical form. */
  public static List<String> between(TrialSpec one, TrialSpec two) {
    var changes = new SpecChanges();
    changes.compare("", one.toJson(), two.toJson());
    return changes.paths;
  }

  private void compare(String path, JsonNode one, JsonNode two) {
    if (one == null || two == null) {
      paths.add(path);
    } else if (one.isObject() && two.isObject()) {
      var keys = new LinkedHashSet<String>();
      one.fieldNames().forEachRemaining(keys::add);
      two.fieldNames().forEachRemaining(keys::add);
      for (var key : keys) {
        compare(path.isEmpty() ? key : path + "." + key, one.get(key), two.get(key));
      }
    } else if (one.isArray() && !one.isEmpty() && one.get(0).has("name") && sameNames(one, two)) {
      for (int i = 0; i < one.size(); i++) {
        compare(path + "." + one.get(i).get("name").asText(), one.get(i), two.get(i));
      }
    } else if (!CanonicalJson.write(one).equals(CanonicalJson.write(two))) {
      paths.add(path);
    }
  }

  private static boolean sameNames(JsonNode one, JsonNode two) {
    boolean same = one.size() == two.size();
    for (int i = 0; same && i < one.size(); i++) {
      same = one.get(i).path("name").equals(two.get(i).path("name"));
    }
    return same;
  }
}

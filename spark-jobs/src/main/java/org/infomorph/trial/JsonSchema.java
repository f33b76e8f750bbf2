package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.infomorph.form.Key;
import org.infomorph.form.ValueType;

/**
 * JSON Schemas of files, made from the same descriptions that the reader uses. Editors use them to
 * complete and check YAML. A schema allows the same values as the reader, key by key; only the
 * reader checks conditions between keys.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/schema">JSON Schema 2020-12</a>
 */
public final class JsonSchema {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private JsonSchema() {}

  /** The keys of a trial's file. */
  public static List<Key> trialKeys() {
    return TrialFormat.keys();
  }

  /**
   * The schema of a file.
   *
   * @param title the kind of file
   * @param keys its keys
   */
  public static ObjectNode of(String title, List<Key> keys) {
    var schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", DRAFT).put("title", title);
    return schema.setAll(new ValueType.Fields(keys).schema());
  }
}

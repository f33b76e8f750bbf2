package org.infomorph.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A key of an object in a file, as documentation and schemas show it.
 *
 * @param name the key
 * @param says what it means
 * @param absent its default as a file would write it; empty if a file must give it
 * @param type what values it takes
 */
public record Key(String name, String says, String absent, ValueType type) {
  /** Whether a file must give it. */
  public boolean isRequired() {
    return absent.isEmpty();
  }

  /** The JSON Schema of its values, with what it means. */
  ObjectNode schema() {
    var schema = type.schema();
    return schema.put("description", isRequired() ? says : says + " [" + absent + "]");
  }
}

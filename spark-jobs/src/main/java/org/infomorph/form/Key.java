package org.infomorph.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * A key of an object in a file, for documentation and schemas.
 *
 * @param name the key
 * @param says its meaning
 * @param absent its default as a file would write it; empty if a file must give the key
 * @param type the allowed values
 */
public record Key(String name, String says, String absent, ValueType type) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");

  /** Writes default numbers in the usual notation: 0 and 1e-8, not 0.0 and 1.0E-8. */
  public Key {
    if (type instanceof ValueType.Real && NUMBER.matcher(absent).matches()) {
      absent = absent.replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
    }
  }

  /** Whether a file must give the key. */
  public boolean isRequired() {
    return absent.isEmpty();
  }

  /** The JSON Schema of the key's values, with the key's meaning. */
  ObjectNode schema() {
    var schema = type.schema();
    return schema.put("description", isRequired() ? says : says + " [" + absent + "]");
  }
}

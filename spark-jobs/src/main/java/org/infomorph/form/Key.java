package org.infomorph.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * A key of an object in a file, as documentation and schemas show it.
 *
 * @param name the key
 * @param says what it means
 * @param absent its default as a file would write it; empty if a file must give it
 * @param type what values it takes
 */
public record Key(String name, String says, String absent, ValueType type) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");

  /** Numbers are written as people write them: 0 and 1e-8, not 0.0 and 1.0E-8. */
  public Key {
    if (type instanceof ValueType.Real && NUMBER.matcher(absent).matches()) {
      absent = absent.replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
    }
  }

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

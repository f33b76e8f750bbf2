package org.infomorph.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.infomorph.spec.Interval;

/** The values of a key, for documentation and schemas. */
public sealed interface ValueType {
  /** The JSON Schema of the values. */
  ObjectNode schema();

  /** Whole numbers. */
  record Whole(Interval range) implements ValueType {
    @Override
    public ObjectNode schema() {
      return number("integer", range);
    }
  }

  /** Finite numbers. */
  record Real(Interval range) implements ValueType {
    @Override
    public ObjectNode schema() {
      return number("number", range);
    }
  }

  /** {@code true} or {@code false}. */
  record Flag() implements ValueType {
    @Override
    public ObjectNode schema() {
      return typed("boolean");
    }
  }

  /** Any text. */
  record Text() implements ValueType {
    @Override
    public ObjectNode schema() {
      return typed("string");
    }
  }

  /** One of several words. */
  record Word(List<String> words) implements ValueType {
    @Override
    public ObjectNode schema() {
      var schema = JsonNodeFactory.instance.objectNode();
      words.forEach(schema.putArray("enum")::add);
      return schema;
    }
  }

  /** One of several names, alone or with fields that are described elsewhere. */
  record Name(List<String> names) implements ValueType {
    @Override
    public ObjectNode schema() {
      var schema = JsonNodeFactory.instance.objectNode();
      var either = schema.putArray("anyOf");
      either.add(new Word(names).schema());
      var object = typed("object").put("minProperties", 1).put("maxProperties", 1);
      object.set("propertyNames", new Word(names).schema());
      either.add(object);
      return schema;
    }
  }

  /** Anything. */
  record Anything() implements ValueType {
    @Override
    public ObjectNode schema() {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /** An object with fields of its own. */
  record Fields(List<Key> keys) implements ValueType {
    @Override
    public ObjectNode schema() {
      var schema = typed("object");
      var properties = schema.putObject("properties");
      var required = schema.arrayNode();
      for (var key : keys) {
        properties.set(key.name(), key.schema());
        if (key.isRequired()) {
          required.add(key.name());
        }
      }
      if (!required.isEmpty()) {
        schema.set("required", required);
      }
      return schema.put("additionalProperties", false);
    }
  }

  /**
   * One of several alternatives, by name. An alternative that requires no fields can be written as
   * only its name.
   */
  record OneOf(List<Alternative> alternatives) implements ValueType {
    @Override
    public ObjectNode schema() {
      var schema = JsonNodeFactory.instance.objectNode();
      var either = schema.putArray("anyOf");
      either.add(
          new Word(alternatives.stream().map(Alternative::name).distinct().toList()).schema());
      for (var alternative : alternatives) {
        var object = typed("object").put("description", alternative.says());
        object.putObject("properties").set(alternative.name(), alternative.body());
        object.putArray("required").add(alternative.name());
        either.add(object.put("additionalProperties", false));
      }
      return schema;
    }
  }

  /** Values of one kind, by names that the file chooses. */
  record ByName(ValueType each) implements ValueType {
    @Override
    public ObjectNode schema() {
      var schema = typed("object");
      schema.set("additionalProperties", each.schema());
      return schema;
    }
  }

  /** A list of values of one kind. */
  record ListOf(ValueType each) implements ValueType {
    @Override
    public ObjectNode schema() {
      var schema = typed("array");
      schema.set("items", each.schema());
      return schema;
    }
  }

  /** A value of one of several types. */
  record Either(List<ValueType> types) implements ValueType {
    @Override
    public ObjectNode schema() {
      var schema = JsonNodeFactory.instance.objectNode();
      var either = schema.putArray("anyOf");
      types.forEach(type -> either.add(type.schema()));
      return schema;
    }
  }

  /**
   * An alternative.
   *
   * @param name its name in files
   * @param says its meaning
   * @param keys its fields
   */
  record Alternative(String name, String says, List<Key> keys) {
    private ObjectNode body() {
      var body = new Fields(keys).schema();
      if (keys.stream().noneMatch(Key::isRequired)) {
        body.remove("type");
        body.putArray("type").add("object").add("null"); // the name followed by only a colon
      }
      return body;
    }
  }

  /** Finite numbers by names, such as the weights of a goal. */
  static ValueType numbersByName() {
    return new ByName(new Real(Interval.ALL));
  }

  /** A list of finite numbers. */
  static ValueType numbers() {
    return new ListOf(new Real(Interval.ALL));
  }

  private static ObjectNode typed(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static ObjectNode number(String type, Interval range) {
    var schema = typed(type);
    if (Double.isFinite(range.from())) {
      put(schema, range.withFrom() ? "minimum" : "exclusiveMinimum", range.from());
    }
    if (Double.isFinite(range.to())) {
      put(schema, range.withTo() ? "maximum" : "exclusiveMaximum", range.to());
    }
    return schema;
  }

  /** Writes whole numbers without a decimal point. */
  private static void put(ObjectNode schema, String key, double value) {
    if (value == (long) value) {
      schema.put(key, (long) value);
    } else {
      schema.put(key, value);
    }
  }
}

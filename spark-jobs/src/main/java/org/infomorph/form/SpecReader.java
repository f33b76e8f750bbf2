package org.infomorph.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads one object of a specification strictly: a missing key, a wrong type or, at {@link #done},
 * an unknown key is a {@link SpecException} with the file and the path of the key. The caller gives
 * the default when it reads a key, so the default stands next to the field.
 */
public final class SpecReader {
  private static final String QUOTED =
      "a text; in quotation marks, if it looks like a number or is yes, no, on, off, true or false";

  /** The number of characters after which messages shorten a text. */
  private static final int SHOWN = 80;

  private final String file;
  private final Supplier<String> path; // computed only for messages
  private final ObjectNode node;
  private final Parts parts;
  private final List<String> known = new ArrayList<>(); // so few that a set is not faster
  private final List<SpecReader> children = new ArrayList<>();

  private boolean knownWhole;

  private SpecReader(String file, Supplier<String> path, ObjectNode node, Parts parts) {
    this.file = file;
    this.path = path;
    this.node = node;
    this.parts = parts;
  }

  /**
   * A reader of a whole file.
   *
   * @param file the file's name in messages
   * @param root its content, which reading does not change
   */
  public static SpecReader of(String file, ObjectNode root) {
    return of(file, root, Parts.PLAIN);
  }

  /** The same, for a root that shares parts with others. */
  public static SpecReader of(String file, ObjectNode root, Parts parts) {
    return new SpecReader(file, () -> "", root, parts);
  }

  /**
   * One of several named alternatives, with the reader of its settings.
   *
   * @param name the alternative's name
   * @param body its settings; empty if the file gives only the name
   */
  public record Choice(String name, SpecReader body) {}

  /** The path of this object in its file: keys joined by dots, empty for the root. */
  public String path() {
    return path.get();
  }

  /** The names of the keys that are present, in the file's order. */
  public List<String> fields() {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether the key is present. */
  public boolean has(String key) {
    known.add(key);
    return node.has(key);
  }

  /** A nested object. */
  public SpecReader object(String key) {
    var value = required(key, "an object");
    return child(() -> pathOf(key), value);
  }

  /** An optional nested object. */
  public Optional<SpecReader> optionalObject(String key) {
    return has(key) ? Optional.of(object(key)) : Optional.empty();
  }

  /** A list of objects; messages name each object by its {@code name}, or by its index from 0. */
  public List<SpecReader> list(String key) {
    var readers = new ArrayList<SpecReader>();
    for (var element : array(key, "a list of objects")) {
      var name = element.path("name");
      var step = name.isTextual() ? name.textValue() : Integer.toString(readers.size());
      readers.add(child(() -> pathOf(key) + "." + step, element));
    }
    return readers;
  }

  /**
   * The meaning of a key's value, shared with other trials if possible.
   *
   * @param context everything else that determines the meaning
   * @param read reads the key from this reader
   */
  public <T> T part(String key, Object context, Supplier<T> read) {
    known.add(key);
    var value = node.get(key);
    return value == null ? read.get() : parts.read(value, context, read);
  }

  /** The meaning of this whole object, shared with other trials if possible. */
  public <T> T whole(Supplier<T> read) {
    knownWhole = true; // unless the supplier reads it
    return parts.read(
        node,
        "",
        () -> {
          knownWhole = false;
          return read.get();
        });
  }

  /** The value in the file, of any type. */
  public JsonNode any(String key) {
    return required(key, "any value");
  }

  /** A list of values of any type. */
  public List<JsonNode> values(String key) {
    return array(key, "a list");
  }

  /** A text. */
  public String text(String key) {
    var value = required(key, "a text");
    if (!value.isTextual()) {
      throw wrong(key, value, value.isValueNode() && !value.isNull() ? QUOTED : "a text");
    }
    return value.textValue();
  }

  /** An optional text. */
  public String text(String key, String absent) {
    return has(key) ? text(key) : absent;
  }

  /** An integer of 32 bits. {@code 5.0} is allowed as well, so a linear axis can set it. */
  public int integer(String key) {
    long value = integral(key, "an integer");
    if (value != (int) value) {
      throw tooLarge(key, required(key, "an integer"), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /** An optional integer of 32 bits. */
  public int integer(String key, int absent) {
    return has(key) ? integer(key) : absent;
  }

  /** An integer of 64 bits. */
  public long longInteger(String key) {
    return integral(key, "an integer of at most 64 bits");
  }

  /** An optional integer of 64 bits. */
  public long longInteger(String key, long absent) {
    return has(key) ? longInteger(key) : absent;
  }

  /** A finite number. */
  public double number(String key) {
    return finite(key, required(key, "a finite number"));
  }

  /** An optional finite number. */
  public double number(String key, double absent) {
    return has(key) ? number(key) : absent;
  }

  /** A list of finite numbers. */
  public List<Double> numbers(String key) {
    var numbers = new ArrayList<Double>();
    for (var element : array(key, "a list of finite numbers")) {
      numbers.add(finite(key + "." + numbers.size(), element));
    }
    return numbers;
  }

  /** A list of texts. */
  public List<String> texts(String key) {
    var texts = new ArrayList<String>();
    for (var element : array(key, "a list of texts")) {
      if (!element.isTextual()) {
        throw wrong(key + "." + texts.size(), element, QUOTED);
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key) {
    var value = required(key, "true or false");
    if (!value.isBoolean()) {
      throw wrong(key, value, "true or false");
    }
    return value.booleanValue();
  }

  /** An optional {@code true} or {@code false}. */
  public boolean flag(String key, boolean absent) {
    return has(key) ? flag(key) : absent;
  }

  /**
   * One of several alternatives: an object with the alternative's name as its only key ({@code
   * {grid: {}}}), or only the name ({@code grid}).
   *
   * @param allowed the allowed names, in the order of messages
   */
  public Choice choice(String key, List<String> allowed) {
    known.add(key);
    var value = node.path(key);
    JsonNode body = JsonNodeFactory.instance.objectNode();
    String name;
    if (value.isTextual()) {
      name = value.textValue();
    } else if (value.isObject() && value.size() == 1) {
      name = value.fieldNames().next();
      body = value.get(name).isNull() ? body : value.get(name);
    } else {
      throw noChoice(key, value, allowed);
    }
    if (!allowed.contains(name)) {
      throw error(key, "there is no " + name + "; allowed is " + oneOf(allowed));
    }
    return new Choice(name, child(() -> pathOf(key) + "." + name, body));
  }

  private SpecException noChoice(String key, JsonNode found, List<String> allowed) {
    if (found.isMissingNode()) {
      return error(key, "missing" + misspelt(key) + "; allowed is " + oneOf(allowed));
    }
    return found.isObject()
        ? error(key, found.size() + " alternatives are given; allowed is exactly " + oneOf(allowed))
        : wrong(key, found, oneOf(allowed));
  }

  private static String oneOf(List<String> allowed) {
    return "one of " + String.join(", ", allowed);
  }

  /** One of several alternatives, or the given one if the key is left out. */
  public Choice choice(String key, List<String> allowed, String absent) {
    if (has(key)) {
      return choice(key, allowed);
    }
    var body = JsonNodeFactory.instance.objectNode();
    return new Choice(absent, child(() -> pathOf(key) + "." + absent, body));
  }

  /** The exception for a problem with the value of a key. */
  public SpecException error(String key, String problem) {
    return SpecException.at(file, pathOf(key), problem);
  }

  /** The exception for a problem with this object. */
  public SpecException error(String problem) {
    return SpecException.at(file, path(), problem);
  }

  /**
   * Builds a value whose constructor checks its arguments.
   *
   * @throws SpecException with this object's place, if the constructor throws an
   *     IllegalArgumentException
   */
  public <T> T bind(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw SpecException.at(file, path(), e.getMessage());
    }
  }

  /**
   * Ends the reading of this object and of all objects read from it.
   *
   * @throws SpecException if there is an unknown key
   */
  public void done() {
    if (knownWhole) {
      return;
    }
    for (var keys = node.fieldNames(); keys.hasNext(); ) {
      var key = keys.next();
      if (!known.contains(key)) {
        var names = new LinkedHashSet<>(known);
        throw error(
            key,
            "unknown key"
                + Spelling.nearest(key, names).map(name -> ", perhaps " + name).orElse("")
                + (names.isEmpty()
                    ? "; none is known here"
                    : "; known are " + String.join(", ", names)));
      }
    }
    children.forEach(SpecReader::done);
  }

  private SpecReader child(Supplier<String> childPath, JsonNode value) {
    if (!value.isObject()) {
      throw SpecException.at(
          file, childPath.get(), "found " + describe(value) + "; allowed is an object");
    }
    var child = new SpecReader(file, childPath, (ObjectNode) value, parts);
    children.add(child);
    return child;
  }

  private JsonNode required(String key, String allowed) {
    known.add(key);
    var value = node.get(key);
    if (value == null) {
      throw error(key, "missing" + misspelt(key) + "; allowed is " + allowed);
    }
    return value;
  }

  /** An unknown key that may be a misspelling of this key. */
  private String misspelt(String key) {
    var unknown = fields();
    unknown.removeAll(known);
    return Spelling.nearest(key, unknown).map(found -> ", perhaps meant by " + found).orElse("");
  }

  private List<JsonNode> array(String key, String allowed) {
    var value = required(key, allowed);
    if (!value.isArray()) {
      throw wrong(key, value, allowed);
    }
    var elements = new ArrayList<JsonNode>();
    value.forEach(elements::add);
    return elements;
  }

  private long integral(String key, String allowed) {
    var value = required(key, allowed);
    if (!value.isNumber() || !value.canConvertToExactIntegral()) {
      throw wrong(key, value, allowed);
    }
    if (!value.canConvertToLong()) {
      throw tooLarge(key, value, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    return value.longValue();
  }

  private SpecException tooLarge(String key, JsonNode value, long least, long most) {
    return wrong(key, value, "an integer from " + least + " to " + most);
  }

  private double finite(String key, JsonNode value) {
    if (!isFiniteNumber(value)) {
      throw wrong(key, value, "a finite number");
    }
    return value.doubleValue();
  }

  public static boolean isFiniteNumber(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue());
  }

  private SpecException wrong(String key, JsonNode found, String allowed) {
    return error(key, "found " + describe(found) + "; allowed is " + allowed);
  }

  private String pathOf(String key) {
    var parent = path.get();
    return parent.isEmpty() ? key : parent + "." + key;
  }

  private static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case NULL -> "nothing";
      case STRING -> "the text \"" + shown(value.textValue()) + "\"";
      default -> shown(value.asText());
    };
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}

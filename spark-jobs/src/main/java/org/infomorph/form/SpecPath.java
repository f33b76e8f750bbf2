package org.infomorph.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The address of one field of a specification, such as {@code network.layers.out.goal.{r}{c}}: keys
 * joined by dots. The {@code name} of an object selects it in a list.
 *
 * @param steps one or more keys or names, none of them empty
 */
public record SpecPath(List<String> steps) {
  public SpecPath {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.contains("")) {
      throw new IllegalArgumentException(
          "found the path \"" + String.join(".", steps) + "\"; allowed are keys joined by dots");
    }
  }

  /**
   * Parses a path.
   *
   * @throws IllegalArgumentException if a step is empty
   */
  public static SpecPath parse(String path) {
    return new SpecPath(List.of(path.split("\\.", -1)));
  }

  /** A field and its new value, from {@code --set}. */
  public record Assignment(SpecPath path, JsonNode value) {
    /**
     * Parses {@code path=value}, where value is YAML.
     *
     * @throws SpecException if the text does not have that form
     */
    public static Assignment parse(String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new SpecException("--set " + text + ": allowed is path=value");
      }
      var source = "--set " + text.substring(0, equals);
      var value = SpecFile.parse(source, text.substring(equals + 1));
      if (value.isMissingNode()) {
        throw new SpecException(source + ": there is no value after the =");
      }
      try {
        return new Assignment(SpecPath.parse(text.substring(0, equals)), value);
      } catch (IllegalArgumentException e) {
        throw new SpecException(source + ": " + e.getMessage());
      }
    }

    /**
     * Sets the field.
     *
     * @throws SpecException if the path leads nowhere, for example into a trial that is in a
     *     separate file
     */
    public void applyTo(ObjectNode root) {
      if (path.steps.size() > 1
          && path.steps.get(0).equals("trial")
          && !root.path("trial").isObject()) {
        var field = path.toString().substring("trial.".length());
        throw new SpecException(
            "--set %s: a field of the trial is named without trial; write --set %s=%s"
                .formatted(path, field, value.isTextual() ? value.textValue() : value));
      }
      try {
        path.set(root, value);
      } catch (IllegalArgumentException e) {
        throw new SpecException("--set " + path + ": " + e.getMessage());
      }
    }
  }

  /**
   * Sets the field to a value. Missing objects on the way are created, because a file may leave
   * them out in favour of their defaults; missing elements of a list are not created. A choice that
   * consists only of its name ({@code dataset: digits}) becomes an object if the path goes through
   * that name.
   *
   * @param root the whole specification, changed in place
   * @throws IllegalArgumentException if the path goes through a value that is not an object, or
   *     names a missing element of a list
   */
  public void set(ObjectNode root, JsonNode value) {
    place(root, node -> node).put(value);
  }

  /** The place of a field: a key of an object, or an index of a list. */
  public record Place(JsonNode parent, String key, int index) {
    public void put(JsonNode value) {
      if (parent instanceof ArrayNode list) {
        list.set(index, value);
      } else {
        ((ObjectNode) parent).set(key, value);
      }
    }
  }

  /**
   * Finds the field's place, as {@link #set} does.
   *
   * @param own returns, for an object or list on the way, the node that replaces it and may be
   *     changed
   */
  public Place place(ObjectNode root, UnaryOperator<JsonNode> own) {
    JsonNode parent = root;
    for (int depth = 0; depth < steps.size() - 1; depth++) {
      parent = enter(parent, depth, own);
    }
    int last = steps.size() - 1;
    return parent instanceof ArrayNode list
        ? new Place(list, "", indexIn(list, last))
        : new Place(objectAt(parent, last), steps.get(last), -1);
  }

  /** What a specification has there; empty if it has nothing. */
  public Optional<JsonNode> find(JsonNode root) {
    JsonNode node = root;
    for (var step : steps) {
      node = node.isArray() ? named(node, step) : node.path(step);
    }
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }

  /** Whether the other path equals this path, or leads into the value of this path. */
  public boolean contains(SpecPath other) {
    return other.steps.size() >= steps.size() && other.steps.subList(0, steps.size()).equals(steps);
  }

  /** Whether setting this field may change the names that select the elements of a list. */
  public boolean renames(ObjectNode root) {
    int last = steps.size() - 1;
    JsonNode parent = root;
    for (var step : steps.subList(0, last)) {
      parent = parent.isArray() ? named(parent, step) : parent.path(step);
    }
    return parent.isArray() || steps.get(last).equals("name");
  }

  private static JsonNode named(JsonNode list, String name) {
    for (var element : list) {
      if (element.path("name").asText().equals(name)) {
        return element;
      }
    }
    return MissingNode.getInstance();
  }

  private JsonNode enter(JsonNode parent, int depth, UnaryOperator<JsonNode> own) {
    var step = steps.get(depth);
    if (parent instanceof ArrayNode list) {
      int index = indexIn(list, depth);
      var next = own.apply(list.get(index));
      list.set(index, next);
      return next;
    }
    var object = objectAt(parent, depth);
    var next = object.get(step);
    boolean nameAlone =
        next != null && next.isTextual() && next.textValue().equals(steps.get(depth + 1));
    if (next == null || next.isNull() || nameAlone) {
      next = object.objectNode();
    }
    next = own.apply(next);
    object.set(step, next);
    return next;
  }

  private ObjectNode objectAt(JsonNode node, int depth) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException(
        String.join(".", steps.subList(0, depth)) + " is a value; it has no " + steps.get(depth));
  }

  private int indexIn(ArrayNode list, int depth) {
    var names = new ArrayList<String>();
    for (int i = 0; i < list.size(); i++) {
      var name = list.get(i).path("name").asText();
      if (name.equals(steps.get(depth))) {
        return i;
      }
      names.add(name);
    }
    throw new IllegalArgumentException(
        String.join(".", steps.subList(0, depth))
            + " has no "
            + steps.get(depth)
            + "; there are "
            + String.join(", ", names));
  }

  @Override
  public String toString() {
    return String.join(".", steps);
  }
}

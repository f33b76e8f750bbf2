package org.infomorph.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.Parts;

/**
 * Reads and writes each part once as long as its node is the same object. This is safe: nodes that
 * change from trial to trial are copies made by {@link #own}, and copies are never remembered. Not
 * thread-safe.
 */
public final class KnownParts implements Parts {
  private final Map<JsonNode, Reading> readings = new IdentityHashMap<>();
  private final Map<Object, JsonNode> texts = new IdentityHashMap<>();
  private final Set<Object> shared = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<JsonNode> copies = Collections.newSetFromMap(new IdentityHashMap<>());

  private record Reading(Object context, Object part) {}

  /**
   * Returns the node if it is already a copy; else a copy that replaces the node and may be
   * changed.
   */
  JsonNode own(JsonNode node) {
    JsonNode copy = node;
    if (node instanceof ObjectNode object && !copies.contains(node)) {
      copy = object.objectNode().setAll(object);
      copies.add(copy);
    } else if (node instanceof ArrayNode list && !copies.contains(node)) {
      copy = list.arrayNode().addAll(list);
      copies.add(copy);
    }
    return copy;
  }

  /** Forgets all copies; they are not used any more. */
  void forgetCopies() {
    copies.clear();
  }

  @Override
  public <T> T read(JsonNode node, Object context, Supplier<T> read) {
    if (copies.contains(node)) {
      return read.get();
    }
    var known = readings.get(node);
    if (known == null || !known.context().equals(context)) {
      known = new Reading(context, read.get());
      readings.put(node, known);
      shared.add(known.part());
    }
    @SuppressWarnings("unchecked") // a node is always read in the same way
    T part = (T) known.part();
    return part;
  }

  @Override
  public JsonNode write(Object part, Supplier<JsonNode> write) {
    if (!shared.contains(part)) {
      return write.get();
    }
    var text = texts.get(part);
    if (text == null) {
      text = CanonicalJson.known(CanonicalJson.write(write.get()));
      texts.put(part, text);
    }
    return text;
  }
}

package org.infomorph.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How one kind of object stands in files: read, written and described by the same fields.
 *
 * @param <T> what the object means
 */
public interface Form<T> {
  /**
   * What the object means.
   *
   * @throws SpecException if it is not allowed
   */
  T read(SpecReader reader);

  /** Puts all fields into an object, defaults too. */
  void write(T value, ObjectNode object);

  /** The fields, in the order in which documentation lists them. */
  List<Key> keys();
}

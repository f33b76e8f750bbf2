package org.infomorph.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How files write one kind of object: the same fields read, write and describe it.
 *
 * @param <T> the type of the value
 */
public interface Form<T> {
  /**
   * Reads the value of the object.
   *
   * @throws SpecException if the object is not allowed
   */
  T read(SpecReader reader);

  /** Puts all fields into an object, including the defaults. */
  void write(T value, ObjectNode object);

  /** The fields, in the order of the documentation. */
  List<Key> keys();
}

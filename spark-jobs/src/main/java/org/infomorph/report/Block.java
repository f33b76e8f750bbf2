package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;

/** The columns of a report, one behind the other, as long as there is room for them. */
final class Block {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ArrayNode columns = JsonNodeFactory.instance.arrayNode();
  private long room;

  /**
   * @param room bytes that all that is added may have when it is compressed
   */
  Block(long room) {
    this.room = room;
  }

  /** Adds a column that cannot be left out; returns its number. */
  int require(Column column) {
    room -= column.packedSize();
    columns.add(column.toJson(bytes.size()));
    bytes.writeBytes(column.bytes());
    return columns.size() - 1;
  }

  /**
   * Takes room for text that goes elsewhere; false, and nothing is taken, if there is too little.
   */
  boolean take(long size) {
    if (size > room) {
      return false;
    }
    room -= size;
    return true;
  }

  long room() {
    return room;
  }

  /** What the columns are, for the header. */
  ArrayNode columns() {
    return columns;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}

package org.infomorph.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;

/** The columns of a report, one after the other, as far as space permits. */
final class Block {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ArrayNode columns = JsonNodeFactory.instance.arrayNode();
  private long room;

  /**
   * @param room the largest compressed size of all added data, in bytes
   */
  Block(long room) {
    this.room = room;
  }

  /** Adds a mandatory column; returns its number. */
  int require(Column column) {
    room -= column.packedSize();
    columns.add(column.toJson(bytes.size()));
    bytes.writeBytes(column.bytes());
    return columns.size() - 1;
  }

  /**
   * Reserves space for text outside the block; returns false, and reserves nothing, if there is too
   * little space.
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

  /** The descriptions of the columns, for the header. */
  ArrayNode columns() {
    return columns;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}

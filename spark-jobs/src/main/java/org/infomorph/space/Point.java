package org.infomorph.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One point of a parameter space.
 *
 * @param values one for each axis, in the axes' order
 */
public record Point(List<JsonNode> values) {
  public Point {
    values = List.copyOf(values);
  }
}

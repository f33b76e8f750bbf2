package org.infomorph.plan;

import java.util.List;

/**
 * The points that one answer of a study has asked for.
 *
 * @param lane 0 or 1, which of the study's two lanes asked
 * @param points in the order of the answer. Either all of them are open or none is
 */
public record Round(int lane, List<Measured> points) {
  public Round {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a round without points");
    }
  }

  /** Whether its trials have not all ended. */
  public boolean open() {
    return points.get(0).open();
  }
}

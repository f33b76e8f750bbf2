package org.infomorph.result;

import java.util.Map;

/**
 * Where in its sweep a trial was run.
 *
 * @param point index of its point in the plan of that day, from 0
 * @param axes by the axis's label, the value there: text as it is, all else as canonical JSON
 */
public record Place(int point, Map<String, String> axes) {
  /** Of a trial that was run for itself: the sweep of one point. */
  public static final Place ALONE = new Place(0, Map.of());

  public Place {
    axes = Map.copyOf(axes);
  }
}

package org.infomorph.result;

import java.util.Map;

/**
 * The position of a trial in its sweep.
 *
 * @param point index of its point in the plan at the time of the run, from 0
 * @param axes the value on each axis, by the axis's label: text unchanged, all other values as
 *     canonical JSON
 */
public record Place(int point, Map<String, String> axes) {
  /** The place of a trial that ran alone: a sweep of one point. */
  public static final Place ALONE = new Place(0, Map.of());

  public Place {
    axes = Map.copyOf(axes);
  }
}

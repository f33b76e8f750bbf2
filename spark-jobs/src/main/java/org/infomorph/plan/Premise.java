package org.infomorph.plan;

import java.util.Objects;
import org.infomorph.space.Point;

/**
 * What a study may build on besides its space.
 *
 * @param base the values that the sweep's trial has itself at the axes; a value is a missing node
 *     where the trial has none
 * @param maximise whether a higher measure is a better one; false if a lower one is
 */
public record Premise(Point base, boolean maximise) {
  public Premise {
    Objects.requireNonNull(base);
  }
}

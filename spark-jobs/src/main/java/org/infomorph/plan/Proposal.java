package org.infomorph.plan;

import java.util.Objects;
import org.infomorph.space.Point;

/**
 * A point that a study asks for, and why: a row of the table {@code decisions}.
 *
 * @param point the point
 * @param reason a word or two, the same for all points that are asked for alike: {@code coarse},
 *     {@code split}, {@code explore}, {@code generation}
 * @param known in one sentence without a line break, what the decision was taken by; may be empty
 */
public record Proposal(Point point, String reason, String known) {
  public Proposal {
    Objects.requireNonNull(point);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(known);
  }
}

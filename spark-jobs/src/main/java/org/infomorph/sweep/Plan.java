package org.infomorph.sweep;

import java.util.List;

/** Which points of a space to run: a pure function of what has been asked for and measured. */
public sealed interface Plan permits IndexedPlan {
  /**
   * The next points.
   *
   * @param space the axes
   * @param asked all points that this plan gave before, in its order, with what was measured there
   * @param atMost how many are wanted, 1 or more
   * @return none if the plan is at its end, or cannot go on before more is measured
   */
  List<Point> next(ParameterSpace space, List<Measured> asked, int atMost);

  /** How many points it can come to, on these axes; {@link Long#MAX_VALUE} if that or more. */
  long size(ParameterSpace space);

  /**
   * Refuses axes that the plan cannot use.
   *
   * @throws IllegalArgumentException saying which, and what is allowed
   */
  void check(ParameterSpace space);
}

package org.infomorph.plan;

import java.util.List;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.sweep.Sweep;

/**
 * Which points of a space to run: a pure function of what has been asked for and measured. The
 * plans that files can name are {@link IndexedPlan}s. A program may have one of its own, such as a
 * search that goes on where the measure was best; {@link Sweep#with} puts it into a sweep.
 */
public interface Plan {
  /**
   * The next points. A sweep asks for the first ones with an empty list, runs their trials, and
   * asks again with all that was measured, until there are none.
   *
   * @param space the axes
   * @param asked all points that this plan gave before, in its order, with what was measured there
   * @param atMost how many are wanted, 1 or more
   * @return none if the plan is at its end
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

package org.infomorph.plan;

import java.util.List;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * A plan that decides by what was measured. So that no core waits at the end of a round, two rounds
 * are under way at a time, one in each of two lanes; a lane asks again when its own round is
 * measured, and sees all that was measured by then. Whatever the number of cores, the same
 * questions come in the same order: a study is the same everywhere, and a stopped one replays its
 * decisions.
 */
public interface StudyPlan extends Plan {
  /** Begins: what is returned is asked round after round. */
  Study begin(ParameterSpace space, Premise premise);

  /** How many points its first round has, in both lanes; a budget for fewer is refused. */
  default long firstPoints(ParameterSpace space) {
    return 1;
  }

  /** Whether it compares the values of points, so that all have to be measured alike. */
  default boolean comparesValues() {
    return true;
  }

  /** Whether it needs to know the phases of points. */
  default boolean needsPhases() {
    return false;
  }

  /** A study under way. */
  interface Study {
    /**
     * The next points for a lane. The answer follows from the arguments alone; an object may keep
     * what it has worked out from earlier calls, but has to give the same answer without it.
     *
     * @param rounds all rounds that were asked for so far, in order, those with no points left out;
     *     of the lane that asks all are measured, of the other one the last may be open
     * @param lane 0 or 1
     * @param atMost how many points are allowed, 1 or more; the rest of the budget
     * @return without a point if the lane has nothing to ask for now. The study is over when both
     *     lanes have nothing to ask for and no round is open
     */
    List<Proposal> next(List<Round> rounds, int lane, int atMost);
  }

  /** {@inheritDoc} A study is asked through {@link #begin} instead. */
  @Override
  default List<Point> next(ParameterSpace space, List<Measured> asked, int atMost) {
    throw new UnsupportedOperationException("a study is asked through begin");
  }
}

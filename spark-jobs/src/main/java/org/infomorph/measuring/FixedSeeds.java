package org.infomorph.measuring;

import java.util.List;
import java.util.stream.IntStream;
import org.infomorph.plan.Measured;
import org.infomorph.space.Point;

/**
 * The same number of seeds for every point.
 *
 * @param count how many, 1 or more
 */
public record FixedSeeds(int count) implements PerPoint {
  public FixedSeeds {
    if (count < 1) {
      throw new IllegalArgumentException("seeds is " + count + "; allowed is 1 or more");
    }
  }

  @Override
  public List<Want> next(Cohort cohort) {
    return cohort.results().of(0, 0, 0).isPresent() ? List.of() : all(cohort, count);
  }

  /** The first stage: so many seeds for every point. */
  static List<Want> all(Cohort cohort, int seeds) {
    return IntStream.range(0, cohort.points())
        .mapToObj(point -> new Want(point, 0, 0, seeds, "", ""))
        .toList();
  }

  @Override
  public Measured measured(Cohort cohort, int index, Point point) {
    return Values.measured(cohort, cohort.of(index, 0), 0, point);
  }

  @Override
  public int first() {
    return count;
  }

  @Override
  public int seeds() {
    return count;
  }

  @Override
  public int most() {
    return count;
  }

  @Override
  public boolean isFixed() {
    return true;
  }
}

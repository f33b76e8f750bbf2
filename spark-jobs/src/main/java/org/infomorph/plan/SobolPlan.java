package org.infomorph.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.infomorph.math.Seeds;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;

/**
 * Points of a Sobol sequence, which fill the space more evenly than random ones; the first N of
 * them whatever N is. A digital shift drawn from the seed keeps them off the corners.
 *
 * @param points how many; powers of 2 are spread best
 * @param seed another seed, another shift
 * @see <a href="https://doi.org/10.1137/070710359">Joe, Kuo 2008, the direction numbers</a>
 */
public record SobolPlan(int points, long seed) implements IndexedPlan {
  /** The generator's points are multiples of 2^-52. */
  private static final int BITS = 52;

  private static final int MOST_AXES = 1000;

  public SobolPlan {
    IndexedPlan.checkSize(points);
  }

  @Override
  public void check(ParameterSpace space) {
    int axes = space.axes().size();
    if (axes < 1 || axes > MOST_AXES) {
      throw new IllegalArgumentException(
          "there are " + axes + " axes; a Sobol sequence is known for 1 to " + MOST_AXES);
    }
  }

  @Override
  public long size(ParameterSpace space) {
    return points;
  }

  @Override
  public Point point(ParameterSpace space, int index) {
    var generator = new SobolSequenceGenerator(space.axes().size());
    return shifted(space, shifts(space), generator.skipTo(index));
  }

  @Override
  public List<Point> next(ParameterSpace space, List<Measured> asked, int atMost) {
    // Reading the direction numbers takes longer than a thousand points: do it once.
    var generator = new SobolSequenceGenerator(space.axes().size());
    var shifts = shifts(space);
    int end = (int) Math.min(points, asked.size() + (long) atMost);
    var next = new ArrayList<Point>();
    for (int i = asked.size(); i < end; i++) {
      next.add(shifted(space, shifts, generator.skipTo(i)));
    }
    return next;
  }

  private long[] shifts(ParameterSpace space) {
    var seeds = new Seeds(seed);
    return space.axes().stream()
        .mapToLong(axis -> seeds.stream(axis.label()).nextLong() >>> (Long.SIZE - BITS))
        .toArray();
  }

  private static Point shifted(ParameterSpace space, long[] shifts, double[] fractions) {
    var values = new ArrayList<JsonNode>();
    for (int a = 0; a < fractions.length; a++) {
      long digits = (long) (fractions[a] * (1L << BITS)) ^ shifts[a];
      values.add(space.axes().get(a).values().draw((double) digits / (1L << BITS)));
    }
    return new Point(values);
  }
}

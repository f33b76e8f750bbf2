package org.infomorph.refinement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues.Steps;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;

/**
 * The finest grid that a refinement can reach. An axis with {@code c} values that is halved {@code
 * L} times has {@code (c - 1) * 2^L + 1} of them. A point is one {@code long}: its index on each
 * axis, side by side in the bits, so that a step along an axis is an addition.
 */
public final class DyadicGrid {
  static final int MOST_AXES = 8;

  /** So many values of an axis at most: at 12 decimal digits, all of them still differ. */
  static final int MOST_VALUES = (1 << 20) + 1;

  private static final int LEVEL_BITS = 5;

  /** Neighbouring values differ by more than this share, or 12 digits could make them equal. */
  private static final double CLOSEST = 2e-11;

  final int axes;
  final int levels;
  private final Steps[] finest;
  private final int[] coarse;
  private final int[] shift;
  private final long[] mask;

  /**
   * @param space axes with a count of values, which is that of the coarse grid
   * @param levels how often an axis can be halved
   * @throws IllegalArgumentException if the axes have no such grid
   */
  public DyadicGrid(ParameterSpace space, int levels) {
    this.axes = space.axes().size();
    this.levels = levels;
    if (axes < 1 || axes > MOST_AXES) {
      throw new IllegalArgumentException(
          "there are " + axes + " axes; refine takes 1 to " + MOST_AXES);
    }
    finest = new Steps[axes];
    coarse = new int[axes];
    shift = new int[axes];
    mask = new long[axes];
    int bits = 0;
    for (int a = 0; a < axes; a++) {
      var axis = space.axes().get(a);
      var steps = steps(axis);
      long count = ((long) (steps.count() - 1) << levels) + 1;
      if (count > MOST_VALUES) {
        throw new IllegalArgumentException(
            "the axis %s has %d values, with %d halvings %d; allowed are up to %d"
                .formatted(axis.label(), steps.count(), levels, count, MOST_VALUES));
      }
      coarse[a] = steps.count();
      finest[a] = new Steps(steps.scale(), steps.from(), steps.to(), (int) count);
      checkApart(axis, finest[a]);
      shift[a] = bits;
      int width = Integer.SIZE - Integer.numberOfLeadingZeros((int) count - 1);
      mask[a] = (1L << width) - 1;
      bits += width;
    }
    if (bits > Long.SIZE - 2) {
      throw new IllegalArgumentException(
          "the axes, halved %d times, have more than 2^62 points; take fewer levels"
              .formatted(levels));
    }
  }

  private static Steps steps(Axis axis) {
    if (axis.values() instanceof Steps steps && steps.count() >= 2) {
      return steps;
    }
    throw new IllegalArgumentException(
        "the axis %s cannot be refined; allowed are numbers from, to, and a count of 2 or more"
            .formatted(axis.label()));
  }

  private static void checkApart(Axis axis, Steps steps) {
    double from = steps.from();
    double to = steps.to();
    double share =
        steps.scale() == Scale.LOG
            ? Math.abs(StrictMath.log(to) - StrictMath.log(from))
            : Math.abs(to - from) / Math.max(Math.abs(from), Math.abs(to));
    // Not a number where both ends are 0.
    if (!(share / (steps.count() - 1) > CLOSEST)) {
      throw new IllegalArgumentException(
          "the axis %s goes from %s to %s, too short for %d different values"
              .formatted(axis.label(), from, to, steps.count()));
    }
  }

  /** The number of points of the finest grid, or {@link Long#MAX_VALUE}. */
  public long size() {
    long size = 1;
    for (var axis : finest) {
      size = size > Long.MAX_VALUE / axis.count() ? Long.MAX_VALUE : size * axis.count();
    }
    return size;
  }

  /** The number of coarse points, or {@link Long#MAX_VALUE}. */
  public long coarseSize() {
    long size = 1;
    for (int count : coarse) {
      size = size > Long.MAX_VALUE / count ? Long.MAX_VALUE : size * count;
    }
    return size;
  }

  /** Coarse point {@code index}; the last axis changes fastest. */
  public long coarsePoint(int index) {
    long key = 0;
    int rest = index;
    for (int a = axes - 1; a >= 0; a--) {
      key += step(a, 0) * (rest % coarse[a]);
      rest /= coarse[a];
    }
    return key;
  }

  /** Whether a coarse point is the lower corner of a coarse cell. */
  boolean hasCell(long key) {
    for (int a = 0; a < axes; a++) {
      if (index(key, a) == finest[a].count() - 1) {
        return false;
      }
    }
    return true;
  }

  int index(long key, int axis) {
    return (int) ((key >>> shift[axis]) & mask[axis]);
  }

  boolean isFirst(long key, int axis) {
    return index(key, axis) == 0;
  }

  boolean isLast(long key, int axis) {
    return index(key, axis) == finest[axis].count() - 1;
  }

  /** What is added to a point to go along an axis by one edge of a cell of a level. */
  long step(int axis, int level) {
    return 1L << (shift[axis] + levels - level);
  }

  /** How many halvings it took until an axis had the point's value. */
  int level(long key, int axis) {
    int index = index(key, axis);
    return index == 0 ? 0 : Math.max(0, levels - Integer.numberOfTrailingZeros(index));
  }

  /** The level of one axis out of a cell's levels, which are packed like indices. */
  static int cellLevel(long packed, int axis) {
    return (int) (packed >>> (LEVEL_BITS * axis)) & ((1 << LEVEL_BITS) - 1);
  }

  /** One more halving of an axis, to be added to a cell's levels. */
  static long halving(int axis) {
    return 1L << (LEVEL_BITS * axis);
  }

  /** What is added to a point to go along an axis by one edge of a cell. */
  long edge(long levels, int axis) {
    return step(axis, cellLevel(levels, axis));
  }

  /**
   * A point of a cell: in the middle on some axes, at the upper end on some, else at the lower end.
   *
   * @param cell its lower corner
   * @param levels of the cell, packed
   * @param middle a bit for each axis
   * @param upper a bit for each axis
   */
  long pointOf(long cell, long levels, int middle, int upper) {
    long at = cell;
    for (int rest = middle | upper; rest != 0; rest &= rest - 1) {
      int a = Integer.numberOfTrailingZeros(rest);
      at += edge(levels, a) >> (middle >> a & 1);
    }
    return at;
  }

  /** The volume of a cell, a coarse one having 1. */
  float volume(long levels) {
    int halvings = 0;
    for (int a = 0; a < axes; a++) {
      halvings += cellLevel(levels, a);
    }
    return (float) Math.scalb(1.0, -halvings);
  }

  /** The axes on which a point lies between a cell's corners; -1 if it lies outside. */
  int axesWithin(long cell, long levels, long point) {
    int inside = 0;
    for (int a = 0; a < axes; a++) {
      int low = index(cell, a);
      int at = index(point, a);
      int high = low + (1 << (this.levels - cellLevel(levels, a)));
      if (at < low || at > high) {
        return -1;
      }
      inside |= at > low && at < high ? 1 << a : 0;
    }
    return inside;
  }

  JsonNode value(int axis, int index) {
    return finest[axis].at(index);
  }

  /** The point of a key. */
  public Point point(long key) {
    var values = new JsonNode[axes];
    for (int a = 0; a < axes; a++) {
      values[a] = value(a, index(key, a));
    }
    return new Point(List.of(values));
  }

  /** The key of a point of this grid. */
  public long key(Point point) {
    long key = 0;
    for (int a = 0; a < axes; a++) {
      key |= (long) index(a, point.values().get(a).doubleValue()) << shift[a];
    }
    return key;
  }

  private int index(int axis, double value) {
    var steps = finest[axis];
    double from = steps.from();
    double to = steps.to();
    double fraction =
        steps.scale() == Scale.LOG
            ? (StrictMath.log(value) - StrictMath.log(from))
                / (StrictMath.log(to) - StrictMath.log(from))
            : (value - from) / (to - from);
    double place = fraction * (steps.count() - 1);
    long index = Math.round(place);
    // Values are rounded to 12 digits: on a short axis with many values, by a part of a step.
    if (index < 0 || index >= steps.count() || Math.abs(place - index) > 0.4) {
      throw new IllegalArgumentException("the value " + value + " is on no grid of refine");
    }
    return (int) index;
  }
}

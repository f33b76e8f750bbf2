package org.infomorph.refinement;

import java.util.Arrays;

/**
 * Points that are not what the points around them say, by the coarse cells that they lie in: there
 * the tree of cells is split, whatever the corners say.
 */
final class Surprises {
  private static final int END = Integer.MIN_VALUE;
  private static final long[] NO_POINTS = {};

  private final DyadicGrid grid;

  // Linked lists, their heads found by the cell's lower corner.
  private final KnownPoints heads = new KnownPoints();
  private long[] surprises = new long[16];
  private int[] following = new int[16];
  private int size;

  Surprises(DyadicGrid grid, KnownPoints known, Inference points) {
    this.grid = grid;
    for (int entry = 0; entry < known.size(); entry++) {
      if (points.isSurprise(entry)) {
        add(known.key(entry));
      }
    }
  }

  private void add(long key) {
    long last = key;
    int between = 0;
    for (int a = 0; a < grid.axes; a++) {
      long step = grid.step(a, 0) / grid.step(a, grid.levels);
      last -= grid.index(key, a) % step * grid.step(a, grid.levels);
      // On a coarse plane, the point belongs to the cells on both sides.
      if (grid.level(key, a) == 0 && !grid.isFirst(key, a)) {
        between |= 1 << a;
      }
    }
    for (int back = between; ; back = (back - 1) & between) {
      long cell = last;
      for (int a = 0; a < grid.axes; a++) {
        if ((back >> a & 1) != 0) {
          cell -= grid.step(a, 0);
        }
      }
      if (grid.hasCell(cell)) {
        put(cell, key);
      }
      if (back == 0) {
        break;
      }
    }
  }

  private void put(long cell, long key) {
    if (size == surprises.length) {
      surprises = Arrays.copyOf(surprises, 2 * size);
      following = Arrays.copyOf(following, 2 * size);
    }
    int head = heads.find(cell);
    following[size] = head < 0 ? END : heads.code(head);
    surprises[size] = key;
    heads.put(cell, size++, 0, 0, 0);
  }

  /** Those in a coarse cell or on its faces, in the order in which they were found. */
  long[] of(long cell) {
    int head = heads.find(cell);
    if (head < 0) {
      return NO_POINTS;
    }
    int count = 0;
    for (int i = heads.code(head); i != END; i = following[i]) {
      count++;
    }
    var points = new long[count];
    for (int i = heads.code(head); i != END; i = following[i]) {
      points[--count] = surprises[i];
    }
    return points;
  }

  /** Those of some points that lie in a cell or on its faces, but are none of its corners. */
  long[] within(long cell, long levels, long[] points) {
    if (points.length == 0) {
      return points;
    }
    var kept = new long[points.length];
    int count = 0;
    for (long point : points) {
      if (grid.axesWithin(cell, levels, point) > 0) {
        kept[count++] = point;
      }
    }
    return count == 0 ? NO_POINTS : Arrays.copyOf(kept, count);
  }
}

package org.infomorph.refinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infomorph.math.Seeds;

/** Cells that stay whole: their labels, and where they would be explored. */
final class Leaves {
  private final DyadicGrid grid;
  private final KnownPoints known;
  private final Inference points;
  private final int corners;

  private int count;
  private long[] keys = new long[64];
  private long[] levels = new long[64];
  private int[] codes = new int[64];
  private float[] probabilities = new float[64];
  private Cell.Boundary[] boundaries = new Cell.Boundary[64];
  private long[] next = new long[64];
  private float[] volumes = new float[64];

  Leaves(DyadicGrid grid, KnownPoints known, Inference points) {
    this.grid = grid;
    this.known = known;
    this.points = points;
    this.corners = 1 << grid.axes;
  }

  /**
   * Adds a cell.
   *
   * @param cell its lower corner
   * @param cellLevels packed
   * @param nodes handles of its corners, which are also in the group
   * @param explorable the axes along which it could be explored, a bit for each; 0 if it is not to
   *     be explored
   * @param boundary whether a boundary crosses it
   */
  void add(
      long cell,
      long cellLevels,
      int[] nodes,
      Group group,
      int explorable,
      Cell.Boundary boundary) {
    if (count == keys.length) {
      grow();
    }
    int measured = 0;
    for (int node : nodes) {
      measured += node >= 0 && points.code(node) >= 0 ? 1 : 0;
    }
    int leaf = count++;
    keys[leaf] = cell;
    levels[leaf] = cellLevels;
    volumes[leaf] = 0;
    boundaries[leaf] = boundary;
    if (explorable != 0) {
      measured += explore(leaf, explorable);
    }
    int label = group.labelsDiffer() ? majority(nodes) : group.code();
    double probability = label < 0 ? 0 : 1;
    for (int node : nodes) {
      int code = points.code(node);
      double right = code < 0 ? 0.5 : points.certainty(node);
      probability = Math.min(probability, code < 0 || code == label ? right : 1 - right);
    }
    codes[leaf] = label;
    probabilities[leaf] = (float) (probability * (measured + 1) / (measured + 2));
  }

  private void grow() {
    int length = 2 * count;
    keys = Arrays.copyOf(keys, length);
    levels = Arrays.copyOf(levels, length);
    codes = Arrays.copyOf(codes, length);
    probabilities = Arrays.copyOf(probabilities, length);
    boundaries = Arrays.copyOf(boundaries, length);
    next = Arrays.copyOf(next, length);
    volumes = Arrays.copyOf(volumes, length);
  }

  /**
   * Notes which point of a cell would be explored next, and what volume it stands for.
   *
   * @return how many points of the cell, corners aside, are measured
   */
  private int explore(int leaf, int axes) {
    long cell = keys[leaf];
    long centre = grid.pointOf(cell, levels[leaf], axes, 0);
    if (known.find(centre) < 0) {
      next[leaf] = centre;
      volumes[leaf] = grid.volume(levels[leaf]);
      return 0;
    }
    int found = 0;
    int measured = 0;
    long first = -1;
    // The centre first, then the centres of its faces, and so on.
    for (int size = Integer.bitCount(axes); size > 0; size--) {
      for (int middle = axes; middle != 0; middle = (middle - 1) & axes) {
        int ends = (corners - 1) & ~middle;
        for (int upper = ends; Integer.bitCount(middle) == size; upper = (upper - 1) & ends) {
          long at = grid.pointOf(cell, levels[leaf], middle, upper);
          int entry = known.find(at);
          if (entry >= 0) {
            found++;
            measured += known.code(entry) >= 0 ? 1 : 0;
          } else if (first < 0) {
            first = at;
          }
          if (upper == 0) {
            break;
          }
        }
      }
    }
    if (first >= 0) {
      next[leaf] = first;
      volumes[leaf] = grid.volume(levels[leaf]) / (1 + found);
    }
    return measured;
  }

  /** The most frequent label; of equally frequent ones, that of the first corner. */
  private int majority(int[] nodes) {
    int best = KnownPoints.OPEN;
    int most = 0;
    for (int node : nodes) {
      int votes = 0;
      for (int other : nodes) {
        votes += points.code(other) == points.code(node) ? 1 : 0;
      }
      if (points.code(node) >= 0 && votes > most) {
        most = votes;
        best = points.code(node);
      }
    }
    return best;
  }

  int count() {
    return count;
  }

  /** A cell, for people. */
  Cell cell(int leaf, KnownPoints.Labels labels) {
    var lower = new ArrayList<Double>();
    var upper = new ArrayList<Double>();
    int depth = 0;
    for (int a = 0; a < grid.axes; a++) {
      int level = DyadicGrid.cellLevel(levels[leaf], a);
      int index = grid.index(keys[leaf], a);
      double start = grid.value(a, index).doubleValue();
      double end = grid.value(a, index + (1 << (grid.levels - level))).doubleValue();
      lower.add(Math.min(start, end));
      upper.add(Math.max(start, end));
      depth = Math.max(depth, level);
    }
    var label = codes[leaf] < 0 ? "" : labels.text(codes[leaf]);
    return new Cell(lower, upper, label, probabilities[leaf], depth, boundaries[leaf]);
  }

  /** Points in the least explored volume; of equal volumes, some that the seed chooses. */
  List<Wish> explore(int atMost, long seed, Wishes wishes) {
    var order = new long[count];
    int open = 0;
    for (int i = 0; i < count; i++) {
      if (volumes[i] > 0) {
        order[open++] = Wishes.descending(volumes[i]) | i;
      }
    }
    Arrays.sort(order, 0, open);
    var seeds = new Seeds(seed);
    var explored = new ArrayList<Wish>();
    for (int from = 0; from < open && explored.size() < atMost; ) {
      int to = from;
      while (to < open && order[to] >> Integer.SIZE == order[from] >> Integer.SIZE) {
        to++;
      }
      // A draw for each cell of the group, in the upper half; its place in the lower half.
      var drawn = new long[to - from];
      for (int i = from; i < to; i++) {
        long draw = seeds.stream("explore", next[(int) order[i]]).nextLong();
        drawn[i - from] = draw >>> Integer.SIZE + 1 << Integer.SIZE | i;
      }
      Arrays.sort(drawn);
      for (int i = 0; i < drawn.length && explored.size() < atMost; i++) {
        int leaf = (int) order[(int) drawn[i]];
        // Two cells can name the same point on a face between them.
        if (wishes.claim(next[leaf])) {
          explored.add(new Wish(next[leaf], "explore", "few points in a cell of " + size(leaf)));
        }
      }
      from = to;
    }
    return explored;
  }

  private String size(int leaf) {
    var text = new StringBuilder();
    for (int a = 0; a < grid.axes; a++) {
      int level = DyadicGrid.cellLevel(levels[leaf], a);
      text.append(a == 0 ? "" : " x ").append(1 << (grid.levels - level));
    }
    return text.append(" steps").toString();
  }
}

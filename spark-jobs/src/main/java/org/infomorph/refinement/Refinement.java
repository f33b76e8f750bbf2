package org.infomorph.refinement;

import java.util.ArrayList;
import java.util.List;

/**
 * One look at all that is known: the tree of cells, and the points that are wanted next. It is made
 * anew for every question, from the known points alone; so it cannot depend on what was asked when.
 *
 * <p>A cell is split where two of its corners differ, or a point inside it differs from them. Of
 * the points that come with the split, only those are wanted that the points around them leave
 * undecided. A boundary lies between two corners; where one of them was never measured, it is
 * wanted too. If its label is a surprise, the cells around it are split, and the boundary is
 * followed into them.
 */
public final class Refinement {
  private final Boundary boundary;
  private final DyadicGrid grid;
  private final KnownPoints known;
  private final KnownPoints.Labels labels;
  private final int corners;
  private final Inference points;
  private final Surprises surprises;
  private final Wishes wishes;
  private final Leaves leaves;
  private final List<int[]> buffers = new ArrayList<>();

  /**
   * @param boundary what is looked for, besides changes of the label
   * @param known the points that were asked for
   * @param labels the names of the known points' labels
   */
  public Refinement(
      Boundary boundary, DyadicGrid grid, KnownPoints known, KnownPoints.Labels labels) {
    this.boundary = boundary;
    this.grid = grid;
    this.known = known;
    this.labels = labels;
    corners = 1 << grid.axes;
    points = new Inference(grid, boundary, known);
    surprises = new Surprises(grid, known, points);
    wishes = new Wishes(boundary, points, labels);
    leaves = new Leaves(grid, known, points);
    int coarse = (int) grid.coarseSize();
    for (int i = 0; i < coarse; i++) {
      long key = grid.coarsePoint(i);
      if (grid.hasCell(key)) {
        visit(key, 0, 0, surprises.of(key), false);
      }
    }
  }

  /** How many points are wanted, without those that explore. */
  public int wantedCount() {
    return wishes.count();
  }

  /** The wanted points, those with the most likely and largest cells first. */
  public List<Wish> wanted(int atMost) {
    return wishes.first(atMost);
  }

  /**
   * Points in the least explored volume that are not wanted anyway. Asked for once, after {@link
   * #wanted}.
   *
   * @param seed chooses among equal volumes
   */
  public List<Wish> explore(int atMost, long seed) {
    return leaves.explore(atMost, seed, wishes);
  }

  /** All cells that stay whole, in a fixed order. */
  public List<Cell> cells() {
    var cells = new ArrayList<Cell>();
    for (int leaf = 0; leaf < leaves.count(); leaf++) {
      cells.add(leaves.cell(leaf, labels));
    }
    return cells;
  }

  private int[] cornersOf(long cell, long levels, int depth) {
    while (buffers.size() <= depth) {
      buffers.add(new int[corners]);
    }
    var nodes = buffers.get(depth);
    for (int i = 0; i < corners; i++) {
      nodes[i] = points.find(grid.pointOf(cell, levels, 0, i));
    }
    return nodes;
  }

  /**
   * Splits a cell, or leaves it whole.
   *
   * @param inside points in the cell of another label than its corners'
   * @param ofBoundary whether it is part of a cell whose corners, or points inside, differ
   */
  private void visit(long cell, long levels, int depth, long[] inside, boolean ofBoundary) {
    var nodes = cornersOf(cell, levels, depth);
    var group = new Group(points, boundary);
    for (int node : nodes) {
      group.add(node);
    }
    int splittable = 0;
    int early = 0;
    for (int a = 0; a < grid.axes; a++) {
      int level = DyadicGrid.cellLevel(levels, a);
      splittable |= level < grid.levels ? 1 << a : 0;
      early |= level < grid.levels - 1 ? 1 << a : 0;
    }
    int first = Group.NONE;
    int second = Group.NONE;
    float certain = 0;
    int crossed = 0;
    // Most cells are of one label: their edges need no comparison.
    int comparable = group.labelsDiffer() || boundary.jump().isPresent() ? grid.axes : 0;
    for (int a = 0; a < comparable; a++) {
      for (int i = 0; i < corners; i++) {
        if ((i >> a & 1) == 0) {
          int u = nodes[i];
          int v = nodes[i | 1 << a];
          if (points.code(u) >= 0 && points.code(v) >= 0 && points.differ(u, v)) {
            crossed |= 1 << a;
            float both = points.certainty(u) * points.certainty(v);
            if (first == Group.NONE || both > certain) {
              certain = both;
              first = u;
              second = v;
            }
          }
        }
      }
    }
    float volume = grid.volume(levels);
    int split = 0;
    boolean agrees = false;
    if (crossed != 0) {
      // Already in large cells: a boundary that leaves them is then followed before the budget
      // ends.
      askEnds(nodes, certain * volume);
      if (!group.undecided()) {
        split = points.byAxis() ? crossed & splittable : splittable;
      }
    } else if (group.waits()) {
      split = 0;
    } else if (early != 0 && group.straddles()) {
      split = early;
      certain = 1 - group.certainty();
      first = group.least();
      second = group.most();
    } else if (inside.length > 0) {
      split = splittable;
      if (points.byAxis()) {
        int between = 0;
        for (long point : inside) {
          between |= grid.axesWithin(cell, levels, point);
        }
        split &= between;
      }
      certain = 1;
      first = nodes[0];
      second = points.find(inside[0]);
    } else if (isExplored(cell, levels, splittable)) {
      split = splittable;
      agrees = true;
    }
    if (split == 0) {
      boolean open = group.undecided() || ofBoundary && group.waits();
      var boundary =
          crossed != 0 ? Cell.Boundary.CROSSES : open ? Cell.Boundary.OPEN : Cell.Boundary.NONE;
      int explorable = crossed != 0 || group.undecided() ? 0 : splittable;
      leaves.add(cell, levels, nodes, group, explorable, boundary);
      return;
    }
    if (first != Group.NONE) {
      askBetween(cell, levels, split, first, second, certain * volume);
    }
    long finer = levels;
    for (int a = 0; a < grid.axes; a++) {
      finer += (split >> a & 1) != 0 ? DyadicGrid.halving(a) : 0;
    }
    for (int child = split; ; child = (child - 1) & split) {
      long at = cell;
      for (int a = 0; a < grid.axes; a++) {
        at += (child >> a & 1) != 0 ? grid.edge(finer, a) : 0;
      }
      visit(at, finer, depth + 1, surprises.within(at, finer, inside), ofBoundary || !agrees);
      if (child == 0) {
        break;
      }
    }
  }

  /** Wants the ends of crossed edges that were never measured. */
  private void askEnds(int[] nodes, float priority) {
    for (int a = 0; a < grid.axes; a++) {
      for (int i = 0; i < corners; i++) {
        int u = nodes[i];
        int v = nodes[i ^ 1 << a];
        if (u < 0 && points.code(u) >= 0 && points.code(v) >= 0 && points.differ(u, v)) {
          wishes.add(points.key(u), priority, "neighbour", u, v);
        }
      }
    }
  }

  /** Wants the undecided ones of the points that come with a split. */
  private void askBetween(long cell, long levels, int split, int u, int v, float priority) {
    for (int middle = split; middle != 0; middle = (middle - 1) & split) {
      int ends = (corners - 1) & ~middle;
      for (int upper = ends; ; upper = (upper - 1) & ends) {
        long at = grid.pointOf(cell, levels, middle, upper);
        int node = points.find(at);
        if (node < 0 && points.code(node) == KnownPoints.UNDECIDED) {
          wishes.add(at, priority, "split", u, v);
        }
        if (upper == 0) {
          break;
        }
      }
    }
  }

  private boolean isMeasured(long key) {
    int entry = known.find(key);
    return entry >= 0 && known.code(entry) >= 0;
  }

  /** Whether all points that a split would bring are measured anyway. */
  private boolean isExplored(long cell, long levels, int split) {
    if (split == 0 || !isMeasured(grid.pointOf(cell, levels, split, 0))) {
      return false;
    }
    for (int middle = split; middle != 0; middle = (middle - 1) & split) {
      int ends = (corners - 1) & ~middle;
      for (int upper = ends; ; upper = (upper - 1) & ends) {
        if (!isMeasured(grid.pointOf(cell, levels, middle, upper))) {
          return false;
        }
        if (upper == 0) {
          break;
        }
      }
    }
    return true;
  }
}

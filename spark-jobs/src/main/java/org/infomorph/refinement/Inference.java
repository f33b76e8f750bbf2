package org.infomorph.refinement;

/**
 * What is known of points, and what follows for others from the known points around them.
 *
 * <p>A point that was not asked for gets the label of the known points around it, if these agree.
 * Up to three axes, these are the corners of the edge, face or cell whose centre the point is. From
 * four axes on, they are the next coarser points on both sides along each axis; one axis along
 * which both sides agree is enough, if no other axis contradicts. So an axis that changes nothing
 * costs nothing.
 *
 * <p>Points are named by handles, which {@link #find} gives: 0 and more if they were asked for.
 */
final class Inference {
  private static final int FIRST_BY_AXIS = 4;

  private final DyadicGrid grid;
  private final Boundary boundary;
  private final KnownPoints known;
  private final boolean byAxis;
  private final KnownPoints inferred = new KnownPoints();

  // What the points around a point say about it: the answer of predict.
  private int code;
  private double mean;
  private double halfWidth;
  private float certainty;

  Inference(DyadicGrid grid, Boundary boundary, KnownPoints known) {
    this.grid = grid;
    this.boundary = boundary;
    this.known = known;
    this.byAxis = grid.axes >= FIRST_BY_AXIS;
  }

  /** Whether points follow from those along each axis, and not from the corners around them. */
  boolean byAxis() {
    return byAxis;
  }

  /** A handle of what is known or inferred of a point: 0 and more if it was asked for. */
  int find(long key) {
    int entry = known.find(key);
    if (entry >= 0) {
      return entry;
    }
    int guess = inferred.find(key);
    if (guess < 0) {
      predict(key);
      guess = inferred.put(key, code, mean, halfWidth, certainty);
    }
    return ~guess;
  }

  /** The number of its label, or {@link KnownPoints#OPEN} or {@link KnownPoints#UNDECIDED}. */
  int code(int node) {
    return node >= 0 ? known.code(node) : inferred.code(~node);
  }

  double mean(int node) {
    return node >= 0 ? known.mean(node) : inferred.mean(~node);
  }

  double halfWidth(int node) {
    return node >= 0 ? known.halfWidth(node) : inferred.halfWidth(~node);
  }

  float certainty(int node) {
    return node >= 0 ? known.certainty(node) : inferred.certainty(~node);
  }

  long key(int node) {
    return node >= 0 ? known.key(node) : inferred.key(~node);
  }

  /** What the points around a point say about it, whatever was measured there. */
  private void predict(long key) {
    if (byAxis) {
      predictByAxis(key);
    } else {
      predictByCorners(key);
    }
  }

  private void predictByCorners(long key) {
    int level = 0;
    for (int a = 0; a < grid.axes; a++) {
      level = Math.max(level, grid.level(key, a));
    }
    if (level == 0) {
      answer(KnownPoints.OPEN);
      return;
    }
    long first = key;
    int odd = 0;
    for (int a = 0; a < grid.axes; a++) {
      if (grid.level(key, a) == level) {
        odd |= 1 << a;
        first -= grid.step(a, level);
      }
    }
    var group = new Group(this, boundary);
    for (int corner = odd; ; corner = (corner - 1) & odd) {
      long at = first;
      for (int a = 0; a < grid.axes; a++) {
        if ((corner >> a & 1) != 0) {
          at += 2 * grid.step(a, level);
        }
      }
      group.add(find(at));
      if (corner == 0) {
        break;
      }
    }
    if (group.differs() || level < grid.levels && group.straddles()) {
      answer(KnownPoints.UNDECIDED);
    } else if (group.waits()) {
      answer(KnownPoints.OPEN);
    } else {
      answer(group);
    }
  }

  private void predictByAxis(long key) {
    boolean coarse = true;
    boolean waits = false;
    boolean contradiction = false;
    Group agreed = null;
    for (int a = 0; a < grid.axes; a++) {
      int level = grid.level(key, a);
      if (level == 0) {
        continue;
      }
      coarse = false;
      var pair = new Group(this, boundary);
      pair.add(find(key - grid.step(a, level)));
      pair.add(find(key + grid.step(a, level)));
      waits |= pair.waits() && !pair.undecided();
      if (pair.waits() || pair.differs() || level < grid.levels && pair.straddles()) {
        continue;
      }
      if (agreed == null) {
        agreed = pair;
      } else {
        contradiction |= agreed.code() != pair.code();
        agreed.atLeastAsCertainAs(pair);
      }
    }
    if (contradiction) {
      answer(KnownPoints.UNDECIDED);
    } else if (coarse || waits) {
      answer(KnownPoints.OPEN);
    } else if (agreed == null) {
      answer(KnownPoints.UNDECIDED);
    } else {
      answer(agreed);
    }
  }

  private void answer(int code) {
    this.code = code;
    mean = Double.NaN;
    halfWidth = 0;
    certainty = 0;
  }

  private void answer(Group group) {
    code = group.code();
    mean = group.mean();
    halfWidth = group.halfWidth();
    certainty = group.certainty();
  }

  /** Whether a boundary lies between two points, both of which have a label. */
  boolean differ(int u, int v) {
    return code(u) != code(v) || jumps(u, v);
  }

  /** Whether the measure jumps between two points. */
  boolean jumps(int u, int v) {
    return boundary.jumps(mean(u), halfWidth(u), mean(v), halfWidth(v));
  }

  /** Whether what was measured at a point is not what the points around it say. */
  boolean isSurprise(int entry) {
    if (known.code(entry) < 0) {
      return false;
    }
    predict(known.key(entry));
    return code >= 0
        ? code != known.code(entry)
            || boundary.jumps(mean, halfWidth, known.mean(entry), known.halfWidth(entry))
        // By axis, points can be undecided in cells whose corners agree.
        : byAxis && code == KnownPoints.UNDECIDED;
  }
}

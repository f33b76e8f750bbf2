package org.infomorph.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infomorph.math.Seeds;

/**
 * One look at all that is known: the tree of cells, and the points that are wanted next. It is made
 * anew for every question, from the known points alone; so it cannot depend on what was asked when.
 *
 * <p>A point that was not asked for gets the label of the known points around it, if these agree.
 * Up to three axes, these are the corners of the edge, face or cell whose centre the point is. From
 * four axes on, they are the next coarser points on both sides along each axis; one axis along
 * which both sides agree is enough, if no other axis contradicts. So an axis that changes nothing
 * costs nothing.
 *
 * <p>A cell is split where two of its corners differ, or a point inside it differs from them. Of
 * the points that come with the split, only those are wanted that the points around them leave
 * undecided. A boundary lies between two corners; where one of them was never measured, it is
 * wanted too. If its label is a surprise, the cells around it are split, and the boundary is
 * followed into them.
 */
final class Refinement {
  private static final int NONE = Integer.MIN_VALUE;
  private static final int FIRST_ANISOTROPIC = 4;
  private static final long[] NO_POINTS = {};

  private final RefinePlan plan;
  private final DyadicGrid grid;
  private final KnownPoints known;
  private final KnownPoints.Labels labels;
  private final boolean anisotropic;
  private final int corners;
  private final KnownPoints inferred = new KnownPoints();
  private final List<int[]> buffers = new ArrayList<>();

  // What the points around a point say about it: the answer of predict.
  private int code;
  private double mean;
  private double halfWidth;
  private float certainty;

  // Surprises by coarse cell: linked lists, their heads found by the cell's lower corner.
  private final KnownPoints heads = new KnownPoints();
  private long[] surprises = new long[16];
  private int[] following = new int[16];
  private int surpriseCount;

  // Wanted points, in the order in which the tree is walked.
  private final KnownPoints wanted = new KnownPoints();
  private float[] priorities = new float[64];
  private String[] reasons = new String[64];
  private int[] firsts = new int[64];
  private int[] seconds = new int[64];

  // Cells that stay whole.
  private int leafCount;
  private long[] leafKeys = new long[64];
  private long[] leafLevels = new long[64];
  private int[] leafCodes = new int[64];
  private float[] leafProbabilities = new float[64];
  private long[] leafNext = new long[64];
  private float[] leafVolumes = new float[64];

  Refinement(RefinePlan plan, DyadicGrid grid, KnownPoints known, KnownPoints.Labels labels) {
    this.plan = plan;
    this.grid = grid;
    this.known = known;
    this.labels = labels;
    this.anisotropic = grid.axes >= FIRST_ANISOTROPIC;
    this.corners = 1 << grid.axes;
    collectSurprises();
    int coarse = (int) grid.coarseSize();
    for (int i = 0; i < coarse; i++) {
      long key = grid.coarsePoint(i);
      if (grid.hasCell(key)) {
        visit(key, 0, 0, surprisesOf(key));
      }
    }
  }

  // ---- labels of points ----

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

  int code(int node) {
    return node >= 0 ? known.code(node) : inferred.code(~node);
  }

  private double mean(int node) {
    return node >= 0 ? known.mean(node) : inferred.mean(~node);
  }

  private double halfWidth(int node) {
    return node >= 0 ? known.halfWidth(node) : inferred.halfWidth(~node);
  }

  private float certainty(int node) {
    return node >= 0 ? known.certainty(node) : inferred.certainty(~node);
  }

  private long key(int node) {
    return node >= 0 ? known.key(node) : inferred.key(~node);
  }

  /** What the points around a point say about it, whatever was measured there. */
  private void predict(long key) {
    if (anisotropic) {
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
    var group = new Group();
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
    } else if (group.waits) {
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
      var pair = new Group();
      pair.add(find(key - grid.step(a, level)));
      pair.add(find(key + grid.step(a, level)));
      waits |= pair.waits && !pair.undecided;
      if (pair.waits || pair.differs() || level < grid.levels && pair.straddles()) {
        continue;
      }
      if (agreed == null) {
        agreed = pair;
      } else {
        contradiction |= agreed.code != pair.code;
        agreed.certainty = Math.max(agreed.certainty, pair.certainty);
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
    code = group.code;
    mean = group.sum / group.count;
    halfWidth = group.halfWidth;
    certainty = group.certainty;
  }

  /** Points that are compared with each other. */
  private final class Group {
    private int code = NONE;
    private boolean differ;
    private boolean waits;
    private boolean undecided;
    private int count;
    private double sum;
    private double halfWidth;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private float certainty = 1;
    private int least = NONE;
    private int most = NONE;

    void add(int node) {
      int found = code(node);
      if (found < 0) {
        waits = true;
        undecided |= found == KnownPoints.UNDECIDED;
        return;
      }
      if (code == NONE) {
        code = found;
      }
      differ |= code != found;
      certainty = Math.min(certainty, certainty(node));
      double value = mean(node);
      if (!Double.isNaN(value)) {
        double half = halfWidth(node);
        count++;
        sum += value;
        halfWidth = Math.max(halfWidth, half);
        low = Math.min(low, value - half);
        high = Math.max(high, value + half);
        least = least == NONE || value < mean(least) ? node : least;
        most = most == NONE || value > mean(most) ? node : most;
      }
    }

    boolean differs() {
      return differ || least != NONE && jumps(mean(least), halfWidth(least), most);
    }

    boolean straddles() {
      return plan.at().isPresent()
          && low < plan.at().getAsDouble()
          && plan.at().getAsDouble() < high;
    }
  }

  private boolean jumps(double from, double half, int to) {
    if (plan.jump().isEmpty() || Double.isNaN(from) || Double.isNaN(mean(to))) {
      return false;
    }
    double other = halfWidth(to);
    double noise = Math.sqrt(half * half + other * other);
    return Math.abs(mean(to) - from) - noise > plan.jump().getAsDouble();
  }

  private boolean differ(int u, int v) {
    return code(u) != code(v) || jumps(mean(u), halfWidth(u), v);
  }

  // ---- surprises ----

  /** Finds the points that are not what the points around them say. */
  private void collectSurprises() {
    for (int entry = 0; entry < known.size(); entry++) {
      if (known.code(entry) < 0) {
        continue;
      }
      long key = known.key(entry);
      predict(key);
      boolean surprise =
          code >= 0
              ? code != known.code(entry) || jumps(mean, halfWidth, entry)
              // By axis, points can be undecided in cells whose corners agree.
              : anisotropic && code == KnownPoints.UNDECIDED;
      if (surprise) {
        addSurprise(key);
      }
    }
  }

  private void addSurprise(long key) {
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
        if (surpriseCount == surprises.length) {
          surprises = Arrays.copyOf(surprises, 2 * surpriseCount);
          following = Arrays.copyOf(following, 2 * surpriseCount);
        }
        int head = heads.find(cell);
        following[surpriseCount] = head < 0 ? NONE : heads.code(head);
        surprises[surpriseCount] = key;
        heads.put(cell, surpriseCount++, 0, 0, 0);
      }
      if (back == 0) {
        break;
      }
    }
  }

  private long[] surprisesOf(long cell) {
    int head = heads.find(cell);
    if (head < 0) {
      return NO_POINTS;
    }
    int count = 0;
    for (int i = heads.code(head); i != NONE; i = following[i]) {
      count++;
    }
    var points = new long[count];
    for (int i = heads.code(head); i != NONE; i = following[i]) {
      points[--count] = surprises[i];
    }
    return points;
  }

  /** Those of some points that lie in a cell or on its faces, but are none of its corners. */
  private long[] within(long cell, long levels, long[] points) {
    if (points.length == 0) {
      return points;
    }
    var kept = new long[points.length];
    int count = 0;
    for (long point : points) {
      if (axesWithin(cell, levels, point) > 0) {
        kept[count++] = point;
      }
    }
    return count == 0 ? NO_POINTS : Arrays.copyOf(kept, count);
  }

  /** The axes on which a point lies between a cell's corners; -1 if it lies outside. */
  private int axesWithin(long cell, long levels, long point) {
    int inside = 0;
    for (int a = 0; a < grid.axes; a++) {
      int low = grid.index(cell, a);
      int at = grid.index(point, a);
      int high = low + (1 << (grid.levels - DyadicGrid.cellLevel(levels, a)));
      if (at < low || at > high) {
        return -1;
      }
      inside |= at > low && at < high ? 1 << a : 0;
    }
    return inside;
  }

  // ---- the tree of cells ----

  private long edge(long levels, int axis) {
    return grid.step(axis, DyadicGrid.cellLevel(levels, axis));
  }

  private int[] cornersOf(long cell, long levels, int depth) {
    while (buffers.size() <= depth) {
      buffers.add(new int[corners]);
    }
    var nodes = buffers.get(depth);
    for (int i = 0; i < corners; i++) {
      nodes[i] = find(lattice(cell, levels, 0, i));
    }
    return nodes;
  }

  private void visit(long cell, long levels, int depth, long[] inside) {
    var nodes = cornersOf(cell, levels, depth);
    var group = new Group();
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
    int first = NONE;
    int second = NONE;
    float certain = 0;
    int crossed = 0;
    // Most cells are of one label: their edges need no comparison.
    int comparable = group.differ || plan.jump().isPresent() ? grid.axes : 0;
    for (int a = 0; a < comparable; a++) {
      for (int i = 0; i < corners; i++) {
        if ((i >> a & 1) == 0) {
          int u = nodes[i];
          int v = nodes[i | 1 << a];
          if (code(u) >= 0 && code(v) >= 0 && differ(u, v)) {
            crossed |= 1 << a;
            float both = certainty(u) * certainty(v);
            if (first == NONE || both > certain) {
              certain = both;
              first = u;
              second = v;
            }
          }
        }
      }
    }
    float volume = volume(levels);
    int split = 0;
    if (crossed != 0) {
      // Already in large cells: a boundary that leaves them is then followed before the budget
      // ends.
      askEnds(nodes, certain * volume);
      if (!group.undecided) {
        split = anisotropic ? crossed & splittable : splittable;
      }
    } else if (group.waits) {
      split = 0;
    } else if (early != 0 && group.straddles()) {
      split = early;
      certain = 1 - group.certainty;
      first = group.least;
      second = group.most;
    } else if (inside.length > 0) {
      split = splittable;
      if (anisotropic) {
        int between = 0;
        for (long point : inside) {
          between |= axesWithin(cell, levels, point);
        }
        split &= between;
      }
      certain = 1;
      first = nodes[0];
      second = find(inside[0]);
    } else if (isExplored(cell, levels, splittable)) {
      split = splittable;
    }
    if (split == 0) {
      leaf(cell, levels, nodes, group, crossed == 0 && !group.undecided ? splittable : 0);
      return;
    }
    if (first != NONE) {
      askBetween(cell, levels, split, first, second, certain * volume);
    }
    long finer = levels;
    for (int a = 0; a < grid.axes; a++) {
      finer += (split >> a & 1) != 0 ? DyadicGrid.halving(a) : 0;
    }
    for (int child = split; ; child = (child - 1) & split) {
      long at = cell;
      for (int a = 0; a < grid.axes; a++) {
        at += (child >> a & 1) != 0 ? edge(finer, a) : 0;
      }
      visit(at, finer, depth + 1, within(at, finer, inside));
      if (child == 0) {
        break;
      }
    }
  }

  /** The volume of a cell, a coarse one having 1. */
  private float volume(long levels) {
    int halvings = 0;
    for (int a = 0; a < grid.axes; a++) {
      halvings += DyadicGrid.cellLevel(levels, a);
    }
    return (float) Math.scalb(1.0, -halvings);
  }

  /** Wants the ends of crossed edges that were never measured. */
  private void askEnds(int[] nodes, float priority) {
    for (int a = 0; a < grid.axes; a++) {
      for (int i = 0; i < corners; i++) {
        int u = nodes[i];
        int v = nodes[i ^ 1 << a];
        if (u < 0 && code(u) >= 0 && code(v) >= 0 && differ(u, v)) {
          want(key(u), priority, "neighbour", u, v);
        }
      }
    }
  }

  /** Wants the undecided ones of the points that come with a split. */
  private void askBetween(long cell, long levels, int split, int u, int v, float priority) {
    for (int middle = split; middle != 0; middle = (middle - 1) & split) {
      int ends = (corners - 1) & ~middle;
      for (int upper = ends; ; upper = (upper - 1) & ends) {
        long at = lattice(cell, levels, middle, upper);
        int node = find(at);
        if (node < 0 && code(node) == KnownPoints.UNDECIDED) {
          want(at, priority, "split", u, v);
        }
        if (upper == 0) {
          break;
        }
      }
    }
  }

  /** A point of a cell: in the middle on some axes, at the upper end on some, else at the lower. */
  private long lattice(long cell, long levels, int middle, int upper) {
    long at = cell;
    for (int rest = middle | upper; rest != 0; rest &= rest - 1) {
      int a = Integer.numberOfTrailingZeros(rest);
      at += edge(levels, a) >> (middle >> a & 1);
    }
    return at;
  }

  private boolean isMeasured(long key) {
    int entry = known.find(key);
    return entry >= 0 && known.code(entry) >= 0;
  }

  /** Whether all points that a split would bring are measured anyway. */
  private boolean isExplored(long cell, long levels, int split) {
    if (split == 0 || !isMeasured(lattice(cell, levels, split, 0))) {
      return false;
    }
    for (int middle = split; middle != 0; middle = (middle - 1) & split) {
      int ends = (corners - 1) & ~middle;
      for (int upper = ends; ; upper = (upper - 1) & ends) {
        if (!isMeasured(lattice(cell, levels, middle, upper))) {
          return false;
        }
        if (upper == 0) {
          break;
        }
      }
    }
    return true;
  }

  // ---- cells that stay whole ----

  private void leaf(long cell, long levels, int[] nodes, Group group, int explorable) {
    if (leafCount == leafKeys.length) {
      int length = 2 * leafCount;
      leafKeys = Arrays.copyOf(leafKeys, length);
      leafLevels = Arrays.copyOf(leafLevels, length);
      leafCodes = Arrays.copyOf(leafCodes, length);
      leafProbabilities = Arrays.copyOf(leafProbabilities, length);
      leafNext = Arrays.copyOf(leafNext, length);
      leafVolumes = Arrays.copyOf(leafVolumes, length);
    }
    int measured = 0;
    for (int node : nodes) {
      measured += node >= 0 && code(node) >= 0 ? 1 : 0;
    }
    int leaf = leafCount++;
    leafKeys[leaf] = cell;
    leafLevels[leaf] = levels;
    leafVolumes[leaf] = 0;
    if (explorable != 0) {
      measured += explore(leaf, explorable);
    }
    int label = group.differ ? majority(nodes) : group.code;
    double probability = label < 0 ? 0 : 1;
    for (int node : nodes) {
      double right = code(node) < 0 ? 0.5 : certainty(node);
      probability =
          Math.min(probability, code(node) < 0 || code(node) == label ? right : 1 - right);
    }
    leafCodes[leaf] = label;
    leafProbabilities[leaf] = (float) (probability * (measured + 1) / (measured + 2));
  }

  /**
   * Notes which point of a cell would be explored next, and what volume it stands for.
   *
   * @return how many points of the cell, corners aside, are measured
   */
  private int explore(int leaf, int axes) {
    long cell = leafKeys[leaf];
    long levels = leafLevels[leaf];
    long centre = lattice(cell, levels, axes, 0);
    if (known.find(centre) < 0) {
      leafNext[leaf] = centre;
      leafVolumes[leaf] = volume(levels);
      return 0;
    }
    int points = 0;
    int measured = 0;
    long next = -1;
    // The centre first, then the centres of its faces, and so on.
    for (int size = Integer.bitCount(axes); size > 0; size--) {
      for (int middle = axes; middle != 0; middle = (middle - 1) & axes) {
        int ends = (corners - 1) & ~middle;
        for (int upper = ends; Integer.bitCount(middle) == size; upper = (upper - 1) & ends) {
          long at = lattice(cell, levels, middle, upper);
          int entry = known.find(at);
          if (entry >= 0) {
            points++;
            measured += known.code(entry) >= 0 ? 1 : 0;
          } else if (next < 0) {
            next = at;
          }
          if (upper == 0) {
            break;
          }
        }
      }
    }
    if (next >= 0) {
      leafNext[leaf] = next;
      leafVolumes[leaf] = volume(levels) / (1 + points);
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
        votes += code(other) == code(node) ? 1 : 0;
      }
      if (code(node) >= 0 && votes > most) {
        most = votes;
        best = code(node);
      }
    }
    return best;
  }

  int leafCount() {
    return leafCount;
  }

  Cell cell(int leaf) {
    var lower = new ArrayList<Double>();
    var upper = new ArrayList<Double>();
    int depth = 0;
    for (int a = 0; a < grid.axes; a++) {
      int level = DyadicGrid.cellLevel(leafLevels[leaf], a);
      int index = grid.index(leafKeys[leaf], a);
      double start = grid.value(a, index).doubleValue();
      double end = grid.value(a, index + (1 << (grid.levels - level))).doubleValue();
      lower.add(Math.min(start, end));
      upper.add(Math.max(start, end));
      depth = Math.max(depth, level);
    }
    var label = leafCodes[leaf] < 0 ? "" : labels.text(leafCodes[leaf]);
    return new Cell(lower, upper, label, leafProbabilities[leaf], depth);
  }

  // ---- what to ask ----

  private void want(long key, float priority, String reason, int u, int v) {
    int entry = wanted.find(key);
    if (entry >= 0 && priorities[entry] >= priority) {
      return;
    }
    if (entry < 0) {
      entry = wanted.put(key, 0, 0, 0, 0);
      if (entry == priorities.length) {
        priorities = Arrays.copyOf(priorities, 2 * entry);
        reasons = Arrays.copyOf(reasons, 2 * entry);
        firsts = Arrays.copyOf(firsts, 2 * entry);
        seconds = Arrays.copyOf(seconds, 2 * entry);
      }
    }
    priorities[entry] = priority;
    reasons[entry] = reason;
    firsts[entry] = u;
    seconds[entry] = v;
  }

  int wantedCount() {
    return wanted.size();
  }

  /** The wanted points, those with the most likely and largest cells first. */
  List<Proposal> wanted(int atMost) {
    var order = new long[wanted.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = descending(priorities[i]) | i;
    }
    Arrays.sort(order);
    var proposals = new ArrayList<Proposal>();
    for (int i = 0; i < order.length && i < atMost; i++) {
      int entry = (int) order[i];
      proposals.add(
          new Proposal(
              grid.point(wanted.key(entry)), reasons[entry], text(firsts[entry], seconds[entry])));
    }
    return proposals;
  }

  /** Sorts small for large; the lower half is free. */
  private static long descending(float value) {
    // The bits of positive floats are in the order of their values.
    return (long) (Integer.MAX_VALUE - Float.floatToIntBits(value)) << Integer.SIZE;
  }

  private String text(int u, int v) {
    if (code(u) != code(v)) {
      return "corners differ: " + labels.text(code(u)) + ", " + labels.text(code(v));
    }
    if (jumps(mean(u), halfWidth(u), v)) {
      return "the measure jumps: " + (float) mean(u) + ", " + (float) mean(v);
    }
    if (plan.at().isPresent()) {
      return "intervals at the threshold: %s +- %s, %s +- %s"
          .formatted((float) mean(u), (float) halfWidth(u), (float) mean(v), (float) halfWidth(v));
    }
    return "the points around contradict each other";
  }

  /** Points in the least explored volume; of equal volumes, some that the seed chooses. */
  List<Proposal> explore(int count) {
    var order = new long[leafCount];
    int open = 0;
    for (int i = 0; i < leafCount; i++) {
      if (leafVolumes[i] > 0) {
        order[open++] = descending(leafVolumes[i]) | i;
      }
    }
    Arrays.sort(order, 0, open);
    var seeds = new Seeds(plan.seed());
    var proposals = new ArrayList<Proposal>();
    for (int from = 0; from < open && proposals.size() < count; ) {
      int to = from;
      while (to < open && order[to] >> Integer.SIZE == order[from] >> Integer.SIZE) {
        to++;
      }
      // A draw for each cell of the group, in the upper half; its place in the lower half.
      var drawn = new long[to - from];
      for (int i = from; i < to; i++) {
        long draw = seeds.stream("explore", leafNext[(int) order[i]]).nextLong();
        drawn[i - from] = draw >>> Integer.SIZE + 1 << Integer.SIZE | i;
      }
      Arrays.sort(drawn);
      for (int i = 0; i < drawn.length && proposals.size() < count; i++) {
        int leaf = (int) order[(int) drawn[i]];
        // Two cells can name the same point on a face between them.
        if (wanted.find(leafNext[leaf]) < 0) {
          wanted.put(leafNext[leaf], 0, 0, 0, 0);
          proposals.add(
              new Proposal(
                  grid.point(leafNext[leaf]), "explore", "few points in a cell of " + size(leaf)));
        }
      }
      from = to;
    }
    return proposals;
  }

  private String size(int leaf) {
    var text = new StringBuilder();
    for (int a = 0; a < grid.axes; a++) {
      int level = DyadicGrid.cellLevel(leafLevels[leaf], a);
      text.append(a == 0 ? "" : " x ").append(1 << (grid.levels - level));
    }
    return text.append(" steps").toString();
  }
}

package org.infomorph.refinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Points that are wanted, each with the two points that it lies between. */
final class Wishes {
  private final Boundary boundary;
  private final Inference points;
  private final KnownPoints.Labels labels;

  // In the order in which the tree is walked.
  private final KnownPoints wanted = new KnownPoints();
  private float[] priorities = new float[64];
  private String[] reasons = new String[64];
  private int[] firsts = new int[64];
  private int[] seconds = new int[64];

  Wishes(Boundary boundary, Inference points, KnownPoints.Labels labels) {
    this.boundary = boundary;
    this.points = points;
    this.labels = labels;
  }

  /** Wants a point; of several reasons, the one with the highest priority counts. */
  void add(long key, float priority, String reason, int u, int v) {
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

  /** Notes that a point will be asked for anyway; false if it was wanted or noted before. */
  boolean claim(long key) {
    if (wanted.find(key) >= 0) {
      return false;
    }
    wanted.put(key, 0, 0, 0, 0);
    return true;
  }

  int count() {
    return wanted.size();
  }

  /** Those with the highest priorities first, and of equal ones, in the order of the tree. */
  List<Wish> first(int atMost) {
    var order = new long[wanted.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = descending(priorities[i]) | i;
    }
    Arrays.sort(order);
    var wishes = new ArrayList<Wish>();
    for (int i = 0; i < order.length && i < atMost; i++) {
      int entry = (int) order[i];
      wishes.add(new Wish(wanted.key(entry), reasons[entry], known(firsts[entry], seconds[entry])));
    }
    return wishes;
  }

  /** Sorts small for large; the lower half is free. */
  static long descending(float value) {
    // The bits of positive floats are in the order of their values.
    return (long) (Integer.MAX_VALUE - Float.floatToIntBits(value)) << Integer.SIZE;
  }

  private String known(int u, int v) {
    if (points.code(u) != points.code(v)) {
      return "corners differ: " + labels.text(points.code(u)) + ", " + labels.text(points.code(v));
    }
    if (points.jumps(u, v)) {
      return "the measure jumps: " + (float) points.mean(u) + ", " + (float) points.mean(v);
    }
    if (boundary.at().isPresent()) {
      return "intervals at the threshold: %s +- %s, %s +- %s"
          .formatted(
              (float) points.mean(u),
              (float) points.halfWidth(u),
              (float) points.mean(v),
              (float) points.halfWidth(v));
    }
    return "the points around contradict each other";
  }
}

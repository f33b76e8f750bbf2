package org.infomorph.refinement;

/** Points that are compared with each other. */
final class Group {
  /** No point, and no label. */
  static final int NONE = Integer.MIN_VALUE;

  private final Inference points;
  private final Boundary boundary;
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

  Group(Inference points, Boundary boundary) {
    this.points = points;
    this.boundary = boundary;
  }

  /** Adds a point by its handle. */
  void add(int node) {
    int found = points.code(node);
    if (found < 0) {
      waits = true;
      undecided |= found == KnownPoints.UNDECIDED;
      return;
    }
    if (code == NONE) {
      code = found;
    }
    differ |= code != found;
    certainty = Math.min(certainty, points.certainty(node));
    double value = points.mean(node);
    if (!Double.isNaN(value)) {
      double half = points.halfWidth(node);
      count++;
      sum += value;
      halfWidth = Math.max(halfWidth, half);
      low = Math.min(low, value - half);
      high = Math.max(high, value + half);
      least = least == NONE || value < points.mean(least) ? node : least;
      most = most == NONE || value > points.mean(most) ? node : most;
    }
  }

  /** Whether a boundary lies between the points. */
  boolean differs() {
    return differ || least != NONE && points.jumps(least, most);
  }

  /** Whether the intervals of the measure lie on both sides of the threshold. */
  boolean straddles() {
    return boundary.isBetween(low, high);
  }

  /** Whether labels differ, whatever the measure does. */
  boolean labelsDiffer() {
    return differ;
  }

  /** Whether a point has no label yet. */
  boolean waits() {
    return waits;
  }

  /** Whether a point has no label because the points around it contradict each other. */
  boolean undecided() {
    return undecided;
  }

  /** The label of the first point that has one; negative if none has. */
  int code() {
    return code;
  }

  /** The mean of the points' means; NaN if none has one. */
  double mean() {
    return sum / count;
  }

  /** The greatest half width. */
  double halfWidth() {
    return halfWidth;
  }

  /** The least certainty of a label. */
  float certainty() {
    return certainty;
  }

  void atLeastAsCertainAs(Group other) {
    certainty = Math.max(certainty, other.certainty);
  }

  /** The point with the least mean, or {@link #NONE}. */
  int least() {
    return least;
  }

  /** The point with the greatest mean, or {@link #NONE}. */
  int most() {
    return most;
  }
}

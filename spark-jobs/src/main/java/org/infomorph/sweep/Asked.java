package org.infomorph.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.infomorph.space.Point;

/**
 * All that a sweep's plan has asked for so far. With the rows of its trials this is all that
 * tables, counts and reports are made of: no trial is bound again for them.
 */
public final class Asked {
  private final Sweep sweep;
  private final List<Point> points;
  private final List<Ask> asks;

  /** By the id of a point the index of its first ask, and for each ask that of the next, or -1. */
  private final Map<String, Integer> first = new HashMap<>();

  private final Map<String, Integer> settings = new HashMap<>();
  private final int[] next;
  private final long trials;
  private final long firstSeed;
  private final int seedSpan;
  private final Ending ending;
  private final double epochs;

  /**
   * @param sweep for its name, axes, measure and thresholds; its trial is asked for nothing
   * @param points by their index
   * @param asks in the order of the rounds; none has a point and a seed of another one
   */
  public Asked(Sweep sweep, List<Point> points, List<Ask> asks) {
    this(sweep, points, asks, Ending.OPEN, 0);
  }

  private Asked(Sweep sweep, List<Point> points, List<Ask> asks, Ending ending, double epochs) {
    this.ending = ending;
    this.epochs = epochs;
    this.sweep = sweep;
    this.points = List.copyOf(points);
    this.asks = List.copyOf(asks);
    next = new int[asks.size()];
    long sum = 0;
    for (int i = asks.size() - 1; i >= 0; i--) {
      var before = first.put(asks.get(i).pointId(), i);
      next[i] = before == null ? -1 : before;
      sum += asks.get(i).seeds();
    }
    asks.forEach(ask -> settings.putIfAbsent(ask.setting(), settings.size()));
    trials = sum;
    firstSeed = asks.stream().mapToLong(Ask::firstSeed).min().orElse(0);
    long end = asks.stream().mapToLong(ask -> ask.firstSeed() + ask.seeds()).max().orElse(0);
    seedSpan = Math.toIntExact(end - firstSeed);
  }

  /** What the trials of a sweep were asked by. */
  static Asked of(Sweep sweep, SweepTrials trials) {
    return new Asked(sweep, trials.points(), trials.asks());
  }

  /** The same without the trials that confirm: what decisions were taken from. */
  public Asked withoutConfirmation() {
    return new Asked(
        sweep, points, asks.stream().filter(ask -> !ask.confirms()).toList(), ending, epochs);
  }

  /** The same, with why nothing more was asked for. */
  public Asked ended(Ending why) {
    return new Asked(sweep, points, asks, why, epochs);
  }

  /** The same, with the epochs that its trials take of a budget of epochs. */
  public Asked counted(double used) {
    return new Asked(sweep, points, asks, ending, used);
  }

  /**
   * The epochs that its trials take of a budget of epochs: of a trial that continues another one,
   * those after that. 0 if the sweep has no such budget.
   */
  public double epochs() {
    return epochs;
  }

  /** Why nothing more was asked for. */
  public Ending ending() {
    return ending;
  }

  /** The sweep. */
  public Sweep sweep() {
    return sweep;
  }

  /** All points, in the order in which the plan gave them. */
  public List<Point> points() {
    return points;
  }

  /** All asks, in the order of the rounds. */
  public List<Ask> asks() {
    return asks;
  }

  /** How many trials were asked for. */
  public long trials() {
    return trials;
  }

  /** The least seed of all asks; 0 if there is none. */
  public long firstSeed() {
    return firstSeed;
  }

  /** How many seeds there are from the least to the greatest one of all asks. */
  public int seedSpan() {
    return seedSpan;
  }

  /** Whether every point was asked for once, and all with the same seeds. */
  public boolean isUniform() {
    return next.length == first.size()
        && asks.stream().allMatch(ask -> ask.firstSeed() == firstSeed && ask.seeds() == seedSpan);
  }

  /** The index of the ask that a trial belongs to; -1 if the trial is none of this sweep. */
  public int ask(String pointId, long seed) {
    var found = first.get(pointId);
    for (int i = found == null ? -1 : found; i >= 0; i = next[i]) {
      if (asks.get(i).takes(seed)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * How late the setting of an ask came among those of the sweep: that of a higher rung came later.
   * Below all others, -1, for trials that confirm.
   */
  public int level(int ask) {
    return asks.get(ask).confirms() ? -1 : settings.get(asks.get(ask).setting());
  }

  /** For each point that trials are asked of, the last ask, in the order of the points. */
  public List<Ask> ofPoints() {
    var last = new Ask[points.size()];
    for (var ask : asks) {
      if (!ask.confirms()) { // confirms what the last one has led to
        last[ask.point()] = ask;
      }
    }
    var list = new ArrayList<Ask>();
    for (var ask : last) {
      if (ask != null) {
        list.add(ask);
      }
    }
    return list;
  }
}

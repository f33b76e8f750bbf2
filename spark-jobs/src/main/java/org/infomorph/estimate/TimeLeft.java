package org.infomorph.estimate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.infomorph.sweep.SweepTrials;

/**
 * The remaining time of a run, estimated from its finished trials. The estimate of a trial uses
 * finished trials of the same kind and cost, or, if there are none, its cost. The elapsed time of
 * running trials is subtracted.
 */
final class TimeLeft {
  private final Map<Size, Group> groups = new HashMap<>();
  private final Map<String, Rate> kinds = new HashMap<>();
  private final Rate all = new Rate();
  private final DoubleSupplier clock;

  /** The start time of the trial that each core is running. */
  private final List<Double> starts = new ArrayList<>();

  private int open;

  /** The size of a trial; trials of the same size take about equally long. */
  private record Size(String kind, double cost) {}

  private static final class Group {
    private int open;
    private int ended;
    private double seconds;
  }

  /** Seconds per unit of cost. */
  private static final class Rate {
    private double seconds;
    private double cost;
  }

  /**
   * @param trials the trials of the first round
   * @param clock seconds since any fixed time
   */
  TimeLeft(List<SweepTrials.Trial> trials, DoubleSupplier clock) {
    this.clock = clock;
    trials.forEach(this::expect);
  }

  /** Adds a trial that has yet to run. */
  void expect(SweepTrials.Trial trial) {
    group(trial).open++;
    open++;
  }

  private Group group(SweepTrials.Trial trial) {
    return groups.computeIfAbsent(new Size(trial.kind(), trial.cost()), size -> new Group());
  }

  /** Removes a trial that need not run. */
  void present(SweepTrials.Trial trial) {
    group(trial).open--;
    open--;
  }

  /**
   * To be called when the unfinished trials begin to run.
   *
   * @param cores number of trials at a time
   */
  void begin(int cores) {
    starts.clear();
    for (int core = 0; core < Math.min(cores, open); core++) {
      starts.add(clock.getAsDouble());
    }
  }

  /**
   * A trial has ended. Its core is the one whose trial began this long ago; this core now begins
   * another trial.
   */
  void ended(SweepTrials.Trial trial, double seconds) {
    present(trial);
    var group = group(trial);
    group.ended++;
    group.seconds += seconds;
    for (var rate : List.of(all, kinds.computeIfAbsent(trial.kind(), kind -> new Rate()))) {
      rate.seconds += seconds;
      rate.cost += trial.cost();
    }
    double now = clock.getAsDouble();
    int core = -1;
    for (int i = 0; i < starts.size(); i++) {
      if (core < 0
          || Math.abs(now - seconds - starts.get(i)) < Math.abs(now - seconds - starts.get(core))) {
        core = i;
      }
    }
    if (core >= 0) {
      starts.remove(core);
      if (open > starts.size()) {
        starts.add(now);
      }
    }
  }

  /** Seconds until all trials have finished; NaN as long as no trial has ended. */
  double seconds() {
    if (all.cost == 0) {
      return Double.NaN;
    }
    // Between the rounds of a study, trials may be asked for that no core has begun yet.
    return open <= starts.size() ? longestRunning() : waiting() / Math.max(1, starts.size());
  }

  /** While trials wait, no core is idle, and all cores share the remaining work. */
  private double waiting() {
    double total = 0;
    double longest = 0;
    for (var entry : groups.entrySet()) {
      if (entry.getValue().open > 0) {
        double seconds = expected(entry.getKey(), entry.getValue());
        total += entry.getValue().open * seconds;
        longest = Math.max(longest, seconds);
      }
    }
    double now = clock.getAsDouble();
    for (double start : starts) {
      total -= Math.min(now - start, longest);
    }
    return Math.max(0, total);
  }

  /** At the end, the run waits for the longest running trial. Long trials begin first. */
  private double longestRunning() {
    var expected = new ArrayList<Double>();
    groups.forEach(
        (size, group) -> expected.addAll(Collections.nCopies(group.open, expected(size, group))));
    expected.sort(Comparator.reverseOrder());
    Collections.sort(starts);
    double now = clock.getAsDouble();
    double last = 0;
    for (int i = 0; i < expected.size(); i++) {
      last = Math.max(last, expected.get(i) - (now - starts.get(i)));
    }
    return last;
  }

  private double expected(Size size, Group group) {
    if (group.ended > 0) {
      return group.seconds / group.ended;
    }
    var rate = kinds.getOrDefault(size.kind(), all);
    return size.cost() * rate.seconds / rate.cost;
  }
}

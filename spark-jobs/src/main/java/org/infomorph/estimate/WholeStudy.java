package org.infomorph.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.infomorph.measuring.Bisect;
import org.infomorph.measuring.Rungs;
import org.infomorph.sweep.Budget;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepTrials;
import org.infomorph.sweep.Texts;

/**
 * What is known of a whole study before it runs: what decides, its budget, and how long it takes at
 * most. How much of that it needs depends on what it measures.
 */
public final class WholeStudy {
  private WholeStudy() {}

  /** How many trials it has at most: those of the budget, or all that its plan could ask for. */
  static long mostTrials(Sweep sweep) {
    long points = sweep.plan().size(sweep.space());
    long each = sweep.perPoint().most();
    long all = points > Budget.NONE.trials() / each ? Budget.NONE.trials() : points * each;
    return Math.min(all, sweep.budget().trials());
  }

  /** What decides, and what ends the study, in one line. */
  public static String words(Sweep sweep) {
    var budget = sweep.budget();
    var ends = new ArrayList<String>();
    long trials = mostTrials(sweep);
    boolean endless = trials == Budget.NONE.trials();
    if (!endless) {
      ends.add(Texts.count(trials, "trial"));
    }
    if (Double.isFinite(budget.epochs())) {
      ends.add(Texts.axis(budget.epochs()) + " epochs");
    }
    if (Double.isFinite(budget.coreHours())) {
      ends.add(Texts.axis(budget.coreHours()) + " core hours");
    }
    var confirmation = sweep.confirmation();
    return "what comes then is decided by %s%s%s"
        .formatted(
            sweep.measure(),
            ends.isEmpty() ? "" : ", up to " + String.join(" or ", ends) + " in all",
            confirmation.isGiven()
                ? "; %s with %s each then confirm the best"
                    .formatted(
                        Texts.count(confirmation.points(), "point"),
                        Texts.count(confirmation.seeds(), "fresh seed"))
                : "");
  }

  /**
   * How long a study trains at most.
   *
   * @param trials of the first round
   * @param found what was measured of these
   * @param first the trials of the first round that are missing, one or more
   * @param cores number of trials at a time
   */
  public static String time(
      Sweep sweep,
      SweepTrials trials,
      Probe.Finding found,
      List<SweepTrials.Trial> first,
      int cores) {
    double seconds = seconds(sweep, trials, found.speeds(), first) / cores;
    return "\nthe whole study: at most about %s of training on %s"
        .formatted(Texts.duration(seconds), Texts.count(cores, "core"));
  }

  /**
   * Of all trials, one after the other, and those that confirm. Rounds are taken to have as many
   * points as the first one.
   */
  static double seconds(
      Sweep sweep, SweepTrials trials, Speeds speeds, List<SweepTrials.Trial> first) {
    var dear = first.stream().max(Comparator.comparingDouble(speeds::seconds)).orElseThrow();
    int points = Math.max(1, trials.points().size() / Rounds.LANES);
    double weights = 0;
    double each = 0;
    double epochs = 0;
    double last = 0;
    for (int setting = firstSetting(sweep); setting <= lastSetting(sweep); setting++) {
      var trial = trials.trial(dear.point(), setting);
      last = speeds.seconds(trial);
      weights += points;
      each += points * last;
      epochs += points * (double) trials.spec(trial).training().epochs();
      if (sweep.perPoint() instanceof Rungs rungs) {
        points = rungs.promoted(points);
      }
    }
    var budget = sweep.budget();
    double byTrials = mostTrials(sweep) * each / weights;
    double byEpochs = budget.epochs() * each / epochs;
    double decided = Math.min(Math.min(byTrials, byEpochs), 3600 * budget.coreHours());
    var confirmation = sweep.confirmation();
    return decided + (double) confirmation.points() * confirmation.seeds() * last;
  }

  /** A bisection's trials are taken to be as dear as the dearest, that of the last value. */
  private static int firstSetting(Sweep sweep) {
    return sweep.perPoint() instanceof Bisect bisect ? bisect.count() - 1 : 0;
  }

  private static int lastSetting(Sweep sweep) {
    return sweep.perPoint() instanceof Rungs rungs
        ? rungs.values().size() - 1
        : firstSetting(sweep);
  }
}

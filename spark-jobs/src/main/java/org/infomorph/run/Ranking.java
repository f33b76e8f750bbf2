package org.infomorph.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.infomorph.measuring.Bisect;
import org.infomorph.measuring.Outcome;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Sample;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Sweep;

/**
 * The points of a sweep, the best first: by the highest rung that they reached, and then by the
 * mean of the measure. The first one of a pruning is what it ends with.
 */
public final class Ranking {
  private final Asked asked;
  private final List<Best> best;

  /**
   * A point with a measure.
   *
   * @param point index of the point
   * @param measured what is known of it
   * @param scores all scores of its trials, on the highest rung, by name
   * @param fresh the same of the trials that confirm it, whose seeds have decided nothing; empty if
   *     the point is not confirmed
   */
  public record Best(
      int point, Measured measured, Map<String, Sample> scores, Map<String, Sample> fresh) {}

  private Ranking(Asked asked, List<Best> best) {
    this.asked = asked;
    this.best = best;
  }

  /**
   * Ranks the points of a folder, also while the sweep runs.
   *
   * @param folder of a sweep
   */
  public static Ranking of(SweepFolder folder) throws IOException {
    return of(folder, folder.asked());
  }

  /** What ranks the points, in words: the measure, or of a bisection what it finds. */
  public static String measureOf(Sweep sweep) {
    return sweep.perPoint() instanceof Bisect bisect ? bisect.capacity() : sweep.measure();
  }

  /** The same, for what a run that is in progress or has just ended has asked for. */
  public static Ranking of(SweepFolder folder, Asked asked) throws IOException {
    var collected = new Collected(asked);
    var measure = asked.sweep().measure();
    TrialTable.scanWhole(
        folder.trials(), trial -> collected.add(EndedTrial.of(trial, measure)), note -> {});
    return asked.sweep().decides()
        ? collected.ranking(
            Rounds.replay(asked.sweep(), id -> Optional.ofNullable(collected.outcomes.get(id))))
        : collected.ranking();
  }

  /** The points of a study, of trials that were read before, and of its rounds. */
  static Ranking of(Asked asked, Iterable<EndedTrial> trials, Rounds rounds) {
    var collected = new Collected(asked);
    trials.forEach(collected::add);
    return collected.ranking(rounds);
  }

  /** The scores of each point's trials, by name and seed. */
  private static final class Collected {
    final Asked asked;

    /** By a point that has asked for trials, their id; points that mean the same trial share it. */
    final Map<Integer, String> last = new HashMap<>();

    final Set<String> wanted;
    final Map<String, Outcome> outcomes = new HashMap<>();
    final Map<String, Map<String, TreeMap<Long, Double>>> scores = new HashMap<>();
    final Map<String, Map<String, TreeMap<Long, Double>>> fresh = new HashMap<>();

    Collected(Asked asked) {
      this.asked = asked;
      asked.ofPoints().forEach(ask -> last.put(ask.point(), ask.pointId()));
      wanted = new HashSet<>(last.values());
    }

    void add(EndedTrial trial) {
      if (asked.sweep().decides()) {
        outcomes.put(trial.trialId(), trial.outcome());
      }
      int own = asked.ask(trial.pointId(), trial.seed());
      if (wanted.contains(trial.pointId()) && !trial.scores().isEmpty() && own >= 0) {
        var ofPoint =
            (asked.asks().get(own).confirms() ? fresh : scores)
                .computeIfAbsent(trial.pointId(), id -> new TreeMap<>());
        trial
            .scores()
            .forEach(
                (name, value) ->
                    ofPoint
                        .computeIfAbsent(name, score -> new TreeMap<>())
                        .put(trial.seed(), value));
      }
    }

    /** As a study ranks its points. */
    Ranking ranking(Rounds rounds) {
      var all = new ArrayList<Best>();
      var measured = rounds.measured().stream().flatMap(round -> round.points().stream()).toList();
      for (int point : rounds.candidates()) {
        var own = last.get(point); // none if an earlier point has asked for all of its trials
        var id = own != null ? own : rounds.trials().pointId(point, measured.get(point).rung());
        all.add(
            new Best(point, measured.get(point), samples(scores.get(id)), samples(fresh.get(id))));
      }
      return new Ranking(asked, all);
    }

    /** Of a sweep that is no study. */
    Ranking ranking() {
      var sweep = asked.sweep();
      var all = new ArrayList<Best>();
      for (int point = 0; point < asked.points().size(); point++) {
        var samples = samples(scores.get(last.get(point)));
        var known =
            Measured.of(
                asked.points().get(point), samples.getOrDefault(sweep.measure(), Sample.NONE));
        if (known.value().isPresent()) {
          all.add(new Best(point, known, samples, Map.of()));
        }
      }
      double sign = sweep.perPoint().prefersMore(sweep.maximise()) ? -1 : 1;
      all.sort(Comparator.comparingDouble(one -> sign * one.measured().value().getAsDouble()));
      return new Ranking(asked, all);
    }
  }

  private static Map<String, Sample> samples(Map<String, TreeMap<Long, Double>> bySeed) {
    var samples = new TreeMap<String, Sample>();
    if (bySeed != null) {
      bySeed.forEach((name, seeds) -> samples.put(name, sample(seeds)));
    }
    return samples;
  }

  private static Sample sample(TreeMap<Long, Double> seeds) {
    return Sample.of(seeds.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The sweep. */
  public Sweep sweep() {
    return asked.sweep();
  }

  /** Points with a measure, the best first. */
  public List<Best> best() {
    return best;
  }

  /**
   * The trial of a point as a file has it, ready to be run: with the setting of its last trials.
   */
  public ObjectNode trial(Best one) {
    var sweep = asked.sweep();
    var tree = sweep.trial().tree();
    var axes = sweep.space().axes();
    for (int a = 0; a < axes.size(); a++) {
      axes.get(a).set(tree, asked.points().get(one.point()).values().get(a));
    }
    if (sweep.perPoint().path().isPresent()) {
      sweep
          .perPoint()
          .settingOf(one.measured())
          .ifPresent(setting -> sweep.perPoint().path().get().set(tree, setting));
    }
    return tree;
  }
}

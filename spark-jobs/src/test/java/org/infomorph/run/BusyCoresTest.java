package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infomorph.app.FakeTrials;
import org.infomorph.math.Seeds;
import org.infomorph.measuring.Outcome;
import org.infomorph.result.ResultFormat;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.sweep.SweepTrials;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether cores wait in a study: the rounds are real, time is not. Trials take as long as a heavy
 * tail has it; the two lanes take turns as in {@link SweepJob}, and Spark gives the tasks of the
 * earlier job to a free core first.
 */
@Tag("thorough")
class BusyCoresTest {
  private static final int CORES = 2;

  private static final String AXES =
      """
      name: study
      trial: trial.yaml
      measure: quality
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1, count: 9}}
        unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1, count: 9}}
      """;

  @TempDir Path folder;

  private final Map<String, Outcome> outcomes = new HashMap<>();

  /** By trial, when it began and ended. */
  private final List<double[]> spans = new ArrayList<>();

  private final double[] free = new double[CORES];

  /** When the last trial of each lane ends. */
  private final double[] ends = new double[Rounds.LANES];

  private Optional<Outcome> outcome(String trialId) {
    return Optional.ofNullable(outcomes.get(trialId));
  }

  /** Half of the trials take at most twice the shortest time. */
  private static double seconds(String trialId, double shortest, double longest) {
    double uniform = new Seeds(trialId.hashCode()).stream("duration").nextDouble();
    return Math.min(shortest / (1 - uniform), longest);
  }

  private void begin(Rounds rounds, int lane, double now, double longest) {
    var asked = new ArrayList<>(rounds.asked(lane));
    asked.sort(Comparator.comparingDouble(trial -> -trial.cost())); // as SweepJob does
    for (SweepTrials.Trial trial : asked) {
      var made = ResultFormat.fromJson(FakeTrials.quality(rounds.trials().spec(trial)));
      outcomes.put(trial.trialId(), EndedTrial.outcome(made, "quality"));
      int core = free[0] <= free[1] ? 0 : 1;
      double from = Math.max(now, free[core]);
      free[core] = from + seconds(trial.trialId(), 0.05, longest);
      spans.add(new double[] {from, free[core]});
      ends[lane] = Math.max(ends[lane], free[core]);
    }
  }

  /** Each lane asks when its own trials have ended, and the other lane has had its turn. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan: {refine: {levels: 4}} | seeds: {from: 2, to: 4, sure: 0.95} | 20",
        "plan: {search: {population: 100}} | seeds: 2 | 20",
        "plan: {search: {population: 100}} | per_point: {rungs: {path: training.epochs,"
            + " values: [1, 3], keep: 0.3}, seeds: 2} | 5",
        "plan: {search: {population: 12}} | seeds: 5 | 20",
      })
  void bothCoresWorkUntilTheLastRound(String plan, String seeds, double longest) {
    var axes = plan.contains("search") ? AXES.replace(", count: 9", "") : AXES;
    var yaml = axes + plan + "\n" + seeds + "\nbudget: {trials: 2000}\n";
    var rounds = Rounds.begin(SweepFiles.sweep(folder, yaml), spec -> {});
    double now = 0;
    double lastRound = 0;
    begin(rounds, 0, now, longest);
    begin(rounds, 1, now, longest);
    for (int lane = 0; !rounds.isOver(); lane = (lane + 1) % Rounds.LANES) {
      now = Math.max(now, ends[lane]);
      if (rounds.waitsForTheOther(lane, this::outcome)) {
        throw new AssertionError("here, all outcomes are known at once");
      }
      int before = rounds.measured().size();
      rounds.turn(lane, this::outcome);
      begin(rounds, lane, now, longest);
      lastRound = rounds.measured().size() > before ? now : lastRound;
    }

    double end = lastRound;
    double busy =
        spans.stream().mapToDouble(span -> Math.max(0, Math.min(span[1], end) - span[0])).sum();
    double share = busy / (CORES * end);
    System.out.printf(
        "%s, %s: %d trials in %d rounds, cores busy %.1f %% until the last round%n",
        plan, seeds, spans.size(), rounds.measured().size(), 100 * share);
    assertTrue(share >= 0.95, "cores busy " + share);
    assertTrue(rounds.measured().size() > 4, "few rounds say little");
  }
}

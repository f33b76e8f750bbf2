package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.infomorph.app.FakeTrials;
import org.infomorph.form.SpecException;
import org.infomorph.measuring.Outcome;
import org.infomorph.result.ResultFormat;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.trial.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every plan with every way of measuring a point: it runs to its end, or is refused in one line
 * with the reason. Results are made up, so that none of it takes time. The table of docs/studies.md
 * is compared; with {@code -Dinfomorph.describe=true} it is written anew.
 */
class CombinationsTest {
  private static final Path DOCS =
      Path.of(System.getProperty("project.root")).resolve("docs/studies.md");

  private static final String HEAD =
      """
      name: study
      trial: trial.yaml
      measure: quality
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1, count: 5}}
        con: {path: "network.layers.out.goal.{c}", linear: {from: -1, to: 1, count: 5}}
      """;

  private static final String BUDGET = "budget: {trials: 120}\n";

  /** The plans, by the names in the table. */
  private static final Map<String, String> PLANS = new LinkedHashMap<>();

  /** The ways of measuring. */
  private static final Map<String, String> WAYS = new LinkedHashMap<>();

  static {
    PLANS.put("`grid`", "plan: grid\n");
    PLANS.put("`listed`", "plan: listed\n");
    PLANS.put("`given`", "plan: given\npoints: [[0.5, 0], [1, 0.5], [-1, 1]]\n");
    PLANS.put("`random`", "plan: random\npoints: 7\n");
    PLANS.put("`sobol`", "plan: sobol\npoints: 7\n");
    PLANS.put("`refine` by phases", "plan: {refine: {levels: 2}}\n" + BUDGET);
    PLANS.put("`refine` by `at`", "plan: {refine: {levels: 2, at: 0.3}}\n" + BUDGET);
    PLANS.put("`refine` by `jump`", "plan: {refine: {levels: 2, jump: 0.3}}\n" + BUDGET);
    PLANS.put("`search`", "plan: {search: {}}\n" + BUDGET);
    PLANS.put("`knockout`", "plan: {knockout: {base: {red: 1, con: 0.5}}}\n");
    PLANS.put("`prune`", "plan: {prune: {base: {red: 1, con: 0.5}, tolerance: 0.01}}\n");
    WAYS.put("`seeds: N`", "seeds: 2\n");
    WAYS.put("until narrow", "seeds: {from: 2, to: 4, half_width: 1.0e-4}\n");
    WAYS.put("until sure", "seeds: {from: 2, to: 4, sure: 0.97}\n");
    WAYS.put(
        "`rungs`", "per_point: {rungs: {path: training.epochs, values: [1, 2, 4], keep: 0.5}}\n");
    WAYS.put(
        "`bisect`",
        """
        per_point:
          bisect:
            axis: network.layers.out.goal.{r}
            at_least: {quality: 0}
            from: 0
            to: 1
            step: 0.125
          seeds: 2
        """);
  }

  @TempDir Path folder;

  /** What a study has come to. */
  private final Map<String, Outcome> outcomes = new HashMap<>();

  private Optional<Outcome> outcome(String trialId) {
    return Optional.ofNullable(outcomes.get(trialId));
  }

  /** Runs a sweep to its end, with made-up results. */
  private Rounds run(String yaml, boolean allFail) {
    var rounds = Rounds.begin(SweepFiles.sweep(folder, yaml), spec -> {});
    finish(rounds, 0, allFail);
    finish(rounds, 1, allFail);
    int turns = 0;
    for (int lane = 0; !rounds.isOver(); lane = (lane + 1) % Rounds.LANES) {
      rounds.turn(lane, this::outcome);
      finish(rounds, lane, allFail);
      assertTrue(turns++ < 1000, "it never ends");
    }
    return rounds;
  }

  private void finish(Rounds rounds, int lane, boolean allFail) {
    for (var trial : rounds.asked(lane)) {
      var spec = rounds.trials().spec(trial);
      outcomes.put(trial.trialId(), allFail ? Outcome.FAILED : made(spec));
    }
  }

  private static Outcome made(TrialSpec spec) {
    return EndedTrial.outcome(ResultFormat.fromJson(FakeTrials.quality(spec)), "quality");
  }

  private static String sweep(String plan, String way) {
    // On few values, a search asks for known points again and again before it ends.
    var head = plan.equals("`search`") ? HEAD.replace("count: 5", "count: 1001") : HEAD;
    return head + PLANS.get(plan) + WAYS.get(way);
  }

  static Stream<List<String>> combinations() {
    return PLANS.keySet().stream()
        .flatMap(plan -> WAYS.keySet().stream().map(way -> List.of(plan, way)));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void runsToItsEndOrIsRefusedInOneLine(List<String> pair) {
    var yaml = sweep(pair.get(0), pair.get(1));
    Rounds rounds;
    try {
      rounds = run(yaml, false);
    } catch (SpecException refused) {
      assertEquals(1, refused.getMessage().lines().count());
      assertTrue(refused.getMessage().contains("; allowed "), refused.getMessage());
      return;
    }

    var trials = rounds.trials();
    var ids = new HashSet<String>();
    trials.trials().forEach(trial -> ids.add(trial.trialId()));
    assertEquals(trials.trials().size(), ids.size(), "no trial is asked for twice");
    if (rounds.sweep().decides()) {
      // A point below the range of a bisection has no value; all others have.
      boolean bisected = pair.get(1).equals("`bisect`");
      var points = rounds.measured().stream().flatMap(round -> round.points().stream()).toList();
      assertEquals(trials.points().size(), points.size());
      for (var point : points) {
        assertFalse(point.open(), point.toString());
        assertTrue(bisected || point.value().isPresent(), point.toString());
      }
      assertTrue(points.stream().anyMatch(point -> point.value().isPresent()));
      assertTrue(rounds.asked().asks().stream().noneMatch(ask -> ask.reason().isEmpty()));
    }
    var again = Rounds.replay(rounds.sweep(), this::outcome);
    assertEquals(rounds.asked().asks(), again.asked().asks());
    assertTrue(again.isOver());
  }

  /** A result, and no error: every point is measured, and has no value. */
  @ParameterizedTest
  @MethodSource("combinations")
  void endsIfAllTrialsFail(List<String> pair) {
    var yaml = sweep(pair.get(0), pair.get(1));
    if (refusal(yaml).isPresent()) {
      return;
    }

    var rounds = run(yaml, true);

    for (var round : rounds.measured()) {
      for (var point : round.points()) {
        assertTrue(point.value().isEmpty(), point.toString());
      }
    }
    assertTrue(
        rounds.asked().asks().stream()
            .noneMatch(ask -> List.of("promoted", "seed").contains(ask.reason())));
  }

  private Optional<String> refusal(String yaml) {
    try {
      SweepFiles.sweep(folder, yaml);
      return Optional.empty();
    } catch (SpecException e) {
      return Optional.of(e.getMessage().replaceFirst("^.*sweep.yaml: ", ""));
    }
  }

  @Test
  void theTableOfTheDocumentationSaysWhatRuns() throws IOException {
    var table = new ArrayList<String>();
    var reasons = new TreeSet<String>();
    table.add("| | " + String.join(" | ", WAYS.keySet()) + " |");
    table.add("|---".repeat(1 + WAYS.size()) + "|");
    for (var plan : PLANS.keySet()) {
      var row = new StringBuilder("| " + plan);
      for (var way : WAYS.keySet()) {
        var refusal = refusal(sweep(plan, way));
        refusal.ifPresent(reasons::add);
        row.append(refusal.isPresent() ? " | refused" : " | runs");
      }
      table.add(row + " |");
    }
    table.add("");
    table.add("The reasons are:");
    table.add("");
    reasons.forEach(reason -> table.add("    " + reason));

    var lines = new ArrayList<>(Files.readAllLines(DOCS));
    int begin = lines.indexOf("<!-- combinations -->");
    int end = lines.indexOf("<!-- end -->");
    assertTrue(begin > 0 && end > begin, DOCS + " has no table of combinations");
    if (Boolean.getBoolean("infomorph.describe")) {
      lines.subList(begin + 1, end).clear();
      lines.addAll(begin + 1, table);
      Files.write(DOCS, lines);
    } else {
      assertEquals(table, lines.subList(begin + 1, end), "another table than " + DOCS);
    }
  }
}

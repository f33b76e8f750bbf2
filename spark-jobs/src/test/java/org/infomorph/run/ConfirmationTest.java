package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.infomorph.app.FakeTrials;
import org.infomorph.files.Folder;
import org.infomorph.measuring.Outcome;
import org.infomorph.measuring.Profile;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Round;
import org.infomorph.store.TableFolder;
import org.infomorph.sweep.Ask;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Confirmation;
import org.infomorph.sweep.Ending;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.Sweep;
import org.infomorph.sweep.SweepFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The best points of a study are measured again, with seeds that no decision has seen. */
class ConfirmationTest {
  private static final String HEAD =
      """
      name: study
      trial: trial.yaml
      measure: quality
      axes:
        red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1, count: 5}}
        unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1, count: 5}}
      """;

  /** Without a count, no two points are the same trial. */
  private static final String SEARCH =
      HEAD.replace(", count: 5", "")
          + """
          plan: {search: {seed: 3}}
          per_point: {rungs: {path: training.epochs, values: [1, 2, 4], keep: 0.4}}
          budget: {trials: 90}
          """;

  private static final String UNCONFIRMED = SEARCH + "confirm: {points: 0}\n";

  @TempDir Path folder;

  private SweepFolder place(String name) {
    return new SweepFolder(Folder.at(folder.resolve(name).toString()));
  }

  /** A made-up score falls by 0.0001 from seed to seed. */
  private Asked run(String sweep, String name) throws IOException {
    return MadeUpStudy.run(
            folder, folder.resolve(name), sweep, FakeTrials::qualityOf, Integer.MAX_VALUE)
        .asked();
  }

  private static List<Ask> confirming(Asked asked) {
    return asked.asks().stream().filter(Ask::confirms).toList();
  }

  @Test
  void freshSeedsConfirmTheBestPointsAndDecideNothing() throws IOException {
    var decided = run(UNCONFIRMED, "decided");
    var asked = run(SEARCH + "confirm: {points: 2, seeds: 4}\n", "confirmed");

    assertEquals(decided.asks(), asked.withoutConfirmation().asks());
    assertEquals(decided.trials() + 8, asked.trials(), "confirmation counts in no budget");
    var confirming = confirming(asked);
    assertEquals(2, confirming.size());
    assertEquals(confirming, asked.asks().subList(asked.asks().size() - 2, asked.asks().size()));
    var ranking = Ranking.of(place("confirmed"));
    for (int rank = 0; rank < 2; rank++) {
      var best = ranking.best().get(rank);
      var ask = confirming.get(rank);
      assertEquals(best.point(), ask.point());
      assertEquals("4", ask.setting(), "on the rung that it has reached");
      assertEquals(4, ask.seeds());
      assertTrue(decided.asks().stream().noneMatch(seen -> seen.takes(ask.firstSeed())));
      assertEquals(best.measured().sample(), best.scores().get("quality"));
      assertEquals(4, best.fresh().get("quality").count());
      double expected = best.measured().sample().mean() - 0.0001 * 2.5;
      assertEquals(expected, best.fresh().get("quality").mean(), 1e-9);
    }
    assertTrue(ranking.best().get(2).fresh().isEmpty());
    assertEquals(
        Ranking.of(place("decided")).best().stream().map(Ranking.Best::measured).toList(),
        ranking.best().stream().map(Ranking.Best::measured).toList());
  }

  @Test
  void theTableSaysWhatChoseAPointAndWhatFreshSeedsSay() throws IOException {
    var asked = run(SEARCH + "confirm: {points: 2, seeds: 4}\n", "confirmed");
    StudyTables.write(place("confirmed"), asked);

    var rows = new ArrayList<Group>();
    TableFolder.read(place("confirmed").tables().folder("confirmations"), rows::add);
    var ranking = Ranking.of(place("confirmed"));
    assertEquals(2, rows.size());
    for (int i = 0; i < 2; i++) {
      var row = rows.get(i);
      var best = ranking.best().get(i);
      assertEquals(i + 1, row.getInteger("rank", 0));
      assertEquals(best.point(), row.getInteger("point", 0));
      assertEquals("quality", row.getString("score", 0));
      assertEquals(best.measured().sample().mean(), row.getDouble("chosen_mean", 0));
      assertEquals(1, row.getInteger("chosen_seeds", 0));
      assertEquals(0, row.getFieldRepetitionCount("chosen_half_width"), "one seed has none");
      assertEquals(best.fresh().get("quality").mean(), row.getDouble("fresh_mean", 0));
      assertEquals(0.000129, row.getDouble("fresh_sd", 0), 1e-6);
      assertEquals(4, row.getInteger("fresh_seeds", 0));
      assertEquals(-0.00025, row.getDouble("difference", 0), 1e-9);
    }
  }

  @Test
  void whatAPruningEndsWithIsConfirmed() throws IOException {
    var prune = HEAD + "seeds: 3\nplan: {prune: {base: {red: 1, unq: 0.5}, tolerance: 0.5}}\n";
    // Without {r} the score is higher, without {r}{c} lower by more than is allowed.
    var asked = run(prune + "confirm: {seeds: 5}\n", "prune");
    var worse = prune.replace("unq: 0.5}, tol", "unq: 0}, to: {red: 0.75}, tol");
    var lower = run(worse, "lower");

    for (var study : List.of("prune", "lower")) {
      var best = Ranking.of(place(study)).best().get(0);
      var all = study.equals("prune") ? asked : lower;
      assertEquals(List.of(best.point()), confirming(all).stream().map(Ask::point).toList(), study);
      assertEquals(0.0, best.measured().point().values().get(1).doubleValue());
    }
    var smallest = Ranking.of(place("lower")).best();
    assertEquals(0.75, smallest.get(0).measured().point().values().get(0).doubleValue());
    assertTrue(
        smallest.get(0).measured().value().getAsDouble()
            < smallest.get(1).measured().value().getAsDouble(),
        "the smallest goal that is good enough, though the base point has a higher score");
    assertEquals(10, smallest.get(0).fresh().get("quality").count());
  }

  /** Hours may end a study at any turn: both lanes are measured with what is there by then. */
  @Test
  void hoursThatEndAStudyAreConfirmedToo() {
    var text = SEARCH.replace("budget: {", "budget: {core_hours: 0.01, ");
    var rounds = Rounds.begin(SweepFiles.sweep(folder, text), spec -> {});
    var outcome = Optional.of(new Outcome(0.5, Profile.NONE, 1)); // 1 of 36 seconds
    int decided = 0;
    int turn = 0;
    for (; confirming(rounds.asked()).isEmpty(); turn++) {
      decided = rounds.trials().trials().size();
      rounds.turn(turn % Rounds.LANES, id -> outcome);
    }

    var confirming = rounds.asked((turn + 1) % Rounds.LANES);
    assertEquals(10, confirming.size());
    assertEquals(decided + 10, rounds.trials().trials().size());
    assertTrue(decided >= 36 && decided < 36 + 40, decided + " trials, of a second each");
    assertTrue(rounds.measured().stream().noneMatch(Round::open), "no round stays open");
    assertEquals(rounds.candidates().get(0), confirming.get(0).point());
    assertEquals(Ending.CORE_HOURS, rounds.ending());
    assertTrue(rounds.isOver());
    var again = Rounds.replay(rounds.sweep(), id -> outcome);
    assertEquals(rounds.asked().asks(), again.asked().asks());
    assertTrue(confirming.stream().noneMatch(rounds::mayContinue), "nothing continues them");
  }

  @Test
  void aStudyWhoseTrialsAllFailConfirmsNothing() {
    var text = HEAD + "plan: {knockout: {base: {red: 1, unq: 0.5}}}\nconfirm: {points: 3}\n";
    var rounds = Rounds.begin(SweepFiles.sweep(folder, text), spec -> {});
    var outcomes = new HashMap<String, Outcome>();
    for (int turn = 0; !rounds.isOver(); turn++) {
      rounds.trials().trials().forEach(t -> outcomes.put(t.trialId(), Outcome.FAILED));
      rounds.turn(turn % Rounds.LANES, id -> Optional.ofNullable(outcomes.get(id)));
    }

    assertTrue(confirming(rounds.asked()).isEmpty());
    assertTrue(
        rounds.measured().stream()
            .flatMap(round -> round.points().stream())
            .allMatch(Measured::hasFailed));
  }

  @Test
  void confirmationIsInASweepsFileOnlyIfItIsNotTheUsualOne() {
    for (var text : List.of(SEARCH, UNCONFIRMED, SEARCH + "confirm: {points: 3}\n")) {
      var sweep = SweepFiles.sweep(folder, text);
      var stored = Sweep.stored("sweep.yaml", sweep.toJson().toString());
      assertEquals(sweep.confirmation(), stored.confirmation());
    }
    assertEquals(new Confirmation(1, 10), SweepFiles.sweep(folder, SEARCH).confirmation());
    assertFalse(SweepFiles.sweep(folder, SEARCH).toJson().has("confirm"));
    var refine = SweepFiles.sweep(folder, HEAD + "plan: {refine: {levels: 1}}\n");
    assertFalse(refine.confirmation().isGiven());
  }
}

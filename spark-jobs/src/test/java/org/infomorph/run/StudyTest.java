package org.infomorph.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.parquet.example.data.Group;
import org.infomorph.app.FakeTrials;
import org.infomorph.files.Folder;
import org.infomorph.form.CanonicalJson;
import org.infomorph.form.SpecException;
import org.infomorph.math.Seeds;
import org.infomorph.result.TrialRequest;
import org.infomorph.result.TrialRunner;
import org.infomorph.store.ContentHash;
import org.infomorph.store.TableFolder;
import org.infomorph.store.TrialTable;
import org.infomorph.sweep.Asked;
import org.infomorph.sweep.Rounds;
import org.infomorph.sweep.SweepFiles;
import org.infomorph.tables.AskedTable;
import org.infomorph.tasks.LocalSpark;
import org.infomorph.trial.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies from the sweep to the tables, with trials whose results follow from their goals. */
class StudyTest {
  private static final String HEAD = MadeUpStudy.HEAD;
  private static final String PLANE = MadeUpStudy.PLANE;
  private static final String REFINE = MadeUpStudy.REFINE;

  private static final String SMALL_REFINE =
      PLANE + "plan: {refine: {levels: 1}}\nseeds: {from: 2, to: 4, sure: 0.95}\n";

  private static final String SEARCH =
      HEAD
          + """
          axes:
            red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1}}
            unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1}}
          """
          + """
          plan: {search: {seed: 3}}
          per_point: {rungs: {path: training.epochs, values: [1, 2, 4], keep: 0.4}}
          budget: {trials: 90}
          """;

  private static final String UNCONFIRMED = SEARCH + "confirm: {points: 0}\n";

  private static final String BISECT =
      HEAD
          + """
          axes:
            red: {path: "network.layers.out.goal.{r}{c}", values: [0.5, 1]}
          per_point:
            bisect:
              axis: network.layers.out.goal.{r}
              at_least: {quality: 0.2}
              from: 0
              to: 1
              step: 0.125
            seeds: 2
          """;

  @TempDir Path folder;

  /** Takes a while that differs from trial to trial, so that no two runs end in the same order. */
  private record Made(boolean slow) implements TrialRunner {
    @Override
    public String run(String request) {
      var canonical = TrialRequest.read(request).canonical();
      var spec = TrialSpec.bind("trial", CanonicalJson.read(canonical));
      if (slow) {
        double share = new Seeds(System.nanoTime()).stream("pause").nextDouble();
        LockSupport.parkNanos((long) (4e7 * share * share * share));
      }
      return FakeTrials.quality(spec);
    }
  }

  private SweepFolder place(String name) {
    return new SweepFolder(Folder.at(folder.resolve(name).toString()));
  }

  private SweepJob job(String sweep, String name, boolean slow, int pack, RunListener listener) {
    var rounds = Rounds.begin(SweepFiles.sweep(folder, sweep), spec -> {});
    return new SweepJob(
        rounds, place(name), new Made(slow), LocalSpark::session, listener, Consent.NONE, pack);
  }

  /** Runs the trials without making tables, which take most of the time. */
  private Asked train(String sweep, String name, boolean slow, int pack, RunListener listener)
      throws IOException {
    job(sweep, name, slow, pack, listener).runTrials();
    return AskedTable.read(place(name).folder());
  }

  private Asked train(String sweep, String name) throws IOException {
    return train(sweep, name, false, 1, RunListener.SILENT);
  }

  /** The same with the tables that only studies have. */
  private Asked trainAndDecide(String sweep, String name) throws IOException {
    var asked = train(sweep, name);
    StudyTables.write(place(name), asked);
    return asked;
  }

  /** The same with all tables and the report. */
  private Asked run(String sweep, String name) throws IOException {
    job(sweep, name, false, 1, RunListener.SILENT).run();
    return AskedTable.read(place(name).folder());
  }

  private String hash(String name) throws IOException {
    var hash = new ContentHash();
    TrialTable.scanWhole(place(name).trials(), hash::add);
    return hash.hash();
  }

  private List<Group> table(String name, String table) throws IOException {
    var rows = new ArrayList<Group>();
    TableFolder.read(place(name).tables().folder(table), rows::add);
    return rows;
  }

  private int rows(String name, String table) throws IOException {
    return table(name, table).size();
  }

  @ParameterizedTest
  @ValueSource(strings = {SMALL_REFINE, SEARCH})
  void aStudyIsTheSameInAnyOrderInPacksAndAfterInterrupts(String sweep) throws IOException {
    var expected = trainAndDecide(sweep, "calm");
    var packed = train(sweep, "packed", true, 7, RunListener.SILENT);
    int interrupts = 0;
    for (int after = 15; ; after += 30) {
      try {
        train(sweep, "stopped", true, 1, new StopAfter(after));
        break;
      } catch (IOException e) {
        assertTrue(Thread.interrupted(), e.toString());
        interrupts++;
      }
    }

    assertTrue(interrupts > 1, "interrupted " + interrupts + " times");
    assertEquals(expected.asks(), packed.asks());
    assertEquals(expected.asks(), AskedTable.read(place("stopped").folder()).asks());
    assertEquals(hash("calm"), hash("packed"));
    assertEquals(hash("calm"), hash("stopped"));
    assertEquals(expected.asks().size(), rows("calm", "decisions"));
  }

  @Test
  void refineAsksForPointsOfTheFineGridNearBoundaries() throws IOException {
    var asked = trainAndDecide(REFINE, "refine");

    int points = asked.points().size();
    assertTrue(points > 25 && points < 17 * 17 / 2, points + " points");
    assertTrue(reasons(asked, 5).containsAll(Set.of("coarse", "split", "seed")));
    assertTrue(rows("refine", "cells") > 16);
    assertTrue(rows("refine", "importance") > 0);
  }

  @Test
  void aSearchFindsTheBestGoalAndRungsSaveEpochs() throws IOException {
    var asked = run(UNCONFIRMED, "search");

    assertEquals(90, asked.trials());
    assertEquals(Set.of("generation", "promoted"), reasons(asked, 2));
    var settings = new TreeSet<String>();
    asked.asks().forEach(ask -> settings.add(ask.setting()));
    assertEquals(Set.of("1", "2", "4"), settings);
    long low = asked.asks().stream().filter(ask -> ask.setting().equals("1")).count();
    long high = asked.asks().stream().filter(ask -> ask.setting().equals("4")).count();
    assertTrue(high * 4 < low, high + " of " + low);
    assertEquals(asked.ofPoints().size(), rows("search", "points"));
  }

  private static Set<String> reasons(Asked asked, int most) {
    var reasons = new TreeSet<String>();
    asked.asks().forEach(ask -> reasons.add(ask.reason()));
    assertTrue(reasons.size() <= most, reasons.toString());
    return reasons;
  }

  @Test
  void aBisectionFindsTheCapacityOfEachSeed() throws IOException {
    trainAndDecide(BISECT, "bisect");

    var found = table("bisect", "thresholds"); // by point, and by seed
    // quality falls by the square of {r}: 0.2 is reached up to sqrt(red - 0.2), less a seed's
    // noise.
    assertEquals(4, found.size());
    assertEquals(0.5, found.get(0).getDouble("threshold", 0));
    assertEquals(0.875, found.get(2).getDouble("threshold", 0));
  }

  /** A result, and no error: such a seed has no capacity, and a point of such seeds no value. */
  @Test
  void aBisectionWhoseFirstValueFailsIsBelowTheRange() throws IOException {
    trainAndDecide(BISECT.replace("quality: 0.2", "quality: 0.7"), "bisect");

    var found = table("bisect", "thresholds");
    assertEquals(4, found.size());
    for (int row = 0; row < 2; row++) { // red is 0.5
      assertEquals(0, found.get(row).getFieldRepetitionCount("threshold"));
      assertEquals(1, found.get(row + 2).getFieldRepetitionCount("threshold"));
    }
    assertEquals(1, Ranking.of(place("bisect")).best().size());
  }

  @Test
  void knockoutAndPruneHaveEffects() throws IOException {
    var base = PLANE + "seeds: 3\n";
    trainAndDecide(base + "plan: {knockout: {base: {red: 1, unq: 0.5}}}\n", "knockout");
    trainAndDecide(base + "plan: {prune: {base: {red: 1, unq: 0.5}, tolerance: 0.01}}\n", "prune");

    assertEquals(2, rows("knockout", "effects"));
    var removed =
        table("prune", "effects").stream().filter(row -> row.getBoolean("removed", 0)).toList();
    assertEquals(List.of("unq"), removed.stream().map(row -> row.getString("axis", 0)).toList());
    assertEquals(1, rows("prune", "confirmations"));
  }

  @Test
  void withMoreBudgetTheSameStudyGoesOn() throws IOException {
    var less = train(UNCONFIRMED.replace("trials: 90", "trials: 40"), "search");
    var more = train(UNCONFIRMED, "search");

    assertFalse(less.asks().isEmpty());
    assertEquals(less.asks(), more.asks().subList(0, less.asks().size()));
  }

  /** Every third trial throws, as one that ran out of memory does. */
  private record Failing(TrialRunner runner) implements TrialRunner {
    @Override
    public String run(String request) {
      if (request.hashCode() % 3 == 0) {
        throw new IllegalStateException("out of luck");
      }
      return runner.run(request);
    }
  }

  @Test
  void trialsThatFailedAndRunAgainDecideAsIfTheyHadNeverFailed() throws IOException {
    var expected = train(UNCONFIRMED, "calm");
    var rounds = Rounds.begin(SweepFiles.sweep(folder, UNCONFIRMED), spec -> {});
    var failing = new Failing(new Made(false));
    var failed =
        new SweepJob(
                rounds,
                place("again"),
                failing,
                LocalSpark::session,
                RunListener.SILENT,
                Consent.NONE,
                1)
            .runTrials();
    assertTrue(failed.failed() > 10, failed.failed() + " trials failed");

    rounds = Rounds.begin(SweepFiles.sweep(folder, UNCONFIRMED), spec -> {});
    new SweepJob(
            rounds,
            place("again"),
            new Made(false),
            LocalSpark::session,
            RunListener.SILENT,
            new Consent(false, true),
            1)
        .runTrials();

    assertEquals(expected.asks(), AskedTable.read(place("again").folder()).asks());
  }

  @Test
  void epochsAndHoursEndAStudyToo() throws IOException {
    var all = train(UNCONFIRMED, "all");
    var fewEpochs = train(UNCONFIRMED.replace("trials: 90", "epochs: 50"), "epochs");
    // A made-up trial has taken a quarter of a second.
    var notes = new ArrayList<String>();
    var listener =
        new RunListener() {
          @Override
          public void note(String sentence) {
            notes.add(sentence);
          }
        };
    var hours = UNCONFIRMED.replace("trials: 90", "trials: 90, core_hours: " + 5 / 3600.0);
    var fewHours = train(hours, "hours", false, 1, listener);

    assertTrue(fewEpochs.trials() > 20 && fewEpochs.trials() < 60, "" + fewEpochs.trials());
    assertEquals(fewEpochs.asks(), all.asks().subList(0, fewEpochs.asks().size()));
    assertTrue(fewHours.trials() >= 20 && fewHours.trials() < 60, "" + fewHours.trials());
    assertEquals(fewHours.asks(), all.asks().subList(0, fewHours.asks().size()));
    assertEquals(fewHours.asks(), train(hours, "hours", false, 1, listener).asks(), "run again");
    assertTrue(
        notes.toString().contains("has ended with its budget of 0.00138889 core hours"),
        "" + notes);
  }

  @Test
  void theProgressCountsTheTrialsOfAllRounds() throws IOException {
    var states = new ArrayList<String>();
    var listener =
        new RunListener() {
          @Override
          public void during(Supplier<String> state, Work work) throws IOException {
            work.run();
            states.add(state.get());
          }
        };
    train(UNCONFIRMED, "search", false, 1, listener);

    var line = states.get(0);
    assertTrue(
        line.matches(
            "90 of 90 done, 0 failed, 0 left, round \\d+, 0 of 90 trials left, best quality .*"),
        line);
  }

  @Test
  void aSearchWithoutAnEndIsRefused() {
    var endless = SEARCH.replaceAll("budget.*\n", "");

    var refused = assertThrows(SpecException.class, () -> SweepFiles.sweep(folder, endless));

    assertTrue(refused.getMessage().contains("the plan has no end of its own"));
  }

  @Test
  void theBestPointIsRankedByRungAndThenByScore() throws IOException {
    train(UNCONFIRMED, "search");

    var ranking = Ranking.of(place("search"));
    var best = ranking.best().get(0);

    assertEquals(2, best.measured().rung());
    assertEquals(4, ranking.trial(best).at("/training/epochs").asInt());
    var next = ranking.best().get(1).measured();
    assertTrue(
        next.rung() < 2 || next.value().getAsDouble() <= best.measured().value().getAsDouble());
    assertEquals(best.measured().sample(), best.scores().get("quality"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan: {refine: {levels: 1}}; budget: {trials: 24} | the first round has 25",
        "plan: {search: {}}; measure: test_accuracy; budget: {trials: 9}"
            + " | a test score must not decide",
        "plan: {refine: {levels: 1, at: {other: 1}}} | allowed is the measure, quality",
        "plan: {refine: {levels: 1, lvl: 2}} | lvl: unknown key",
        "plan: {knockout: {to: 0, share: 0.1}} | found to and share",
        "plan: {knockout: {base: {green: 1}}} | green",
        "plan: {prune: {base: {red: 7}}} | red",
        "seeds: {from: 2, to: 2, sure: 0.9} | to is 2",
        "seeds: {from: 2, to: 5} | nothing says when seeds are enough",
        "per_point: {rungs: {path: training.epochs, values: [3, 2], keep: 0.5}} | rungs have to grow",
        "per_point: {rungs: {path: training.epochs, values: [3, 5], keep: 1}} | keep is 1",
        "per_point: {rungs: {path: training.epochs, values: [3, 5], keep: 0}} | keep is 0",
        "per_point: {rungs: {path: training.epochs, values: [3, x], keep: 0.5}} | found \"x\"",
        "per_point: {rungs: {path: training.epoch, values: [3, 5], keep: 0.5}} | epoch",
        "plan: {refine: {levels: 1}}; values: [low, high] | the axis red cannot be refined",
        "plan: {search: {}}; budget: {trials: 99}; values: [low, high]"
            + " | the axis red lists its values one by one, which the plan random takes",
        "plan: {knockout: {}}; values: [low, high] | knockout and prune change numbers only",
        "plan: {knockout: {base: {unq: -2}}} | -2.0 on the axis unq; allowed is -1.0 to 1.0",
        "plan: {refine: {levels: 1}};"
            + " per_point: {rungs: {path: training.epochs, values: [1, 2], keep: 0.5}}"
            + " | found rungs, which train some points longer than others",
        "per_point: {} | allowed is one of seeds, rungs and bisect",
        "per_point: {bisect: {axis: 'network.layers.out.goal.{r}', at_least: {quality: 1}, from: 0,"
            + " to: 1, step: 0.1}} | which the axis unq sets, too",
        "budget: {trials: 0}; plan: {search: {}} | trials is 0",
        "plan: grid; confirm: {points: 2} | a sweep in which nothing is decided",
        "plan: {search: {}}; budget: {trials: 99}; confirm: {points: 1, seeds: 1} | seeds is 1",
        "plan: {search: {}}; budget: {trials: 99}; confirm: {points: -1} | points is -1",
        "plan: {search: {}}; budget: {trials: 99}; confirm: {seed: 1} | seed: unknown key",
        "confirm: {points: 1}; per_point: {bisect: {axis: training.epochs, at_least: {quality: 1},"
            + " from: 1, to: 9, step: 1}} | no trial of their own",
        "budget: {trials: 5} | this plan asks for all its points at once",
        "plan: {search: {}}; budget: {trials: 99}; round: 1 | the label round is the name",
        "direction: up | allowed is one of maximise, minimise",
      })
  void refusesInOneLine(String text) {
    var parts = text.split(" \\| ");
    var yaml = PLANE;
    for (var line : parts[0].split("; ")) {
      if (line.startsWith("round")) {
        yaml = yaml.replace("  red:", "  round:");
        continue;
      }
      if (line.startsWith("values")) {
        yaml = yaml.replaceFirst("linear: [^}]*}", line);
        continue;
      }
      yaml =
          line.startsWith("measure") ? yaml.replace("measure: quality", line) : yaml + line + "\n";
    }
    var sweep = yaml;

    var refused =
        assertThrows(
            SpecException.class, () -> Rounds.begin(SweepFiles.sweep(folder, sweep), spec -> {}));

    assertTrue(refused.getMessage().contains(parts[1]), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }
}

package org.infomorph.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.infomorph.form.SpecException;
import org.infomorph.measuring.Outcome;
import org.infomorph.measuring.Profile;
import org.infomorph.plan.Measured;
import org.infomorph.plan.Plan;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundsTest {
  private static final Function<String, OptionalDouble> FAILED = id -> OptionalDouble.empty();

  @TempDir Path folder;

  /** Both lanes' turns; false if nothing will be asked for any more. */
  private static boolean next(Rounds rounds, Function<String, OptionalDouble> scores) {
    Function<String, Optional<Outcome>> outcomes =
        id ->
            Optional.of(
                scores.apply(id).isPresent()
                    ? new Outcome(scores.apply(id).getAsDouble(), Profile.NONE, 1)
                    : Outcome.FAILED);
    for (int lane = 0; lane < Rounds.LANES; lane++) {
      rounds.turn(lane, outcomes);
    }
    return !rounds.isOver();
  }

  /** Asks for one point a round, and notes what it was told. */
  private record OneByOne(List<List<JsonNode>> points, List<List<Measured>> told) implements Plan {
    @Override
    public List<Point> next(ParameterSpace space, List<Measured> asked, int atMost) {
      told.add(asked);
      return asked.size() == points.size()
          ? List.of()
          : List.of(new Point(points.get(asked.size())));
    }

    @Override
    public long size(ParameterSpace space) {
      return points.size() + 1L; // it may find its end early
    }

    @Override
    public void check(ParameterSpace space) {
      // any axes will do
    }
  }

  private static List<JsonNode> values(double red, double rate) {
    return List.of(DoubleNode.valueOf(red), DoubleNode.valueOf(rate));
  }

  @Test
  void aPlanThatLooksAtNoScoresHasOneRound() {
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP);
    var rounds = Rounds.begin(sweep, spec -> {});

    assertEquals(4, rounds.trials().points().size());
    assertFalse(rounds.isOver());
    assertFalse(next(rounds, FAILED));
    assertSame(sweep, rounds.asStored());
  }

  @Test
  void aPlanIsToldTheMeansOverSeedsOfAllItHasAskedFor() {
    var told = new ArrayList<List<Measured>>();
    var plan = new OneByOne(List.of(values(0.5, 0.01), values(1, 0.02), values(0.5, 0.01)), told);
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP + "seeds: 2\n").with(plan);

    var rounds = Rounds.begin(sweep, spec -> {});
    var first = rounds.trials().trials();
    Function<String, OptionalDouble> scores =
        id -> OptionalDouble.of(id.equals(first.get(0).trialId()) ? 0.25 : 0.5);

    assertTrue(next(rounds, scores));
    assertTrue(next(rounds, FAILED));
    assertFalse(next(rounds, scores));
    assertEquals(List.of(), told.get(0));
    assertEquals(OptionalDouble.of(0.375), told.get(1).get(0).value());
    assertEquals(OptionalDouble.empty(), told.get(2).get(1).value());
    assertEquals(
        told.get(3).get(0).value(), told.get(3).get(2).value(), "the same point asked for twice");
    assertEquals(3, rounds.trials().points().size());
    assertEquals(4, rounds.trials().trials().size(), "and run once");
  }

  @Test
  void ofMoreCandidatesThanTheBudgetHasTrialsTheBestGoOn() {
    var text =
        """
        name: study
        trial: trial.yaml
        measure: quality
        axes:
          red: {path: "network.layers.out.goal.{r}{c}", linear: {from: -1, to: 1}}
          unq: {path: "network.layers.out.goal.{r}", linear: {from: -1, to: 1}}
        plan: {search: {}}
        per_point: {rungs: {path: training.epochs, values: [1, 2], keep: 0.9}}
        budget: {trials: 999}
        """;
    var most = Rounds.begin(SweepFiles.sweep(folder, text), spec -> {});
    int first = most.asked(0).size();
    var budget = "trials: " + (most.trials().trials().size() + 2);
    var rounds =
        Rounds.begin(SweepFiles.sweep(folder, text.replace("trials: 999", budget)), spec -> {});
    var place = new HashMap<String, Integer>();
    rounds.trials().trials().forEach(trial -> place.put(trial.trialId(), trial.point()));
    Function<String, Optional<Outcome>> results =
        id -> Optional.of(new Outcome(place.getOrDefault(id, 0), Profile.NONE, 1));

    var promoted = rounds.turn(0, results);

    assertTrue(first > 3, first + " points, of which more than two would go on");
    assertEquals(
        List.of(first - 2, first - 1), promoted.stream().map(SweepTrials.Trial::point).toList());
    assertEquals(List.of(), rounds.turn(1, results));
  }

  /** Both lanes may ask for the same trial: it runs once, and both decide when it has ended. */
  @Test
  void aLaneWaitsForTrialsThatItSharesWithTheOther() {
    var text = SweepFiles.SWEEP.replace("[0.01, 0.02]", "[0.01, 0.01]");
    var seeds = "seeds: {from: 2, to: 3, half_width: 1}\nmeasure: quality\n";
    var rounds = Rounds.begin(SweepFiles.sweep(folder, text + "plan: grid\n" + seeds), spec -> {});
    var own = rounds.asked(0).stream().map(SweepTrials.Trial::trialId).toList();
    Function<String, Optional<Outcome>> nothing = id -> Optional.empty();
    Function<String, Optional<Outcome>> ofLaneZero =
        id -> own.contains(id) ? Optional.of(new Outcome(1, Profile.NONE, 1)) : Optional.empty();

    assertTrue(rounds.waitsForTheOther(1, nothing));
    assertFalse(rounds.waitsForTheOther(0, ofLaneZero));
    assertEquals(4, rounds.trials().trials().size(), "two different points, two seeds each");
  }

  @Test
  void theTrialsOfRoundsAreThoseOfThePointsBoundAtOnce() {
    var points = List.of(values(0.5, 0.01), values(1, 0.02));
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP);
    var rounds = Rounds.begin(sweep.with(new OneByOne(points, new ArrayList<>())), spec -> {});
    next(rounds, FAILED);

    var atOnce = SweepTrials.bind(sweep, points.stream().map(Point::new).toList(), spec -> {});
    assertEquals(atOnce.trials(), rounds.trials().trials());
    assertEquals(
        atOnce.canonical(atOnce.trials().get(1)),
        rounds.trials().canonical(rounds.trials().trials().get(1)));
  }

  @Test
  void aFolderKeepsThePointsOfAPlanThatNoFileCouldName() {
    var plan = new OneByOne(List.of(values(0.5, 0.01), values(1, 0.02)), new ArrayList<>());
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP).with(plan);
    var rounds = Rounds.begin(sweep, spec -> {});
    next(rounds, FAILED);

    var stored = Sweep.stored("sweep.yaml", rounds.asStored().toJson().toString());

    assertEquals(rounds.trials().trials(), Rounds.begin(stored, spec -> {}).trials().trials());
    assertThrows(IllegalArgumentException.class, sweep::toJson);
  }

  @Test
  void aPointThatDoesNotFitTheAxesIsRefused() {
    refused("has 1 values; the axes are 2", List.of(DoubleNode.valueOf(1)));
    refused(
        "has \"fast\" on the axis rate, whose values are of type NUMBER",
        List.of(DoubleNode.valueOf(1), TextNode.valueOf("fast")));
    refused("has \"NaN\" on the axis rate", values(1, Double.NaN));
  }

  private void refused(String part, List<JsonNode> values) {
    var plan = new OneByOne(List.of(values), new ArrayList<>());
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP).with(plan);

    var error = assertThrows(IllegalArgumentException.class, () -> Rounds.begin(sweep, spec -> {}));

    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Test
  void aTrialOfALaterRoundThatIsNotAllowedIsRefusedWithItsPoint() {
    var plan = new OneByOne(List.of(values(0.5, 0.01), values(1, -1)), new ArrayList<>());
    var sweep = SweepFiles.sweep(folder, SweepFiles.SWEEP).with(plan);
    var rounds = Rounds.begin(sweep, spec -> {});

    var error = assertThrows(SpecException.class, () -> next(rounds, FAILED));

    assertTrue(error.getMessage().contains("at red=1.0, rate=-1.0"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "points: 3 | points: found 3; allowed is a list",
        "points: [1, 2] | in the plan given, each point is a list of values",
        "points: [[1]] | has 1 values; the axes are 2",
        "points: [[1, fast]] | the axis rate, whose values are of type NUMBER",
        "plan_seed: 1 | only the plans random and sobol have it; this is given",
      })
  void mistakesInGivenPointsAreTold(String line, String part) {
    var yaml = SweepFiles.SWEEP + "plan: given\n" + line + "\n";

    var error = assertThrows(SpecException.class, () -> SweepFiles.sweep(folder, yaml));

    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Test
  void givenPointsAreReadInTheirOrder() {
    var yaml = SweepFiles.SWEEP + "plan: given\npoints: [[1, 0.02], [0.5, 0.01]]\n";
    var trials = Rounds.begin(SweepFiles.sweep(folder, yaml), spec -> {}).trials();

    assertEquals(2, trials.points().size());
    assertEquals(1.0, trials.points().get(0).values().get(0).doubleValue());
    assertEquals(0.01, trials.points().get(1).values().get(1).doubleValue());
  }
}

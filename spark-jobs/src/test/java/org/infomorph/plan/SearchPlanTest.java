package org.infomorph.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.MersenneTwister;
import org.infomorph.evolution.CmaEs;
import org.infomorph.evolution.SearchBox;
import org.infomorph.form.SpecPath;
import org.infomorph.math.Seeds;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPlanTest {
  private static final double TARGET = 1e-6;
  private static final int MOST = 100_000;

  /** All of them are 0 at (1, 1, ...), and larger elsewhere. */
  private enum Landscape implements ToDoubleFunction<double[]> {
    SPHERE,
    ELLIPSOID,
    ROSENBROCK,
    RASTRIGIN;

    @Override
    public double applyAsDouble(double[] x) {
      double sum = 0;
      int last = x.length - 1;
      for (int i = 0; i <= last; i++) {
        double away = x[i] - 1;
        sum +=
            switch (this) {
              case SPHERE -> away * away;
              case ELLIPSOID -> StrictMath.pow(1e6, (double) i / last) * away * away;
              case RASTRIGIN -> away * away + 10 - 10 * StrictMath.cos(2 * Math.PI * away);
              case ROSENBROCK ->
                  i == last
                      ? 0
                      : away * away + 100 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]);
            };
      }
      return sum;
    }
  }

  /** A study with a landscape in place of trials. */
  private static final class Run {
    private final List<Round> rounds = new ArrayList<>();
    private final List<Proposal> proposals = new ArrayList<>();
    private final StudyPlan.Study study;
    private final Function<double[], Measured> measure;

    Run(SearchPlan plan, ParameterSpace space, Premise premise, ToDoubleFunction<double[]> value) {
      this(
          plan.begin(space, premise),
          x -> Measured.of(point(x), Sample.of(value.applyAsDouble(x))));
    }

    Run(StudyPlan.Study study, Function<double[], Measured> measure) {
      this.study = study;
      this.measure = measure;
    }

    /** Asks and measures; returns how many points there were. */
    int round(int lane, int atMost) {
      var asked = study.next(rounds, lane, atMost);
      if (!asked.isEmpty()) {
        proposals.addAll(asked);
        rounds.add(
            new Round(
                lane,
                asked.stream().map(asking -> measure.apply(numbers(asking.point()))).toList()));
      }
      return asked.size();
    }

    /** Alternates the lanes until so many points are asked, or there are none. */
    Run both(int points) {
      int idle = 0;
      for (int lane = 0; proposals.size() < points && idle < 2; lane = 1 - lane) {
        idle = round(lane, points - proposals.size()) == 0 ? idle + 1 : 0;
      }
      return this;
    }

    Run one(int lane, int points) {
      while (proposals.size() < points && round(lane, points - proposals.size()) > 0) {
        // Asking is all there is to do.
      }
      return this;
    }

    /** How many points lane 0 asks for until one is as small as that. */
    int until(double target) {
      while (proposals.size() < MOST) {
        int before = proposals.size();
        round(0, MOST);
        var last = rounds.get(rounds.size() - 1).points();
        for (int i = 0; i < last.size(); i++) {
          if (last.get(i).value().orElseThrow() <= target) {
            return before + i + 1;
          }
        }
      }
      return MOST;
    }

    Measured best() {
      return rounds.stream()
          .flatMap(round -> round.points().stream())
          .filter(point -> point.value().isPresent())
          .min((a, b) -> Double.compare(a.value().orElseThrow(), b.value().orElseThrow()))
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SPHERE, 2, 400",
    "SPHERE, 5, 900",
    "SPHERE, 10, 1700",
    "SPHERE, 20, 3300",
    "ELLIPSOID, 2, 700",
    "ELLIPSOID, 5, 2200",
    "ELLIPSOID, 10, 6000",
    "ROSENBROCK, 2, 1200",
    "ROSENBROCK, 5, 5000",
    "ROSENBROCK, 10, 8000",
    "RASTRIGIN, 2, 8000"
  })
  void findsTheBestPoint(Landscape landscape, int dimensions, int evaluations) {
    int needed = run(landscape, dimensions, 1).until(TARGET);
    assertTrue(needed <= evaluations, needed + " points");
  }

  @ParameterizedTest
  @CsvSource({"ELLIPSOID, 20, 17000", "ROSENBROCK, 20, 25000", "RASTRIGIN, 5, 40000"})
  @Tag("slow")
  void findsTheBestPointOfManyAxes(Landscape landscape, int dimensions, int evaluations) {
    findsTheBestPoint(landscape, dimensions, evaluations);
  }

  @ParameterizedTest
  @CsvSource({"ELLIPSOID, 10", "ROSENBROCK, 5"})
  void needsNoMoreThanHalfAgainAsManyPointsAsAnotherImplementation(
      Landscape landscape, int dimensions) {
    int[] needed = new int[3];
    int[] oracle = new int[3];
    for (int seed = 0; seed < needed.length; seed++) {
      needed[seed] = run(landscape, dimensions, seed).until(TARGET);
      oracle[seed] = commons(landscape, dimensions, seed);
    }
    Arrays.sort(needed);
    Arrays.sort(oracle);
    assertTrue(needed[1] <= 1.5 * oracle[1], needed[1] + " points instead of " + oracle[1]);
  }

  @Test
  void findsTheBestPointThroughNoise() {
    double regret = 0;
    for (int seed = 0; seed < 10; seed++) {
      var noise = new Seeds(seed).stream("noise");
      ToDoubleFunction<double[]> noisy =
          x -> Landscape.SPHERE.applyAsDouble(x) + noise.nextGaussian();
      var space = linear(5, -5, 5);
      var run = new Run(new SearchPlan(0, 0, seed), space, minimise(5, -2), noisy).one(0, 1500);
      regret += Landscape.SPHERE.applyAsDouble(numbers(run.best().point())) / 10;
    }
    // The start has 45; the noise of a measure alone is 1.
    assertTrue(regret < 0.8, "regret " + regret);
  }

  @Test
  void theLearningRateFallsWhereThereIsNoiseAlone() {
    var random = new Seeds(3).stream("strategy");
    var strategy = new CmaEs(8, new double[5], 1, new double[5], 10, random);
    var noise = new Seeds(3).stream("noise");
    int[] order = IntStream.range(0, 8).toArray();
    for (int generation = 0; generation < 400; generation++) {
      if (generation == 200) {
        assertEquals(1, strategy.meanRate());
        strategy.adaptRates();
      }
      strategy.ask();
      noise.shuffle(order);
      strategy.tell(order);
    }
    assertTrue(strategy.meanRate() < 0.1, "rate " + strategy.meanRate());
  }

  @Test
  void theLearningRatesOfAStudyAdaptWhenItStagnates() {
    var noise = new Seeds(3).stream("noise");
    var run =
        new Run(
            new SearchPlan(0, 0, 1), linear(2, 0, 1), minimise(2, 0.5), x -> noise.nextGaussian());
    run.one(0, 3000);
    Predicate<Proposal> adapt = asked -> asked.known().endsWith(", learning rates adapt");
    var first = run.proposals.stream().filter(adapt).findFirst().orElseThrow();
    int before = run.proposals.indexOf(first);
    assertTrue(before >= 120 * 6 && before < 300 * 6, before + " points");
    assertTrue(
        run.proposals.stream().limit(before + 100).allMatch(a -> a.reason().equals("generation")));
    assertTrue(run.proposals.stream().anyMatch(a -> a.reason().equals("restart")));
  }

  @Test
  void findsACornerOfTheBox() {
    ToDoubleFunction<double[]> slope = x -> 3 * x[0] - 2 * x[1] + x[2];
    var run = new Run(new SearchPlan(0, 0, 5), linear(3, -1, 4), minimise(3, 2), slope);
    var best = numbers(run.one(0, 700).best().point());
    assertEquals(-1, best[0], 1e-5);
    assertEquals(4, best[1], 1e-5);
    assertEquals(-1, best[2], 1e-5);
  }

  @Test
  void asksWithinTheBoundsAlone() {
    var space =
        new ParameterSpace(
            List.of(
                axis("a", new AxisValues.Range(Scale.LINEAR, 0.1, 0.3)),
                axis("b", new AxisValues.Range(Scale.LOG, 10, 1e-3)),
                axis("c", new AxisValues.Steps(Scale.LINEAR, -1, 1, 4))));
    // Flat: nothing holds the steps back.
    var run = new Run(new SearchPlan(0, 0, 5), space, minimise(3, 0.2), x -> x[0] % 0.01);
    for (var asked : run.both(2000).proposals) {
      var x = numbers(asked.point());
      assertTrue(x[0] >= 0.1 && x[0] <= 0.3, () -> "a " + x[0]);
      assertTrue(x[1] >= 1e-3 && x[1] <= 10, () -> "b " + x[1]);
      assertTrue(List.of(-1.0, -0.333333333333, 0.333333333333, 1.0).contains(x[2]));
      space.check(asked.point());
    }
  }

  @Test
  void searchesALogarithmicAxisInItsLogarithm() {
    var space =
        new ParameterSpace(
            List.of(
                axis("rate", new AxisValues.Range(Scale.LOG, 1e-6, 1)),
                axis("decay", new AxisValues.Range(Scale.LOG, 1e-8, 1e-2))));
    ToDoubleFunction<double[]> value =
        x ->
            StrictMath.pow(StrictMath.log10(x[0]) + 4, 2)
                + StrictMath.pow(StrictMath.log10(x[1]) + 7, 2);
    var run = new Run(new SearchPlan(0, 0, 1), space, minimise(2, 5), value).one(0, 400);
    var best = numbers(run.best().point());
    assertEquals(1e-4, best[0], 1e-7);
    assertEquals(1e-7, best[1], 1e-10);
  }

  @Test
  void numbersAreShort() {
    var space =
        new ParameterSpace(
            List.of(
                axis("a", new AxisValues.Range(Scale.LINEAR, 0, 1)),
                axis("b", new AxisValues.Range(Scale.LOG, 1e-6, 1e6)),
                axis("c", new AxisValues.Range(Scale.LINEAR, 100, 100.5))));
    var box = new SearchBox(space);
    var point = box.point(new double[] {0.123456789, 0.3, 0.55});
    assertEquals(
        List.of(0.123457, 0.003981072, 100.275),
        point.values().stream().map(JsonNode::doubleValue).toList());
  }

  @Test
  void findsTheBestOfFewSteps() {
    var space =
        new ParameterSpace(
            List.of(
                axis("a", new AxisValues.Steps(Scale.LINEAR, 0, 1, 21)),
                axis("b", new AxisValues.Steps(Scale.LOG, 1, 1000, 13)),
                axis("c", new AxisValues.Steps(Scale.LINEAR, 0, 1, 3)),
                axis("d", new AxisValues.Range(Scale.LINEAR, 0, 1))));
    ToDoubleFunction<double[]> value =
        x ->
            StrictMath.pow(x[0] - 0.85, 2)
                + StrictMath.pow(StrictMath.log10(x[1]) - 0.5, 2)
                + StrictMath.pow(x[2] - 0.5, 2)
                + StrictMath.pow(x[3] - 0.3, 2);
    var run = new Run(new SearchPlan(0, 0, 1), space, minimise(4, 1), value).one(0, 700);
    var best = numbers(run.best().point());
    assertEquals(0.85, best[0]);
    assertEquals(3.16227766017, best[1]);
    assertEquals(0.5, best[2]);
    assertEquals(0.3, best[3], 1e-3);
  }

  @Test
  void endsWhenFewStepsAreAllKnown() {
    var space =
        new ParameterSpace(
            List.of(
                axis("a", new AxisValues.Steps(Scale.LINEAR, 0, 1, 4)),
                axis("b", new AxisValues.Steps(Scale.LINEAR, 0, 1, 3))));
    var plan = new SearchPlan(0, 0, 1);
    var run = new Run(plan, space, minimise(2, 1), x -> x[0] + x[1]).both(1000);
    assertEquals(24, plan.size(space));
    assertTrue(run.proposals.size() <= 24);
    assertEquals(List.of(0.0, 0.0), Arrays.stream(numbers(run.best().point())).boxed().toList());
  }

  @Test
  void asksForNoPointTwiceInALane() {
    var space =
        new ParameterSpace(
            List.of(
                axis("a", new AxisValues.Steps(Scale.LINEAR, 0, 1, 6)),
                axis("b", new AxisValues.Range(Scale.LINEAR, 0, 1))));
    var run = new Run(new SearchPlan(0, 0, 1), space, minimise(2, 1), x -> x[0] + x[1]);
    run.one(0, 800);
    var points = run.proposals.stream().map(Proposal::point).toList();
    assertEquals(points.size(), new HashSet<>(points).size());
  }

  @Test
  void maximisesTheSameAsItMinimisesTheNegative() {
    var space = linear(3, -5, 5);
    var least = new Run(new SearchPlan(0, 0, 1), space, minimise(3, 0), Landscape.ROSENBROCK);
    var most =
        new Run(
            new SearchPlan(0, 0, 1),
            space,
            new Premise(minimise(3, 0).base(), true),
            x -> -Landscape.ROSENBROCK.applyAsDouble(x));
    assertEquals(points(least.both(600)), points(most.both(600)));
  }

  @Test
  void leavesAloneWhereTrialsFail() {
    Function<double[], Measured> measure =
        x ->
            x[0] > 0.6
                ? new Measured(point(x), false, Sample.NONE, "", 1, 0)
                : Measured.of(point(x), Sample.of(x[0] + x[1]));
    var plan = new SearchPlan(0, 0, 1);
    var run =
        new Run(plan.begin(linear(2, 0, 1), new Premise(minimise(2, 0.9).base(), true)), measure);
    run.one(0, 300);
    var last = run.rounds.get(run.rounds.size() - 1).points().get(0);
    assertEquals(0.6, numbers(last.point())[0], 0.05);
    assertEquals(1, numbers(last.point())[1], 0.05);
  }

  @Test
  void goesOnWhenAllTrialsFail() {
    var plan = new SearchPlan(0, 0, 1);
    var run =
        new Run(
            plan.begin(linear(2, 0, 1), minimise(2, 0.9)),
            x -> new Measured(point(x), false, Sample.NONE, "", 1, 0));
    run.both(500);
    assertEquals(500, run.proposals.size());
    assertTrue(run.proposals.get(499).known().contains("best so far none"));
    assertTrue(run.proposals.stream().anyMatch(asked -> asked.reason().equals("restart")));
  }

  @Test
  void aHigherRungIsBetterThanAnyValue() {
    // The value is best on the right, but the rung on the left.
    Function<double[], Measured> measure =
        x -> new Measured(point(x), false, Sample.of(x[0]), "", 1, x[0] < 0.3 ? 1 : 0);
    var run =
        new Run(
            new SearchPlan(0, 0, 1)
                .begin(linear(2, 0, 1), new Premise(minimise(2, 0.5).base(), true)),
            measure);
    run.one(0, 300);
    var last = run.rounds.get(run.rounds.size() - 1).points().get(0);
    assertEquals(0.3, numbers(last.point())[0], 0.01);
  }

  @Test
  void aStoppedStudyReplaysItsDecisions() {
    var space =
        new ParameterSpace(
            List.of(
                axis("a", new AxisValues.Steps(Scale.LINEAR, 0, 1, 5)),
                axis("b", new AxisValues.Range(Scale.LOG, 1, 100)),
                axis("c", new AxisValues.Range(Scale.LINEAR, 0, 1))));
    var plan = new SearchPlan(6, 0, 9);
    var premise = minimise(3, 1);
    ToDoubleFunction<double[]> value = x -> Math.round(20 * (x[0] + x[1] / 100 + x[2])) / 20.0;
    var run = new Run(plan, space, premise, value);
    boolean restarted = false;
    for (int i = 0; i < 250; i++) {
      int lane = i % 2;
      var history = List.copyOf(run.rounds);
      run.round(lane, i % 7 == 0 ? 2 : 100);
      int asked = run.rounds.size() == history.size() ? 0 : last(run.rounds).points().size();
      var answer = run.proposals.subList(run.proposals.size() - asked, run.proposals.size());
      restarted |= answer.stream().anyMatch(point -> point.reason().equals("restart"));
      if (i % 10 < 2) {
        var fresh = plan.begin(space, premise).next(read(history), lane, i % 7 == 0 ? 2 : 100);
        assertEquals(answer, fresh);
      }
    }
    assertTrue(restarted);
    // The same object, asked about an earlier state and about another history.
    var earlier = run.rounds.subList(0, 10);
    assertEquals(plan.begin(space, premise).next(earlier, 0, 100), run.study.next(earlier, 0, 100));
    var other = new ArrayList<>(run.rounds);
    var changed = new ArrayList<>(other.get(0).points());
    Collections.reverse(changed);
    for (int i = 0; i < changed.size(); i++) {
      changed.set(i, Measured.of(other.get(0).points().get(i).point(), changed.get(i).sample()));
    }
    other.set(0, new Round(0, changed));
    run.study.next(run.rounds.subList(0, 2), 0, 100);
    assertEquals(
        plan.begin(space, premise).next(other.subList(0, 2), 0, 100),
        run.study.next(other.subList(0, 2), 0, 100));
  }

  @Test
  void aLaneLooksAtItsOwnRoundsOnly() {
    var plan = new SearchPlan(0, 0, 9);
    var space = linear(3, -5, 5);
    var both = new Run(plan, space, minimise(3, 0), Landscape.SPHERE).both(400);
    for (int lane = 0; lane < 2; lane++) {
      int own = lane;
      var alone = new Run(plan, space, minimise(3, 0), Landscape.SPHERE);
      both.rounds.stream().filter(round -> round.lane() == own).forEach(r -> alone.round(own, 400));
      var asked =
          both.rounds.stream()
              .filter(round -> round.lane() == own)
              .flatMap(round -> round.points().stream().map(Measured::point))
              .toList();
      assertEquals(asked, points(alone).subList(0, asked.size()));
    }
    assertNotEquals(both.rounds.get(0).points(), both.rounds.get(1).points());
  }

  @Test
  void aLargerBudgetBeginsLikeASmallerOne() {
    var plan = new SearchPlan(0, 0, 9);
    var space = linear(4, -5, 5);
    var whole = new Run(plan, space, minimise(4, 0), Landscape.SPHERE).one(0, 300);
    var stopped = new Run(plan, space, minimise(4, 0), Landscape.SPHERE).one(0, 99);
    assertEquals(99 % 8, last(stopped.rounds).points().size());
    stopped.one(0, 300);
    assertEquals(points(whole), points(stopped));
  }

  @Test
  void beginsAtTheTrialsOwnValues() {
    var space =
        new ParameterSpace(
            List.of(
                axis("a", new AxisValues.Range(Scale.LINEAR, 0, 10)),
                axis("b", new AxisValues.Range(Scale.LOG, 1, 10_000)),
                axis("c", new AxisValues.Range(Scale.LINEAR, 0, 10)),
                axis("d", new AxisValues.Range(Scale.LINEAR, 0, 10)),
                axis("e", new AxisValues.Steps(Scale.LINEAR, 0, 10, 11)),
                axis("f", new AxisValues.Range(Scale.LINEAR, 0, 10))));
    var box = new SearchBox(space);
    var base =
        new Point(
            List.of(
                IntNode.valueOf(2),
                DoubleNode.valueOf(10),
                MissingNode.getInstance(),
                TextNode.valueOf("3"),
                DoubleNode.valueOf(3),
                DoubleNode.valueOf(11)));
    var back = numbers(box.point(box.vector(base)));
    assertEquals(List.of(2.0, 10.0, 5.0, 5.0, 3.0, 5.0), Arrays.stream(back).boxed().toList());
    // Over many seeds, the first points lie around the start.
    double sum = 0;
    for (int seed = 0; seed < 100; seed++) {
      var first = new SearchPlan(0, 0, seed).begin(space, new Premise(base, true));
      for (var asked : first.next(List.of(), 0, 100)) {
        sum += numbers(asked.point())[4] / 100 / 9;
      }
    }
    assertEquals(3.3, sum, 0.4);
  }

  @Test
  void saysWhatItKnew() {
    var run = new Run(new SearchPlan(0, 0, 1), linear(2, -5, 5), minimise(2, 0), Landscape.SPHERE);
    run.both(1500);
    var first = run.proposals.get(0);
    assertEquals("generation", first.reason());
    assertEquals("lane 0, generation 1: best so far none, step size 0.25", first.known());
    assertTrue(
        run.proposals
            .get(20)
            .known()
            .matches("lane 1, generation 2: best so far \\S+, step size \\S+"));
    var restart =
        run.proposals.stream().filter(asked -> asked.reason().equals("restart")).findFirst();
    assertTrue(
        restart.orElseThrow().known().endsWith(", step size 0.25, run 2"), restart.toString());
    assertFalse(run.proposals.stream().anyMatch(asked -> asked.known().contains("\n")));
  }

  @Test
  void doublesThePopulationOfARestart() {
    var run = new Run(new SearchPlan(6, 0, 1), linear(2, -5, 5), minimise(2, 0), x -> 1);
    run.one(0, 1000);
    var sizes = run.rounds.stream().map(round -> round.points().size()).distinct().toList();
    assertEquals(List.of(6, 12, 24, 48), sizes.subList(0, 4));
  }

  @Test
  void endsAfterItsGenerations() {
    var plan = new SearchPlan(6, 30, 1);
    var space = linear(2, -5, 5);
    var run = new Run(plan, space, minimise(2, 0), x -> 1).both(10_000);
    assertEquals(360, plan.size(space));
    assertTrue(run.proposals.size() <= 360 && run.proposals.size() > 300);
    assertEquals(Long.MAX_VALUE, new SearchPlan(0, 0, 1).size(space));
  }

  @Test
  void refusesWhatItCannotUse() {
    var plan = new SearchPlan(0, 0, 1);
    var listed = axis("kind", new AxisValues.Listed(List.of(TextNode.valueOf("x"))));
    refused(
        () -> plan.check(new ParameterSpace(List.of(linear(1, 0, 1).axes().get(0), listed))),
        "a search needs axes with from and to; the axis kind lists its values one by one, which"
            + " the plan random takes");
    refused(() -> plan.check(new ParameterSpace(List.of())), "there is no axis to search on");
    refused(
        () -> plan.begin(new ParameterSpace(List.of()), minimise(0, 0)),
        "there is no axis to search on");
    refused(
        () -> new SearchPlan(3, 0, 1),
        "population is 3; allowed is 4 to 10000, or 0 for the usual one");
    refused(
        () -> new SearchPlan(0, -1, 1),
        "generations is -1; allowed is 1 or more, or 0 for no limit");
  }

  @Test
  void axesOfOneValueDoNoHarm() {
    var space =
        new ParameterSpace(
            List.of(
                axis("a", new AxisValues.Range(Scale.LINEAR, 2, 2)),
                axis("b", new AxisValues.Steps(Scale.LOG, 3, 5, 1)),
                axis("c", new AxisValues.Range(Scale.LINEAR, 0, 1))));
    var run = new Run(new SearchPlan(0, 0, 1), space, minimise(3, 0), x -> Math.abs(x[2] - 0.25));
    var best = numbers(run.one(0, 500).best().point());
    assertEquals(2, best[0]);
    assertEquals(3, best[1]);
    assertEquals(0.25, best[2], 1e-5);
  }

  @Test
  void bendsBackAndForth() {
    for (int i = 0; i <= 1000; i++) {
      double fraction = i / 1000.0;
      double coordinate = SearchBox.unbend(fraction);
      assertEquals(fraction, SearchBox.bend(coordinate), 1e-15);
      assertEquals(fraction, SearchBox.bend(coordinate + 2.2), 1e-14);
      assertEquals(fraction, SearchBox.bend(-0.1 - coordinate), 1e-14);
    }
    assertEquals(0, SearchBox.bend(-0.05));
    assertEquals(1, SearchBox.bend(1.05), 1e-15);
  }

  /** If this fails, every study that is under way changes with it. */
  @Test
  void theBitsStayAsTheyAre() {
    var run =
        new Run(new SearchPlan(0, 0, 7), linear(4, -5, 5), minimise(4, 0), Landscape.ROSENBROCK);
    run.both(1000);
    var numbers = points(run).stream().flatMapToDouble(point -> Arrays.stream(numbers(point)));
    assertEquals(-1950318923, Arrays.hashCode(numbers.toArray()));
  }

  /** Prints what the decisions cost; see docs/performance.md. */
  @Test
  @Tag("slow")
  void decisionsCostLittle() {
    var run =
        new Run(new SearchPlan(0, 0, 7), linear(20, -5, 5), minimise(20, 0), Landscape.ELLIPSOID);
    for (int points : new int[] {2_000, 20_000, 100_000}) {
      int before = run.rounds.size();
      long start = cpuNanos();
      run.both(points);
      double millis = (cpuNanos() - start) / 1e6 / (run.rounds.size() - before);
      System.out.printf("up to %d points in 20 dimensions: %.2f ms a decision%n", points, millis);
      assertTrue(millis <= 10, millis + " ms a decision");
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Run run(Landscape landscape, int dimensions, long seed) {
    return new Run(
        new SearchPlan(0, 0, seed), linear(dimensions, -5, 5), minimise(dimensions, -2), landscape);
  }

  private static int commons(Landscape landscape, int dimensions, long seed) {
    int[] evaluations = new int[2];
    var optimizer = new CMAESOptimizer(MOST, 0, true, 0, 0, new MersenneTwister(seed), false, null);
    try {
      optimizer.optimize(
          new ObjectiveFunction(
              x -> {
                evaluations[0]++;
                double value = landscape.applyAsDouble(x);
                if (value <= TARGET) {
                  throw new TooManyEvaluationsException(evaluations[0]);
                }
                return value;
              }),
          GoalType.MINIMIZE,
          new MaxEval(MOST),
          new InitialGuess(filled(dimensions, -2)),
          new SimpleBounds(filled(dimensions, -5), filled(dimensions, 5)),
          new CMAESOptimizer.PopulationSize(CmaEs.defaultPopulation(dimensions)),
          new CMAESOptimizer.Sigma(filled(dimensions, 2.5)));
      return MOST;
    } catch (TooManyEvaluationsException reached) {
      return evaluations[0];
    }
  }

  private static double[] filled(int size, double value) {
    var filled = new double[size];
    Arrays.fill(filled, value);
    return filled;
  }

  /** As they come back from a file: other objects, and whole numbers as such. */
  private static List<Round> read(List<Round> rounds) {
    return rounds.stream()
        .map(
            round ->
                new Round(
                    round.lane(),
                    round.points().stream()
                        .map(
                            point ->
                                Measured.of(
                                    new Point(
                                        point.point().values().stream()
                                            .<JsonNode>map(
                                                value ->
                                                    value.doubleValue() % 1 == 0
                                                        ? IntNode.valueOf(value.intValue())
                                                        : DoubleNode.valueOf(value.doubleValue()))
                                            .toList()),
                                    point.sample()))
                        .toList()))
        .toList();
  }

  private static void refused(Runnable call, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private static List<Point> points(Run run) {
    return run.proposals.stream().map(Proposal::point).toList();
  }

  private static Premise minimise(int dimensions, double base) {
    return new Premise(point(filled(dimensions, base)), false);
  }

  private static Point point(double[] x) {
    return new Point(Arrays.stream(x).<JsonNode>mapToObj(DoubleNode::valueOf).toList());
  }

  private static double[] numbers(Point point) {
    return point.values().stream().mapToDouble(JsonNode::doubleValue).toArray();
  }

  private static ParameterSpace linear(int dimensions, double from, double to) {
    return new ParameterSpace(
        IntStream.range(0, dimensions)
            .mapToObj(i -> axis("x" + i, new AxisValues.Range(Scale.LINEAR, from, to)))
            .toList());
  }

  private static Axis axis(String label, AxisValues values) {
    return new Axis(label, SpecPath.parse("dataset." + label), values);
  }
}

package org.infomorph.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.infomorph.form.SpecPath;
import org.infomorph.plan.StudyPlan.Study;
import org.infomorph.refinement.DyadicGrid;
import org.infomorph.space.Axis;
import org.infomorph.space.AxisValues;
import org.infomorph.space.AxisValues.Steps;
import org.infomorph.space.ParameterSpace;
import org.infomorph.space.Point;
import org.infomorph.space.Scale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RefinePlanTest {
  private static final OptionalDouble NO = OptionalDouble.empty();

  /** What a point measures, by its place on axes from 0 to 1. */
  private interface Truth extends Function<double[], Measured> {}

  private record Asked(List<Round> rounds, List<Proposal> proposals) {
    List<Proposal> with(String reason) {
      return proposals.stream().filter(proposal -> proposal.reason().equals(reason)).toList();
    }
  }

  private static double[] place(Point point) {
    return point.values().stream().mapToDouble(value -> value.doubleValue()).toArray();
  }

  private static Measured measured(Point point, String label) {
    return new Measured(point, false, Sample.of(0.5, 0.5), label, 1, 0);
  }

  private static Point point(double[] place) {
    var values = new ArrayList<com.fasterxml.jackson.databind.JsonNode>();
    for (double x : place) {
      values.add(DoubleNode.valueOf(x));
    }
    return new Point(values);
  }

  private static Truth labels(Function<double[], String> label) {
    return place -> measured(point(place), label.apply(place));
  }

  private static Truth values(Function<double[], Double> value, double noise) {
    return place -> {
      double mean = value.apply(place);
      return Measured.of(point(place), Sample.of(mean - noise, mean + noise));
    };
  }

  private static Round measure(Round round, Truth truth) {
    return new Round(
        round.lane(),
        round.points().stream()
            .map(
                open -> {
                  var found = truth.apply(place(open.point()));
                  return new Measured(
                      open.point(), false, found.sample(), found.label(), found.certainty(), 0);
                })
            .toList());
  }

  /** A study in two lanes; each answer is compared with that of an object that begins afresh. */
  private static Asked run(
      RefinePlan plan, ParameterSpace space, Truth truth, int budget, int most) {
    Study study = plan.begin(space, null);
    var rounds = new ArrayList<Round>();
    var proposals = new ArrayList<Proposal>();
    int silent = 0;
    for (int lane = 0; silent < 2 && proposals.size() < budget; lane = 1 - lane) {
      int own = ReplayBenchmark.lastOf(rounds, lane);
      if (own >= 0 && rounds.get(own).open()) {
        rounds.set(own, measure(rounds.get(own), truth));
        silent = 0;
      }
      int atMost = Math.min(most, budget - proposals.size());
      var asked = study.next(rounds, lane, atMost);
      assertEquals(asked, plan.begin(space, null).next(List.copyOf(rounds), lane, atMost));
      assertTrue(asked.size() <= atMost);
      proposals.addAll(asked);
      if (asked.isEmpty()) {
        silent++;
      } else {
        silent = 0;
        int of = lane;
        rounds.add(new Round(of, asked.stream().map(p -> Measured.open(p.point())).toList()));
      }
    }
    rounds.replaceAll(round -> round.open() ? measure(round, truth) : round);
    return new Asked(rounds, proposals);
  }

  private static Asked run(RefinePlan plan, ParameterSpace space, Truth truth) {
    return run(plan, space, truth, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private static RefinePlan phases(int levels, double explore) {
    return new RefinePlan(levels, NO, NO, true, explore, 7);
  }

  @Test
  void finerGridsHaveTheValuesOfCoarserOnes() {
    double[][] ranges = {
      {0, 1}, {-1, 1}, {-0.3, 0.7}, {0.1, 0.2}, {1e-7, 3e5}, {5, -2}, {1.0 / 3, 2.0 / 3}, {1e-3, 1}
    };
    for (var scale : Scale.values()) {
      for (var range : ranges) {
        if (scale == Scale.LOG && Math.min(range[0], range[1]) <= 0) {
          continue;
        }
        for (int count = 2; count <= 14; count++) {
          for (int level = 1; level <= 6; level++) {
            var coarse = new Steps(scale, range[0], range[1], count);
            var fine = new Steps(scale, range[0], range[1], ((count - 1) << level) + 1);
            for (int i = 0; i < count; i++) {
              assertEquals(coarse.at(i), fine.at(i << level), scale + " " + range[0] + " " + count);
            }
          }
        }
      }
    }
  }

  @Test
  void aValueHasOnePlaceOnTheGrid() {
    for (var scale : Scale.values()) {
      for (double to : new double[] {2, 1.00001, 1e9, 0.5}) {
        var grid =
            new DyadicGrid(
                new ParameterSpace(
                    List.of(new Axis("x", SpecPath.parse("x"), new Steps(scale, 1, to, 4)))),
                12);
        for (int i = 0; i <= 3 << 12; i++) {
          assertEquals(i, grid.key(grid.point(i)));
        }
      }
    }
  }

  @Test
  void pointsLieOnTheFullGridAndAreAskedOnce() {
    var space =
        new ParameterSpace(
            List.of(
                new Axis("x", SpecPath.parse("x"), new Steps(Scale.LOG, 1e-3, 1, 6)),
                new Axis("y", SpecPath.parse("y"), new Steps(Scale.LINEAR, -0.3, 0.7, 4))));
    var asked =
        run(
            RefinePlan.ofPhases(4, 1),
            space,
            labels(x -> x[1] > 0.2 + 0.05 * StrictMath.log(x[0]) ? "a" : "b"));
    var grid = new HashSet<Point>();
    var full =
        new ParameterSpace(
            List.of(
                new Axis("x", SpecPath.parse("x"), new Steps(Scale.LOG, 1e-3, 1, 81)),
                new Axis("y", SpecPath.parse("y"), new Steps(Scale.LINEAR, -0.3, 0.7, 49))));
    grid.addAll(new GridPlan().next(full, List.of(), Integer.MAX_VALUE));
    for (var proposal : asked.proposals()) {
      assertTrue(grid.remove(proposal.point()), proposal::toString);
    }
    assertTrue(asked.with("split").size() > 100);
    assertTrue(asked.proposals().size() < 600, "asked " + asked.proposals().size());
  }

  @Test
  void laneZeroBeginsWithTheFirstHalfOfTheCoarseGrid() {
    var space = Surface.unit(2, 5);
    var plan = phases(2, 0);
    var first = plan.begin(space, null).next(List.of(), 0, 1000);
    assertEquals(13, first.size());
    assertTrue(first.stream().allMatch(p -> p.reason().equals("coarse")));
    var open = new Round(0, first.stream().map(p -> Measured.open(p.point())).toList());
    var second = plan.begin(space, null).next(List.of(open), 1, 1000);
    assertEquals(12, second.size());
    // Lane 0's half is measured, that of lane 1 is open: what lies between known corners is asked.
    var half = measure(open, labels(x -> x[1] > 0.6 ? "a" : "b"));
    var other = new Round(1, second.stream().map(p -> Measured.open(p.point())).toList());
    var third = plan.begin(space, null).next(List.of(half, other), 0, 1000);
    assertFalse(third.isEmpty());
    for (var proposal : third) {
      assertEquals("split", proposal.reason());
      assertEquals("corners differ: b, a", proposal.known());
      assertTrue(place(proposal.point())[0] <= 0.5, proposal::toString);
    }
  }

  @Test
  void anAnswerIsTheSameInSmallSteps() {
    var truth = labels(x -> x[0] * x[0] + x[1] > 0.7 ? "a" : "b");
    var space = Surface.unit(2, 5);
    // The comparison with fresh objects is in run.
    var whole = run(phases(3, 0), space, truth);
    var steps = run(phases(3, 0), space, truth, Integer.MAX_VALUE, 3);
    var points = new HashSet<>(whole.proposals().stream().map(Proposal::point).toList());
    assertEquals(points, new HashSet<>(steps.proposals().stream().map(Proposal::point).toList()));
    assertEquals(40, run(phases(3, 0.05), space, truth, 40, 1000).proposals().size());
  }

  @Test
  void anObjectForgetsAHistoryThatIsNotContinued() {
    var space = Surface.unit(2, 5);
    var plan = phases(3, 0.05);
    var study = plan.begin(space, null);
    for (double offset : new double[] {0.3, 0.6}) {
      var rounds = run(plan, space, labels(x -> x[0] > offset ? "a" : "b"), 80, 1000).rounds();
      assertEquals(plan.begin(space, null).next(rounds, 0, 1000), study.next(rounds, 0, 1000));
    }
  }

  @Test
  void failedPointsAreARegionOfTheirOwn() {
    Truth truth =
        place ->
            place[0] > 0.6
                ? new Measured(point(place), false, Sample.NONE, "", 1, 0)
                : measured(point(place), "a");
    var plan = new RefinePlan(4, OptionalDouble.of(0.2), NO, true, 0, 1);
    var asked = run(plan, Surface.unit(2, 3), truth);
    assertEquals(
        asked.proposals().size(),
        asked.proposals().stream().map(Proposal::point).distinct().count());
    assertTrue(
        asked.with("split").stream()
            .allMatch(p -> p.known().equals("corners differ: a, at least 0.2, failed")));
    for (var cell : plan.cells(Surface.unit(2, 3), asked.rounds())) {
      boolean crossed = cell.lower().get(0) < 0.6 && cell.upper().get(0) > 0.6;
      assertEquals(crossed, cell.probability() == 0, cell::toString);
      assertTrue(!crossed || cell.depth() == 4, cell::toString);
      if (!crossed) {
        assertEquals(cell.lower().get(0) > 0.6 ? "failed" : "a, at least 0.2", cell.label());
      }
    }
  }

  @Test
  void whatLiesBelowTheRangeLiesBelowTheThreshold() {
    Truth truth =
        place ->
            place[0] < 0.3
                ? Measured.below(point(place))
                : Measured.of(point(place), Sample.of(place[0] < 0.6 ? 0.5 : 1.5));
    var plan = RefinePlan.ofThreshold(3, 1, 1);
    var cells = plan.cells(Surface.unit(1, 3), run(plan, Surface.unit(1, 3), truth).rounds());
    assertEquals(
        List.of("at least 1.0", "below 1.0"),
        cells.stream().map(cell -> cell.label()).distinct().sorted().toList());
    var crossed = cells.stream().filter(cell -> cell.probability() == 0).toList();
    assertEquals(1, crossed.size());
    assertTrue(crossed.get(0).lower().get(0) < 0.6 && crossed.get(0).upper().get(0) >= 0.6);

    // By jumps, it is a region of its own.
    var jumps = new RefinePlan(3, NO, OptionalDouble.of(0.6), false, 0, 1);
    assertTrue(
        run(jumps, Surface.unit(1, 3), truth).with("split").stream()
            .anyMatch(split -> split.known().contains("below the range")));
  }

  @Test
  void aThresholdIsFollowed() {
    var plan = RefinePlan.ofThreshold(4, 0.4, 1);
    var asked = run(plan, Surface.unit(1, 3), values(x -> x[0] * x[0], 1e-6));
    var crossed =
        plan.cells(Surface.unit(1, 3), asked.rounds()).stream()
            .filter(cell -> cell.probability() < 0.1)
            .toList();
    assertEquals(1, crossed.size());
    double edge = Math.sqrt(0.4);
    assertTrue(crossed.get(0).lower().get(0) <= edge && edge < crossed.get(0).upper().get(0));
    assertEquals(1.0 / 32, crossed.get(0).upper().get(0) - crossed.get(0).lower().get(0));
  }

  @Test
  void intervalsThatStraddleTheThresholdSplitACell() {
    // The means stay below 0.5; near 0.5, the interval's end (12.7 / sqrt 2 * sd) is above it.
    Function<double[], Double> hill = x -> 0.49 - Math.abs(x[0] - 0.5);
    var plan = new RefinePlan(3, OptionalDouble.of(0.5), NO, false, 0, 1);
    assertEquals(List.of(), run(plan, Surface.unit(1, 3), values(hill, 1e-4)).with("split"));
    var split = run(plan, Surface.unit(1, 3), values(hill, 0.002)).with("split");
    assertEquals(
        List.of(0.25, 0.75, 0.375, 0.625), split.stream().map(p -> place(p.point())[0]).toList());
    assertTrue(split.get(0).known().startsWith("intervals at the threshold"));
  }

  @Test
  void aJumpIsABoundaryAndASlopeIsNone() {
    var plan = new RefinePlan(4, NO, OptionalDouble.of(0.2), false, 0, 1);
    Function<double[], Double> surface = x -> 0.1 * x[0] + (x[0] > 0.3 ? 0.5 : 0);
    var jump = run(plan, Surface.unit(1, 3), values(surface, 1e-4)).with("split");
    assertEquals(4, jump.size());
    assertTrue(jump.get(0).known().startsWith("the measure jumps: "));
    assertEquals(0, run(plan, Surface.unit(1, 3), values(surface, 0.1)).with("split").size());
    assertEquals(0, run(plan, Surface.unit(1, 3), values(x -> x[0] / 4, 0)).with("split").size());
  }

  /** A finger that enters a cell through a face whose corners agree is followed to its end. */
  @Test
  void aBoundaryIsFollowedIntoTheNextCell() {
    Function<double[], String> finger =
        x -> x[0] < 0.3 || Math.abs(x[1] - 0.63) < 0.045 && x[0] < 0.9 ? "a" : "b";
    var space = Surface.unit(2, 5);
    var plan = phases(4, 0);
    var asked = run(plan, space, labels(finger));
    assertFalse(asked.with("neighbour").isEmpty());
    var cells = plan.cells(space, asked.rounds());
    for (int i = 0; i < 64 * 64; i++) {
      double x = (i / 64 + 0.5) / 64;
      double y = (i % 64 + 0.5) / 64;
      var cell =
          cells.stream()
              .filter(c -> c.lower().get(0) <= x && x < c.upper().get(0))
              .filter(c -> c.lower().get(1) <= y && y < c.upper().get(1))
              .toList();
      assertEquals(1, cell.size());
      if (cell.get(0).probability() > 0) {
        assertEquals(finger.apply(new double[] {x, y}), cell.get(0).label(), x + " " + y);
      }
    }
  }

  @Test
  void islandsAreFoundByExploring() {
    Function<double[], String> island =
        x -> Math.abs(x[0] - 0.5625) + Math.abs(x[1] - 0.6875) < 0.06 ? "island" : "sea";
    var space = Surface.unit(2, 9);
    var alone = run(phases(3, 0), space, labels(island));
    assertEquals(81, alone.proposals().size());
    var plan = phases(3, 0.5);
    var asked = run(plan, space, labels(island));
    assertFalse(asked.with("explore").isEmpty());
    assertTrue(asked.with("split").size() > 10);
    assertTrue(
        plan.cells(space, asked.rounds()).stream().anyMatch(c -> c.label().equals("island")));
    assertEquals(
        0.125, RefinePlan.largestEdge(space, phases(3, 0).cells(space, alone.rounds())), 1e-12);
  }

  @Test
  void theShareOfExploringPointsIsFixed() {
    var asked =
        run(phases(4, 0.05), Surface.unit(2, 9), labels(x -> x[0] > 0.4 * x[1] + 0.2 ? "a" : "b"));
    int points = asked.proposals().size();
    assertEquals(points / 20, asked.with("explore").size(), 1);
  }

  /** With four axes, halving the one that matters costs one point for each line of the grid. */
  @Test
  void anAxisThatChangesNothingCostsNothing() {
    var asked = run(phases(3, 0), Surface.unit(4, 3), labels(x -> x[2] > 0.3 ? "a" : "b"));
    assertEquals(81 + 3 * 27, asked.proposals().size());
  }

  /** In run, each answer is compared with that of a fresh object. */
  @Test
  void aNoisyStudyReplays() {
    for (int axes = 2; axes <= 4; axes++) {
      var space = Surface.unit(axes, 3);
      var normal = new double[] {1, 0.4, 0.3, 0.2};
      var half = ReplayBenchmark.half(0.6, java.util.Arrays.copyOf(normal, axes));
      var noisy = new Surface.Synthetic("", space, List.of(half), 0.02, 0.05, 3);
      var plan = new RefinePlan(3, OptionalDouble.of(0.7), OptionalDouble.of(0.2), true, 0.05, 7);
      var asked = run(plan, space, place -> noisy.measure(point(place), 3), 600, 1000);
      assertEquals(
          asked.proposals().size(),
          asked.proposals().stream().map(Proposal::point).distinct().count());
    }
  }

  @Test
  void largeCellsComeFirst() {
    var plan = phases(4, 0);
    var asked = run(plan, Surface.unit(2, 3), labels(x -> x[0] + 0.3 * x[1] > 0.6 ? "a" : "b"));
    var rounds = asked.rounds();
    int last = rounds.size() - 1;
    var before = rounds.subList(0, last);
    int lane = rounds.get(last).lane();
    var all = plan.begin(Surface.unit(2, 3), null).next(before, lane, 1000);
    var few = plan.begin(Surface.unit(2, 3), null).next(before, lane, 1);
    assertEquals(all.subList(0, 1), few);
  }

  @Test
  void aBoundaryIsKnownWhileItsPointsAreUnderWay() {
    var space = Surface.unit(2, 5);
    var plan = phases(2, 0);
    Truth truth = labels(x -> x[0] > 0.3 ? "a" : "b");
    var rounds = new ArrayList<Round>();
    for (int lane = 0; lane < 2; lane++) {
      var coarse = plan.begin(space, null).next(rounds, lane, 1000);
      rounds.add(new Round(lane, coarse.stream().map(p -> Measured.open(p.point())).toList()));
    }
    assertEquals(0, plan.boundary(space, plan.cells(space, rounds)).open());

    rounds.replaceAll(round -> measure(round, truth));
    var asked = plan.begin(space, null).next(rounds, 0, 1000);
    rounds.add(new Round(0, asked.stream().map(p -> Measured.open(p.point())).toList()));
    var under = plan.boundary(space, plan.cells(space, rounds));

    // Each of four cells was split into four, of which half may be crossed: 16 half cells of 2
    // steps.
    assertEquals(16, under.open());
    assertEquals(16, under.extent());
    rounds.replaceAll(round -> round.open() ? measure(round, truth) : round);
    assertEquals(16, plan.boundary(space, plan.cells(space, rounds)).extent());
  }

  @Test
  void cellsFillTheSpace() {
    var plan = phases(3, 0.1);
    var asked =
        run(plan, Surface.unit(3, 3), labels(x -> x[0] + x[1] * x[2] > 0.8 ? "a" : "b"), 200, 50);
    assertEquals(200, asked.proposals().size());
    double volume = 0;
    for (var cell : plan.cells(Surface.unit(3, 3), asked.rounds())) {
      double product = 1;
      for (int a = 0; a < 3; a++) {
        product *= cell.upper().get(a) - cell.lower().get(a);
      }
      volume += product;
      assertTrue(cell.probability() >= 0 && cell.probability() < 1, cell::toString);
    }
    assertEquals(1, volume, 1e-12);
  }

  @Test
  void aCellIsAsCertainAsItsCorners() {
    Truth truth =
        place ->
            new Measured(point(place), false, Sample.of(1, 1), "a", place[0] < 0.4 ? 0.7 : 1, 0);
    var plan = phases(2, 0);
    var cells = plan.cells(Surface.unit(1, 3), run(plan, Surface.unit(1, 3), truth).rounds());
    assertEquals(0.7 * 3 / 4, cells.get(0).probability(), 1e-6);
    assertEquals(3.0 / 4, cells.get(1).probability(), 1e-6);
  }

  @Test
  void axesWithoutAGridAreRefused() {
    var plan = RefinePlan.ofPhases(4, 1);
    for (AxisValues values :
        List.of(
            new AxisValues.Range(Scale.LINEAR, 0, 1),
            new AxisValues.Listed(List.of(DoubleNode.valueOf(1), DoubleNode.valueOf(2))),
            new Steps(Scale.LINEAR, 0, 1, 1),
            new Steps(Scale.LINEAR, 0, 0, 3),
            new Steps(Scale.LINEAR, 2, 2, 3),
            new Steps(Scale.LINEAR, 1, 1 + 1e-11, 3),
            new Steps(Scale.LINEAR, 0, 1, 1 << 17))) {
      var space = new ParameterSpace(List.of(new Axis("load", SpecPath.parse("load"), values)));
      var refused = assertThrows(IllegalArgumentException.class, () -> plan.check(space));
      assertTrue(refused.getMessage().contains("load"), refused.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> plan.check(new ParameterSpace(List.of())));
    assertThrows(IllegalArgumentException.class, () -> plan.check(Surface.unit(2, 5000)));
    plan.check(Surface.unit(1, (1 << 16) + 1));
  }

  /** If this fails, every study that is under way changes with it. */
  @Test
  void theBitsStayAsTheyAre() {
    var surfaces = new ArrayList<>(ReplayBenchmark.planes(1).subList(0, 6));
    surfaces.add(ReplayBenchmark.volumes(1).get(2));
    surfaces.addAll(ReplayBenchmark.spaces(1));
    var both = new RefinePlan(2, OptionalDouble.of(0.7), OptionalDouble.of(0.2), true, 0.1, 7);
    var text = new StringBuilder();
    for (var surface : surfaces) {
      int levels = surface.levels();
      for (var plan : List.of(RefinePlan.ofPhases(levels, 1), both)) {
        var space = surface.space();
        var asked = run(plan, space, place -> surface.measure(point(place), 3), 800, 300);
        asked.proposals().forEach(each -> text.append(each.point().values()).append(each.known()));
        asked.proposals().forEach(proposal -> text.append(proposal.reason()));
        for (var cell : plan.cells(space, asked.rounds())) {
          text.append(cell.lower()).append(cell.upper()).append(cell.label());
          text.append(cell.probability()).append(cell.depth());
        }
      }
    }
    assertEquals(731619287, text.toString().hashCode());
  }

  /** 100 000 points are decided in less than a millisecond each, and in little memory. */
  @Test
  @Tag("slow")
  void decidingCostsLittle() {
    var space = Surface.unit(3, 9);
    var plan = RefinePlan.ofPhases(5, 1);
    var study = plan.begin(space, null);
    var rounds = new ArrayList<Round>();
    var truth = labels(x -> (x[0] - 0.5) * (x[0] - 0.5) + x[1] * x[1] * x[2] > 0.13 ? "a" : "b");
    int budget = 100_000;
    int rest = budget;
    long spent = 0;
    long slowest = 0;
    for (int lane = 0; rest > 0; lane = 1 - lane) {
      int own = ReplayBenchmark.lastOf(rounds, lane);
      if (own >= 0) {
        rounds.set(own, measure(rounds.get(own), truth));
      }
      long start = cpuNanos();
      var asked = study.next(rounds, lane, rest);
      long time = cpuNanos() - start;
      spent += time;
      slowest = Math.max(slowest, time);
      rest -= asked.size();
      rounds.add(new Round(lane, asked.stream().map(p -> Measured.open(p.point())).toList()));
    }
    System.out.printf(
        "%d points in %d rounds: %.3f ms a point, slowest round %.0f ms%n",
        budget, rounds.size(), spent * 1e-6 / budget, slowest * 1e-6);
    assertTrue(spent * 1e-6 / budget < 1);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
